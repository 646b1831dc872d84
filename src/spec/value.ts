/**
 * Between JSON answers and CEL values.
 *
 * | item type | JSON | CEL |
 * | --- | --- | --- |
 * | text long phone plate room person dept scan ref one check | string | string |
 * | int money | integer | int (BigInt) |
 * | num | number | double |
 * | bool | boolean | bool |
 * | date time | `2026-11-24`, `08:30` | string (ISO texts compare as texts) |
 * | dt | ISO instant | timestamp (Date) |
 * | dur | ISO duration | duration |
 * | many photo | string[] | list<string> |
 * | sign | Signature | Signature { by: string, name: string, at: timestamp } |
 * | table | rows | list of rows, a row a map of its visible cells |
 *
 * Rows are put together by who knows the columns: a row is a plain object (or Map) from column id to the CEL value of
 * the cell, unanswered and hidden cells left out.
 */
import { Environment } from '@marcbachmann/cel-js';
import { isDate } from './china.ts';
import type { Json } from './json.ts';
import type { ItemType } from './procedure.ts';
import { signatureType, toRecord } from './record.ts';

const celTypes: Readonly<Record<ItemType, string>> = {
  text: 'string',
  long: 'string',
  phone: 'string',
  plate: 'string',
  room: 'string',
  person: 'string',
  dept: 'string',
  scan: 'string',
  ref: 'string',
  one: 'string',
  check: 'string',
  date: 'string',
  time: 'string',
  int: 'int',
  money: 'int',
  num: 'double',
  bool: 'bool',
  dt: 'timestamp',
  dur: 'duration',
  many: 'list<string>',
  photo: 'list<string>',
  sign: 'Signature',
  table: 'list',
  note: 'dyn',
};

/** The CEL type of an item's answer. A table's is `list` of its own row type (see `scope.ts`); a note has no answer. */
export function celType(type: ItemType): string {
  return celTypes[type];
}

/** CEL types that an expression may have whose result becomes the answer of such an item. */
export function fittingTypes(type: ItemType): readonly string[] {
  return type === 'num' ? ['double', 'int'] : [celTypes[type]];
}

const durationText =
  /^P(?=.)(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,10})S)?)?$/;

/** Seconds of an ISO duration of days, hours, minutes and seconds; undefined when the text is none. */
export function secondsOf(duration: string): number | undefined {
  const match = durationText.exec(duration);
  if (!match) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** ISO duration of whole seconds, the shortest text: 5400 → `PT1H30M`. undefined when negative or not finite. */
export function durationOf(seconds: number): string | undefined {
  if (!Number.isFinite(seconds) || seconds < 0) return undefined;
  const whole = Math.floor(seconds);
  const parts = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  const [days = '', hours = '', minutes = '', rest = ''] = ['D', 'H', 'M', 'S'].map((unit, at) =>
    parts[at] ? `${parts[at]}${unit}` : '',
  );
  const time = hours + minutes + rest;
  if (!days && !time) return 'PT0S';
  return `P${days}${time && `T${time}`}`;
}

// The package does not export its duration class; its own function makes one.
let makeDuration: ((context: { text: string }) => unknown) | undefined;
function celDuration(seconds: number): unknown {
  makeDuration ??= new Environment().registerVariable('text', 'string').parse('duration(text)');
  return makeDuration({ text: `${seconds}s` });
}

/** `2026-11-24` and it exists. */
export function isDateText(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match !== null && isDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** `00:00` to `23:59`. */
export function isTimeText(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** The instant of an ISO text with `Z` or an offset; undefined when it is none. */
export function instantOf(text: string): Date | undefined {
  const match =
    /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/.exec(text);
  if (!match || !isDateText(match[1] ?? '')) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

function fromText(type: ItemType, text: string): unknown {
  switch (type) {
    case 'date':
      return isDateText(text) ? text : undefined;
    case 'time':
      return isTimeText(text) ? text : undefined;
    case 'check':
      return text === 'pass' || text === 'fail' || text === 'na' ? text : undefined;
    case 'dt':
      return instantOf(text);
    case 'dur': {
      const seconds = secondsOf(text);
      return seconds === undefined ? undefined : celDuration(seconds);
    }
    default:
      return celTypes[type] === 'string' && text !== '' ? text : undefined;
  }
}

/** The CEL value of an answer; undefined for an empty or unfitting one. Rows of a table are not JSON: see above. */
export function toCel(type: ItemType, answer: Json | undefined): unknown {
  if (typeof answer === 'string') return fromText(type, answer);
  switch (celTypes[type]) {
    case 'int':
      return Number.isSafeInteger(answer) ? BigInt(answer as number) : undefined;
    case 'double':
      return Number.isFinite(answer) ? answer : undefined;
    case 'bool':
      return typeof answer === 'boolean' ? answer : undefined;
    case 'list<string>':
      return isStrings(answer) && answer.length > 0 ? answer : undefined;
    case 'Signature': {
      const { by, name, at } = (answer ?? {}) as Record<string, unknown>;
      const instant = typeof at === 'string' ? instantOf(at) : undefined;
      return typeof name === 'string' && instant
        ? toRecord(signatureType, { by, name, at: instant })
        : undefined;
    }
    default:
      return undefined;
  }
}

function integer(value: unknown): number | undefined {
  const number =
    typeof value === 'bigint' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) ? number + 0 : undefined;
}

/** The answer that a CEL value stands for; undefined when the value is unknown or does not fit the item type. */
export function fromCel(type: ItemType, value: unknown): Json | undefined {
  switch (celTypes[type]) {
    case 'string':
      return typeof value === 'string' && fromText(type, value) !== undefined ? value : undefined;
    case 'int':
      return integer(value);
    case 'double': {
      const number = typeof value === 'bigint' ? Number(value) : value;
      // JSON has no -0.
      return typeof number === 'number' && Number.isFinite(number) ? number + 0 : undefined;
    }
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'list<string>':
      return isStrings(value) && value.length > 0 ? [...value] : undefined;
    case 'timestamp': {
      const text =
        value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : '';
      return instantOf(text) ? text : undefined;
    }
    case 'duration': {
      const seconds =
        typeof value === 'object' && value !== null && 'seconds' in value
          ? value.seconds
          : undefined;
      const text = typeof seconds === 'bigint' ? durationOf(Number(seconds)) : undefined;
      return text !== undefined && secondsOf(text) !== undefined ? text : undefined;
    }
    default:
      return undefined;
  }
}
