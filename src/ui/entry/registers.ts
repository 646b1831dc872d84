/** Who is in the building, by what procedures say of themselves. */
import type { Published } from '../../spec/library.ts';
import type { Procedure } from '../../spec/procedure.ts';
import { isFinished } from '../../form/stage.ts';
import type { Listed } from '../../store/store.ts';

/** Registers that people sign into at the kiosk: their first stage waits for the desk. */
export function arrivalRegisters(all: readonly Published[]): Procedure[] {
  return all
    .map(({ procedure }) => procedure)
    .filter(
      ({ kind, surfaces, stages, calls }) =>
        kind === 'register' && surfaces.kiosk && stages && !calls,
    );
}

/** In the building: all that can still happen is that they leave. */
export function isInside({ form, entry }: Pick<Listed, 'form' | 'entry'>): boolean {
  const stage = form.stages.find(({ id }) => id === entry.stage);
  if (entry.void || !stage || stage.next.length === 0 || stage === form.stages[0]) return false;
  return stage.next.every((next) => isFinished(form, next));
}

/** Those of `open` who are in the building now, in the order in which they came. */
export function insideOf(open: readonly Listed[], registers: readonly Procedure[]): Listed[] {
  const ids = new Set(registers.map(({ id }) => id));
  return open
    .filter((one) => ids.has(one.entry.procedure) && isInside(one))
    .toSorted((a, b) => (a.entry.created < b.entry.created ? -1 : 1));
}
