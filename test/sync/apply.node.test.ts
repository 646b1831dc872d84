import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Entry } from '../../src/form/entry.ts';
import { applyChange, type Applied, type ApplyOptions, type Who } from '../../src/sync/apply.ts';
import type { Change } from '../../src/sync/change.ts';
import { around, changeBy, frontdesk, named, supervisor, visitor } from './procedures.ts';

const { form } = named('parcel');
type More = Partial<Change>;

function apply(
  entry: Entry | undefined,
  change: Change,
  who: Who,
  options?: ApplyOptions,
): Applied {
  return applyChange(entry, change, form, who, options);
}

/** Applies one change after another; each must be accepted. */
function story(...steps: readonly (readonly [Who, Change['kind'], More?])[]): Entry {
  let entry: Entry | undefined;
  for (const [who, kind, more = {}] of steps) {
    const applied = apply(entry, changeBy(who, kind, { base: entry?.rev ?? 0, ...more }), who);
    assert.ok('entry' in applied, JSON.stringify(applied));
    entry = applied.entry;
  }
  assert.ok(entry);
  return entry;
}

function refusal(applied: Applied): string[] {
  assert.equal(applied.outcome, 'rejected', JSON.stringify(applied));
  return applied.outcome === 'rejected' ? applied.problems.map((p) => `${p.code} ${p.path}`) : [];
}

function outcome(applied: Applied): Entry {
  assert.ok('entry' in applied, JSON.stringify(applied));
  return applied.entry;
}

describe('create', () => {
  it('opens an entry in the first stage, pinned, with a line in its log', () => {
    const change = changeBy(frontdesk, 'create', { set: { name: '王', count: 3 }, number: 'XY-1' });
    const entry = outcome(apply(undefined, change, frontdesk));
    assert.equal(entry.stage, 'waiting');
    assert.equal(entry.version, named('parcel').hash);
    assert.deepEqual(
      [entry.rev, entry.number, entry.by, entry.created],
      [1, 'XY-1', 'li', change.at],
    );
    assert.deepEqual(entry.answers, { name: '王', count: 3, fee: 6 });
    assert.deepEqual(
      entry.log.map(({ change: id, kind, to }) => ({ id, kind, to })),
      [{ id: change.id, kind: 'create', to: 'waiting' }],
    );
  });

  it('is refused without what is required, with a wrong type, in a wrong stage, for a wrong role', () => {
    const create = (more: More, who = frontdesk): string[] =>
      refusal(apply(undefined, changeBy(who, 'create', more), who));
    assert.deepEqual(create({ set: {} }), ['required name']);
    assert.deepEqual(create({ set: { name: '王', count: 'x' } }), ['wrong-type count']);
    assert.deepEqual(create({ set: { name: '王', nosuch: 1 } }), ['unknown-item nosuch']);
    assert.deepEqual(create({ stage: 'given' }), ['wrong-stage stage']);
    assert.deepEqual(create({}, { ...frontdesk, roles: ['cleaning'] }), ['wrong-role ']);
    assert.deepEqual(create({ procedure: `fix@${named('fix').hash}` }), ['wrong-procedure ']);
  });

  it('does not store what is only to be looked at', () => {
    const set = { name: '王', idLast4: '123X' };
    const entry = outcome(apply(undefined, changeBy(frontdesk, 'create', { set }), frontdesk));
    assert.deepEqual(entry.answers, { name: '王' });
  });

  it('on an entry that is there merges like a patch', () => {
    const entry = story([frontdesk, 'create', { set: { name: '王', room: '1-1-0101' } }]);
    const other = changeBy(supervisor, 'create', {
      set: { name: '赵', room: '1-1-0101', shelf: 'B' },
      number: 'XY-2',
    });
    const applied = apply(entry, other, supervisor);
    assert.equal(applied.outcome, 'conflict');
    const merged = outcome(applied);
    assert.deepEqual(merged.answers, { name: '王', room: '1-1-0101', shelf: 'B' });
    assert.deepEqual(
      merged.conflicts?.map(({ path, current, mine }) => ({ path, current, mine })),
      [{ path: 'name', current: '王', mine: '赵' }],
    );
    assert.equal(merged.number, 'XY-2');
    assert.equal(merged.rev, 2);
  });

  it('takes the surface and the roles from who the author is, not from what the device says', () => {
    const user = { id: 'li', name: '李', roles: ['manager' as const] };
    const said = changeBy(frontdesk, 'create', {
      around: { ...around, surface: 'kiosk', user } as Change['around'] & object,
    });
    const entry = outcome(apply(undefined, said, frontdesk));
    assert.deepEqual(entry.around.user?.roles, ['frontdesk']);
    assert.equal(entry.around.surface, 'desk');
    const other = outcome(apply(undefined, { ...said }, { ...frontdesk, staff: 'wu' }));
    assert.equal(other.around.user, undefined);
  });

  it('what another entry opened needs no answers, and its echo adds nothing typed', () => {
    const derived = { cause: 'fail:seal', parent: '00000000-0000-7000-8000-0000000000e0' };
    const entry = outcome(
      apply(
        undefined,
        changeBy(frontdesk, 'create', { ...derived, set: { room: 'A' } }),
        frontdesk,
      ),
    );
    assert.deepEqual(entry.links, [{ entry: derived.parent, why: derived.cause }]);
    const patch = changeBy(frontdesk, 'patch', { base: 1, set: { room: 'B' }, was: { room: 'A' } });
    // It has no name yet, and a patch of the room need not bring one.
    const corrected = outcome(apply(entry, patch, frontdesk));
    const echo = changeBy(frontdesk, 'create', { ...derived, set: { room: 'A', shelf: 'S' } });
    const after = apply(corrected, echo, frontdesk);
    assert.deepEqual(outcome(after).answers, { room: 'B', shelf: 'S' });
    assert.equal(outcome(after).conflicts, undefined);
    const kiosk = apply(corrected, changeBy(visitor, 'create', echo), { ...visitor, roles: [] });
    assert.deepEqual(outcome(kiosk).answers, { room: 'B' });
  });
});

