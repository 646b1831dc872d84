/**
 * Invitations: the desk gets an entry's link; whoever opens the link adds entries with it, and hears how those stand.
 */
import type { Form } from '../../form/compile.ts';
import type { Entry } from '../../form/entry.ts';
import { canonicalJson, hashOf } from '../../spec/json.ts';
import type { L10n } from '../../spec/procedure.ts';
import type { Change } from '../../sync/change.ts';
import type { SiteDocument } from '../../sync/documents.ts';
import { LedgerWork } from '../../sync/ledger-work.ts';
import {
  guestAddReply,
  guestAddRequest,
  guestOpenReply,
  guestOpenRequest,
  linkReply,
  linkRequest,
} from '../../sync/visitor.ts';
import type { Deps } from '../deps.ts';
import { later, refusal, refuse } from '../http/refuse.ts';
import { invitationToken, invitesUntil, readInvitation } from '../invitation.ts';
import { entryAt } from '../sql/entries.ts';
import { sqlLedger } from '../sql/ledger.ts';
import { siteDocumentOf } from '../sql/source.ts';
import type { Place } from '../sql/transaction.ts';
import { forDevices, json, open } from './route.ts';

const opens = { burst: 60, perSecond: 1 };
/** A household that expects a party still gets in; a script that found a link does not fill the list. */
const adds = { burst: 30, perSecond: 1 / 60 };

interface Invitation {
  readonly place: Place;
  readonly entry: Entry;
  readonly form: Form;
  readonly site: SiteDocument;
  /** ISO instant. */
  readonly until: string;
  readonly target: { readonly hash: string; readonly form: Form };
}

/** What an entry invites to now, if it does. */
async function invitationOf(deps: Deps, place: Place, id: string): Promise<Invitation | undefined> {
  const [site, entry] = await deps.database.inSite(place, async (tx) => [
    await siteDocumentOf(tx, place),
    await entryAt(tx, place, id),
  ]);
  if (!entry) return undefined;
  return sqlLedger({ ...deps, place }).transaction(place.site, async (tx) => {
    const form = await tx.form(entry.procedure, entry.version);
    const until = form && invitesUntil(form, entry, site, deps.now());
    const target = form?.procedure.invites && (await tx.current(form.procedure.invites.procedure));
    return form && until && target ? { place, entry, form, site, until, target } : undefined;
  });
}

async function invitationFor(deps: Deps, token: string): Promise<Invitation | undefined> {
  const read = readInvitation(deps.keys, token);
  const place = read && (await deps.places.of(read.site));
  return place && invitationOf(deps, place, read.entry);
}

/** What the invitation itself answers in an entry that is added with it. */
const filledOf = ({ form, entry }: Invitation): Change['set'] =>
  Object.fromEntries(
    Object.entries(form.procedure.invites?.with ?? {}).flatMap(([there, here]) => {
      const value = entry.answers[here];
      return value === undefined ? [] : [[there, value]];
    }),
  );

function placeOf({ form, entry, site }: Invitation): L10n | undefined {
  const room = entry.answers[form.procedure.facets?.room ?? ''];
  if (typeof room !== 'string') return undefined;
  const [id, unit, ...door] = room.split('-');
  const building = site.buildings.find((each) => each.id === id);
  if (!building || !unit || door.length === 0) return { 'zh-CN': room, en: room };
  const { name } = building;
  return {
    'zh-CN': `${name['zh-CN']}${unit}单元${door.join('-')}`,
    en: `${name.en ?? name['zh-CN']}, unit ${unit}, ${door.join('-')}`,
  };
}

export const invite = forDevices({
  method: 'POST',
  path: '/api/invitation',
  about: 'The link of an entry that invites, and until when it holds. Not for kiosks.',
  request: linkRequest,
  reply: linkReply,
  handle: async ({ deps }, { entry }, { place, device }) => {
    if (device.surface === 'kiosk') return refusal('wrong-surface');
    const invitation = await invitationOf(deps, place, entry);
    if (!invitation) return refusal('link-over');
    const token = invitationToken(deps.keys, place.site, entry);
    // Behind the hash: it is in no log on the way.
    return json({ url: `${deps.settings.publicUrl}/guest#${token}`, until: invitation.until });
  },
});

