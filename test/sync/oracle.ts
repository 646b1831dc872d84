/**
 * What must hold of a world, whatever has befallen it.
 */
import assert from 'node:assert/strict';
import { canonicalJson } from '../../src/spec/json.ts';
import type { Conflict, Entry } from '../../src/form/entry.ts';
import type { Write } from '../../src/sync/ports.ts';
import { sameAnswer } from '../../src/sync/merge.ts';
import { itemAt } from '../../src/sync/verdict.ts';
import { published } from './procedures.ts';
import type { World } from './world.ts';

/** At any time: what a person was told is saved is on the server, or on the device. */
export function nothingLost(world: World): void {
  const { results } = world.ledger.site('s1');
  for (const { place, change } of world.saved) {
    const { outbox, parked } = place.replica;
    const here = outbox.some(({ id }) => id === change.id) || parked.has(change.id);
    assert.ok(here || results.has(change.id), `lost ${change.kind} ${change.id}`);
  }
  assert.deepEqual(world.bugs, []);
}

/** After healing. */
export function allAgree(world: World): void {
  const { entries, places, saved } = world;
  const { results, held } = world.ledger.site('s1');
  assert.equal(held.size, 0, 'something is held for ever');
  for (const { who, replica } of places) {
    assert.equal(replica.outbox.length, 0, `${replica.device}: the outbox is not empty`);
    for (const [id, { problems }] of replica.parked)
      assert.ok(problems.length > 0, `${id} is parked without a reason`);
    if (who.staff === null) continue;
    assert.equal(replica.entries.size, entries.size, `${replica.device}: other entries`);
    for (const [id, entry] of entries) {
      assert.equal(canonicalJson(replica.entries.get(id)), canonicalJson(entry));
      assert.equal(
        canonicalJson(replica.view(id)),
        canonicalJson(entry),
        'something still shows over it',
      );
    }
  }
  for (const { place, change } of saved) {
    const outcome = results.get(change.id)?.result.outcome;
    const lines = entries.get(change.entry)?.log.filter((line) => line.change === change.id) ?? [];
    const refused = outcome === 'rejected';
    assert.equal(refused, place.replica.parked.has(change.id), `${change.id}: ${outcome}`);
    assert.equal(lines.length, refused ? 0 : 1, `${change.id} was applied ${lines.length} times`);
  }
}

/** Of the server's history: revisions without gaps, no value overwritten unseen, no losing value without a row. */
export function historyIsSound({ ledger }: World): void {
  const { writes, feed } = ledger.site('s1');
  const newest = new Map<string, Entry>();
  for (const write of writes)
    for (const [index, entry] of write.entries.entries()) {
      const before = newest.get(entry.id);
      assert.equal(entry.rev, (before?.rev ?? 0) + 1, 'a revision is missing');
      assert.equal(entry.log.length, entry.rev);
      if (index === 0 && before) judge(write, before, entry);
      newest.set(entry.id, entry);
    }
  assert.deepEqual(
    feed.map(({ seq }) => seq),
    feed.map((_, index) => index + 1),
  );
}

function judge({ change }: Write, before: Entry, after: Entry): void {
  const form = published.find(({ hash }) => hash === after.version)?.form;
  const paths = after.log.at(-1)?.paths ?? [];
  const rows = after.conflicts ?? [];
  // What follows from another entry only fills in what fits.
  const echo = change.cause !== undefined;
  const typed = Object.entries(change.set ?? {}).filter(
    ([path]) => form && itemAt(form, path)?.value === undefined,
  );
  for (const [path, mine] of typed) {
    const was = change.was?.[path];
    const kept = rows.some((row) => row.change === change.id && row.path === path);
    const unsaid = sameAnswer(was, mine);
    if (!paths.includes(path)) assert.ok(kept || unsaid || echo, `${path} was dropped`);
    else {
      assert.ok(sameAnswer(after.answers[path], mine), `${path} says it was applied`);
      const seen = sameAnswer(before.answers[path], was) || sameAnswer(before.answers[path], mine);
      assert.ok(seen, `${path} was overwritten unseen`);
    }
  }
  for (const path of Object.keys(before.answers))
    if (!paths.includes(path) && form && itemAt(form, path)?.value === undefined)
      assert.ok(sameAnswer(before.answers[path], after.answers[path]), `${path} changed by itself`);
  const moved = change.kind === 'move' && after.stage !== change.stage;
  if (moved) assert.ok(rows.some((row) => row.change === change.id && row.path === 'stage'));
  for (const row of before.conflicts ?? []) assert.ok(remains(row, after) || settles(row, change));
}

const remains = (row: Conflict, after: Entry): boolean =>
  (after.conflicts ?? []).some(({ change, path }) => change === row.change && path === row.path);

const settles = (row: Conflict, change: Write['change']): boolean =>
  change.settles?.includes(row.change) === true ||
  (row.by === (change.author?.staff ?? null) &&
    sameAnswer(change.was?.[row.path], row.mine) &&
    !sameAnswer(change.set?.[row.path], row.mine));