describe('patch', () => {
  const entry = story([frontdesk, 'create', { set: { name: '王', count: 3 } }]);

  it('merges, recomputes what is computed, and notes the paths', () => {
    const set = { count: 5, fee: 999 };
    const change = changeBy(frontdesk, 'patch', { base: 1, set, was: { count: 3, fee: 6 } });
    const patched = outcome(apply(entry, change, frontdesk));
    assert.deepEqual(patched.answers, { name: '王', count: 5, fee: 10 });
    assert.deepEqual(patched.log.at(-1)?.paths, ['count']);
    assert.equal(patched.updated, change.at);
  });

  it('of two people at once: other paths merge, the same path is a conflict', () => {
    const mine = changeBy(frontdesk, 'patch', { base: 1, set: { count: 5 }, was: { count: 3 } });
    const other = changeBy(supervisor, 'patch', { base: 1, set: { room: 'R' } });
    const third = changeBy(supervisor, 'patch', { base: 1, set: { count: 7 }, was: { count: 3 } });
    const one = outcome(apply(entry, mine, frontdesk));
    const merged = apply(one, other, supervisor);
    assert.equal(merged.outcome, 'merged');
    const two = outcome(merged);
    assert.deepEqual(two.answers, { name: '王', count: 5, fee: 10, room: 'R' });
    const applied = apply(two, third, supervisor);
    assert.equal(applied.outcome, 'conflict');
    assert.equal(outcome(applied).conflicts?.[0]?.mine, 7);
    const settle = changeBy(frontdesk, 'patch', {
      base: 4,
      set: { count: 7 },
      was: { count: 5 },
      settles: [third.id],
    });
    const settled = outcome(apply(outcome(applied), settle, frontdesk));
    assert.equal(settled.conflicts, undefined);
    assert.equal(settled.answers['count'], 7);
  });

  it('is refused for what it sets, and for what it breaks', () => {
    const patch = (set: Change['set'], was: Change['was'] = {}): string[] =>
      refusal(apply(entry, changeBy(frontdesk, 'patch', { base: 1, set, was }), frontdesk));
    assert.deepEqual(patch({ count: 'x' }, { count: 3 }), ['wrong-type count']);
    assert.deepEqual(patch({ name: null }, { name: '王' }), ['required name']);
    assert.deepEqual(patch({ taker: 'x' }), ['hidden taker']);
    assert.deepEqual(patch({ room: 'big' }), ['required shelf']);
    assert.deepEqual(
      patch({ count: 'x' }, { count: 9 }),
      ['wrong-type count'],
      'a losing value too',
    );
  });

  it('in a draft stage may leave things open', () => {
    const fix = named('fix');
    const procedure = `fix@${fix.hash}`;
    const open = changeBy(frontdesk, 'create', { procedure, set: {} });
    const draft = outcome(applyChange(undefined, open, fix.form, frontdesk));
    const patch = changeBy(frontdesk, 'patch', { procedure, base: 1, set: { what: '灯' } });
    assert.deepEqual(outcome(applyChange(draft, patch, fix.form, frontdesk)).answers, {
      what: '灯',
    });
  });

  it('that comes after others have moved the entry on is kept as a conflict', () => {
    const given = story(
      [frontdesk, 'create', { set: { name: '王', room: 'R' } }],
      [frontdesk, 'move', { stage: 'given', set: { taker: '赵' } }],
    );
    const late = changeBy(supervisor, 'patch', { base: 1, set: { shelf: 'B' } });
    const applied = apply(given, late, supervisor);
    assert.equal(applied.outcome, 'conflict');
    assert.deepEqual(outcome(applied).answers, given.answers);
    assert.equal(outcome(applied).conflicts?.[0]?.mine, 'B');
    const knowing = changeBy(supervisor, 'patch', { base: 2, set: { shelf: 'B' } });
    assert.deepEqual(refusal(apply(given, knowing, supervisor)), ['readonly shelf']);
  });

  it('waits for a revision or a change that is not here, unless forced', () => {
    const newer = changeBy(frontdesk, 'patch', { base: 5, set: { room: 'R' } });
    assert.deepEqual(apply(entry, newer, frontdesk), { outcome: 'held', waitsFor: entry.id });
    const after = '00000000-0000-7000-8000-00000000dead';
    const next = changeBy(frontdesk, 'patch', { base: 1, after, set: { room: 'R' } });
    assert.deepEqual(apply(entry, next, frontdesk), { outcome: 'held', waitsFor: after });
    assert.deepEqual(apply(undefined, next, frontdesk), { outcome: 'held', waitsFor: after });
    const forced = outcome(apply(entry, next, frontdesk, { force: true }));
    assert.equal(forced.log.at(-1)?.forced, true);
    assert.deepEqual(refusal(apply(undefined, next, frontdesk, { force: true })), [
      'unknown-entry ',
    ]);
  });

  it('twice is once', () => {
    const change = changeBy(frontdesk, 'patch', { base: 1, set: { room: 'R' } });
    const once = outcome(apply(entry, change, frontdesk));
    assert.equal(outcome(apply(once, change, frontdesk)), once);
  });

  it('is not for visitors', () => {
    const change = changeBy(visitor, 'patch', { base: 1, set: { room: 'R' } });
    assert.deepEqual(refusal(apply(entry, change, visitor)), ['wrong-role ']);
  });
});

