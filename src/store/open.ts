/**
 * The store of an enrolled device: the parts put together behind the `Store` interface.
 */
import { v7 } from 'uuid';
import * as z from 'zod/mini';
import type { Form } from '../form/compile.ts';
import { scheduledId } from '../sync/schedule.ts';
import { localDate } from '../form/shift.ts';
import { Api, headerValue } from './api.ts';
import { aroundOf, siteOf } from './around.ts';
import { Blobs } from './blobs.ts';
import { DeviceClock, calendarOf } from './clock.ts';
import { openDatabase, write } from './database.ts';
import type { Database } from './database.ts';
import { draftsInMemory, draftsOnDisk } from './drafts.ts';
import { findEntries, findEntry } from './entries.ts';
import { Forms, currentOf } from './forms.ts';
import { Heart } from './heart.ts';
import { identityOf } from './identity.ts';
import type { Identity } from './identity.ts';
import { appendToJournal, clearJournal, readJournal } from './journal.ts';
import { live } from './observe.ts';
import { firstAnswers, firstStage } from './plan.ts';
import type { Deed, Hand } from './plan.ts';
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
import { save } from './writer.ts';
import type { Extra, Writer } from './writer.ts';

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

const problem = <T>(code: string, params?: Record<string, unknown>): Result<T> => ({
  ok: false,
  problems: [{ code, path: '', ...(params ? { params } : {}) }],
});

/** undefined: this browser is not enrolled. */
export async function openStore(options: OpenOptions = {}): Promise<OpenStore | undefined> {
  const db = openDatabase(options.database);
  const identity = await identityOf(db);
  if (!identity) {
    db.close();
    return undefined;
  }
  await recover(db);
  await replayUnknown(db);
  const clock = await DeviceClock.start(db);
  const session = new TabSession(db, clock, identity.device.id);
  await session.restore();
  return build(options, db, identity, clock, session);
}

/** Brings in what was journalled when the database could not be written. */
async function recover(db: Database): Promise<void> {
  const { rows } = await readJournal();
  if (rows.length === 0) return;
  await write(db, [db.outbox], async () => {
    for (const row of rows) {
      if (await db.outbox.get(row.id)) continue;
      await db.outbox.put(row);
      const n = ((await db.meta.get('n'))?.value as number | undefined) ?? 0;
      await db.meta.put({ key: 'n', value: Math.max(n, row.n) });
    }
  });
  await clearJournal();
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
  const newId = (): string => v7();
  const pinDesk = { db, clock, device: device.id, newId };
  const place = { db, forms, clock, device };
  const writer: Writer = {
    db,
    identity,
    forms,
    blobs,
    saved: () => heart.saved(),
    rescue: (rows) => appendToJournal(rows),
  };

  /** Whose hand writes now; undefined: nobody is signed in on a device that needs it. */
  async function hand(): Promise<Hand | undefined> {
    const by = kiosk ? undefined : session.author();
    if (!kiosk && !by) return undefined;
    const site = await siteOf(db);
    return {
      device,
      site: { code: site?.code ?? '', zone: site?.zone ?? 'Asia/Shanghai' },
      clock,
      author: by?.author ?? null,
      who: {
        staff: by?.staff.id ?? null,
        roles: by?.staff.roles ?? ['visitor'],
        surface: device.surface,
      },
      newId,
    };
  }

  async function doIt(
    deed: Deed,
    extra?: Extra,
  ): Promise<Result<import('../form/entry.ts').Entry>> {
    const writing = await hand();
    if (!writing) return problem('signed-out');
    const saved = await save(writer, writing, deed, extra);
    if (saved.ok && extra?.draft && kiosk) await drafts.drop(extra.draft);
    return saved;
  }

  /** A deed on an entry that is here. */
  async function on(
    id: string,
    deed: Omit<Deed, 'entry' | 'form' | 'around'>,
    extra?: Extra,
  ): Promise<Result<import('../form/entry.ts').Entry>> {
    const found = await findEntry(db, forms, id);
    if (!found) return problem('unknown-entry');
    const around = await aroundOf(place, found.form, session.author()?.staff);
    return doIt({ ...deed, entry: id, form: found.form, around }, extra);
  }

  const documents = <T>(kind: 'staff' | 'device') =>
    live(async () =>
      (await db.documents.where('kind').equals(kind).toArray()).map((row) => row.doc as T),
    );
  const around = (form: Form) => aroundOf(place, form, session.author()?.staff);

  return {
    device,
    health: db.health.watch,
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

    around,
    newId,
    saveDraft: (draft) => drafts.save(draft),
    drafts: drafts.watch,
    dropDraft: (id) => drafts.drop(id),

    submit: (form, answers, around, { id, draft } = {}) =>
      doIt(
        {
          kind: 'create',
          entry: id ?? newId(),
          form,
          around,
          set: answers,
          stage: firstStage(form),
        },
        { draft },
      ),
    async patch(entry, set, { settles } = {}) {
      return on(entry, { kind: 'patch', set, ...(settles ? { settles } : {}) });
    },
    move: (entry, to, set, { text, draft } = {}) =>
      on(entry, { kind: 'move', stage: to, set, ...(text ? { text } : {}) }, { draft }),
    note: (entry, text) => on(entry, { kind: 'note', text }),
    link: (entry, other, why) => on(entry, { kind: 'link', link: { entry: other, why } }),
    async scheduled(procedure) {
      const current = await forms.current(procedure);
      const each = current?.form.procedure.schedule?.each;
      if (!current || !each) return problem('unknown-procedure');
      const now = await around(current.form);
      if (each === 'shift' && !now.shift) return problem('no-shift');
      const slot =
        each === 'shift' && now.shift
          ? `${now.shift.date}/${now.shift.id}`
          : localDate(now.now, now.zone);
      const id = scheduledId(procedure, device.site.id, slot);
      const there = await db.entries.get(id);
      if (there) return { ok: true, value: there.shown };
      const set = firstAnswers(current.form, now);
      return doIt({
        kind: 'create',
        entry: id,
        form: current.form,
        around: now,
        set,
        stage: firstStage(current.form),
      });
    },

    entry: (id) => live(() => findEntry(db, forms, id)),
    entries: (query) => live(() => findEntries(db, forms, query)),

    putBlob: (bytes, type) => blobs.put(bytes, type),
    blobUrl: (sha) => blobs.url(sha),

    sync: watchStatus(db, heart.busy.watch),
    parked: watchParked(db),
    syncNow: () => heart.beat(),

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
      heart.stop();
      session.stop();
      clock.stop();
      db.close();
    },
    start() {
      void blobs.tidy().catch(() => undefined);
      heart.start();
    },
    isSending: () => heart.isSending(),
  };
}
