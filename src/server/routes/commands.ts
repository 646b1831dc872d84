/**
 * The commands by name: the schema of what is asked, and what is done. Each is one transaction.
 */
import * as z from 'zod/mini';
import { sameJson, type Json } from '../../spec/json.ts';
import type { Problem } from '../../spec/problem.ts';
import { l10n, role, surface } from '../../spec/basics.ts';
import { localDate } from '../../form/shift.ts';
import { withHours } from '../../sync/calendar.ts';
import { retryHeld } from '../../sync/hub.ts';
import type { Deps } from '../deps.ts';
import { errorFields } from '../log.ts';
import { newStaffId } from '../new-site.ts';
import { revokeDevice } from '../sql/devices.ts';
import { announce } from '../sql/feed.ts';
import { sqlLedger } from '../sql/ledger.ts';
import { publishVersion } from '../sql/library.ts';
import { siteDocumentOf } from '../sql/source.ts';
import { leaders, pinKey, randomPin, saveStaff, staffAt } from '../sql/staff.ts';
import type { Place } from '../sql/transaction.ts';
import { issueCode } from './enrol.ts';
import { personName, pin, siteCode, siteName, zone } from './setup.ts';

export interface By {
  readonly deps: Deps;
  readonly place: Place;
  /** Who asks. */
  readonly staff: string;
}

export type Done =
  | {
      readonly ok: true;
      readonly value: { readonly [key: string]: Json };
      /** Id of what was changed, for the record of commands. */
      readonly target?: string;
    }
  | { readonly ok: false; readonly problem: Problem };

export interface Command {
  readonly request: z.ZodMiniType;
  readonly run: (by: By, body: unknown) => Promise<Done>;
}

const command = <B>(
  request: z.ZodMiniType<B>,
  run: (by: By, body: B) => Promise<Done>,
): Command => ({
  request,
  run: (by, body) => run(by, body as B),
});

const no = (code: string, path = '', params?: Problem['params']): Done => ({
  ok: false,
  problem: { code, path, ...(params ? { params } : {}) },
});
const at = ({ deps }: By): string => new Date(deps.now()).toISOString();

const enrolCode = command(
  z.strictObject({ surface, name: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)) }),
  async ({ deps, place }, body) => {
    const issued = await deps.database.inSite(place, (tx) => issueCode(tx, place, deps, body));
    return { ok: true, value: { ...issued } };
  },
);

const saveStaffMember = command(
  z.strictObject({
    id: z.optional(z.string().check(z.maxLength(64))),
    name: personName,
    roles: z.array(role).check(
      z.minLength(1),
      z.refine((roles) => !roles.includes('visitor')),
    ),
    dept: z.optional(z.string().check(z.maxLength(48))),
    active: z.boolean(),
    pin: z.optional(pin),
    /** A new random PIN for somebody who has one. */
    newPin: z.optional(z.boolean()),
  }),
  async (by, body) => {
    const { deps, place } = by;
    const chosen = body.pin ?? (body.id === undefined || body.newPin ? randomPin() : undefined);
    const key = chosen === undefined ? undefined : await pinKey(chosen);
    const id = body.id ?? newStaffId();
    const problem = await deps.database.inSite(place, async (tx) => {
      if (body.id !== undefined && !(await staffAt(tx, place, id, 'first'))) return 'not-found';
      const leads =
        body.active && body.roles.some((each) => each === 'supervisor' || each === 'manager');
      // Nobody would be left who could undo it.
      if (!leads && (await leaders(tx, place)).every((each) => each === id))
        return 'last-supervisor';
      await saveStaff(tx, place, { ...body, id, pin: key }, at(by));
      await announce(tx, place, [{ kind: 'staff', id }]);
      return undefined;
    });
    if (problem) return no(problem, 'id');
    const shown = chosen !== undefined && body.pin === undefined ? { pin: chosen } : {};
    return { ok: true, value: { id, ...shown }, target: id };
  },
);

