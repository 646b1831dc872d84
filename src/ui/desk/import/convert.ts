/**
 * A cell of a file as the answer of an item. Whether the answer is a right one is for the form to say; here a text
 * becomes what the item holds, and what cannot be read stays a text, which the form then refuses.
 */
import type { Json } from '../../../spec/json.ts';
import type { Item, OptionLists } from '../../../spec/procedure.ts';
import { isDate } from '../../../spec/china.ts';
import type { FieldHost } from '../../field/context.ts';
import { fromLocal } from '../../field/local-time.ts';
import { parseInteger, parseNumber, parseYuan } from '../../field/number.ts';
import { parsePlate } from '../../field/plate.ts';
import { hasRoom, readRoom, roomText } from '../../field/room-number.ts';
import { cellText, isBlank } from './cells.ts';
import type { Cell } from './cells.ts';

export interface Places {
  readonly options: OptionLists;
  readonly buildings: FieldHost['buildings'];
  readonly people: FieldHost['people'];
  readonly departments: FieldHost['departments'];
  readonly zone: string;
}

/** `text`: what stands there. */
export type Converted = { readonly value: Json } | { readonly code: string; readonly text: string };

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
const yes = new Set(['是', '有', '对', 'y', 'yes', 'true', '1', '√', '✓', '✔', '☑', 't']);
const no = new Set([
  '否',
  '无',
  '没有',
  '不',
  'n',
  'no',
  'false',
  '0',
  '×',
  '✗',
  '✘',
  '☐',
  'x',
  'f',
]);
const results: Readonly<Record<string, string>> = {
  合格: 'pass',
  正常: 'pass',
  pass: 'pass',
  不合格: 'fail',
  异常: 'fail',
  fail: 'fail',
  不适用: 'na',
  'n/a': 'na',
  na: 'na',
};

/** Of a number that a spreadsheet shows in full: no `1.38e+10`. */
const digits = (cell: Cell): string =>
  typeof cell === 'number' && Number.isInteger(cell) ? cell.toFixed(0) : cellText(cell);

const two = (part: string): string => part.padStart(2, '0');

/** `2026-11-24` of what a cell says: a date, a day's serial number, `2026年11月24日`, `2026.11.24`, `20261124`. */
function dateOf(cell: Cell): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  // Serial numbers of 1954 to 2119, where a sheet's format did not say that it is a date.
  if (typeof cell === 'number' && cell > 20_000 && cell < 80_000)
    return new Date(Date.UTC(1899, 11, 30) + Math.floor(cell) * 86_400_000)
      .toISOString()
      .slice(0, 10);
  const text = digits(cell).normalize('NFKC');
  const [, year = '', month = '', day = ''] =
    /^(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?(?:\s.*)?$/.exec(text) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(text) ??
    [];
  const real = year !== '' && isDate(Number(year), Number(month), Number(day));
  return real ? `${year}-${two(month)}-${two(day)}` : text;
}

function timeOf(cell: Cell): string {
  if (cell instanceof Date) return cell.toISOString().slice(11, 16);
  const text = cellText(cell).normalize('NFKC');
  const [, hour, minute] = /(\d{1,2})[:时点](\d{2})(?:分|:\d\d)?$/.exec(text) ?? [];
  return hour !== undefined && minute !== undefined ? `${two(hour)}:${minute}` : text;
}

function pointOf(cell: Cell, zone: string): string {
  const text = cellText(cell);
  const time = cell instanceof Date || /\d[:时点]/.test(text) ? timeOf(cell) : '00:00';
  return fromLocal(`${dateOf(cell)}T${time}`, zone) ?? text;
}

function optionOf(list: OptionLists[string] | undefined, text: string): string {
  const wanted = plain(text);
  const found = list?.find(
    ({ value, label }) =>
      plain(value) === wanted ||
      plain(label['zh-CN']) === wanted ||
      (label.en !== undefined && plain(label.en) === wanted),
  );
  return found?.value ?? text;
}

function roomOf(text: string, buildings: Places['buildings']): Converted {
  if (buildings.length === 0) return { value: text };
  const room = readRoom(text, buildings);
  return hasRoom(buildings, room) ? { value: roomText(room) } : { code: 'no-such-room', text };
}

/** undefined: the cell is empty. */
export function answerOf(
  item: Item,
  cell: Cell | undefined,
  places: Places,
): Converted | undefined {
  if (cell === undefined || isBlank(cell)) return undefined;
  const text = cellText(cell);
  const value = (found: Json | undefined): Converted => ({ value: found ?? text });
  switch (item.type) {
    case 'int':
      return value(parseInteger(unitless(text, item)));
    case 'num':
      return value(typeof cell === 'number' ? cell : parseNumber(unitless(text, item)));
    case 'money':
      return value(parseYuan(text));
    case 'date':
      return value(dateOf(cell));
    case 'time':
      return value(timeOf(cell));
    case 'dt':
      return value(pointOf(cell, places.zone));
    case 'one':
      return value(optionOf(places.options[item.options], text));
    case 'many':
      return value(
        text
          .split(/[、,，;；/|\n]/)
          .map((part) => part.trim())
          .filter(Boolean)
          .map((part) => optionOf(places.options[item.options], part)),
      );
    case 'bool': {
      if (typeof cell === 'boolean') return value(cell);
      const word = plain(text);
      return value(yes.has(word) ? true : no.has(word) ? false : text);
    }
    case 'check':
      return value(results[plain(text)] ?? text);
    case 'phone':
      return value(digits(cell).normalize('NFKC').replaceAll(/[\s-]/g, ''));
    case 'plate':
      return value(parsePlate(text));
    case 'room':
      return roomOf(text, places.buildings);
    case 'person':
      return value(places.people.find((one) => one.name === text || one.id === text)?.id);
    case 'dept':
      return value(
        places.departments.find(({ id, name }) => id === text || Object.values(name).includes(text))
          ?.id,
      );
    default:
      return value(digits(cell));
  }
}

/** A room number of which building, unit and door stand in columns of their own. */
export function roomOfParts(
  found: Readonly<Record<'building' | 'unit' | 'door', Cell | undefined>>,
  places: Places,
): Converted | undefined {
  const said = [found.building, found.unit, found.door]
    .map((cell) => (cell === undefined ? '' : digits(cell)))
    .filter((part) => part !== '');
  return said.length === 0 ? undefined : roomOf(said.join(' '), places.buildings);
}

function unitless(text: string, { unit }: { readonly unit?: Item['label'] | undefined }): string {
  const ends = Object.values(unit ?? {}).filter((each) => each !== undefined);
  const end = ends.find((each) => text.endsWith(each));
  return end === undefined ? text : text.slice(0, -end.length);
}
