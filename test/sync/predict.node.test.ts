import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Entry } from '../../src/form/entry.ts';
import { applyChange } from '../../src/sync/apply.ts';
import type { Change } from '../../src/sync/change.ts';
import { predict, type Pending } from '../../src/sync/predict.ts';
import { changeBy, frontdesk, named, supervisor } from './procedures.ts';

const { form } = named('parcel');
const pending = (kind: Change['kind'], more: Partial<Change>): Pending => ({
  change: changeBy(frontdesk, kind, more),
  who: frontdesk,
});
const shown = (server: Entry | undefined, ...changes: readonly Pending[]): Entry => {
  const entry = predict(server, changes, form);
  assert.ok(entry);
  return entry;
};

describe('prediction', () => {
  const server = shown(undefined, pending('create', { set: { name: '王' } }));
  const first = { ...server, rev: 1 };

  it('shows what waits here over what the server said, and leaves the revision to the server', () => {
    assert.equal(server.rev, 0);
    const entry = shown(
      first,
      pending('patch', { base: 1, set: { room: 'R' } }),
      pending('move', { base: 1, after: 'x', stage: 'given', set: { taker: '赵' } }),
    );
    assert.deepEqual([entry.rev, entry.stage, entry.answers['room']], [1, 'given', 'R']);
    assert.equal(predict(undefined, [], form), undefined);
  });

  it('passes over what does not apply, and goes on with the rest', () => {
    const entry = shown(
      first,
      pending('patch', { base: 1, set: { count: 'x' } }),
      pending('patch', { base: 1, set: { room: 'R' } }),
    );
    assert.deepEqual(entry.answers, { name: '王', room: 'R' });
  });

  it('shows what the server will make of it once others have been faster', () => {
    const other = changeBy(supervisor, 'patch', { base: 1, set: { room: 'S' } });
    const applied = applyChange(first, other, form, supervisor);
    assert.ok('entry' in applied);
    const mine = pending('patch', { base: 1, set: { room: 'R' } });
    const entry = shown(applied.entry, mine);
    assert.equal(entry.answers['room'], 'S');
    assert.equal(entry.conflicts?.[0]?.mine, 'R');
    assert.equal(entry.rev, 2);
  });

  it('does not apply a second time what the server has already', () => {
    const mine = pending('patch', { base: 1, set: { room: 'R' } });
    const applied = applyChange(first, mine.change, form, frontdesk);
    assert.ok('entry' in applied);
    assert.deepEqual(shown(applied.entry, mine), applied.entry);
  });
});