const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,40}$/));
const clockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const phone = z.optional(z.string().check(z.maxLength(30)));
const span = z.tuple([clockTime, clockTime]);

const saveSite = command(
  z.strictObject({
    name: z.optional(siteName),
    code: z.optional(siteCode),
    zone: z.optional(zone),
    phone,
    settings: z.optional(
      z.record(
        z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,47}$/)),
        z.union([z.string().check(z.maxLength(2000)), z.number(), z.boolean()]),
      ),
    ),
    buildings: z.optional(
      z
        .array(
          z.strictObject({
            id,
            name: l10n,
            units: z.array(
              z.strictObject({
                id,
                floors: z.number().check(z.int(), z.gte(1), z.lte(200)),
                doors: z.number().check(z.int(), z.gte(1), z.lte(100)),
              }),
            ),
          }),
        )
        .check(z.maxLength(200)),
    ),
    departments: z.optional(
      z.array(z.strictObject({ id, name: l10n, phone })).check(z.maxLength(100)),
    ),
    shifts: z.optional(
      z
        .array(z.strictObject({ id, name: l10n, start: clockTime, end: clockTime }))
        .check(z.maxLength(10)),
    ),
    hours: z.optional(
      z.record(z.string().check(z.regex(/^[1-7]$/)), z.array(span).check(z.maxLength(4))),
    ),
  }),
  async (by, body) => {
    const { deps, place } = by;
    await deps.database.inSite(place, async (tx) => {
      const before = await siteDocumentOf(tx, place);
      const today = localDate(at(by), body.zone ?? before.zone);
      const doc = {
        ...before,
        ...body,
        ...(body.hours &&
          !sameJson(body.hours, before.hours) &&
          withHours(before, body.hours, today)),
      };
      await tx
        .updateTable('site')
        .set({ doc: JSON.stringify(doc) })
        .where('company', '=', place.company)
        .where('site', '=', place.site)
        .execute();
      await announce(tx, place, [{ kind: 'site', id: place.site }]);
    });
    return { ok: true, value: { id: place.site }, target: place.site };
  },
);

const revoke = command(
  z.strictObject({ id: z.string().check(z.maxLength(64)) }),
  async (by, body) => {
    const { deps, place } = by;
    const done = await deps.database.inSite(place, (tx) =>
      revokeDevice(tx, place, body.id, at(by)),
    );
    if (!done) return no('not-found', 'id');
    deps.live.hangUp(body.id);
    return { ok: true, value: { id: body.id }, target: body.id };
  },
);

const publishProcedure = command(
  z.strictObject({ text: z.string().check(z.maxLength(1024 * 1024)) }),
  async (by, { text }) => {
    const { deps, place } = by;
    const read = deps.read(text);
    if (!read.ok) {
      const [first] = read.problems;
      // All of them, so that an editor can show each where it stands.
      return no(first?.code ?? 'malformed', first?.path ?? 'text', { problems: read.problems });
    }
    const { hash, procedure } = read.value;
    const outcome = await deps.database.inSite(place, (tx) =>
      publishVersion(tx, place, read.value, at(by)),
    );
    if (outcome === 'older') return no('version-not-newer', 'version');
    // What waited for this version can be applied now.
    const ledger = sqlLedger({ ...deps, place });
    const onBug = (change: string, error: unknown): void =>
      deps.log('change-failed', { site: place.site, change, ...errorFields(error) });
    await retryHeld(ledger, place.site, { before: '9999', force: false }, { now: deps.now, onBug });
    return {
      ok: true,
      value: { id: procedure.id, version: procedure.version, hash },
      target: hash,
    };
  },
);

export const commands: Readonly<Record<string, Command>> = {
  'enrol-code': enrolCode,
  'save-staff': saveStaffMember,
  'save-site': saveSite,
  'revoke-device': revoke,
  'publish-procedure': publishProcedure,
};
