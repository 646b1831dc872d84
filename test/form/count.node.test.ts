import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseExpression, scopeOf } from '../../src/spec/expression.ts';
import { sameJson, type Json } from '../../src/spec/json.ts';
import type { Procedure } from '../../src/spec/procedure.ts';
import { compile } from '../../src/form/compile.ts';
import { openSession, type ItemState, type Session } from '../../src/form/session.ts';
import { around, item, procedure, section } from './fixture.ts';
import { answersOf, procedureOf, stepsOf } from './random.ts';

type Seen = ReadonlyMap<string, ItemState>;

function look(session: Session): Seen {
  const seen = new Map<string, ItemState>();
  for (const id of session.form.items.keys()) {
    const state = session.get(id);
    if (state) seen.set(id, state);
  }
  return seen;
}

const valueIn = (seen: Seen, id: string): Json | undefined => {
  const state = seen.get(id);
  return state?.visible ? state.value : undefined;
};

/** How many expressions a change from one picture to another must evaluate, from the procedure's text alone. */
function dependents(form: Procedure, before: Seen, after: Seen): number {
  const scope = scopeOf(form);
  const changed = (id: string): boolean => !sameJson(valueIn(before, id), valueIn(after, id));
  const readsChange = (source: string): boolean => {
    const parsed = parseExpression(source, scope, [], '');
    return parsed.ok && [...parsed.expression.reads].some(changed);
  };
  // Items i0… are integers here, so what a section's condition says can be told without the engine.
  const isOpen = (seen: Seen, show: string | undefined): boolean => {
    const match = /^(i\d+) != 2$/.exec(show ?? '');
    if (!match) return true;
    const value = valueIn(seen, match[1] ?? '');
    return value !== undefined && value !== 2;
  };
  let count = 0;
  for (const { show, items } of form.sections) {
    const open = isOpen(after, show);
    const turned = open !== isOpen(before, show);
    if (show !== undefined && readsChange(show)) count += 1;
    for (const each of items) {
      const { visible, value, problems } = after.get(each.id) ?? assert.fail();
      const flipped = visible !== before.get(each.id)?.visible;
      if (each.show !== undefined && open && (turned || readsChange(each.show))) count += 1;
      if (!visible) continue;
      if (each.value !== undefined && (flipped || readsChange(each.value))) count += 1;
      if (each.require !== undefined && (flipped || readsChange(each.require))) count += 1;
      const judged = value !== undefined && problems.every(({ code }) => code !== 'too-large');
      for (const { ok } of each.check ?? [])
        if (judged && (flipped || changed(each.id) || readsChange(ok))) count += 1;
    }
  }
  return count;
}

for (const [size, runs] of [
  [50, 60],
  [200, 15],
  [1000, 3],
] as const)
  test(`an answer among ${size} items evaluates what depends on it, each once, and nothing else`, () => {
    fc.assert(
      fc.property(procedureOf(size), answersOf(size), stepsOf(size, 20), (form, answers, steps) => {
        const session = openSession(compile(form), { around, surface: 'desk', answers });
        for (const { path, value } of steps) {
          const before = look(session);
          session.answer(path, value);
          const expected = session.get(path)?.readonly
            ? undefined
            : dependents(form, before, look(session));
          if (expected !== undefined) assert.equal(session.stats.evaluated, expected);
        }
      }),
      { numRuns: runs, endOnFailure: true },
    );
  });

test('the count does not grow with the form', () => {
  const counts = [50, 200, 1000].map((size) => {
    const items = Array.from({ length: size }, (_, at) =>
      item(`i${at}`, { type: 'int', ...(at % 5 === 1 && { show: `i${at - 1} > 3` }) }),
    );
    const sections = [];
    for (let from = 0; from < size; from += 50)
      sections.push(section(`s${from}`, items.slice(from, from + 50)));
    const session = openSession(compile(procedure(sections)), { around, surface: 'desk' });
    session.answer('i20', 5);
    const opening = session.stats.evaluated;
    session.answer('i22', 5);
    return [opening, session.stats.evaluated];
  });
  assert.deepEqual(counts, [
    [1, 0],
    [1, 0],
    [1, 0],
  ]);
});
