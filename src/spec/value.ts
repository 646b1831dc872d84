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
 * | dt | ISO instant | timestamp |
 * | dur | ISO duration | duration |
 * | many photo | string[] | list<string> |
 * | sign | Signature | Signature { by: string, name: string, at: timestamp } |
 * | table | rows | list of rows, a row a map of its visible cells |
 */
import type { Json } from './json.ts';
import type { ItemType } from './procedure.ts';

export declare function celType(type: ItemType): string;
/** undefined for an empty or unfitting answer. */
export declare function toCel(type: ItemType, answer: Json | undefined): unknown;
/** undefined when the value does not fit the item type. */
export declare function fromCel(type: ItemType, value: unknown): Json | undefined;
