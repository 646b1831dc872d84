/**
 * Procedures that would open one another for ever: each new entry opens the next, whatever it holds.
 */
import type { Library } from '../check.ts';
import type { Problem } from '../problem.ts';
import type { Procedure } from '../procedure.ts';

/** Effects that nothing but a new entry brings about. */
function opensAtOnce({ effects, stages }: Procedure): { at: number; procedure: string }[] {
  const first = stages?.[0]?.id ?? 'done';
  return (effects ?? []).flatMap(({ on, when, create }, at) =>
    create && when === undefined && on === first ? [{ at, procedure: create.procedure }] : [],
  );
}

/** `endless` (params.through: the procedures on the way round, this one first and last). */
export function openingProblems(procedure: Procedure, { procedures = [] }: Library): Problem[] {
  const known = new Map(procedures.map((each) => [each.id, each]));
  known.set(procedure.id, procedure);
  const seen = new Set<string>();
  const wayBack = (from: string, way: readonly string[]): readonly string[] | undefined => {
    if (from === procedure.id) return way;
    seen.add(from);
    for (const { procedure: to } of opensAtOnce(known.get(from) ?? procedure))
      if (known.has(from) && !seen.has(to)) {
        const found = wayBack(to, [...way, to]);
        if (found) return found;
      }
    return undefined;
  };
  return opensAtOnce(procedure).flatMap(({ at, procedure: to }): Problem[] => {
    const through = wayBack(to, [procedure.id, to]);
    return through
      ? [{ code: 'endless', path: `effects.${at}.create.procedure`, params: { through } }]
      : [];
  });
}
