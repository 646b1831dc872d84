/**
 * Whether one answer fits its item: kind, format, bounds and options. What other answers say is not looked at here.
 */
import { isPhone, isPlate } from '../spec/china.ts';
import type { Problem } from '../spec/problem.ts';
import type { Item, OptionLists } from '../spec/procedure.ts';
import { instantOf, isDateText, isTimeText, secondsOf } from '../spec/value.ts';
import { checkResults, isEmpty, type Path } from './answers.ts';

const maxText = 500;
const maxLong = 5000;
const maxPhotos = 20;

// Beyond what `spec/china.ts` knows: local landlines without area code, with extension, 400 and service numbers.
const otherPhone = /^((0\d{2,3}-?)?[1-9]\d{6,7}(-\d{1,6})?|[48]00-?\d{3}-?\d{4}|\d{5,6})$/;
// Diplomatic, forces', armed police's and temporary plates.
const otherPlate =
  /^([使领]\d{6}|\d{6}[使领]|\p{Script=Han}\d{5}[使领]|[A-Z]{2}\d{5}|WJ\p{Script=Han}?[A-Z0-9]{4,6}|临.{4,10})$/u;
const blob = /^[0-9a-f]{64}$/;

const isText = (value: unknown): value is string => typeof value === 'string';
const isInstant = (value: unknown): boolean => isText(value) && instantOf(value) !== undefined;

function isSignature(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { by, name, at, method, ink, witness, proof } = value as Record<string, unknown>;
  return (
    (by === null || isText(by)) &&
    isText(name) &&
    isInstant(at) &&
    (method === 'ink' || method === 'typed' || method === 'witnessed') &&
    [ink, witness, proof].every((part) => part === undefined || isText(part))
  );
}

const compact = (plate: string): string => plate.replace(/[\s·.-]/g, '').toUpperCase();

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(isText) && new Set(value).size === value.length;

/**
 * Problems of an answered item, at most one: `wrong-type` (params.type), `too-small` (min, unit), `too-large` (max,
 * unit), `too-long` (max), `too-many` (max), `not-an-option` (value). Empty answers are no problem here.
 */
export function fit(item: Item, options: OptionLists, path: Path, value: unknown): Problem[] {
  if (isEmpty(value)) return [];
  const say = (code: string, params: Problem['params']): Problem[] => [
    { code, path, params: params ?? {} },
  ];
  const typed = (fits: boolean): Problem[] => (fits ? [] : say('wrong-type', { type: item.type }));
  const known = (name: string, values: readonly string[]): Problem[] => {
    const list = options[name];
    const stray = list && values.find((each) => !list.some((option) => option.value === each));
    return stray === undefined ? [] : say('not-an-option', { value: stray });
  };
  const short = (max: number): Problem[] =>
    isText(value) ? (value.length > max ? say('too-long', { max }) : []) : typed(false);

  switch (item.type) {
    case 'text':
      return short(item.maxLength ?? maxText);
    case 'long':
      return short(item.maxLength ?? maxLong);
    case 'room':
    case 'person':
    case 'dept':
    case 'ref':
    case 'scan':
      return short(maxText);
    case 'int':
    case 'num':
    case 'money': {
      const fits = item.type === 'num' ? Number.isFinite(value) : Number.isSafeInteger(value);
      if (!fits || typeof value !== 'number') return typed(false);
      const { min, max, unit } = item;
      if (min !== undefined && value < min) return say('too-small', { min, ...(unit && { unit }) });
      if (max !== undefined && value > max) return say('too-large', { max, ...(unit && { unit }) });
      return [];
    }
    case 'date':
      return typed(isText(value) && isDateText(value));
    case 'time':
      return typed(isText(value) && isTimeText(value));
    case 'dt':
      return typed(isInstant(value));
    case 'dur':
      return typed(isText(value) && secondsOf(value) !== undefined);
    case 'phone':
      return typed(isText(value) && (isPhone(value) || otherPhone.test(value.replace(/\s/g, ''))));
    case 'plate':
      return typed(isText(value) && (isPlate(value) || otherPlate.test(compact(value))));
    case 'one':
      return isText(value) ? known(item.options, [value]) : typed(false);
    case 'many':
      return isTexts(value) ? known(item.options, value) : typed(false);
    case 'bool':
      return typed(typeof value === 'boolean');
    case 'photo': {
      if (!isTexts(value) || !value.every((each) => blob.test(each))) return typed(false);
      const max = item.max ?? maxPhotos;
      return value.length > max ? say('too-many', { max }) : [];
    }
    case 'sign':
      return typed(isSignature(value));
    case 'check': {
      if (!checkResults.some((result) => result === value)) return typed(false);
      return value === 'na' && !item.na ? say('not-an-option', { value }) : [];
    }
    case 'note':
    case 'table':
      // Nothing is answered there: no such path.
      return [];
  }
}
