import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Conflict } from '../../src/form/entry.ts';
import { mergeAnswers, mergeConflicts, sameAnswer, type Edit } from '../../src/sync/merge.ts';

const edit = (set: Edit['set'], was: Edit['was'] = {}): Edit => ({
  id: 'c1',
  set,
  was,
  author: null,
  at: '2026-11-24T08:00:00Z',
});

describe('merging answers', () => {
  it('takes the new value where nothing happened meanwhile', () => {
    const { answers, applied, conflicts } = mergeAnswers({ a: 1, b: 2 }, edit({ a: 5 }, { a: 1 }));
    assert.deepEqual(answers, { a: 5, b: 2 });
    assert.deepEqual(applied, ['a']);
    assert.deepEqual(conflicts, []);
  });

  it('merges what touches other paths', () => {
    const one = mergeAnswers({}, edit({ a: 1 }));
    const two = mergeAnswers(one.answers, edit({ b: 2 }));
    assert.deepEqual(two.answers, { a: 1, b: 2 });
    assert.deepEqual(two.conflicts, []);
  });

  it('agrees when both set the same, whatever the order of members', () => {
    const now = { sign: { by: 'li', name: '李' } };
    const { answers, conflicts } = mergeAnswers(now, edit({ sign: { name: '李', by: 'li' } }));
    assert.equal(answers, now);
    assert.deepEqual(conflicts, []);
  });

  it('keeps the current value and the other one as a conflict', () => {
    const { answers, applied, conflicts } = mergeAnswers({ a: 9 }, edit({ a: 5 }, { a: 1 }));
    assert.deepEqual(answers, { a: 9 });
    assert.deepEqual(applied, []);
    const at = '2026-11-24T08:00:00Z';
    assert.deepEqual(conflicts, [
      { change: 'c1', path: 'a', base: 1, current: 9, mine: 5, by: null, at },
    ]);
  });

  it('a value that the author left as it was does not undo the others', () => {
    const { answers, conflicts } = mergeAnswers({ a: 9 }, edit({ a: 1 }, { a: 1 }));
    assert.deepEqual(answers, { a: 9 });
    assert.deepEqual(conflicts, []);
  });

  it('empties, and knows that missing, null, empty text and empty list are the same', () => {
    assert.deepEqual(mergeAnswers({ a: 1 }, edit({ a: null }, { a: 1 })).answers, {});
    assert.deepEqual(mergeAnswers({}, edit({ a: 5 }, { a: '' })).conflicts, []);
    assert.deepEqual(mergeAnswers({ a: [] }, edit({ a: 5 })).answers, { a: 5 });
  });

  it('adds rows of two people to one table', () => {
    const one = mergeAnswers({}, edit({ 'goods/01': true, 'goods/01/qty': 1 }));
    const two = mergeAnswers(one.answers, edit({ 'goods/02': true, 'goods/02/qty': 2 }));
    assert.equal(Object.keys(two.answers).length, 4);
    assert.deepEqual(two.conflicts, []);
  });

  it('does not take away a row that others have filled in meanwhile', () => {
    const now = { 'goods/01': true, 'goods/01/qty': 7 };
    const removal = edit({ 'goods/01': null }, { 'goods/01': true });
    const { answers, conflicts } = mergeAnswers(now, removal, new Set(['goods/01/qty']));
    assert.deepEqual(answers, now);
    assert.equal(conflicts[0]?.path, 'goods/01');
    assert.deepEqual(mergeAnswers(now, removal).answers, { 'goods/01/qty': 7 });
  });

  it('shows a cell of a row that others have taken away as a conflict of the row', () => {
    const { answers, conflicts } = mergeAnswers(
      {},
      edit({ 'goods/01/qty': 7 }),
      new Set(['goods/01']),
    );
    assert.deepEqual(answers, { 'goods/01/qty': 7 });
    assert.deepEqual(
      conflicts.map(({ path, current, mine }) => ({ path, current, mine })),
      [{ path: 'goods/01', current: null, mine: true }],
    );
  });

  it('for any edits: each set value is here, was nothing new, or is a conflict', () => {
    const value = fc.constantFrom(null, 1, 2, 3, 'x');
    const map = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'goods/01'), value);
    fc.assert(
      fc.property(map, map, map, (current, set, was) => {
        const { answers, conflicts } = mergeAnswers(current, edit(set, was));
        for (const [path, mine] of Object.entries(set)) {
          const kept = conflicts.some((row) => row.path === path && sameAnswer(row.mine, mine));
          const here = sameAnswer(answers[path], mine);
          assert.ok(here || kept || sameAnswer(was[path], mine), path);
        }
        for (const path of Object.keys(current))
          if (!(path in set)) assert.deepEqual(answers[path], current[path]);
      }),
    );
  });

  it('edits of disjoint paths give the same in either order', () => {
    const value = fc.constantFrom(null, 1, 2, 'x');
    const of = (...paths: string[]) => fc.dictionary(fc.constantFrom(...paths), value);
    fc.assert(
      fc.property(of('a', 'b', 'c', 'd'), of('a', 'b'), of('c', 'd'), (current, one, two) => {
        const [left, right] = [edit(one, current), edit(two, current)];
        const there = mergeAnswers(mergeAnswers(current, left).answers, right).answers;
        const back = mergeAnswers(mergeAnswers(current, right).answers, left).answers;
        assert.deepEqual(there, back);
      }),
    );
  });
});

describe('merging conflicts', () => {
  const row = (change: string, path: string, mine: number, by: string | null = 'li'): Conflict => ({
    change,
    path,
    base: 1,
    current: 9,
    mine,
    by,
    at: '',
  });
  const author = (staff: string) => ({ staff, session: '', from: '', until: '', proof: '' });
  const rows = [row('c1', 'a', 2), row('c1', 'b', 2), row('c2', 'a', 3, 'wang')];

  it('a patch settles the rows that it names, at the paths that it sets', () => {
    const left = mergeConflicts(rows, { settles: ['c1'], set: { a: 2 }, author: null }, []);
    assert.deepEqual(left, [rows[1], rows[2]]);
  });

  it('without any path it settles all rows that it names', () => {
    assert.deepEqual(mergeConflicts(rows, { settles: ['c1'], author: null }, []), [rows[2]]);
  });

  it("replaces an author's earlier value by the later one that went on from it", () => {
    const next = { set: { a: 4 }, was: { a: 2 }, author: author('li') };
    const added = row('c3', 'a', 4);
    assert.deepEqual(mergeConflicts(rows, next, [added]), [rows[1], rows[2], added]);
    const same = { ...next, set: { a: 2 } };
    assert.deepEqual(mergeConflicts(rows, same, []), rows, 'saying it again takes nothing away');
    const other = { ...next, author: author('zhao') };
    assert.equal(mergeConflicts(rows, other, [added]).length, 4);
  });
});
