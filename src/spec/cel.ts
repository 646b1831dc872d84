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
import type { Json } from './json.ts';
import type { ItemType } from './procedure.ts';
import { signatureType, toRecord } from './record.ts';
import { celType, durationOf, instantOf, isDateText, isTimeText, secondsOf } from './value.ts';

// The package does not export its duration class; its own function makes one.
let makeDuration: ((context: { text: string }) => unknown) | undefined;
function celDuration(seconds: number): unknown {
  makeDuration ??= new Environment().registerVariable('text', 'string').parse('duration(text)');
  return makeDuration({ text: `${seconds}s` });
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
      return celType(type) === 'string' && text !== '' ? text : undefined;
  }
}

/** The CEL value of an answer; undefined for an empty or unfitting one. Rows of a table are not JSON: see above. */
export function toCel(type: ItemType, answer: Json | undefined): unknown {
  if (typeof answer === 'string') return fromText(type, answer);
  switch (celType(type)) {
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
  switch (celType(type)) {
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