export const guestOpen = open({
  method: 'POST',
  path: '/api/guest/open',
  about:
    'What a link of an invitation is good for, and how the entries stand that were added here.',
  request: guestOpenRequest,
  reply: guestOpenReply,
  handle: async ({ deps, address }, { token, ids = [] }) => {
    const wait = deps.limiter.take(`guest ${address}`, opens);
    if (wait > 0) return later('too-many', wait);
    const invitation = await invitationFor(deps, token);
    if (!invitation) return refusal('link-over');
    const { place, entry, site, until, target } = invitation;
    const added = await deps.database.inSite(place, async (tx) => {
      const found: Entry[] = [];
      for (const id of ids) {
        const one = await entryAt(tx, place, id);
        if (one?.links?.some((link) => link.entry === entry.id)) found.push(one);
      }
      return found;
    });
    const ledger = sqlLedger({ ...deps, place });
    const states = await ledger.transaction(place.site, (tx) =>
      Promise.all(
        added.map(async (one) => {
          const form = await tx.form(one.procedure, one.version);
          const stage = form?.stages.find(({ id }) => id === one.stage);
          return {
            id: one.id,
            stage: stage?.title ?? target.form.procedure.title,
            ...(stage?.tone ? { tone: stage.tone } : {}),
            done: one.void !== undefined || !stage || stage.next.length === 0,
          };
        }),
      ),
    );
    const room = placeOf(invitation);
    return json({
      serverTime: deps.now(),
      site: {
        id: site.id,
        name: site.name,
        zone: site.zone,
        settings: site.settings,
        ...(site.phone ? { phone: site.phone } : {}),
      },
      ...(room ? { place: room } : {}),
      until,
      hash: target.hash,
      procedure: target.form.procedure,
      filled: filledOf(invitation),
      states,
    });
  },
});

export const guestAdd = open({
  method: 'POST',
  path: '/api/guest/add',
  about: 'Adds an entry with the link of an invitation; the same id is added once.',
  request: guestAddRequest,
  reply: guestAddReply,
  handle: async ({ deps, address }, { token, id, hash, answers }) => {
    const wait = Math.max(
      deps.limiter.take(`guest ${address}`, opens),
      deps.limiter.take(`guest ${token.slice(0, 60)}`, adds),
    );
    if (wait > 0) return later('too-many', wait);
    const invitation = await invitationFor(deps, token);
    if (!invitation) return refusal('link-over');
    const { place, entry, site, target } = invitation;
    const at = new Date(deps.now()).toISOString();
    const change: Change = {
      id,
      entry: id,
      procedure: `${target.form.procedure.id}@${hash}`,
      kind: 'create',
      base: 0,
      n: 1,
      at,
      set: { ...answers, ...filledOf(invitation) },
      parent: entry.id,
      around: {
        now: at,
        zone: site.zone,
        surface: 'kiosk',
        site: { id: site.id, name: site.name, settings: site.settings },
      },
      author: null,
      device: 'link',
      clock: { wall: deps.now(), mono: 0, boot: 'link', offset: 0 },
    };
    const sent = { hash: hashOf(canonicalJson(change)) };
    const problems = await sqlLedger({ ...deps, place }).transaction(place.site, async (tx) => {
      if (await tx.seen(id)) return [];
      // The link adds; it never changes what is there.
      if (await tx.entry(id)) return [{ code: 'not-found', path: '' }];
      const known = await tx.form(target.form.procedure.id, hash);
      if (!known) return [{ code: 'outdated', path: '' }];
      // Whoever gave the link may open these; the link lends that and nothing else.
      const who = { staff: null, roles: known.procedure.access.create, surface: 'kiosk' } as const;
      const work = new LedgerWork(tx, deps.now());
      await work.receive({ change, sent, who });
      const [write] = work.writes;
      if (!write || write.result.outcome === 'held') return [{ code: 'outdated', path: '' }];
      // What does not fit is told to who typed it, and leaves nothing behind.
      if (write.result.outcome === 'rejected')
        return write.result.problems ?? [{ code: 'trouble', path: '' }];
      await tx.commit(work.writes);
      return [];
    });
    const [first] = problems;
    if (first)
      return refuse({
        code: first.code,
        path: first.path,
        ...('params' in first && first.params ? { params: first.params } : {}),
      });
    deps.log('invited', { site: place.site });
    return json({ id });
  },
});
