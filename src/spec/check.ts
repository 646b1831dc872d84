/**
 * Whether a procedure makes sense: what its schema cannot say. For the command line, the server (before it publishes)
 * and an editor; who fills in a form relies on it and never calls it.
 */
import { callProblems } from './check/calls.ts';
import { cycleProblems } from './check/cycles.ts';
import { emergencyProblems } from './check/emergencies.ts';
import { expressionProblems } from './check/expressions.ts';
import { idProblems } from './check/ids.ts';
import { itemProblems } from './check/items.ts';
import { comparisonProblems } from './check/options.ts';
import { measureProblems } from './check/measures.ts';
import { referenceProblems } from './check/references.ts';
import { openingProblems } from './check/openings.ts';
import { relationProblems } from './check/relations.ts';
import { stageProblems } from './check/stages.ts';
import { surfaceProblems } from './check/surfaces.ts';
import { textProblems } from './check/texts.ts';
import type { Problem } from './problem.ts';
import type { OptionLists, Procedure } from './procedure.ts';

/** What a procedure may refer to outside itself. What is missing here is not checked. */
export interface Library {
  readonly options?: OptionLists;
  /** Every other procedure it may open. */
  readonly procedures?: readonly Procedure[];
}

const mostProblems = 200;

/**
 * Problems of a procedure that its schema has passed, in the order of the kinds of check. None that blocks: `compile`
 * accepts it. Paths are JSON paths of the file (`sections.0.items.2.show`).
 */
export function check(procedure: Procedure, library: Library = {}): Problem[] {
  const { problems, expressions } = expressionProblems(procedure, library);
  return [
    ...idProblems(procedure),
    ...referenceProblems(procedure, library),
    ...relationProblems(procedure, library),
    ...openingProblems(procedure, library),
    ...problems,
    ...comparisonProblems(procedure, library, expressions),
    ...cycleProblems(procedure, expressions),
    ...stageProblems(procedure),
    ...itemProblems(procedure),
    ...surfaceProblems(procedure),
    ...callProblems(procedure, library),
    ...emergencyProblems(procedure, library),
    ...measureProblems(procedure, library),
    ...textProblems(procedure),
  ].slice(0, mostProblems);
}
