/**
 * A form at work: typed answers in, cells kept up to date. Sessions, validation, moves and effects all stand on it, so
 * that they agree.
 */
import { aroundToCel, linesToCel } from '../spec/around.ts';
import type { Expression } from '../spec/expression.ts';
import { sameJson, type Json } from '../spec/json.ts';
import type { Problem } from '../spec/problem.ts';
import type { Section } from '../spec/procedure.ts';
import { fromCel } from '../spec/cel.ts';
import { isEmpty, rowsOf, type Answers, type Path } from './answers.ts';
import { Cell, Scope } from './cell.ts';
import type { Form } from './compile.ts';
import { fit } from './fit.ts';
import { followUpShows, judge } from './follow-up.ts';
import type { Node, Spot } from './graph.ts';
import { phaseOf, stageOf, type Phase } from './phase.ts';
import { Queue } from './queue.ts';
import { linesOf } from './lines.ts';
import { sameState, stateOf } from './state.ts';
import type { SessionOptions } from './session.ts';

export class Run {
  readonly form: Form;
  readonly options: SessionOptions;
  /** Answers are judged, not asked: no default is filled in. */
  readonly judging: boolean;
  /** The stage is one of still filling in. */
  readonly draft: boolean;
  readonly cells = new Map<Path, Cell>();
  readonly raw: Map<Path, Json>;
  readonly root: Scope;
  /** Rows of each table, in reading order. */
  readonly tables = new Map<Spot, Map<string, Scope>>();
  /** Expressions evaluated so far; whoever wants a difference sets it to 0. */
  evaluated = 0;

  readonly #phases = new Map<Section, Phase>();
  readonly #open = new Map<Section, boolean>();
  /** Items of a section that this surface shows. */
  readonly #shown = new Map<Section, number>();
  /** Locked sections that hold an answer: what was answered stays in sight, whatever its condition says today. */
  readonly #kept = new Set<Section>();
  readonly #around: ReadonlyMap<string, unknown>;
  readonly #queue = new Queue<Scope>();
  readonly #outside = (name: string, spot: Spot | undefined): unknown =>
    spot ? this.#readRoot(spot) : this.#around.get(name);

