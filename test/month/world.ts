/**
 * A month of one made-up site from a seed: three shifts a day write into the real store of a desk, which sends to the real
 * server (SQLite). Time is the generator's; everything else is the product's.
 */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import type { Answers } from '../../src/form/answers.ts';
import type { Form } from '../../src/form/compile.ts';
import type { Entry } from '../../src/form/entry.ts';
import { openSession } from '../../src/form/session.ts';
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
import { fillIn, give, type Stock } from './fill.ts';

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

/** A PIN gives the same key each time it is typed: the many sign-ins of a month work it out once. */
function rememberKeys(): () => void {
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
  const imported = crypto.subtle.importKey.bind(crypto.subtle);
  const pins = new WeakMap<CryptoKey, string>();
  const known = new Map<string, Promise<ArrayBuffer>>();
  const importKey = async (...all: Parameters<typeof imported>): Promise<CryptoKey> => {
    const key = await imported(...all);
    if (all[2] === 'PBKDF2') pins.set(key, Buffer.from(all[1] as Uint8Array).toString('hex'));
    return key;
  };
  crypto.subtle.importKey = importKey as typeof crypto.subtle.importKey;
  crypto.subtle.deriveBits = (algorithm, key, length) => {
    const pin = pins.get(key);
    if (pin === undefined) return derive(algorithm, key, length ?? null);
    const { salt } = algorithm as Pbkdf2Params;
    const name = `${pin} ${Buffer.from(salt as Uint8Array).toString('hex')}`;
    const bits = known.get(name) ?? derive(algorithm, key, length ?? null);
    known.set(name, bits);
    return bits;
  };
  return () => {
    crypto.subtle.importKey = imported;
    crypto.subtle.deriveBits = derive;
  };
}

interface Event {
  readonly at: number;
  readonly run: () => Promise<void>;
}

/** One person does what several would: what is counted does not ask who may. */
const everyRole = ['frontdesk', 'supervisor', 'manager', 'engineering', 'security'] as const;

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
  #clerk: Person | undefined;
  #forget: () => void = () => undefined;
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
    const forget = rememberKeys();
    Date.now = () => time.now;
    const kit = await openKit();
    await kit.setUp();
    // No socket: the same requests, answered by the same app.
    const app = createApp(kit.deps);
    globalThis.fetch = async (input, init) => app.request(new Request(input, init));
    const clerks = [
      await kit.hire('示例早班', everyRole, '100001'),
      await kit.hire('示例中班', everyRole, '100002'),
      await kit.hire('示例夜班', everyRole, '100003'),
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
    world.#forget = forget;
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
    this.#forget();
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
    this.#clerk = person;
  }

  get clerk(): Person {
    const [first] = this.clerks;
    assert.ok(this.#clerk ?? first);
    return (this.#clerk ?? first) as Person;
  }
  /** Somebody else than who is at the desk. */
  get other(): Person {
    const other = this.clerks.find(({ id }) => id !== this.clerk.id);
    assert.ok(other);
    return other;
  }

  #stock(entry: string, named: ReadonlyMap<string, string>): Stock {
    return {
      iso: () => this.iso(),
      me: this.clerk.id,
      photo: this.photo,
      entryOf: (procedure) => named.get(procedure),
      sign: async (path, staff) => {
        const person = this.clerks.find(({ id }) => id === staff);
        if (!person) return { by: null, name: '样女士', at: this.iso(), method: 'typed' };
        const done = await this.store.sign(entry, path, person.id, person.pin);
        assert.ok(done.ok, JSON.stringify(done));
        return { ...done.value };
      },
    };
  }

  /** One entry that each required reference of a form may name: a draw among those in the right stage. */
  async #named(form: Form): Promise<Map<string, string>> {
    const named = new Map<string, string>();
    for (const item of form.sections.flatMap(({ items }) => items)) {
      if (item.type !== 'ref' || !item.required || item.procedure === undefined) continue;
      const rows = await this.db.entries.where('procedure').equals(item.procedure).toArray();
      const fit = rows.filter(
        ({ shown }) => !shown.void && (item.stages?.includes(shown.stage) ?? true),
      );
      if (fit.length > 0) named.set(item.procedure, this.pick(fit).id);
    }
    return named;
  }

  /** A new entry, filled in as on the screen: defaults fill what is not set. A checklist is only begun. */
  async create(procedure: string, set: Answers): Promise<Entry> {
    const form = await this.store.form(procedure);
    assert.ok(form, procedure);
    const around = await this.store.around(form);
    const id = this.store.newId();
    const session = openSession(form, {
      around,
      surface: 'desk',
      stage: form.stages[0]?.id ?? 'done',
      passed: [],
    });
    give(session, set);
    if (form.procedure.kind !== 'checklist')
      await fillIn(session, this.#stock(id, await this.#named(form)));
    const saved = await this.store.submit(form, session.submission(), around, { id });
    assert.ok(saved.ok, `${procedure}: ${JSON.stringify(saved)}`);
    this.written++;
    return saved.value;
  }

  /** Moves an entry, with what the way there asks and `set` answers. */
  async move(id: string, to: string, set: Answers = {}): Promise<void> {
    const entry = await this.shown(id);
    const form = await this.store.form(entry.procedure, entry.version);
    assert.ok(form, entry.version);
    // Another entry may have moved it meanwhile: then nobody does this any more.
    if (!form.stages.find((stage) => stage.id === entry.stage)?.next.includes(to)) return;
    const around = await this.store.around(form, entry);
    const passed = entry.log.flatMap((line) => line.to ?? []);
    const session = openSession(form, {
      around,
      surface: 'desk',
      stage: to,
      passed,
      answers: entry.answers,
    });
    give(session, set);
    await fillIn(session, this.#stock(id, await this.#named(form)));
    const after = session.submission();
    const changed: Record<string, Json> = {};
    for (const [path, value] of Object.entries(after))
      if (!sameJson(value, entry.answers[path])) changed[path] = value;
    const moved = await this.store.move(id, to, changed);
    assert.ok(moved.ok, `${form.procedure.id} ${entry.stage} → ${to}: ${JSON.stringify(moved)}`);
  }

  async shown(id: string): Promise<Entry> {
    const row = await this.db.entries.get(id);
    assert.ok(row, id);
    return row.shown;
  }

  async void(id: string): Promise<void> {
    const gone = await this.store.void(id, '重复登记');
    assert.ok(gone.ok, JSON.stringify(gone));
  }
}
