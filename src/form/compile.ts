/**
 * A procedure compiled once: items by path, expressions parsed, dependents sorted.
 */
import {
  failureScopeOf,
  openingScopeOf,
  parseExpression,
  scopeOf,
  type Expression,
  type Scope,
} from '../spec/expression.ts';
import type { Item, Procedure, Section, Stage } from '../spec/procedure.ts';
import { fittingTypes } from '../spec/value.ts';
import { followUpsOf } from './follow-up.ts';
import { connect, sectionNode, Spot, type Graph, type Node, type Place } from './graph.ts';

export interface Form {
  readonly procedure: Procedure;
  /** Every item by id; follow-ups of checks by `check.note`, `.photo`, `.measure`, `.fixed`; columns by `table/column`. */
  readonly items: ReadonlyMap<string, Item>;
  readonly sections: readonly Section[];
  /** The procedure's stages, or the implied `done` where it has none. */
  readonly stages: readonly Stage[];
  /** Items and what depends on what, sorted. */
  readonly graph: Graph;
  /**
   * The other expressions, by where they stand: `guard:<stage>`, `when:<stage>/<deadline>`, `until:<stage>/<deadline>`,
   * `effect:<id>`, `effect:<id>/<item>`, `fail:<check>/<item>`, `offer:<id>`, `offer:<id>/<item>`, `hint:<id>`,
   * `hint:<id>/offer/<item>`, `late:<stage>/<deadline>/<item>`.
   */
  readonly expressions: ReadonlyMap<string, Expression>;
}

/** The stage of a procedure that names none: finished once it is submitted. */
const done: Stage = {
  id: 'done',
  title: { 'zh-CN': '已完成', en: 'Done' },
  next: [],
  tone: 'good',
};

const bool = ['bool'];
const compiled = new WeakMap<Procedure, Form>();

/**
 * Compiles a procedure that `spec/check` has passed; throws on one that it would refuse (a bug of the caller). The same
 * procedure object gives the same form.
 */
export function compile(procedure: Procedure): Form {
  let form = compiled.get(procedure);
  if (!form) {
    form = build(procedure);
    compiled.set(procedure, form);
  }
  return form;
}

function parse(source: string, scope: Scope, expect: readonly string[], path: string): Expression {
  const parsed = parseExpression(source, scope, expect, path);
  if (!parsed.ok)
    throw new Error(
      `${path}: ${parsed.problem.code} ${JSON.stringify(parsed.problem.params ?? {})}`,
    );
  return parsed.expression;
}

function build(procedure: Procedure): Form {
  const scope = scopeOf(procedure);
  const spots = new Map<string, Spot>();
  const sections = new Map<Section, Node>();
  const expressions = new Map<string, Expression>();

  for (const section of procedure.sections) {
    const show =
      section.show === undefined
        ? undefined
        : parse(section.show, scope, bool, `${section.id}.show`);
    sections.set(section, sectionNode(section, show));
    for (const item of section.items) {
      const place: Place = { section, table: undefined, main: undefined, follow: undefined };
      const spot = addSpot(spots, item, place, scope);
      if (item.type !== 'table') continue;
      const inner = scopeOf(procedure, item.id);
      for (const column of item.items) {
        const cell = addSpot(spots, column, { ...place, table: spot }, inner);
        spot.columns.push(cell, ...cell.followUps.values());
      }
    }
  }

  for (const spot of spots.values()) {
    if (spot.item.type !== 'check' || !spot.item.fail?.action) continue;
    const failure = failureScopeOf(procedure, spot.place.table?.item.id);
    for (const [target, source] of Object.entries(spot.item.fail.action.with)) {
      const path = `fail:${spot.key}/${target}`;
      expressions.set(path, parse(source, failure, [], path));
    }
  }
  addStageExpressions(procedure, scope, expressions);
  addOpeningExpressions(procedure, expressions);

  return {
    procedure,
    items: new Map([...spots].map(([key, { item }]) => [key, item])),
    sections: procedure.sections,
    stages: procedure.stages ?? [done],
    graph: connect(spots, sections),
    expressions,
  };
}

function addStageExpressions(
  procedure: Procedure,
  scope: Scope,
  into: Map<string, Expression>,
): void {
  const add = (path: string, source: string | undefined, expect: readonly string[]): void => {
    if (source !== undefined) into.set(path, parse(source, scope, expect, path));
  };
  for (const stage of procedure.stages ?? []) {
    add(`guard:${stage.id}`, stage.guard?.ok, bool);
    for (const deadline of stage.deadlines ?? []) {
      add(`when:${stage.id}/${deadline.id}`, deadline.when, bool);
      add(`until:${stage.id}/${deadline.id}`, deadline.until, ['timestamp', 'string']);
    }
  }
}

/** What opens or moves other entries. */
function addOpeningExpressions(procedure: Procedure, into: Map<string, Expression>): void {
  const scope = openingScopeOf(procedure);
  const add = (
    path: string,
    when: string | undefined,
    targets: Readonly<Record<string, string>> = {},
  ): void => {
    if (when !== undefined) into.set(path, parse(when, scope, bool, path));
    for (const [target, source] of Object.entries(targets))
      into.set(`${path}/${target}`, parse(source, scope, [], `${path}/${target}`));
  };
  for (const { id, when, create, move } of procedure.effects ?? [])
    add(`effect:${id}`, when, (create ?? move)?.with);
  for (const stage of procedure.stages ?? [])
    for (const { id, opens } of stage.deadlines ?? [])
      add(`late:${stage.id}/${id}`, undefined, opens?.with);
  for (const offer of procedure.offers ?? []) add(`offer:${offer.id}`, offer.when, offer.with);
  for (const { id, when, offer } of procedure.hints ?? []) {
    add(`hint:${id}`, when);
    add(`hint:${id}/offer`, undefined, offer?.with);
  }
}

/** Adds an item, then its follow-ups. */
function addSpot(spots: Map<string, Spot>, item: Item, place: Place, scope: Scope): Spot {
  const at = place.table ? `${place.table.key}/${item.id}` : item.id;
  const read = (source: string | undefined, expect: readonly string[], what: string) =>
    source === undefined ? undefined : parse(source, scope, expect, `${at}.${what}`);
  const spot = new Spot(item, place, {
    show: read(item.show, bool, 'show'),
    value: read(item.value, fittingTypes(item.type), 'value'),
    first: read(item.default, fittingTypes(item.type), 'default'),
    require: read(item.require, bool, 'require'),
    checks: (item.check ?? []).map(({ ok }, index) =>
      parse(ok, scope, bool, `${at}.check.${index}`),
    ),
    rows: item.type === 'table' ? read(item.rows, [], 'rows') : undefined,
  });
  spots.set(spot.key, spot);
  for (const [follow, each] of followUpsOf(item))
    spot.followUps.set(follow, addSpot(spots, each, { ...place, main: spot, follow }, scope));
  return spot;
}
