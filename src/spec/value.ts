/**
 * The texts that answers are, and the CEL type that each item's answer has. What turns one into the other is `cel.ts`, so
 * that reading a date does not bring the whole expression language.
 */
import { isDate } from './china.ts';
import type { ItemType } from './procedure.ts';

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
