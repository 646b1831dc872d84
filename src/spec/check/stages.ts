/**
 * Stages: all can be reached and left, and each deadline can be counted.
 */
import type { Problem } from '../problem.ts';
import type { Procedure, Stage } from '../procedure.ts';

type Stages = readonly Stage[];

/**
 * `unreachable-stage`, `no-end` (no finishing stage can be reached from here), `duplicate-next`,
 * `first-stage` (params.what it cannot have), `bad-deadline` (params.why), `unreachable-deadline`.
 */
export function stageProblems(procedure: Procedure): Problem[] {
  const stages = procedure.stages ?? [];
  return [
    ...reachProblems(stages, procedure.kind),
    ...stages.flatMap(({ next }, at) => nextProblems(next, `stages.${at}.next`)),
    ...firstProblems(stages),
    ...stages.flatMap((stage, at) => deadlineProblems(stage, `stages.${at}`)),
  ];
}

/** Every stage that can be reached by following `next` (or, backwards, what leads there). */
function reached(from: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set(from);
  for (const id of seen) for (const each of next(id)) seen.add(each);
  return seen;
}

function reachProblems(stages: Stages, kind: Procedure['kind']): Problem[] {
  const after = new Map(stages.map(({ id, next }) => [id, next]));
  const before = new Map<string, string[]>(stages.map(({ id }) => [id, []]));
  for (const { id, next } of stages) for (const each of next) before.get(each)?.push(id);
  const fromFirst = reached(
    stages.slice(0, 1).map(({ id }) => id),
    (id) => after.get(id) ?? [],
  );
  const ends = stages.filter(({ next }) => next.length === 0).map(({ id }) => id);
  const toEnd = reached(ends, (id) => before.get(id) ?? []);
  return stages.flatMap(({ id }, at): Problem[] => {
    if (!fromFirst.has(id))
      return [{ code: 'unreachable-stage', path: `stages.${at}.id`, params: { id } }];
    // A register may stay open for ever.
    if (!toEnd.has(id) && kind !== 'register')
      return [{ code: 'no-end', path: `stages.${at}.next`, params: { id } }];
    return [];
  });
}

/** A stage may follow itself: a promise that is moved once more. */
function nextProblems(next: readonly string[], path: string): Problem[] {
  return next.flatMap((id, at): Problem[] =>
    next.indexOf(id) < at
      ? [{ code: 'duplicate-next', path: `${path}.${at}`, params: { id } }]
      : [],
  );
}

/** An entry begins in the first stage without moving there: nothing can guard it. */
function firstProblems([first, ...others]: Stages): Problem[] {
  const isLeftOnly = first && !others.some(({ next }) => next.includes(first.id));
  if (!isLeftOnly) return [];
  return (['guard', 'by', 'act'] as const)
    .filter((what) => first[what] !== undefined)
    .map((what) => ({ code: 'first-stage', path: `stages.0.${what}`, params: { what } }));
}

function deadlineProblems({ deadlines, next }: Stage, path: string): Problem[] {
  const always = deadlines?.findIndex(({ when }) => when === undefined) ?? -1;
  const problems = (deadlines ?? []).flatMap(({ within, until, from, warn }, at): Problem[] => {
    const place = `${path}.deadlines.${at}`;
    const bad = (why: string): Problem[] => [
      { code: 'bad-deadline', path: place, params: { why } },
    ];
    if (within === undefined && until === undefined) return bad('neither within nor until');
    if (within !== undefined && until !== undefined) return bad('both within and until');
    if (until !== undefined && from !== undefined) return bad('until is counted from nowhere');
    if (within !== undefined && !/[1-9]/.test(within)) return bad('no time at all');
    if (warn !== undefined && !(warn > 0 && warn < 1)) return bad('warn is a share of the time');
    if (always >= 0 && at > always)
      return [{ code: 'unreachable-deadline', path: place, params: { after: always } }];
    return [];
  });
  if (deadlines && deadlines.length > 0 && next.length === 0)
    problems.push({
      code: 'bad-deadline',
      path: `${path}.deadlines`,
      params: { why: 'the entry is finished here' },
    });
  return problems;
}
