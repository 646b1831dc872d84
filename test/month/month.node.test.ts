/**
 * A simulated month: every number of the product equals one counted otherwise from the raw rows, on the desk and on the
 * server, and the bound book holds every entry once with no number missing. Without `QIANTAI_MONTH=9000`
 * (entries of the whole month) only its first days are lived through.
 */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Tally, type Tallied } from '../../src/form/tally.ts';
import { compile } from '../../src/form/compile.ts';
import { statisticsOf } from '../../src/server/statistics.ts';
import type { StatisticsReply } from '../../src/sync/statistics.ts';
import type { Listed } from '../../src/store/store.ts';
import { bindMonth } from '../../src/ui/desk/month-book.ts';
import { seen } from '../store/sample.ts';
import { live } from './month.ts';
import { recount, recounts, type Counted } from './recount.ts';
import type { Raw } from './raw.ts';
import { begin, dayMs, month, World, zone } from './world.ts';

const asked = process.env['QIANTAI_MONTH'];
const [entries, days] = asked === undefined ? [60, 3] : [Number(asked), 31];
const [from, to] = [begin, begin + 31 * dayMs];
const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };

let world: World;
let raw: Raw[];
let creates = 0;
let listed: readonly Listed[];
let expected: Counted;
before(async () => {
  world = await World.open(20_261_001);
  await live(world, entries, days);
  world.stop();
  await world.until(to + dayMs);
  await world.sync();
  const file = new DatabaseSync(join(world.kit.folder, 'qiantai.sqlite'), { readOnly: true });
  raw = file
    .prepare('select doc from entry')
    .all()
    .map(({ doc }) => JSON.parse(String(doc)) as Raw);
  for (const { body, result } of file.prepare('select body, result from change_seen').all())
    if (
      (JSON.parse(String(body)) as { kind: string }).kind === 'create' &&
      !String(result).includes('"rejected"')
    )
      creates++;
  file.close();
  listed = (await seen(world.store.entries({}), () => true)) ?? [];
  expected = recount(raw, from, to, world.now);
});
after(() => world?.close());

/** Measures of the procedures that the month has entries of. */
function totals(results: readonly { id: string; total: { of: number; part: number } }[]): Counted {
  return sorted(
    results
      .filter(({ total, id }) => total.of > 0 || (expected[id]?.[1] ?? 0) > 0)
      .map(({ id, total }) => [id, [total.part, total.of]]),
  );
}
const counted = (): Counted => sorted(Object.entries(expected).filter(([, [, of]]) => of > 0));

/** Sums of minutes are the same but for the order in which they were added. */
const round = (sum: number): number => Math.round(sum * 1e6) / 1e6;
const sorted = (all: readonly (readonly [string, [number, number]])[]): Counted =>
  Object.fromEntries(
    all
      .map(([id, [part, of]]): [string, [number, number]] => [id, [round(part), round(of)]])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

async function onDesk(by: 'site' | 'person' | 'hour'): Promise<Tallied[]> {
  const procedures = (await seen(world.store.procedures, (all) => all.length > 0)) ?? [];
  const tally = new Tally({
    forms: procedures
      .filter(({ procedure }) => procedure.measures)
      .map(({ procedure }) => compile(procedure)),
    period,
    now: world.iso(),
    zone,
    calendar: await world.store.calendar(),
    by,
  });
  for (const { entry } of listed) tally.know(entry);
  for (const { entry, form } of listed) tally.add(entry, form);
  return tally.results();
}
const onServer = (): Promise<StatisticsReply> =>
  statisticsOf(world.kit.deps.database, world.place, { ...period, by: 'site' }, world.now);

describe(`a month of ${entries} entries`, () => {
  it('is all on the server, as written, and on the desk', () => {
    assert.ok(world.written >= entries - days * 3, String(world.written));
    assert.ok(creates >= world.written);
    assert.equal(raw.length, listed.length);
    assert.ok(raw.length >= world.written);
  });
  it('has a recount of every measure of every procedure, and entries for each', async () => {
    const procedures = (await seen(world.store.procedures, (all) => all.length > 0)) ?? [];
    const measured = procedures.flatMap(({ procedure: { id, measures } }) =>
      measures ? [[id, measures.map((measure) => measure.id).toSorted()] as const] : [],
    );
    assert.deepEqual(
      Object.fromEntries(
        Object.entries(recounts).map(([id, counts]) => [id, Object.keys(counts).toSorted()]),
      ),
      Object.fromEntries(measured),
    );
    // Of each that measures something there are some, so that none is equal for want of anything to count.
    if (asked === undefined) return;
    const there = new Set(raw.map(({ procedure }) => procedure));
    assert.deepEqual(
      measured.map(([id]) => id).filter((id) => !there.has(id)),
      [],
    );
  });
  it('has numbers that the server counts as they are counted by hand', async () => {
    const { measures, entries: read } = await onServer();
    assert.ok(read <= raw.length && read > 0);
    assert.deepEqual(totals(measures), counted());
    assert.ok(Object.keys(counted()).length >= 15, Object.keys(counted()).join());
  });
  it('has the same numbers on the desk, and groups that add up to them', async () => {
    assert.deepEqual(totals(await onDesk('site')), counted());
    for (const by of ['person', 'hour'] as const)
      for (const { id, total, groups } of await onDesk(by)) {
        const sum = [...groups.values()].reduce((all, { of }) => all + of, 0);
        assert.equal(sum, total.of, `${id} by ${by}`);
      }
  });
  it('is bound with every entry once and no number missing', () => {
    const kinds = Map.groupBy(listed, ({ entry }) => entry.procedure);
    for (const [procedure, rows] of kinds) {
      const book = bindMonth(rows, month, zone, 2);
      const inMonth = raw.filter(
        (one) =>
          one.procedure === procedure &&
          Date.parse(one.created) >= from &&
          Date.parse(one.created) < to,
      );
      const printed = book.pages.flatMap((page) => page.rows.map(({ entry }) => entry.id));
      assert.deepEqual(printed.toSorted(), inMonth.map(({ id }) => id).toSorted(), procedure);
      assert.deepEqual(
        book.pages.map(({ n }) => n),
        book.pages.map((_, at) => at + 3),
      );
      assert.deepEqual(
        book.series.filter(({ missing }) => missing > 0),
        [],
      );
    }
  });
});
