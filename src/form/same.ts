/**
 * When two answers mean the same, though they were not typed alike; and keys by which those that do are found.
 */
import type { Json } from '../spec/json.ts';
import { isEmpty, type Answers } from './answers.ts';
import type { Facets } from './summary.ts';

/** Blanks and the dot of a plate do not tell things apart, nor does the case of letters. */
export function plainText(value: Json | undefined): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value.replace(/[\s·•]/g, '').toUpperCase() : '';
}

/** Digits of a telephone number, without the country's. */
function digitsOf(text: string): string {
  const digits = text.replace(/\D/g, '');
  return digits.length > 11 && digits.startsWith('86') ? digits.slice(2) : digits;
}

const isNumberLike = (text: string): boolean => /^\+?[\d()-]{7,20}$/.test(text);

/** The one text of all answers that are equal to this one; '' where there is none to compare. */
export function keyOf(value: Json | undefined): string {
  if (isEmpty(value)) return '';
  if (Array.isArray(value)) return value.map(plainText).sort().join('\n');
  const text = plainText(value);
  return isNumberLike(text) && digitsOf(text).length >= 10 ? digitsOf(text) : text;
}

/** A room is `1-2-0301`: building, unit, door; `1-0301` in a building without units. */
export function roomParts(
  room: Json | undefined,
): { readonly building: string; readonly unit: string; readonly door: string } | undefined {
  const parts = plainText(room).split('-');
  const [building = '', unit = ''] = parts;
  const door = parts.at(-1) ?? '';
  if (parts.length < 2 || parts.length > 3 || parts.includes('')) return undefined;
  return { building, unit: parts.length === 3 ? unit : '', door };
}

/** What the rooms one above the other share: building, unit, and the door's last two digits. */
export function riserOf(room: Json | undefined): string {
  const parts = roomParts(room);
  return parts ? `${parts.building}-${parts.unit}-${parts.door.slice(-2)}` : '';
}

export type Likeness = 'equal' | 'last4' | 'building' | 'riser';

/** The key under which an answer is like another; '' where it is like nothing. */
export function likenessOf(value: Json | undefined, by: Likeness): string {
  switch (by) {
    case 'equal':
      return keyOf(value);
    case 'last4':
      return lastFour(plainText(value).replaceAll('-', ''));
    case 'building':
      return roomParts(value)?.building ?? '';
    case 'riser':
      return riserOf(value);
  }
}

const lastFour = (text: string): string => (text.length < 4 ? '' : text.slice(-4));

/**
 * Keys that an index finds an entry by, each with the kind it is of: `room:`, `building:`, `riser:`, `name:`, `phone:`,
 * `last4:`, `plate:`.
 */
export function keysOf(facets: Facets): string[] {
  const { room, name, phone, plate } = facets;
  const pairs: readonly (readonly [string, string])[] = [
    ['room', keyOf(room)],
    ['building', likenessOf(room ?? null, 'building')],
    ['riser', riserOf(room)],
    ['name', keyOf(name)],
    ['phone', keyOf(phone)],
    ['last4', likenessOf(phone ?? null, 'last4')],
    ['plate', keyOf(plate)],
  ];
  return [...new Set(pairs.flatMap(([kind, key]) => (key === '' ? [] : [`${kind}:${key}`])))];
}

/** Which answers of an entry are the keys of `unique`; undefined when one of them is empty. */
export function uniqueKey(names: readonly string[], answers: Answers): string | undefined {
  const keys = names.map((name) => keyOf(answers[name]));
  return keys.includes('') ? undefined : keys.join('\n');
}
