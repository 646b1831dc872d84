/**
 * A handover under faults: seeded schedules on two tablets of a real site. The tablet is killed at any step,
 * stays without a network for as long as the schedule says, and a second tablet counts, signs and finishes in between.
 * Whatever happens, it ends complete: counted wholly, signed by two people, once.
 */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSession } from '../../src/form/session.ts';
import { passedStages } from '../../src/form/stage.ts';
import type { Answers, Signature } from '../../src/form/answers.ts';
import type { Entry } from '../../src/form/entry.ts';
import type { Json } from '../../src/spec/json.ts';
import { openDatabase } from '../../src/store/database.ts';
import { enrol } from '../../src/store/enrol.ts';
import { openStore, type OpenStore } from '../../src/store/open.ts';
import { firstAnswers } from '../../src/store/plan.ts';
import { cycle } from '../../src/store/sender.ts';
import { Site, type Staff } from '../e2e/site.ts';
import { entriesOf } from '../e2e/tablet.ts';
import { seen } from './sample.ts';

/** `SCHEDULES=200` for all; each is a few seconds of two stores and a server. */
const schedules = Number(process.env['SCHEDULES'] ?? 4);

// A tab keeps its session through a reload; the same PIN gives the same key, which is worked out once.
const kept = new Map<string, string>();
Object.defineProperty(globalThis, 'sessionStorage', {
  value: {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  },
});
const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
const derived = new Map<string, Promise<ArrayBuffer>>();
crypto.subtle.deriveBits = (algorithm, key, length) => {
  const { salt } = algorithm as Pbkdf2Params;
  const name = `${signing} ${Buffer.from(salt as Uint8Array).toString('hex')}`;
  const known = derived.get(name) ?? derive(algorithm, key, length ?? 256);
  derived.set(name, known);
  return known;
};
let signing = '';

/** mulberry32. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

let site: Site;
let giver: Staff;
let receiver: Staff;

class Tablet {
  readonly #database: string;
  #store: OpenStore | undefined;

  constructor(database: string) {
    this.#database = database;
  }
  static async enrolled(name: string): Promise<Tablet> {
    const database = `${name}-${process.pid}`;
    const done = await enrol(await site.enrolCode('tablet', name), 'tablet', name, {
      base: site.url,
      database,
    });
    assert.ok(done.ok, JSON.stringify(done));
    const tablet = new Tablet(database);
    await tablet.start();
    await tablet.sync();
    return tablet;
  }
  get store(): OpenStore {
    assert.ok(this.#store);
    return this.#store;
  }
  async start(): Promise<void> {
    this.#store = await openStore({ database: this.#database, base: site.url });
  }
  /** As a pulled plug: whatever is under way is lost or not, never half. */
  async kill(): Promise<void> {
    this.store.close();
    await this.start();
  }
  async sync(): Promise<void> {
    const db = openDatabase(this.#database);
    const { end } = await cycle({ db, base: site.url });
    assert.equal(end, 'ok');
    db.close();
  }
  async signIn({ id, pin }: Staff): Promise<void> {
    signing = pin;
    const done = await this.store.signIn(id, pin);
    assert.ok(done.ok, JSON.stringify(done));
  }
  async sign(entry: string, path: string, { id, pin }: Staff): Promise<Signature> {
    signing = pin;
    const done = await this.store.sign(entry, path, id, pin);
    assert.ok(done.ok, JSON.stringify(done));
    return done.value;
  }
  async entry(id: string): Promise<Entry | undefined> {
    let at: Entry | undefined;
    await seen(this.store.entry(id), (listed) => {
      at = listed?.entry;
      return true;
    });
    return at;
  }
  async idle(): Promise<boolean> {
    return (await seen(this.store.sync)).waiting === 0;
  }
}

let one: Tablet;
let other: Tablet;
before(async () => {
  site = await Site.open();
  giver = await site.hire('giver', '示例甲', ['frontdesk'], '100001');
  receiver = await site.hire('receiver', '示例乙', ['frontdesk'], '100002');
  one = await Tablet.enrolled('one');
  other = await Tablet.enrolled('other');
  await one.signIn(giver);
  await other.signIn(receiver);
});
after(async () => {
  one.store.close();
  other.store.close();
  await site.close();
});

const tables = { keys: 'keyActual', supplies: 'actual', papers: 'paperActual' } as const;
const books = { keys: 'keyShould', supplies: 'should', papers: 'paperShould' } as const;
type Book = keyof typeof tables;

/** What one person counts of one table: all of its lines, as the book says, with papers that somebody has. */
function counted(answers: Answers, book: Book, papers: number): Record<string, Json> {
  const set: Record<string, Json> = {};
  for (const path of Object.keys(answers)) {
    const [table, row, more] = path.split('/');
    if (table !== book || row === undefined || more !== undefined) continue;
    const should = answers[`${book}/${row}/${books[book]}`] ?? papers;
    set[`${book}/${row}/${books[book]}`] = should;
    set[`${book}/${row}/${tables[book]}`] = should;
  }
  return set;
}

const plain: Answers = { receiverState: 'fit', env: 'pass', seal: 'handed', outcome: 'complete' };
const steps = [
  'open',
  'people',
  'keys',
  'supplies',
  'papers',
  'giverSign',
  'receiverSign',
] as const;
type Step = (typeof steps)[number] | 'finish';

