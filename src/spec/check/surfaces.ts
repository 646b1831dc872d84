/**
 * Surfaces and people: somebody can open it somewhere, and every item is asked somewhere.
 */
import type { Problem } from '../problem.ts';
import type { Procedure, Surface } from '../procedure.ts';
import { placedItems } from '../walk.ts';

/** `no-surface`, `nobody` (a kiosk without visitors, or only visitors and no kiosk), `never-asked` (params.surfaces). */
export function surfaceProblems(procedure: Procedure): Problem[] {
  const { kiosk, tablet, desk } = procedure.surfaces;
  const problems: Problem[] = [];
  // A procedure may also be opened only by another one.
  const surfaces = new Set<Surface>(['tablet', 'desk']);
  if (kiosk) surfaces.add('kiosk');
  const visitors = procedure.access.create.includes('visitor');
  // What visitors cannot open they can still read about.
  if (kiosk && !visitors && !procedure.guide)
    problems.push({ code: 'nobody', path: 'access.create', params: { surface: 'kiosk' } });
  if (!kiosk && visitors)
    problems.push({ code: 'nobody', path: 'surfaces', params: { surface: 'kiosk' } });
  const others = procedure.access.create.some((role) => role !== 'visitor');
  for (const surface of ['tablet', 'desk'] as const)
    if ((surface === 'tablet' ? tablet : desk) && !others)
      problems.push({ code: 'nobody', path: 'access.create', params: { surface } });
  for (const { item, path } of placedItems(procedure))
    if (item.surfaces && !item.surfaces.some((surface) => surfaces.has(surface)))
      problems.push({
        code: 'never-asked',
        path: `${path}.surfaces`,
        params: { surfaces: item.surfaces },
      });
  return problems;
}