describe('move', () => {
  const waiting = story([frontdesk, 'create', { set: { name: '王', room: 'R' } }]);
  const give = (more: More = {}): Change =>
    changeBy(frontdesk, 'move', { base: 1, stage: 'given', set: { taker: '赵' }, ...more });

  it('goes to a stage with what that stage asks', () => {
    const applied = apply(waiting, give({ at: '2026-11-24T09:00:00.000Z' }), frontdesk);
    const entry = outcome(applied);
    assert.deepEqual([entry.stage, entry.staged], ['given', '2026-11-24T09:00:00.000Z']);
    assert.equal(entry.answers['taker'], '赵');
    const { from, to } = entry.log.at(-1) ?? {};
    assert.deepEqual([from, to], ['waiting', 'given']);
  });

  it('is refused where it may not go', () => {
    assert.deepEqual(refusal(apply(waiting, give({ set: {} }), frontdesk)), ['required taker']);
    assert.deepEqual(refusal(apply(waiting, give({ stage: 'nowhere' }), frontdesk)), [
      'unknown-stage ',
    ]);
    assert.deepEqual(refusal(apply(waiting, give({ stage: 'returned' }), frontdesk)), [
      'wrong-role ',
    ]);
    const noRoom = story([frontdesk, 'create']);
    assert.deepEqual(refusal(apply(noRoom, give(), frontdesk)), ['guard ']);
  });

  it('that others have overtaken becomes a note and a conflict at its stage, and keeps its answers', () => {
    const returned = story(
      [frontdesk, 'create', { set: { name: '王', room: 'R' } }],
      [supervisor, 'move', { stage: 'returned', set: {} }],
    );
    const applied = apply(returned, give(), frontdesk);
    assert.equal(applied.outcome, 'conflict');
    const entry = outcome(applied);
    assert.equal(entry.stage, 'returned');
    assert.deepEqual(
      entry.conflicts?.map(({ path, base, current, mine }) => [path, base, current, mine]),
      [
        ['taker', null, null, '赵'],
        ['stage', 'waiting', 'returned', 'given'],
      ],
    );
    assert.equal(entry.log.at(-1)?.kind, 'note');
    const knowing = apply(returned, give({ base: 2 }), frontdesk);
    assert.deepEqual(refusal(knowing), ['wrong-stage ']);
  });

  it('to where others have brought it already is fine', () => {
    const given = story(
      [frontdesk, 'create', { set: { name: '王', room: 'R' } }],
      [supervisor, 'move', { stage: 'given', set: { taker: '赵' } }],
    );
    const applied = apply(given, give(), frontdesk);
    assert.equal(applied.outcome, 'merged');
    assert.equal(outcome(applied).staged, given.staged);
    assert.equal(
      outcome(apply(given, give({ set: { taker: '孙' } }), frontdesk)).conflicts?.length,
      1,
    );
  });

  it('out of a paused stage adds up the time that stood still', () => {
    const entry = story(
      [frontdesk, 'create', { set: { name: '王', room: 'R' } }],
      [frontdesk, 'move', { stage: 'asking', at: '2026-11-24T09:00:00Z' }],
      [frontdesk, 'move', { stage: 'waiting', at: '2026-11-24T09:30:00Z' }],
      [frontdesk, 'move', { stage: 'asking', at: '2026-11-24T10:00:00Z' }],
      [frontdesk, 'move', { stage: 'waiting', at: '2026-11-24T10:10:00Z' }],
    );
    assert.equal(entry.paused, 40 * 60_000);
  });

  it('of a clock that goes back never makes a stage begin before the last one', () => {
    const entry = story(
      [frontdesk, 'create', { set: { name: '王' } }],
      [frontdesk, 'move', { stage: 'asking', at: '1970-01-01T00:00:00Z' }],
    );
    assert.equal(entry.staged, entry.created);
  });
});

