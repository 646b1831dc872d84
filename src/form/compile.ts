/**
 * A procedure compiled once: items by path, expressions parsed, dependents sorted.
 */
import type { Item, Procedure, Section, Stage } from '../spec/procedure.ts';

export interface Form {
  readonly procedure: Procedure;
  /** Every item by id; follow-ups of checks by `check.note`, `.photo`, `.measure`, `.fixed`; columns by `table/column`. */
  readonly items: ReadonlyMap<string, Item>;
  readonly sections: readonly Section[];
  /** The procedure's stages, or the implied `done` where it has none. */
  readonly stages: readonly Stage[];
}

/** Compiles a procedure that `spec/check` has passed; throws on one that it would refuse (a bug of the caller). */
export declare function compile(procedure: Procedure): Form;
