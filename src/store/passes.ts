/**
 * Passes on this device: issued, checked and followed with no network.
 */
import type { Observable } from 'dexie';
import type { Form } from '../form/compile.ts';
import type { Entry } from '../form/entry.ts';
import { endOfDay, isUsedUp, passContent, rowsLeft, usedTwice, useOf } from '../form/pass.ts';
import type { PassContent, PassUse } from '../form/pass.ts';
import { localDate } from '../form/shift.ts';
import type { Naming } from '../form/summary.ts';
import { cleanNumber, dayOfCode, shortCode } from '../sync/pass-code.ts';
import { isPassText, judgePass, mostLetters, sealPass } from '../sync/pass.ts';
import type { PassBody } from '../sync/pass.ts';
import { siteOf } from './site-document.ts';
import type { DeviceClock } from './clock.ts';
import type { Database, EntryRow } from './database.ts';
import { findEntry } from './entries.ts';
import type { Forms } from './forms.ts';
import { currentOf } from './current.ts';
import { numberKey, passKey } from './keys.ts';
import { live } from './observe.ts';
import { isSignedBy, macOf, passKeysOf, signerOf } from './pass-keys.ts';
import type { CheckedPass, IssuedPass, Passes, Result, UsedTwice } from './store.ts';

export interface PassesOptions {
  readonly db: Database;
  readonly forms: Forms;
  readonly clock: DeviceClock;
}

const seconds = (iso: string): number => Math.floor(Date.parse(iso) / 1000);
const iso = (at: number): string => new Date(at * 1000).toISOString();
const no = (code: string) => ({ ok: false, problems: [{ code, path: '' }] }) as const;

/** Room for a row's words, from roomy to tight: a code that no longer fits its paper says less of each. */
const rowLengths = [40, 24, 14, 8] as const;

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;

