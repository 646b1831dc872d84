/**
 * The store of an enrolled device: the parts put together behind the `Store` interface. What a first screen shows is
 * here; the works behind everything else (`works.ts`) come once the page is painted, or when first asked for.
 */
import { DeviceClock } from './clock.ts';
import { currentOf } from './current.ts';
import { NotSaved, openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { draftsInMemory, draftsOnDisk } from './drafts.ts';
import { identityOf } from './identity.ts';
import type { Identity } from './identity.ts';
import { asked, followed, late } from './late.ts';
import type { Late } from './late.ts';
import { newId } from './new-id.ts';
import { Cell, live } from './observe.ts';
import { TabSession } from './session.ts';
import { siteOf } from './site-document.ts';
import { watchParked, watchStatus } from './status.ts';
import type {
  DeviceDocument,
  Imports,
  Passes,
  SiteDocument,
  StaffDocument,
  Store,
} from './store.ts';
import { isUntidy } from './untidy.ts';
import type { Works } from './works.ts';

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
    if (await isUntidy(db)) await (await import('./works.ts')).tidyUp(db, identity);
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
  { base, every }: OpenOptions,
  db: Database,
  identity: Identity,
  clock: DeviceClock,
  session: TabSession,
): OpenStore {
  const { device } = identity;
  const kiosk = device.surface === 'kiosk';
  const busy = new Cell(false);
  let closed = false;
  const drafts = kiosk ? draftsInMemory(() => works.here?.blobs.forget()) : draftsOnDisk(db);
  const works: Late<Works> = late(async () => {
    const { worksOf } = await import('./works.ts');
    return worksOf({
      db,
      identity,
      clock,
      session,
      drafts,
      busy,
      ...(base === undefined ? {} : { base }),
      ...(every ? { every } : {}),
    });
  });
  const documents = <T>(kind: 'staff' | 'device') =>
    live(async () =>
      (await db.documents.where('kind').equals(kind).toArray()).map((row) => row.doc as T),
    );

  return {
    device,
    health: db.health.watch,
    ...(device.surface === 'desk' ? { imports: lateImports(works) } : {}),
    ...(kiosk ? {} : { passes: latePasses(works) }),
    passEntry: asked(works, (it) => it.passEntry),
    now: () => clock.now(),
    site: live<SiteDocument | undefined>(() => siteOf(db)),
    staff: documents<StaffDocument>('staff'),
    devices: documents<DeviceDocument>('device'),
    calendar: asked(works, (it) => it.calendar),

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
    form: asked(works, (it) => it.form),

    signIn: asked(works, (it) => it.signIn),
    async signOut() {
      session.end();
    },
    signedIn: session.signedIn.watch,
    sign: asked(works, (it) => it.sign),

    around: asked(works, (it) => it.around),
    submit: asked(works, (it) => it.submit),
    patch: asked(works, (it) => it.patch),
    move: asked(works, (it) => it.move),
    note: asked(works, (it) => it.note),
    link: asked(works, (it) => it.link),
    void: asked(works, (it) => it.void),
    scheduled: asked(works, (it) => it.scheduled),
    overdue: asked(works, (it) => it.overdue),
    newId,
    saveDraft: (draft) => drafts.save(draft),
    drafts: drafts.watch,
    dropDraft: (id) => drafts.drop(id),

    entry: followed(works, (it) => it.entry),
    entries: followed(works, (it) => it.entries),
    search: followed(works, (it) => it.search),
    hints: followed(works, (it) => it.hints),
    duplicates: followed(works, (it) => it.duplicates),
    openings: followed(works, (it) => it.openings),
    changed: followed(works, (it) => it.changed),
    missed: followed(works, (it) => it.missed),

    putBlob: asked(works, (it) => (bytes: Uint8Array, type: string) => it.blobs.put(bytes, type)),
    blobUrl: asked(works, (it) => (sha: string) => it.blobs.url(sha)),

    sync: watchStatus(db, busy.watch),
    parked: watchParked(db),
    syncNow: () => void works.get().then((it) => it.heart.beat()),

    enquire: asked(works, (it) => it.enquire),
    callState: asked(works, (it) => it.callState),
    inviteLink: asked(works, (it) => it.inviteLink),
    statistics: asked(works, (it) => it.statistics),
    command: asked(works, (it) => it.command),
    close() {
      closed = true;
      works.here?.close();
      session.stop();
      clock.stop();
      db.close();
    },
    start: () => void works.get().then((it) => closed || it.start()),
    isSending: asked(works, (it) => () => it.heart.isSending()),
  };
}

function lateImports(works: Late<Works>): Imports {
  return {
    past: followed(works, (it) => () => it.imports.past)(),
    identify: asked(works, (it) => it.imports.identify),
    entryOf(id, row) {
      // An id is had from `identify` only, which brought the works.
      if (!works.here) throw new Error('no import has been identified');
      return works.here.imports.entryOf(id, row);
    },
    write: asked(works, (it) => it.imports.write),
    undoNext: asked(works, (it) => it.imports.undoNext),
    job: followed(works, (it) => () => it.imports.job)(),
    keepJob: asked(works, (it) => it.imports.keepJob),
    entries: asked(works, (it) => it.imports.entries),
  };
}

function latePasses(works: Late<Works>): Passes {
  return {
    issue: asked(works, (it) => it.passes.issue),
    check: asked(works, (it) => it.passes.check),
    checkCode: asked(works, (it) => it.passes.checkCode),
    uses: followed(works, (it) => it.passes.uses),
    twice: followed(works, (it) => () => it.passes.twice)(),
  };
}