/** Does a step if it is not done yet, as somebody would who takes up the tablet again and looks. */
async function act(tablet: Tablet, id: string, step: Step, papers: number): Promise<boolean> {
  const { store } = tablet;
  const form = await store.form('handover');
  assert.ok(form);
  const entry = await tablet.entry(id);
  if (step === 'open') {
    if (entry) return true;
    const around = await store.around(form);
    const set = { ...firstAnswers(form, around), fromShift: 'early', toShift: 'middle' };
    return (await store.submit(form, set, around, { id })).ok;
  }
  if (!entry || entry.stage !== 'drafting') return true;
  const { answers } = entry;
  if (step === 'people') {
    const set = { ...plain, giver: giver.id, receiver: receiver.id };
    return (await store.patch(id, set)).ok;
  }
  if (step === 'giverSign' || step === 'receiverSign') {
    if (answers[step]) return true;
    const person = step === 'giverSign' ? giver : receiver;
    return (await store.patch(id, { [step]: { ...(await tablet.sign(id, step, person)) } })).ok;
  }
  if (step === 'finish') return (await store.move(id, 'complete', {})).ok;
  const set = counted(answers, step, papers);
  const missing = Object.entries(set).filter(([path]) => answers[path] === undefined);
  return missing.length === 0 || (await store.patch(id, Object.fromEntries(missing))).ok;
}

/** What goes wrong around a step. */
const faults = [
  'none',
  'none',
  'killed',
  'killedAfter',
  'meets',
  'counts',
  'forges',
  'rushes',
] as const;

async function befall(
  fault: (typeof faults)[number],
  id: string,
  step: Step,
  random: () => number,
): Promise<void> {
  if (fault === 'killed') {
    const lost = act(one, id, step, 3).catch(() => false);
    // Somewhere within it.
    for (let turns = Math.floor(random() * 12); turns > 0; turns--)
      await new Promise((later) => setImmediate(later));
    await one.kill();
    await lost;
  }
  if (fault === 'meets') {
    await one.sync();
    await other.sync();
  }
  if (fault === 'counts') {
    const book = (['keys', 'supplies', 'papers'] as const)[Math.floor(random() * 3)] ?? 'keys';
    await act(other, id, 'open', 5);
    await act(other, id, book, 5);
  }
  if (fault === 'forges' && (await other.entry(id))?.stage === 'drafting') {
    // One person for both names.
    const forged = await other.sign(id, 'receiverSign', giver);
    const done = await other.store.patch(id, { receiverSign: { ...forged } });
    const shown = (await other.entry(id))?.answers['receiverSign'] as { by?: string } | undefined;
    if (done.ok && shown?.by === giver.id)
      // It is seen as wrong before anything is finished with it.
      assert.equal((await other.store.move(id, 'complete', {})).ok, false);
    if (done.ok) await other.store.patch(id, { receiverSign: null });
  }
  if (fault === 'rushes') await act(other, id, 'finish', 5);
}

/** Looks at what is left and does it, after everybody has met. */
async function resume(id: string, random: () => number): Promise<Entry> {
  for (let round = 0; round < 8; round++) {
    // What one sent the other has; what the other sent comes back with the next.
    for (const tablet of [one, other, one]) await tablet.sync();
    const entry = await one.entry(id);
    if (entry?.stage === 'complete') return entry;
    // Where two counted apart, somebody looks again and says which holds.
    for (const { path, current } of entry?.conflicts ?? [])
      if (path !== 'stage') await one.store.patch(id, { [path]: current }, { settles: [path] });
    const by = random() < 0.5 ? one : other;
    for (const step of [...steps, 'finish'] as const) await act(by, id, step, 3);
  }
  const entry = await one.entry(id);
  throw new Error(`it does not end: ${JSON.stringify(entry, null, 1)}`);
}

const timeout = 60_000 + schedules * 30_000;
test(
  `${schedules} handovers, whatever befalls the tablet, end counted wholly and signed by two`,
  { timeout },
  async () => {
    const ids: string[] = [];
    const told = new Map<string, string>();
    for (let seed = 1; seed <= schedules; seed++) {
      const random = chance(seed);
      const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
      const id = hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
      ids.push(id);
      const history: string[] = [];
      for (const step of [...steps, 'finish'] as const) {
        const fault = faults[Math.floor(random() * faults.length)] ?? 'none';
        history.push(`${step}/${fault}`);
        await befall(fault, id, step, random);
        await act(one, id, step, 3);
        if (fault === 'killedAfter') await one.kill();
      }
      told.set(id, `seed ${seed}: ${history.join(' ')}`);
      const entry = await resume(id, random);
      const why = told.get(id);
      const [first, second] = ['giverSign', 'receiverSign'].map(
        (path) => (entry.answers[path] as unknown as Signature | undefined)?.by,
      );
      assert.deepEqual([first, second], [giver.id, receiver.id], why);
      assert.equal(entry.log.filter(({ to }) => to === 'complete').length, 1, why);
      const form = await one.store.form('handover');
      assert.ok(form);
      const session = openSession(form, {
        answers: entry.answers,
        around: entry.around,
        surface: 'tablet',
        stage: 'drafting',
        passed: passedStages(entry),
      });
      assert.deepEqual(session.problems(), [], why);
      for (const book of Object.keys(tables) as Book[])
        for (const path of Object.keys(counted(entry.answers, book, 3)))
          assert.equal(typeof entry.answers[path], 'number', `${path} ${why}`);
    }
    for (const tablet of [one, other]) {
      await tablet.sync();
      assert.ok(await tablet.idle());
    }
    const there = new Map((await entriesOf(site)).map((entry) => [entry.id, entry]));
    const handovers = [...there.values()].filter(({ procedure }) => procedure === 'handover');
    assert.equal(handovers.length, schedules, 'one entry each');
    for (const id of ids) {
      const theirs = there.get(id);
      assert.equal(theirs?.stage, 'complete', told.get(id));
      for (const tablet of [one, other])
        assert.deepEqual((await tablet.entry(id))?.answers, theirs?.answers, told.get(id));
    }
  },
);