export function passesOf({ db, forms, clock }: PassesOptions): Passes {
  const zoneOf = async (): Promise<string> => (await siteOf(db))?.zone ?? 'Asia/Shanghai';

  async function naming(): Promise<Naming> {
    const site = await siteOf(db);
    const names = new Map<string, string>();
    for (const { id, doc } of await db.documents.where('kind').equals('staff').toArray())
      names.set(id, (doc as { name: string }).name);
    for (const { id, name } of site?.departments ?? []) names.set(id, name['zh-CN']);
    return {
      zone: site?.zone ?? 'Asia/Shanghai',
      nameOf: (type, id) => (type === 'room' ? undefined : names.get(id)),
    };
  }

  async function usesOf(number: string): Promise<PassUse[]> {
    return usesIn(await db.entries.where('keys').equals(passKey(number)).toArray());
  }
  async function usesIn(rows: readonly EntryRow[]): Promise<PassUse[]> {
    const uses: PassUse[] = [];
    for (const { shown } of rows) {
      const form = await forms.version(shown.version);
      const use = form && useOf(form, shown);
      if (use) uses.push(use);
    }
    return uses.sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  async function twice(): Promise<UsedTwice[]> {
    const rows = await db.entries.where('keys').startsWith(passKey('')).toArray();
    const found: UsedTwice[] = [];
    for (const [number, records] of Map.groupBy(rows, ({ shown }) => shown.around.pass?.number)) {
      const pass = records[0]?.shown.around.pass;
      if (number === undefined || !pass || records.length < 2) continue;
      const uses = await usesIn(records);
      if (usedTwice(uses).length === 0) continue;
      if ((await formOf(pass.code))?.procedure.pass?.once !== true) continue;
      found.push({ number, entry: pass.entry, title: pass.title, uses });
    }
    return found;
  }

  async function issue(id: string): Promise<Result<IssuedPass>> {
    const found = await findEntry(db, forms, id);
    if (!found) return no('unknown-entry');
    const zone = await zoneOf();
    const content = passContent(found.form, found.entry, zone, await naming());
    if (!content.ok) return content;
    const keys = await passKeysOf(db);
    if (!keys) return no('pass-no-key');
    const { value } = content;
    const body: PassBody = {
      ...value,
      issued: seconds(clock.now()),
      from: value.from === undefined ? 0 : seconds(value.from),
      until: seconds(value.until),
    };
    for (const length of rowLengths) {
      const rows = body.rows.map(({ id, text }) => ({ id, text: cut(text, length) }));
      const text = await sealPass({ ...body, rows }, keys.certificate, signerOf(keys));
      if (text.length > mostLetters) continue;
      const { number, until } = value;
      const code = await shortCode(number, localDate(until, zone), macOf(keys));
      return { ok: true, value: { text, number, code, until } };
    }
    return no('pass-long');
  }

  /** The procedure of a pass, by its code. */
  async function formOf(code: string): Promise<Form | undefined> {
    for (const form of await passForms()) if (form.procedure.code === code) return form;
    return undefined;
  }
  /** Read once for each set of versions on this device: a gate checks one pass after the other. */
  let known: { readonly versions: string; readonly forms: readonly Form[] } | undefined;
  async function passForms(): Promise<readonly Form[]> {
    const versions = (await db.procedures.toCollection().primaryKeys()).join();
    if (known?.versions === versions) return known.forms;
    const found: Form[] = [];
    for (const rows of Map.groupBy(await db.procedures.toArray(), ({ id }) => id).values()) {
      const current = currentOf(rows);
      const form = current?.procedure.pass && (await forms.current(current.id))?.form;
      if (form) found.push(form);
    }
    known = { versions, forms: found };
    return found;
  }

  /** What this device knows beside what the pass itself says: where its entry stands, and what has gone out by it. */
  async function looked(
    verdict: 'ok' | 'expired' | 'not-yet' | 'revoked',
    pass: PassContent,
    device?: string,
  ): Promise<CheckedPass> {
    const entry = pass.entry ? await findEntry(db, forms, pass.entry) : undefined;
    const form = entry?.form ?? (await formOf(pass.code));
    const uses = await usesOf(pass.number);
    const seen = { pass, form, uses, left: rowsLeft(pass, uses), ...(device ? { device } : {}) };
    if (verdict !== 'ok') return { outcome: verdict, ...seen };
    if (isUsedUp(pass, pass.once, uses)) return { outcome: 'used', ...seen };
    if (entry && isWithdrawn(entry.form, entry.entry)) return { outcome: 'withdrawn', ...seen };
    return { outcome: 'ok', ...seen };
  }

  async function check(text: string): Promise<CheckedPass> {
    const keys = await passKeysOf(db);
    if (!keys) return { outcome: 'no-key' };
    const verdict = await judgePass(text, {
      site: keys.site,
      now: Math.floor(clock.ms() / 1000),
      verify: isSignedBy,
      isRevoked: async (device) => {
        const row = await db.documents.get(['device', device]);
        return (row?.doc as { revoked?: boolean } | undefined)?.revoked === true;
      },
    });
    if (!('body' in verdict)) return verdict;
    const { body } = verdict;
    const { issued: _issued, from, ...said } = body;
    const pass: PassContent = {
      ...said,
      ...(from > 0 ? { from: iso(from) } : {}),
      until: iso(body.until),
    };
    return looked(verdict.outcome, pass, verdict.device.code);
  }

  /** A number may be typed without its beginning: what comes last, of a pass of today. */
  async function wholeNumbers(typed: string, today: string): Promise<string[]> {
    const number = cleanNumber(typed);
    if (number.includes('-')) return [number];
    const site = (await siteOf(db))?.code ?? '';
    const date = today.replaceAll('-', '');
    const numbers: string[] = [];
    for (const { procedure } of await passForms()) {
      const pattern = procedure.number?.replace(/\{device\}.*$/, '') ?? '';
      numbers.push(
        pattern
          .replace('{site}', site)
          .replace('{code}', procedure.code)
          .replace('{date}', date)
          .toUpperCase() + number,
      );
    }
    return numbers;
  }

  async function checkCode(typed: string, code: string): Promise<CheckedPass> {
    const keys = await passKeysOf(db);
    if (!keys) return { outcome: 'no-key' };
    const zone = await zoneOf();
    const today = localDate(clock.now(), zone);
    for (const number of await wholeNumbers(typed, today)) {
      const day = await dayOfCode(number, code, today, macOf(keys));
      if (day === undefined) continue;
      const pass = await byNumber(number, day, zone);
      return looked(day < today || pass.until < clock.now() ? 'expired' : 'ok', pass);
    }
    return { outcome: 'wrong-code' };
  }

  /** All that is known of a genuine number: its entry where it is here, else no more than its last day. */
  async function byNumber(number: string, day: string, zone: string): Promise<PassContent> {
    const all = await passForms();
    const ids = new Set(all.map(({ procedure }) => procedure.id));
    const row = await db.entries
      .where('keys')
      .equals(numberKey(number))
      .filter(({ procedure }) => ids.has(procedure))
      .first();
    const found = row && (await findEntry(db, forms, row.id));
    const content = found && passContent(found.form, found.entry, zone, await naming());
    if (content?.ok) return content.value;
    const parts = number.split('-');
    const form = found?.form ?? all.find(({ procedure }) => parts.includes(procedure.code));
    return {
      entry: found?.entry.id ?? '',
      number,
      code: form?.procedure.code ?? '',
      title: '',
      until: endOfDay(day, zone),
      once: form?.procedure.pass?.once === true,
      facts: [],
      rows: [],
    };
  }

  return {
    issue,
    check: (text) => (isPassText(text) ? check(text) : Promise.resolve({ outcome: 'damaged' })),
    checkCode,
    uses: (number): Observable<readonly PassUse[]> => live(() => usesOf(number)),
    twice: live(twice),
  };
}

/**
 * Its entry is void, or has gone on from where the pass holds. One that is not there yet is only older here than what was
 * signed elsewhere.
 */
function isWithdrawn(form: Form, entry: Entry): boolean {
  if (entry.void) return true;
  const at = form.procedure.pass?.at ?? [];
  return (
    !at.includes(entry.stage) && entry.log.some(({ to }) => to !== undefined && at.includes(to))
  );
}