describe('note, tick, link, void', () => {
  const entry = story([frontdesk, 'create']);

  it('are added', () => {
    const other = '00000000-0000-7000-8000-0000000000ee';
    const full = story(
      [frontdesk, 'create'],
      [frontdesk, 'note', { text: '已电话通知' }],
      [supervisor, 'tick', { text: 'seen' }],
      [frontdesk, 'link', { link: { entry: other, why: 'same' } }],
      [supervisor, 'link', { link: { entry: other, why: 'same' } }],
      [supervisor, 'void', { text: '重复登记' }],
    );
    assert.deepEqual(
      full.log.map(({ kind }) => kind),
      ['create', 'note', 'tick', 'link', 'link', 'void'],
    );
    assert.deepEqual(full.links, [{ entry: other, why: 'same' }]);
    assert.equal(full.void?.reason, '重复登记');
    assert.equal(full.rev, full.log.length);
  });

  it('say something', () => {
    const said = (kind: Change['kind'], who: Who): string[] =>
      refusal(apply(entry, changeBy(who, kind, { base: 1, text: ' ' }), who));
    assert.deepEqual(said('note', frontdesk), ['required text']);
    assert.deepEqual(said('void', supervisor), ['required text']);
    assert.deepEqual(said('link', supervisor), ['required link']);
  });

  it('two ticks of one thing agree, whoever comes first', () => {
    const set = { seal: 'pass' };
    const one = outcome(apply(entry, changeBy(frontdesk, 'tick', { base: 1, set }), frontdesk));
    const two = apply(one, changeBy(supervisor, 'tick', { base: 1, set }), supervisor);
    assert.equal(two.outcome, 'merged');
  });

  it('voiding is for the opener, supervisors and managers; a void entry keeps what still comes', () => {
    const other: Who = { ...frontdesk, staff: 'wu' };
    const voiding = changeBy(other, 'void', { base: 1, text: 'x' });
    assert.deepEqual(refusal(apply(entry, voiding, other)), ['wrong-role ']);
    const gone = outcome(
      apply(entry, changeBy(frontdesk, 'void', { base: 1, text: 'x' }), frontdesk),
    );
    const late = changeBy(supervisor, 'patch', { base: 1, set: { room: 'R' } });
    const kept = outcome(apply(gone, late, supervisor));
    assert.ok(kept.void);
    assert.equal(kept.answers['room'], 'R');
    const move = changeBy(supervisor, 'move', { base: 2, stage: 'asking' });
    const halted = apply(kept, move, supervisor);
    assert.equal(halted.outcome, 'conflict');
    assert.equal(outcome(halted).stage, 'waiting');
  });
});
