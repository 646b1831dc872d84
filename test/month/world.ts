/**
 * A month of one made-up site from a seed: three shifts a day write into the real store of a desk, which sends to the real
 * server (SQLite). Time is the generator's; everything else is the product's.
 */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import type { Answers } from '../../src/form/answers.ts';
import type { Entry } from '../../src/form/entry.ts';
import { openSession, type Session } from '../../src/form/session.ts';
import type { Json } from '../../src/spec/json.ts';
import { sameJson } from '../../src/spec/json.ts';
import { createApp } from '../../src/server/app.ts';
import type { Place } from '../../src/server/sql/database.ts';
import { openDatabase, type Database } from '../../src/store/database.ts';
import { enrol } from '../../src/store/enrol.ts';
import { openStore, type OpenStore } from '../../src/store/open.ts';
import { cycle } from '../../src/store/sender.ts';
import { openKit, origin, type Kit, type Person } from '../server/kit.ts';
import { seen } from '../store/sample.ts';

export const zone = 'Asia/Shanghai';
export const month = '2026-10';
/** Midnight at the site before the first day. */
export const begin = Date.parse('2026-09-30T16:00:00Z');
export const dayMs = 86_400_000;
const minute = 60_000;

/** Small, fast, the same everywhere. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `table/row: true` adds a row. */
function fill(session: Session, set: Answers): void {
  for (const [path, value] of Object.entries(set)) {
    const [table = '', row = '', column] = path.split('/');
    if (value === true && row !== '' && column === undefined) session.addRow(table, row);
    else session.answer(path, value);
  }
}

interface Event {
  readonly at: number;
  readonly run: () => Promise<void>;
}

export class World {
  readonly kit: Kit;
  readonly store: OpenStore;
  readonly db: Database;
  readonly next: () => number;
  /** Entries by id whose way is already planned. */
  readonly planned = new Set<string>();
  written = 0;
  /** A photo that is here. */
  photo = '';
  clerks: readonly Person[] = [];
  place: Place = { company: '', site: '' };
  #events: Event[] = [];
  readonly #real: { readonly now: typeof Date.now; readonly fetch: typeof fetch };
  #time: number;

  private constructor(
    kit: Kit,
    store: OpenStore,
    db: Database,
    seed: number,
    real: { readonly now: typeof Date.now; readonly fetch: typeof fetch },
    time: { now: number },
  ) {
    this.kit = kit;
    this.store = store;
    this.db = db;
    this.next = random(seed);
    this.#real = real;
    this.#time = time.now;
    Date.now = () => this.#time;
  }

  static async open(seed: number): Promise<World> {
    const real = { now: Date.now, fetch: globalThis.fetch };
    const time = { now: begin - dayMs };
    Date.now = () => time.now;
    const kit = await openKit();
    await kit.setUp();
    // No socket: the same requests, answered by the same app.
    const app = createApp(kit.deps);
    globalThis.fetch = async (input, init) => app.request(new Request(input, init));
    const clerks = [
      await kit.hire('示例早班', ['frontdesk', 'supervisor'], '100001'),
      await kit.hire('示例中班', ['frontdesk', 'supervisor'], '100002'),
      await kit.hire('示例夜班', ['frontdesk', 'supervisor'], '100003'),
    ];
    const { code } = await kit.command<{ code: string }>('enrol-code', {
      surface: 'desk',
      name: '客服中心电脑',
    });
    const database = `month-${process.pid}`;
    const enrolled = await enrol(code, 'desk', '客服中心电脑', { base: origin, database });
    assert.ok(enrolled.ok, JSON.stringify(enrolled));
    const store = await openStore({ database, base: origin });
    assert.ok(store);
    const world = new World(kit, store, openDatabase(database), seed, real, time);
    world.clerks = clerks;
    const [place] = await kit.deps.places.all();
    assert.ok(place);
    world.place = place;
    await world.sync();
    await seen(store.staff, (list) => list.length >= clerks.length);
    world.photo = await store.putBlob(new Uint8Array([0xff, 0xd8, 0xff, 0xd9]), 'image/jpeg');
    return world;
  }