  constructor(form: Form, options: SessionOptions, judging = false) {
    this.form = form;
    this.options = options;
    this.judging = judging;
    this.draft = stageOf(form, options.stage)?.draft === true;
    this.raw = new Map(Object.entries(options.answers ?? {}));
    this.#around = aroundToCel(options.around);
    for (const section of form.sections)
      this.#phases.set(section, phaseOf(form, section, options.stage, options.passed ?? []));
    for (const [path, value] of this.raw) {
      const id = /^[^/.]*/.exec(path)?.[0] ?? '';
      const section = form.graph.spots.get(id)?.place.section;
      if (section && !isEmpty(value) && this.phase(section) === 'locked') this.#kept.add(section);
    }

    const { spots } = form.graph;
    this.root = new Scope(spots, this.#outside);
    for (const node of form.graph.sections.values()) this.#queue.add(node, this.root);
    for (const spot of spots.values()) if (!spot.place.table) this.#addCell(spot, this.root);
    for (const spot of spots.values())
      if (spot.item.type === 'table') this.tables.set(spot, new Map());
    // A `rows` expression may read items.
    if ([...this.tables.keys()].some((table) => table.parsed.rows)) this.settle();
    for (const table of this.tables.keys()) this.#openTable(table);
    this.settle();
  }

  phase(section: Section): Phase {
    return this.#phases.get(section) ?? 'later';
  }

  /** The item is asked on this surface. */
  here(spot: Spot): boolean {
    const on = (each: Spot | undefined): boolean =>
      each?.item.surfaces?.includes(this.options.surface) ?? true;
    return on(spot) && on(spot.place.table);
  }

  /** Sections in sight: their condition holds and some item of theirs is shown. */
  sections(): Section[] {
    return this.form.sections.filter(
      (each) => this.#open.get(each) && (this.#shown.get(each) ?? 0) > 0,
    );
  }

  /** Cells in reading order; a row's cells follow their table's. */
  *reading(): Generator<Cell> {
    for (const spot of this.form.graph.spots.values()) {
      const cell = this.root.cells.get(spot);
      if (cell) yield cell;
      for (const row of this.tables.get(spot)?.values() ?? []) yield* row.cells.values();
    }
  }

  problems(): Problem[] {
    return Array.from(this.reading(), ({ state }) => state?.problems ?? []).flat();
  }

  /** What is stored: hidden items dropped, computed ones in; what is not asked now stays as it is. */
  submission(): Answers {
    const kept: Record<Path, Json> = {};
    for (const cell of this.reading()) {
      const { spot, path } = cell;
      const asked = this.phase(spot.place.section) === 'asked';
      for (const row of this.tables.get(spot)?.keys() ?? [])
        if (cell.on || !asked) kept[`${path}/${row}`] = true;
      const value = asked ? cell.value : this.raw.get(path);
      if (value !== undefined && !isEmpty(value) && spot.item.retain !== 'P0D') kept[path] = value;
    }
    return kept;
  }

  put(cell: Cell, value: Json): void {
    const { spot, path, scope } = cell;
    if (sameJson(this.raw.get(path), value) && this.raw.has(path)) return;
    this.raw.set(path, value);
    const { main, follow } = spot.place;
    const judged = main && follow === 'measure' ? scope.cells.get(main) : undefined;
    // From now on the result follows from the reading; only "not applicable" is a person's own word.
    if (judged && this.raw.get(judged.path) !== 'na') this.raw.delete(judged.path);
    for (const each of judged ? [spot, judged.spot] : [spot])
      for (const node of [each.nodes.value, each.nodes.state]) this.#queue.add(node, scope);
    const measure = spot.followUps.get('measure');
    if (measure) this.#queue.add(measure.nodes.show, scope);
  }

  addRow(table: Spot, row: string): void {
    this.raw.set(`${table.key}/${row}`, true);
    this.#addRow(table, row, undefined);
    // A clock that was set back gives an id that sorts before: the line stands where it will stand once opened again.
    const rows = [...(this.tables.get(table) ?? [])];
    const given = rows.filter(([, scope]) => scope.line !== undefined);
    const added = rows.filter(([, scope]) => scope.line === undefined);
    added.sort(([a], [b]) => (a < b ? -1 : 1));
    this.tables.set(table, new Map([...given, ...added]));
    this.#queue.add(table.nodes.value, this.root);
  }

  removeRow(table: Spot, row: string): void {
    const scope = this.tables.get(table)?.get(row);
    if (!scope) return;
    this.raw.set(`${table.key}/${row}`, null);
    this.tables.get(table)?.delete(row);
    for (const cell of scope.cells.values()) {
      this.cells.delete(cell.path);
      if (cell.state?.visible) this.#count(table.place.section, -1);
    }
    this.#queue.add(table.nodes.value, this.root);
  }

  /** Evaluates what is due, in rank order. Returns the paths whose state changed. */
  settle(): Set<Path> {
    const changed = new Set<Path>();
    for (let due = this.#queue.take(); due; due = this.#queue.take()) {
      const { node } = due;
      for (const scope of due.scopes)
        if (this.#update(node, scope, changed))
          for (const next of node.feeds) this.#feed(next, node, scope);
    }
    return changed;
  }

  /** Value of a stray expression (guard, deadline, effect), in the form or in a row. */
  evaluate(
    expression: Expression,
    scope = this.root,
    extra?: ReadonlyMap<string, unknown>,
  ): unknown {
    return expression.evaluate(extra ? (name) => extra.get(name) ?? scope.read(name) : scope.read);
  }

  #feed(next: Node, node: Node, scope: Scope): void {
    if (!next.within || next.within === node.within)
      this.#queue.add(next, next.within ? scope : this.root);
    else for (const row of this.tables.get(next.within)?.values() ?? []) this.#queue.add(next, row);
  }

  /** Rows that its `rows` or `from` gives come first, then those that people added. */
  #openTable(table: Spot): void {
    const asked = this.phase(table.place.section) === 'asked';
    const lines = linesOf(asked ? this.#linesFor(table) : undefined);
    for (const [row, line] of lines) {
      this.raw.set(`${table.key}/${row}`, true);
      this.#addRow(table, row, line);
    }
    const typed: Answers = this.options.answers ?? {};
    for (const row of rowsOf(typed, table.key))
      if (!lines.has(row)) this.#addRow(table, row, undefined);
    this.#queue.add(table.nodes.value, this.root);
  }

  #linesFor(table: Spot): unknown {
    const { rows } = table.parsed;
    if (rows) return this.#evaluate(rows, this.root);
    const listed = table.item.type === 'table' && table.item.from;
    return listed ? linesToCel(this.options.around.lists?.[table.key] ?? []) : undefined;
  }

