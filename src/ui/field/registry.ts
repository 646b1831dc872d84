/**
 * One way to draw each item type. A template over native inputs where that is enough; an element, loaded when first
 * needed, where a field has a life of its own.
 */
import type { TemplateResult } from 'lit';
import type { Item, ItemOf, ItemType } from '../../spec/procedure.ts';
import type { FieldContext, FieldRenderer } from './context.ts';
import { bool } from './bool.ts';
import { check } from './check.ts';
import { date, dt, time } from './date.ts';
import { dept, person } from './people.ts';
import { dur } from './dur.ts';
import { int, money, num } from './number.ts';
import { long, text } from './text.ts';
import { many, one, oneIsGroup } from './choice.ts';
import { note } from './note.ts';
import { phone } from './phone.ts';
import { photo, scan, sign } from './lazy.ts';
import { plate } from './plate.ts';
import { ref } from './ref.ts';
import { room } from './room.ts';
import { table } from './table.ts';

interface FieldType {
  draw(context: FieldContext): TemplateResult;
  /** Several controls under one label, so the label names a group instead of an input. */
  group?(context: FieldContext): boolean;
  /** Draws itself when it cannot be changed, too. */
  readonly: boolean;
}

const yes = () => true;
/** An entry that is chosen stands as a line with a button. */
const answered = (c: FieldContext) => Boolean(c.state.value) && c.surface !== 'kiosk';

function type<I extends Item>(
  draw: FieldRenderer<I>,
  more: { group?: (context: FieldContext<I>) => boolean; readonly?: boolean } = {},
): FieldType {
  // The registry's key is the item's type, so the context is of that type.
  return { readonly: false, ...more, draw } as unknown as FieldType;
}

export const fieldTypes: { readonly [T in ItemType]: FieldType } = {
  text: type<ItemOf<'text'>>(text),
  long: type<ItemOf<'long'>>(long),
  int: type<ItemOf<'int'>>(int),
  num: type<ItemOf<'num'>>(num),
  money: type<ItemOf<'money'>>(money),
  date: type<ItemOf<'date'>>(date),
  time: type<ItemOf<'time'>>(time),
  dt: type<ItemOf<'dt'>>(dt),
  dur: type<ItemOf<'dur'>>(dur, { group: yes }),
  one: type<ItemOf<'one'>>(one, { group: oneIsGroup }),
  many: type<ItemOf<'many'>>(many, { group: yes }),
  bool: type<ItemOf<'bool'>>(bool, { group: yes }),
  phone: type<ItemOf<'phone'>>(phone),
  plate: type<ItemOf<'plate'>>(plate),
  room: type<ItemOf<'room'>>(room, { group: yes }),
  person: type<ItemOf<'person'>>(person),
  dept: type<ItemOf<'dept'>>(dept),
  scan: type<ItemOf<'scan'>>(scan),
  photo: type<ItemOf<'photo'>>(photo, { group: yes, readonly: true }),
  sign: type<ItemOf<'sign'>>(sign, { group: yes, readonly: true }),
  check: type<ItemOf<'check'>>(check, { group: yes, readonly: true }),
  note: type<ItemOf<'note'>>(note, { readonly: true }),
  ref: type<ItemOf<'ref'>>(ref, { group: answered, readonly: true }),
  table: type<ItemOf<'table'>>(table, { group: yes, readonly: true }),
};
