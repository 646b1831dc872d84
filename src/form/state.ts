/**
 * The state of an item as others see it, put together from its cell.
 */
import { sameJson, type Json } from '../spec/json.ts';
import type { Problem } from '../spec/problem.ts';
import { isEmpty, type Signature } from './answers.ts';
import type { Cell } from './cell.ts';
import { named } from './graph.ts';
import type { Run } from './run.ts';
import type { ItemState } from './session.ts';

export function sameState(a: ItemState, b: ItemState): boolean {
  return (
    a.visible === b.visible &&
    a.required === b.required &&
    a.readonly === b.readonly &&
    sameJson(a.value, b.value) &&
    sameJson(a.problems, b.problems)
  );
}

export function stateOf(run: Run, cell: Cell): ItemState {
  const { spot, path } = cell;
  const { item, place } = spot;
  const main = place.main && cell.scope.cells.get(place.main);
  const here = run.here(spot);
  const asked = run.phase(place.section) === 'asked';
  const visible = cell.on && here;
  const required =
    cell.required || (visible && place.follow === 'measure' && main?.required === true);
  return {
    path,
    item,
    visible,
    required,
    readonly:
      !here ||
      !asked ||
      item.readonly === true ||
      item.value !== undefined ||
      isJudged(cell) ||
      isWritten(run, cell),
    value: cell.on ? cell.value : hiddenValue(run, cell),
    problems: visible && asked ? problemsOf(run, cell, required) : [],
  };
}

/** Hidden items keep what was typed. */
function hiddenValue(run: Run, cell: Cell): Json | undefined {
  const kept = run.raw.get(cell.path);
  return isEmpty(kept) ? undefined : kept;
}

/** A check whose result follows from its reading, so that a person cannot set another. */
function isJudged(cell: Cell): boolean {
  const { item, followUps } = cell.spot;
  const measure = followUps.get('measure');
  if (!measure || (item.type === 'check' && item.na)) return false;
  return !isEmpty(cell.scope.cells.get(measure)?.value);
}

/** In a line of an append-only table that was there when the form was opened. */
function isWritten(run: Run, { spot, path }: Cell): boolean {
  const table = spot.place.table?.item;
  return table?.type === 'table' && table.append === true && !isEmpty(run.options.answers?.[path]);
}

const isBlank = (value: unknown): boolean =>
  isEmpty(value) || (typeof value === 'string' && value.trim() === '');

function problemsOf(run: Run, cell: Cell, required: boolean): Problem[] {
  const { spot, path, misfit, broken } = cell;
  const { item } = spot;
  const problems: Problem[] = [...misfit];
  const rows = run.tables.get(spot)?.size;
  if (
    required &&
    !run.draft &&
    (rows === undefined ? isBlank(cell.value) : rows === 0) &&
    !isElsewhere(run, cell)
  )
    problems.push({ code: 'required', path });
  else if (rows !== undefined && item.type === 'table') {
    const { min, max } = item;
    if (!run.draft && min !== undefined && rows < min)
      problems.push({ code: 'too-few-rows', path, params: { min, count: rows } });
    if (max !== undefined && rows > max)
      problems.push({ code: 'too-many-rows', path, params: { max, count: rows } });
  }
  for (const [index, constraint] of (item.check ?? []).entries())
    if (broken[index])
      problems.push({
        code: 'constraint',
        path,
        params: { say: constraint.say },
        ...(constraint.level === 'warn' && { level: 'warn' }),
      });
  if (item.type === 'sign' && misfit.length === 0 && !isEmpty(cell.value))
    problems.push(...signerProblems(run, cell));
  return problems;
}

/** An empty answer that is asked for under another path, or that is looked at and never stored. */
function isElsewhere(run: Run, cell: Cell): boolean {
  return cell.spot.followUps.has('measure') || (run.judging && cell.spot.item.retain === 'P0D');
}

function signerProblems(run: Run, cell: Cell): Problem[] {
  const { spot, path, scope } = cell;
  if (spot.item.type !== 'sign') return [];
  const valueOf = (name: string): Json | undefined => {
    const other = named(run.form.graph.spots, name, spot.place.table);
    return other && (scope.cells.get(other) ?? run.root.cells.get(other))?.value;
  };
  const { by, name } = cell.value as unknown as Signature;
  const problems: Problem[] = [];
  const person = spot.item.by === undefined ? undefined : valueOf(spot.item.by);
  if (!isEmpty(person) && by !== person)
    problems.push({ code: 'wrong-signer', path, params: { expected: person } });
  for (const id of spot.item.distinct ?? []) {
    const other = valueOf(id) as Partial<Signature> | undefined;
    if (!other || typeof other !== 'object') continue;
    const same = by === null && other.by === null ? name === other.name : by === other.by;
    if (same) problems.push({ code: 'same-signer', path, params: { other: id } });
  }
  return problems;
}
