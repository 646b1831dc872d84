/**
 * The store of an enrolled device: the parts put together behind the `Store` interface.
 */
import type { Subscription } from 'dexie';
import * as z from 'zod/mini';
import { calendarOf } from '../sync/calendar.ts';
import { Api, headerValue } from './api.ts';
import { siteOf } from './around.ts';
import { Blobs } from './blobs.ts';
import { changedProcedures } from './changed.ts';
import { DeviceClock } from './clock.ts';
import { NotSaved, meta, openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { deedsOf, problem } from './deeds.ts';
import { draftsInMemory, draftsOnDisk } from './drafts.ts';
import { findEntries, findEntry } from './entries.ts';
import { Forms, currentOf } from './forms.ts';
import { newId } from './hand.ts';
import { Heart } from './heart.ts';
import { identityOf } from './identity.ts';
import type { Identity } from './identity.ts';
import { appendToJournal, recover } from './journal.ts';
import { importsOf } from './imports.ts';
import { missedSlots } from './missed.ts';
import { beginKeying, keepKeyed } from './keying.ts';
import { live } from './observe.ts';
import { fetchPassKeys } from './pass-keys.ts';
import { passesOf } from './passes.ts';
import { questionsOf } from './questions.ts';
import { findDuplicates, findHints, findOpenings, search } from './relations.ts';
import { replayUnknown } from './replica.ts';
import { TabSession } from './session.ts';
import { signInWith, signWith } from './staff.ts';
import { watchParked, watchStatus } from './status.ts';
import type {
  DeviceDocument,
  Result,
  SignedIn,
  SiteDocument,
  StaffDocument,
  Store,
} from './store.ts';
import type { Writer } from './writer.ts';

export interface OpenOptions {
  readonly database?: string;
  /** Origin of the server, for tests. */
  readonly base?: string;
  /** Milliseconds between cycles, for tests. */
  readonly every?: number;
}

/** The store with what only the composition needs. */
export interface OpenStore extends Store {
  /** Starts sending; until then everything stays on the device. */
  start(): void;
  isSending(): Promise<boolean>;
}

/** undefined: this browser is not enrolled. */
export async function openStore(options: OpenOptions = {}): Promise<OpenStore | undefined> {
  const db = openDatabase(options.database);
  const identity = await identityOf(db);
  if (!identity) {
    db.close();
    return undefined;
  }
  try {
    await recover({ db, forms: new Forms(db), identity });
    await replayUnknown(db);
    await beginKeying(db);
  } catch (error) {
    // Still frozen, or newer than this code: it opens for reading, and `health` says why it does not save.
    if (!(error instanceof NotSaved)) throw error;
  }
  const clock = await DeviceClock.start(db);
  const session = new TabSession(db, clock, identity.device.id);
  await session.restore();
  return build(options, db, identity, clock, session);
}

function build(
  options: OpenOptions,
  db: Database,
  identity: Identity,
  clock: DeviceClock,
  session: TabSession,
): OpenStore {
  const { device, token } = identity;
  const { base } = options;
  const kiosk = device.surface === 'kiosk';
  const server = base === undefined ? {} : { base };
  const api = new Api({ token, ...server });
  const forms = new Forms(db);
  const copy = { db, forms };
  const closing = new AbortController();
  const blobs = new Blobs(db, clock, api, kiosk);
  const drafts = kiosk ? draftsInMemory(() => blobs.forget()) : draftsOnDisk(db);
  const heart = new Heart({
    db,
    forms,
    clock,
    token,
    ...server,
    ...(options.every ? { every: options.every } : {}),
  });
  const pinDesk = { db, clock, device: device.id, newId };
  const writer: Writer = {
    db,
    identity,
    forms,
    blobs,
    saved: () => heart.saved(),
    rescue: (rows) => appendToJournal(rows),
  };

  let certified: Subscription | undefined;
  const deeds = deedsOf({ writer, clock, session, drafts });
  const documents = <T>(kind: 'staff' | 'device') =>
    live(async () =>
      (await db.documents.where('kind').equals(kind).toArray()).map((row) => row.doc as T),
    );

  return {
    device,
    health: db.health.watch,
    ...(device.surface === 'desk'
      ? { imports: importsOf({ writer, clock, session, around: deeds.around }) }
      : {}),
    ...(kiosk ? {} : { passes: passesOf({ db, forms, clock }) }),
    now: () => clock.now(),
    site: live<SiteDocument | undefined>(() => siteOf(db)),
    staff: documents<StaffDocument>('staff'),
    devices: documents<DeviceDocument>('device'),
    calendar: async () => calendarOf(await siteOf(db), clock.ms()),

    procedures: live(async () => {
      const rows = await db.procedures.toArray();
      const order = (row: (typeof rows)[number]) =>
        row.procedure.surfaces[device.surface]?.order ?? 0;
      return [...Map.groupBy(rows, (row) => row.id).values()]
        .map(currentOf)
        .filter((row) => row !== undefined && row.procedure.surfaces[device.surface] !== undefined)
        .map((row) => row as (typeof rows)[number])
        .toSorted((a, b) => order(a) - order(b))
        .map(({ hash, procedure }) => ({ hash, procedure }));
    }),
    form: async (procedure, version) =>
      version ? forms.version(version) : (await forms.current(procedure))?.form,

    async signIn(staff, pin): Promise<Result<SignedIn>> {
      const right = await signInWith(pinDesk, staff, pin);
      if (!right.ok) return right;
      session.begin(right.value.author, right.value.staff);
      return { ok: true, value: { staff: right.value.staff, until: right.value.author.until } };
    },
    async signOut() {
      session.end();
    },
    signedIn: session.signedIn.watch,
    sign: (entry, path, staff, pin) => signWith(pinDesk, entry, path, staff, pin),

    ...deeds,
    newId,
    saveDraft: (draft) => drafts.save(draft),
    drafts: drafts.watch,
    dropDraft: (id) => drafts.drop(id),

    entry: (id) => live(() => findEntry(db, forms, id)),
    entries: (query) => live(() => findEntries(db, forms, query)),
    search: (text, query) => live(() => search(copy, text, query)),
    hints: (form, answers, self) =>
      live(async () =>
        form.procedure.hints
          ? findHints(copy, form, answers, await deeds.around(form), self)
          : ([] as const),
      ),
    duplicates: (form, answers, self) => live(() => findDuplicates(copy, form, answers, self)),
    openings: (entry) =>
      live(async () => {
        const listed = await findEntry(db, forms, entry);
        return listed ? findOpenings(copy, listed, await deeds.around(listed.form)) : [];
      }),

    changed: () => live(() => changedProcedures(db)),
    missed: () => live(() => missedSlots({ db, forms, device, now: clock.ms() })),

    putBlob: (bytes, type) => blobs.put(bytes, type),
    blobUrl: (sha) => blobs.url(sha),

    sync: watchStatus(db, heart.busy.watch),
    parked: watchParked(db),
    syncNow: () => heart.beat(),

    ...questionsOf(api),
    async command(name, body) {
      const by = session.author();
      if (!by) return problem('signed-out');
      const headers = { 'x-author': headerValue(by.author) };
      const answer = await api.ask(
        { method: 'POST', path: `/api/command/${name}`, json: JSON.stringify(body), headers },
        z.object({ value: z.json() }),
      );
      return answer.ok ? { ok: true, value: answer.value.value } : answer;
    },
    close() {
      closing.abort();
      certified?.unsubscribe();
      heart.stop();
      session.stop();
      clock.stop();
      db.close();
    },
    start() {
      void blobs.tidy().catch(() => undefined);
      keepKeyed(copy, closing.signal);
      heart.start();
      if (!kiosk) certified = keepCertified(db, api, clock);
    },
    isSending: () => heart.isSending(),
  };
}

/** Asks for the certificate again after each cycle that met the server, until there is a fresh one. */
function keepCertified(db: Database, api: Api, clock: DeviceClock): Subscription {
  let asking = false;
  const ask = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    const done = await fetchPassKeys(db, api, clock.ms()).catch(() => false);
    asking = false;
    if (done) subscription.unsubscribe();
  };
  const subscription = live(() => meta<string>(db, 'lastOk')).subscribe({
    next: (lastOk) => void (lastOk !== undefined && ask()),
    error: () => undefined, // The database is gone, and with it the need.
  });
  return subscription;
}
