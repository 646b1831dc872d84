/**
 * The dependency graph of a procedure, per item and column, sorted so that what is read comes before what reads it.
 *
 * One item has these nodes; a column has them once per row:
 *
 *     section ─► show ─► value ─► check (one per constraint) ─► state
 *                  └───► require ──────────────────────────────┘
 *
 * and a table has a `row` node per row, which its own value gathers.
 */
import type { Expression } from '../spec/expression.ts';
import type { Item, Section } from '../spec/procedure.ts';
import type { FollowUp } from './follow-up.ts';

export interface Node {
  readonly kind: 'section' | 'show' | 'value' | 'check' | 'require' | 'row' | 'state';
  readonly section: Section;
  /** Missing only for `section`; the table for `row`. */
  readonly spot: Spot | undefined;
  /** The table whose every row has an instance of this node. */
  readonly within: Spot | undefined;
  readonly expression: Expression | undefined;
  /** Which constraint, for `check`. */
  readonly index: number;
  /** Place in the sorted order. */
  rank: number;
  /** Nodes that read this one. */
  readonly feeds: Set<Node>;
}

export interface Place {
  readonly section: Section;
  readonly table: Spot | undefined;
  /** The check it follows up. */
  readonly main: Spot | undefined;
  readonly follow: FollowUp | undefined;
}

/** Its expressions, parsed. */
export interface Parsed {
  readonly show: Expression | undefined;
  readonly value: Expression | undefined;
  readonly first: Expression | undefined;
  readonly require: Expression | undefined;
  readonly checks: readonly Expression[];
  readonly rows: Expression | undefined;
}

/** An item, column or follow-up, and where it stands. */
export class Spot {
  /** `phone`, `lamp.note`, `goods/count`, `goods/lamp.note`. */
  readonly key: string;
  readonly item: Item;
  readonly place: Place;
  readonly parsed: Parsed;
  readonly followUps = new Map<FollowUp, Spot>();
  /** Columns and their follow-ups, in reading order. */
  readonly columns: Spot[] = [];
  readonly nodes: SpotNodes;

  constructor(item: Item, place: Place, parsed: Parsed) {
    this.key = place.table ? `${place.table.key}/${item.id}` : item.id;
    this.item = item;
    this.place = place;
    this.parsed = parsed;
    const own = (kind: Node['kind'], expression?: Expression, index = 0): Node =>
      node(kind, place.section, this, place.table, expression, index);
    this.nodes = {
      show: own('show', parsed.show),
      value: own('value', parsed.value),
      require: own('require', parsed.require),
      checks: parsed.checks.map((each, index) => own('check', each, index)),
      state: own('state'),
      row: item.type === 'table' ? node('row', place.section, this, this, undefined) : undefined,
    };
  }
}

function node(
  kind: Node['kind'],
  section: Section,
  spot: Spot | undefined,
  within: Spot | undefined,
  expression: Expression | undefined,
  index = 0,
): Node {
  return { kind, section, spot, within, expression, index, rank: 0, feeds: new Set() };
}

export function sectionNode(section: Section, expression: Expression | undefined): Node {
  return node('section', section, undefined, undefined, expression);
}

export interface SpotNodes {
  readonly show: Node;
  readonly value: Node;
  readonly require: Node;
  readonly checks: readonly Node[];
  readonly state: Node;
  readonly row: Node | undefined;
}

export interface Graph {
  /** All spots in reading order, by key. */
  readonly spots: ReadonlyMap<string, Spot>;
  readonly sections: ReadonlyMap<Section, Node>;
  /** Sorted. */
  readonly nodes: readonly Node[];
}

/** The spot a name means inside `table` (or outside every table); undefined for surroundings. */
export function named(
  spots: ReadonlyMap<string, Spot>,
  name: string,
  table: Spot | undefined,
): Spot | undefined {
  return (table && spots.get(`${table.key}/${name}`)) ?? spots.get(name);
}

/** Draws every edge, then sorts. Throws on a cycle: `spec/check` refuses such procedures. */
export function connect(
  spots: ReadonlyMap<string, Spot>,
  sections: ReadonlyMap<Section, Node>,
): Graph {
  const all: Node[] = [...sections.values()];
  const reading = (reader: Node, expression: Expression | undefined): void => {
    for (const name of expression?.reads ?? [])
      named(spots, name, reader.within)?.nodes.value.feeds.add(reader);
  };
  for (const each of sections.values()) reading(each, each.expression);
  for (const spot of spots.values()) {
    const { show, value, require, checks, state, row } = spot.nodes;
    const { table, main, follow, section } = spot.place;
    all.push(show, value, require, ...checks, state);
    ((main ?? table)?.nodes.show ?? sections.get(section))?.feeds.add(show);
    for (const next of [value, require, state]) show.feeds.add(next);
    for (const next of [...checks, state]) value.feeds.add(next);
    for (const before of [require, ...checks]) before.feeds.add(state);
    for (const each of [show, value, require, ...checks]) reading(each, each.expression);
    reading(value, spot.parsed.first);

    if (row) {
      all.push(row);
      row.feeds.add(value);
    }
    if (main) {
      main.nodes.require.feeds.add(state);
      if (follow === 'measure')
        for (const next of [main.nodes.value, main.nodes.state]) value.feeds.add(next);
      else main.nodes.value.feeds.add(show);
    } else if (table?.nodes.row) value.feeds.add(table.nodes.row);
    if (spot.item.type === 'sign')
      for (const name of [spot.item.by, ...(spot.item.distinct ?? [])])
        if (name) named(spots, name, table)?.nodes.value.feeds.add(state);
  }
  return { spots, sections, nodes: sort(all) };
}

function sort(all: readonly Node[]): Node[] {
  const waits = new Map<Node, number>(all.map((each) => [each, 0]));
  for (const each of all)
    for (const next of each.feeds) waits.set(next, (waits.get(next) ?? 0) + 1);
  const sorted = all.filter((each) => waits.get(each) === 0);
  for (const each of sorted) {
    for (const next of each.feeds) {
      const left = (waits.get(next) ?? 0) - 1;
      waits.set(next, left);
      if (left === 0) sorted.push(next);
    }
  }
  if (sorted.length < all.length) {
    const stuck = all.filter((each) => (waits.get(each) ?? 0) > 0);
    const names = new Set(stuck.map(({ spot, section }) => spot?.key ?? section.id));
    throw new Error(`a cycle through ${[...names].join(', ')}`);
  }
  for (const [rank, each] of sorted.entries()) each.rank = rank;
  return sorted;
}
