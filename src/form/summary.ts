/**
 * How an entry is named and found, from the procedure's `summary` and `facets`.
 */
import type { Json } from '../spec/json.ts';
import type { Item } from '../spec/procedure.ts';
import { localDate, localTime } from '../spec/zoned.ts';
import { durationOf, instantOf, secondsOf } from '../spec/value.ts';
import { isEmpty, rowsOf, type Answers } from './answers.ts';
import type { Form } from './compile.ts';

export type Locale = 'zh-CN' | 'en';

export interface Naming {
  /** IANA zone that points in time are told in; default Asia/Shanghai. */
  readonly zone?: string;
  /** Names of people, departments and rooms by their id; the id where there is none. */
  readonly nameOf?: (type: Item['type'], id: string) => string | undefined;
}

const words = {
  'zh-CN': {
    yes: '是',
    no: '否',
    pass: '合格',
    fail: '不合格',
    na: '不适用',
    and: '、',
    signed: '已签',
  },
  en: { yes: 'Yes', no: 'No', pass: 'Pass', fail: 'Fail', na: 'N/A', and: ', ', signed: 'Signed' },
} as const;

const separators = '[\\s→⇒·,，、;；:：/|—–-]*';
const openers = '（(【\\[「“';
const closers = '）)】\\]」”';
const gap = '\u0000';
const emptyBrackets = new RegExp(
  `[${openers}]${separators}${gap}[${gap}${separators.slice(1, -2)}]*[${closers}]`,
  'g',
);
const gaps = new RegExp(`(${separators})${gap}(?:${separators}${gap})*(${separators})`, 'g');

/**
 * `{name} → {room}` filled in; options by label; empty parts left out without dangling separators. The procedure's title
 * when nothing is filled in.
 */
export function summarise(
  form: Form,
  answers: Answers,
  locale: Locale,
  naming: Naming = {},
): string {
  const pattern = form.procedure.summary[locale] ?? form.procedure.summary['zh-CN'];
  let any = false;
  const text = pattern.replace(/\{([A-Za-z0-9.]+)\}/g, (_, path: string) => {
    const shown = answerText(form, path, answers, locale, naming);
    any ||= shown !== '';
    return shown.replaceAll(gap, '') || gap;
  });
  if (!any && text.includes(gap))
    return form.procedure.title[locale] ?? form.procedure.title['zh-CN'];
  const closed = text.replace(emptyBrackets, gap);
  return closed
    .replace(gaps, (whole: string, before: string, after: string, at: number) => {
      const left = closed[at - 1];
      const right = closed[at + whole.length];
      const edge =
        left === undefined ||
        right === undefined ||
        openers.includes(left) ||
        closers.includes(right);
      return edge ? '' : before || after;
    })
    .trim();
}

/** An answer as a person reads it; empty when there is none. Photos and rows are counted. */
export function answerText(
  form: Form,
  path: string,
  answers: Answers,
  locale: Locale,
  naming: Naming = {},
): string {
  const [id = '', , column] = path.split('/');
  const item = form.items.get(column === undefined ? id : `${id}/${column}`);
  if (item?.type === 'table' && column === undefined)
    return String(rowsOf(answers, id).length || '');
  const value = answers[path];
  return !item || value === undefined || isEmpty(value)
    ? ''
    : textOf(form, item, value, locale, naming);
}

function textOf(form: Form, item: Item, value: Json, locale: Locale, naming: Naming): string {
  const say = words[locale];
  const label = (name: string, option: Json): string => {
    const found = form.procedure.options?.[name]?.find((each) => each.value === option)?.label;
    return found?.[locale] ?? found?.['zh-CN'] ?? String(option);
  };
  switch (item.type) {
    case 'one':
      return label(item.options, value);
    case 'many':
      return Array.isArray(value)
        ? value.map((each) => label(item.options, each)).join(say.and)
        : '';
    case 'bool':
      return value === true ? say.yes : say.no;
    case 'check':
      return value === 'pass' || value === 'fail' || value === 'na' ? say[value] : '';
    case 'money':
      return typeof value === 'number' ? `¥${(value / 100).toFixed(2)}` : '';
    case 'int':
    case 'num':
      return `${String(value)}${item.unit ? ` ${item.unit[locale] ?? item.unit['zh-CN']}` : ''}`;
    case 'dt':
      return pointText(String(value), naming.zone ?? 'Asia/Shanghai');
    case 'dur':
      return durationText(String(value), locale);
    case 'photo':
      return Array.isArray(value) ? String(value.length) : '';
    case 'sign':
      return typeof value === 'object' && value !== null && 'name' in value
        ? String(value.name)
        : say.signed;
    case 'person':
    case 'dept':
    case 'room':
      return naming.nameOf?.(item.type, String(value)) ?? String(value);
    default:
      return String(value);
  }
}

function pointText(text: string, zone: string): string {
  const at = instantOf(text);
  return at ? `${localDate(at, zone)} ${localTime(at, zone)}` : text;
}

function durationText(text: string, locale: Locale): string {
  const iso = durationOf(secondsOf(text) ?? Number.NaN) ?? '';
  const units =
    locale === 'en'
      ? { D: ' d', H: ' h', M: ' min', S: ' s' }
      : { D: '天', H: '小时', M: '分钟', S: '秒' };
  const parts = [...iso.matchAll(/(\d+)([DHMS])/g)].map(
    ([, n, unit]) => `${n}${units[unit as keyof typeof units]}`,
  );
  return parts.length > 0 ? parts.join(locale === 'en' ? ' ' : '') : text;
}

export interface Facets {
  readonly room?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly category?: string;
  readonly plate?: string;
  /** A date, or an instant: when it stops to hold. */
  readonly until?: string;
  readonly due?: string;
  readonly assignee?: string;
  readonly dept?: string;
}

/** Answers that lists and searches rely on, as stored (an option by its value); empty ones left out. */
export function facetsOf(form: Form, answers: Answers): Facets {
  const facets: Record<string, string> = {};
  for (const [facet, id] of Object.entries(form.procedure.facets ?? {})) {
    const value = id === undefined ? undefined : answers[id];
    if (typeof value === 'string' ? value !== '' : typeof value === 'number')
      facets[facet] = String(value);
  }
  return facets;
}
