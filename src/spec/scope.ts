/**
 * What the expressions of a procedure may name.
 */
import { surroundings } from './around.ts';
import type { Column, Item, Procedure } from './procedure.ts';
import { recordType, type RecordType } from './record.ts';
import { celType } from './value.ts';

/** Names an expression may use, with their CEL types. */
export interface Scope {
  readonly names: ReadonlyMap<string, string>;
  /** Row types of the tables, by type name. */
  readonly records?: ReadonlyMap<string, RecordType>;
}

const words =
  'as break const continue else for function if import let loop package namespace return var void while in true false null ' +
  'prototype constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toString valueOf toLocaleString ' +
  'cel google optional row self selfNumber lot';

/** Ids that no item, column or table may have: words of the language, surroundings, and names that objects inherit. */
export const reservedIds: ReadonlySet<string> = new Set([
  ...words.split(' '),
  ...surroundings.keys(),
]);

/** The CEL type of one row of a table. */
export function rowTypeName(table: string): string {
  return `Row_${table}`;
}

const isNamed = (item: Column | Item): boolean => item.type !== 'note' && !reservedIds.has(item.id);

function rowType(table: Extract<Item, { type: 'table' }>): RecordType {
  const columns = table.items.filter(isNamed);
  return recordType(
    rowTypeName(table.id),
    new Map(columns.map(({ id, type }) => [id, celType(type)])),
  );
}

/**
 * What the procedure's expressions may name: items, tables (a list of their typed rows) and surroundings. With `table`,
 * also that table's columns (which shadow nothing) and, when its lines come from `rows` or `from`, `row`.
 */
export function scopeOf(procedure: Procedure, table?: string): Scope {
  const names = new Map(surroundings);
  const records = new Map<string, RecordType>();
  for (const { items } of procedure.sections)
    for (const item of items) {
      if (!isNamed(item)) continue;
      names.set(
        item.id,
        item.type === 'table' ? `list<${rowTypeName(item.id)}>` : celType(item.type),
      );
      if (item.type === 'table') records.set(rowTypeName(item.id), rowType(item));
    }
  const own = table === undefined ? undefined : tableOf(procedure, table);
  for (const column of own?.items ?? [])
    if (isNamed(column) && !names.has(column.id)) names.set(column.id, celType(column.type));
  const row = own && rowOf(own);
  if (row !== undefined) names.set('row', row);
  return { names, records };
}

const lineTypes: ReadonlyMap<string, string> = new Map([
  ['open', 'OpenLine'],
  ['happened', 'OpenLine'],
  ['serials', 'Serial'],
  ['units', 'Unit'],
  ['pass.rows', 'PassRow'],
]);

/** The CEL type of the line that a row comes from; undefined where people add rows. */
function rowOf({ rows, from }: Extract<Item, { type: 'table' }>): string | undefined {
  if (from) return 'OpenLine';
  if (rows === undefined) return undefined;
  // Some of the lines are lines of the same kind.
  const [whole] = rows.trim().split(/\.filter\(/, 1);
  return lineTypes.get(whole ?? '') ?? 'dyn';
}

/**
 * What the expressions of a failed check's corrective action may name: besides all else `label`, `note` and `photos` of
 * that check, which here hide items of those names.
 */
export function failureScopeOf(procedure: Procedure, table?: string): Scope {
  const { names, ...rest } = scopeOf(procedure, table);
  const own = [
    ...names,
    ['label', 'string'],
    ['note', 'string'],
    ['photos', 'list<string>'],
  ] as const;
  return { ...rest, names: new Map(own) };
}

/**
 * What the expressions of effects and offers may name: besides all else `self` (the entry's id), `selfNumber` (its
 * printed number) and `lot` (0–99, drawn by the id; the same for ever).
 */
export function openingScopeOf(procedure: Procedure): Scope {
  const { names, ...rest } = scopeOf(procedure);
  const own = [...names, ['self', 'string'], ['selfNumber', 'string'], ['lot', 'int']] as const;
  return { ...rest, names: new Map(own) };
}

/** What the expressions of measures may name: besides all else `entry`, which here hides an item of that name. */
export function measureScopeOf(procedure: Procedure): Scope {
  const { names, ...rest } = scopeOf(procedure);
  return { ...rest, names: new Map([...names, ['entry', 'Entry']]) };
}

function tableOf(procedure: Procedure, id: string): Extract<Item, { type: 'table' }> | undefined {
  for (const { items } of procedure.sections)
    for (const item of items) if (item.id === id && item.type === 'table') return item;
  return undefined;
}
