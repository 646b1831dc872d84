/**
 * Making this browser a device of a site, and the first run of a server.
 */
import * as z from 'zod/mini';
import { enrolReply } from '../sync/protocol.ts';
import type { EnrolReply, EnrolRequest } from '../sync/protocol.ts';
import { Api } from './api.ts';
import { NotSaved, openDatabase, write } from './database.ts';
import type { Identity } from './identity.ts';
import { prepareJournal } from './journal-file.ts';
import { fetchPassKeys, forgetPassKeys } from './pass-keys.ts';
import type { Device, Result } from './store.ts';

export interface FirstRun {
  /** The code that the server printed when it started. */
  readonly code: string;
  readonly site: { readonly name: string; readonly code: string; readonly zone?: string };
  readonly supervisor: { readonly name: string; readonly pin: string };
}

const setUpReply = z.object({
  enrolCode: z.string(),
  staff: z.object({ id: z.string(), name: z.string() }),
});
const setUpState = z.object({ ready: z.boolean(), waiting: z.boolean() });

export interface EnrolOptions {
  readonly base?: string;
  readonly database?: string;
}

const apiOf = ({ base }: EnrolOptions): Api => new Api(base === undefined ? {} : { base });
const post = (path: string, body: unknown) => ({
  method: 'POST' as const,
  path,
  json: JSON.stringify(body),
});

/** Whether the server has a site already. Problem `offline` when it cannot be asked. */
export async function isSetUp(options: EnrolOptions = {}): Promise<Result<boolean>> {
  const answer = await askState(options);
  return answer.ok ? { ok: true, value: answer.value.ready } : answer;
}

/** Whether a set-up link can still be used: it works once. Problem `offline` when the server cannot be asked. */
export async function isWaiting(options: EnrolOptions = {}): Promise<Result<boolean>> {
  const answer = await askState(options);
  return answer.ok ? { ok: true, value: answer.value.waiting } : answer;
}

const askState = (options: EnrolOptions): Promise<Result<z.infer<typeof setUpState>>> =>
  apiOf(options).ask({ method: 'GET', path: '/api/setup/state' }, setUpState);

/** First run: makes the site and its first supervisor; `enrolCode` then enrols this device. Problems: the server's, or `offline`. */
export function setUp(
  first: FirstRun,
  options: EnrolOptions = {},
): Promise<Result<z.infer<typeof setUpReply>>> {
  return apiOf(options).ask(post('/api/setup', first), setUpReply);
}

/**
 * Enrols this browser. Keeps token and keys, asks for storage that a full disk does not take, and makes the journal for
 * the day the disk is full. Problems: the server's (`unknown-code`, …), `offline`, `not-saved`.
 */
export async function enrol(
  code: string,
  surface: Device['surface'],
  name: string,
  options: EnrolOptions = {},
): Promise<Result<Device>> {
  const request: EnrolRequest = { code: code.trim(), surface, name: name.trim() };
  const answer = await apiOf(options).ask(post('/api/enrol', request), enrolReply);
  if (!answer.ok) return answer;
  const persisted = (await navigator.storage?.persist?.().catch(() => false)) ?? false;
  await prepareJournal();
  try {
    const device = await enrolledWith(answer.value, persisted, options.database);
    if (device.surface !== 'kiosk') await certified(answer.value, options);
    return { ok: true, value: device };
  } catch (error) {
    const why = error instanceof NotSaved ? error.why : 'disk';
    return { ok: false, problems: [{ code: 'not-saved', path: '', params: { why } }] };
  }
}

/** So that passes can be issued and checked from now on, even should it never see the server again. */
async function certified(
  { token, serverTime }: EnrolReply,
  { base, database }: EnrolOptions,
): Promise<void> {
  const db = openDatabase(database);
  try {
    await fetchPassKeys(
      db,
      new Api({ token, ...(base === undefined ? {} : { base }) }),
      serverTime,
    );
  } finally {
    db.close();
  }
}

/** Writes what enrolment gave. Throws when it could not be written. */
export async function enrolledWith(
  { device, token, site, keys, serverTime }: EnrolReply,
  persisted: boolean,
  database?: string,
): Promise<Device> {
  const enrolled = new Date(serverTime).toISOString();
  const identity: Identity = { device: { ...device, site }, token, keys, enrolled, persisted };
  const db = openDatabase(database);
  try {
    await write(db, [...db.tables], async () => {
      // Another enrolment of this browser came before: its copy is not this device's. What it has not sent stays, and is
      // sent or shown as refused; only once nothing is left do running numbers start over.
      const copies = [db.procedures, db.documents, db.entries, db.cursors, db.unknown, db.drafts];
      for (const table of copies) await table.clear();
      await db.outbox.where('state').anyOf('acked', 'kept').delete();
      if ((await db.outbox.count()) === 0) await db.meta.put({ key: 'n', value: 0 });
      await forgetPassKeys(db);
      await db.meta.bulkPut([
        { key: 'identity', value: identity },
        { key: 'offset', value: serverTime - Date.now() },
      ]);
    });
  } finally {
    db.close();
  }
  return identity.device;
}