  #addCell(spot: Spot, scope: Scope): void {
    const cell = new Cell(spot, scope);
    scope.cells.set(spot, cell);
    this.cells.set(cell.path, cell);
    const { show, value, require, checks, state } = spot.nodes;
    for (const node of [show, value, require, ...checks, state]) this.#queue.add(node, scope);
  }

  #addRow(table: Spot, row: string, line: unknown): void {
    const scope = new Scope(this.form.graph.spots, this.#outside, { table, row, line });
    this.tables.get(table)?.set(row, scope);
    for (const spot of table.columns) this.#addCell(spot, scope);
  }

  #readRoot(spot: Spot): unknown {
    const cell = this.root.cells.get(spot);
    if (spot.item.type !== 'table') return cell?.cel;
    return cell?.on
      ? Array.from(this.tables.get(spot)?.values() ?? [], (row) => row.map)
      : undefined;
  }

  #evaluate(expression: Expression, scope: Scope): unknown {
    this.evaluated += 1;
    return expression.evaluate(scope.read);
  }

  #count(section: Section, by: number): void {
    this.#shown.set(section, (this.#shown.get(section) ?? 0) + by);
  }

  /** Brings one node up to date; true when what depends on it must follow. */
  #update(node: Node, scope: Scope, changed: Set<Path>): boolean {
    const { kind, spot, expression } = node;
    if (kind === 'section') return this.#updateSection(node.section, expression);
    if (kind === 'row') {
      scope.forget();
      return true;
    }
    const cell = spot && scope.cells.get(spot);
    if (!cell) return false;
    switch (kind) {
      case 'show': {
        const before = cell.on;
        cell.on = this.#applies(cell, expression);
        return cell.on !== before;
      }
      case 'value':
        return this.#updateValue(cell, expression);
      case 'require': {
        const before = cell.required;
        cell.required = this.#requires(cell, expression);
        return cell.required !== before;
      }
      case 'check': {
        const before = cell.broken[node.index] ?? false;
        const asked = this.#answerable(cell) && this.#answered(cell) && cell.misfit.length === 0;
        cell.broken[node.index] =
          asked && expression !== undefined && this.#evaluate(expression, scope) === false;
        return cell.broken[node.index] !== before;
      }
      case 'state':
        this.#updateState(cell, changed);
        return false;
    }
  }

  #updateSection(section: Section, expression: Expression | undefined): boolean {
    const before = this.#open.get(section) ?? false;
    const open =
      this.phase(section) !== 'later' &&
      (!expression || this.#kept.has(section) || this.#evaluate(expression, this.root) === true);
    this.#open.set(section, open);
    return open !== before;
  }

  /** May be answered now, and here. */
  #answerable(cell: Cell): boolean {
    return cell.on && this.phase(cell.spot.place.section) === 'asked' && this.here(cell.spot);
  }

  #answered(cell: Cell): boolean {
    const rows = this.tables.get(cell.spot);
    return rows ? rows.size > 0 : !isEmpty(cell.value);
  }

  #applies(cell: Cell, expression: Expression | undefined): boolean {
    const { spot, scope } = cell;
    const { section, main, table, follow } = spot.place;
    const over = main ? scope.cells.get(main) : table && this.root.cells.get(table);
    if (!(over ? over.on : this.#open.get(section))) return false;
    if (this.phase(section) === 'locked') {
      const rows = this.tables.get(spot);
      if (rows ? rows.size > 0 : !isEmpty(this.raw.get(cell.path))) return true;
    }
    if (over && follow)
      return followUpShows(follow, follow === 'measure' ? this.raw.get(over.path) : over.value);
    return !expression || this.#evaluate(expression, scope) === true;
  }

  #requires(cell: Cell, expression: Expression | undefined): boolean {
    const { item, place } = cell.spot;
    if (!this.#answerable(cell) || item.value !== undefined || item.type === 'note') return false;
    if (place.follow) return place.follow === 'note' || place.follow === 'photo';
    if (item.required) return true;
    return expression !== undefined && this.#evaluate(expression, cell.scope) === true;
  }

  #updateValue(cell: Cell, expression: Expression | undefined): boolean {
    const { spot } = cell;
    // Rows are compared by nobody: whoever reads the table looks again.
    if (spot.item.type === 'table') return true;
    const before = cell.value;
    cell.value = cell.on ? this.#valueOf(cell, expression) : undefined;
    if (sameJson(before, cell.value)) return false;
    cell.misfit = fit(spot.item, this.form.procedure.options ?? {}, cell.path, cell.value);
    return true;
  }

  #valueOf(cell: Cell, expression: Expression | undefined): Json | undefined {
    const { spot, scope, path } = cell;
    const typed = this.raw.get(path) ?? undefined;
    if (this.phase(spot.place.section) !== 'asked') return typed;
    if (expression) {
      // The line a row came from is known only where it was made; elsewhere what was stored holds.
      if (scope.row !== undefined && scope.line === undefined && expression.reads.has('row'))
        return typed;
      return fromCel(spot.item.type, this.#evaluate(expression, scope));
    }
    const measure = spot.followUps.get('measure');
    if (measure && spot.item.type === 'check') {
      const result = judge(spot.item, scope.cells.get(measure)?.value);
      if (result) return result;
    }
    const { first } = spot.parsed;
    if (!first || this.raw.has(path) || this.judging || !this.here(spot)) return typed;
    const value = fromCel(spot.item.type, this.#evaluate(first, scope));
    if (value !== undefined) this.raw.set(path, value);
    return value;
  }

  #updateState(cell: Cell, changed: Set<Path>): void {
    const { section } = cell.spot.place;
    const next = stateOf(this, cell);
    const before = cell.state;
    if (before && sameState(before, next)) return;
    cell.state = next;
    changed.add(cell.path);
    const shown = Number(next.visible) - Number(before?.visible ?? false);
    if (shown !== 0) this.#count(section, shown);
  }
}