  async close(): Promise<void> {
    this.store.close();
    this.db.close();
    await this.kit.close();
    Date.now = this.#real.now;
    globalThis.fetch = this.#real.fetch;
  }

  get now(): number {
    return this.#time;
  }
  iso(ms = this.#time): string {
    return new Date(ms).toISOString();
  }
  pick<T>(list: readonly T[]): T {
    const found = list[Math.floor(this.next() * list.length)];
    assert.ok(found !== undefined);
    return found;
  }
  chance(share: number): boolean {
    return this.next() < share;
  }
  /** Something happens so many minutes from now, somewhere between. */
  later(from: number, to: number, run: () => Promise<void>): void {
    this.at(this.#time + (from + this.next() * (to - from)) * minute, run);
  }
  at(at: number, run: () => Promise<void>): void {
    this.#events.push({ at, run });
  }

  async sync(): Promise<void> {
    const { end } = await cycle({ db: this.db, base: origin });
    assert.equal(end, 'ok');
  }

  /** Runs what happens until then, in order; what it leads to within that time too. */
  async until(end: number): Promise<void> {
    for (;;) {
      let first: Event | undefined;
      for (const event of this.#events)
        if (event.at < end && (!first || event.at < first.at)) first = event;
      if (!first) break;
      this.#events.splice(this.#events.indexOf(first), 1);
      this.#time = Math.max(this.#time, Math.round(first.at));
      await first.run();
    }
    this.#time = Math.max(this.#time, end);
  }

  /** What was still to happen does not: the month is over. */
  stop(): void {
    this.#events = [];
  }

  async signIn(person: Person): Promise<void> {
    const done = await this.store.signIn(person.id, person.pin);
    assert.ok(done.ok, JSON.stringify(done));
  }

  /** A new entry, filled in as on the screen: defaults fill what is not set. */
  async create(procedure: string, set: Answers): Promise<Entry> {
    const form = await this.store.form(procedure);
    assert.ok(form, procedure);
    const around = await this.store.around(form);
    const session = openSession(form, {
      around,
      surface: 'desk',
      stage: form.stages[0]?.id ?? 'done',
      passed: [],
    });
    fill(session, set);
    const saved = await this.store.submit(form, session.submission(), around);
    assert.ok(saved.ok, `${procedure}: ${JSON.stringify(saved)}`);
    this.written++;
    return saved.value;
  }

  /** Moves an entry, with what the way there asks and `set` answers. */
  async move(id: string, to: string, set: Answers = {}): Promise<void> {
    const listed = await seen(this.store.entry(id), () => true);
    assert.ok(listed, id);
    const { entry, form } = listed;
    // Another entry may have moved it meanwhile: then nobody does this any more.
    if (!form.stages.find((stage) => stage.id === entry.stage)?.next.includes(to)) return;
    const around = { ...(await this.store.around(form)), now: this.iso() };
    const passed = entry.log.flatMap((line) => line.to ?? []);
    const session = openSession(form, {
      around,
      surface: 'desk',
      stage: to,
      passed,
      answers: entry.answers,
    });
    fill(session, set);
    const after = session.submission();
    const changed: Record<string, Json> = {};
    for (const [path, value] of Object.entries(after))
      if (!sameJson(value, entry.answers[path])) changed[path] = value;
    const moved = await this.store.move(id, to, changed);
    assert.ok(moved.ok, `${form.procedure.id} ${entry.stage} → ${to}: ${JSON.stringify(moved)}`);
  }

  async void(id: string): Promise<void> {
    const gone = await this.store.void(id, '重复登记');
    assert.ok(gone.ok, JSON.stringify(gone));
  }
}
