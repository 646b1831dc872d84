/**
 * What a session remembers of each item, cell and follow-up, and of each row.
 */
import type { Json } from '../spec/json.ts';
import type { Problem } from '../spec/problem.ts';
import { toCel } from '../spec/cel.ts';
import type { Path } from './answers.ts';
import { named, type Spot } from './graph.ts';
import type { ItemState } from './session.ts';

export class Cell {
  readonly spot: Spot;
  readonly path: Path;
  readonly scope: Scope;
  /** Its question applies: reads as answered, whether or not this surface shows it. */
  on = false;
  /** The answer that counts: typed or computed; undefined while it does not apply. */
  value: Json | undefined;
  /** Why the answer does not fit its item. */
  misfit: readonly Problem[] = [];
  required = false;
  /** Per constraint: known not to hold. */
  readonly broken: boolean[] = [];
  state: ItemState | undefined;
  #cel: { readonly of: Json | undefined; readonly value: unknown } | undefined;

  constructor(spot: Spot, scope: Scope) {
    this.spot = spot;
    this.scope = scope;
    const { table } = spot.place;
    this.path = table ? `${table.key}/${scope.row}/${spot.item.id}` : spot.key;
  }

  /** As expressions read it; undefined when unanswered. */
  get cel(): unknown {
    if (!this.#cel || this.#cel.of !== this.value)
      this.#cel = { of: this.value, value: toCel(this.spot.item.type, this.value) };
    return this.#cel.value;
  }
}

/** The form itself, or one row of a table. */
export class Scope {
  readonly row: string | undefined;
  /** Where the line comes from, when its table has `rows`. */
  readonly line: unknown;
  readonly table: Spot | undefined;
  readonly cells = new Map<Spot, Cell>();
  readonly read: (name: string) => unknown;
  #map: Record<string, unknown> | undefined;

  constructor(
    spots: ReadonlyMap<string, Spot>,
    outside: (name: string, spot: Spot | undefined) => unknown,
    at?: { readonly table: Spot; readonly row: string; readonly line: unknown },
  ) {
    this.table = at?.table;
    this.row = at?.row;
    this.line = at?.line;
    this.read = (name) => {
      if (name === 'row' && at) return at.line;
      const spot = named(spots, name, at?.table);
      const own = spot && spot.item.type !== 'table' ? this.cells.get(spot) : undefined;
      return own ? own.cel : outside(name, spot);
    };
  }

  /** A row as expressions read it: its applicable, answered cells by column. */
  get map(): Record<string, unknown> {
    if (!this.#map) {
      this.#map = {};
      for (const [spot, cell] of this.cells)
        if (!spot.place.main && cell.cel !== undefined) this.#map[spot.item.id] = cell.cel;
    }
    return this.#map;
  }

  forget(): void {
    this.#map = undefined;
  }
}
