/**
 * A table on its way into a file: each column has a type, so that numbers stay numbers and what people typed stays text.
 */
import type { Json } from '../../../spec/json.ts';
import type { Form } from '../../../form/compile.ts';
import type { Item } from '../../../spec/procedure.ts';

/** `day` is `2026-11-24`, `stamp` is `2026-11-24 08:30`, local; `share` 0–1; `money` in yuan. */
export type ColumnType = 'text' | 'number' | 'share' | 'money' | 'day' | 'stamp';

export interface Column {
  readonly label: string;
  readonly type: ColumnType;
}
export interface Sheet {
  readonly name: string;
  readonly columns: readonly Column[];
  /** One value a column: texts for text, day and stamp, numbers for the rest; null: empty. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

const types: Partial<Record<Item['type'], ColumnType>> = {
  int: 'number',
  num: 'number',
  money: 'money',
  date: 'day',
  dt: 'stamp',
};

/** The column of an item. */
export function columnOf(item: Item, label: string): Column {
  return { label, type: types[item.type] ?? 'text' };
}

/** The cell of an answer: by the column's type where it fits it, otherwise as text. */
export function cellOf(
  item: Item,
  value: Json | undefined,
  text: (item: Item, value: Json | undefined) => string,
  stamp: (instant: string) => string,
): string | number | null {
  if (value === undefined || value === null || value === '') return null;
  switch (types[item.type]) {
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'money':
      return typeof value === 'number' ? value / 100 : null;
    case 'day':
      return String(value);
    case 'stamp':
      return stamp(String(value));
    default:
      return text(item, value) || null;
  }
}

/** Items of a form that a table of its entries can show in a cell. */
export function cellItems(form: Form): Item[] {
  const none = new Set<Item['type']>(['note', 'photo', 'sign', 'table']);
  return form.sections.flatMap(({ items }) => items.filter(({ type }) => !none.has(type)));
}
