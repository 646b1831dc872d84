/** Numbers and groups in words. */
import { valueOf, type Grouping, type Sum, type Tallied } from '../../../form/tally.ts';
import type { Measure } from '../../../spec/procedure.ts';
import type { Published } from '../../../spec/library.ts';
import type { SiteView } from '../../entry/site.ts';
import { dateText } from '../../entry/when.ts';
import { say, words } from '../../words/words.ts';

const t = words({
  site: ['全小区', 'Whole site'],
  dept: ['按部门', 'By department'],
  person: ['按人员', 'By person'],
  category: ['按类别', 'By category'],
  hour: ['按钟点', 'By hour'],
  day: ['按日期', 'By day'],
  shift: ['按班次', 'By shift'],
  building: ['按楼栋', 'By building'],
  surface: ['按登记处', 'By device kind'],
  none: ['未填', 'Not given'],
  kiosk: ['自助机', 'Kiosk'],
  tablet: ['平板', 'Tablet'],
  desk: ['前台电脑', 'Desk'],
  hourOf: ['{h}点', '{h}:00'],
  mean: ['{n} {unit}', '{n} {unit}'],
});

export const groupingText = (by: Grouping): string => t[by]();

/** The measure as its first procedure tells it. */
export function measureOf({ procedures }: Tallied): Measure {
  const [first] = procedures;
  if (!first) throw new Error('a number without a measure');
  return first.measure;
}

const rounded = (value: number): string => String(Math.round(value * 10) / 10);

/** `98.7%`, `12`, `3.5 分钟`; `—` where there was nothing to count. */
export function valueText(measure: Measure, sum: Sum): string {
  const value = valueOf(measure, sum);
  if (value === undefined) return '—';
  if (measure.part === undefined) return rounded(value);
  if (measure.as === 'mean') return t.mean({ n: rounded(value), unit: say(measure.unit) });
  return `${rounded(value * 100)}%`;
}

export const targetText = (measure: Measure): string => {
  if (measure.target === undefined) return '';
  const sign = measure.better === 'less' ? '≤' : '≥';
  return `${sign} ${valueText(measure, { of: 1, part: measure.target })}`;
};

/** Whether it reaches what it should; undefined where nothing says so. */
export function reaches(measure: Measure, sum: Sum): boolean | undefined {
  const value = valueOf(measure, sum);
  if (measure.target === undefined || value === undefined) return undefined;
  return measure.better === 'less' ? value <= measure.target : value >= measure.target;
}

/** An option of a category, by whichever procedure has it. */
function optionText(key: string, { procedures }: Tallied, all: readonly Published[]): string {
  for (const { procedure: id, measure } of procedures) {
    const procedure = all.find((one) => one.procedure.id === id)?.procedure;
    const item = measure.by?.category ?? procedure?.facets?.category;
    const found = procedure?.sections.flatMap(({ items }) => items).find((one) => one.id === item);
    const list = found?.type === 'one' ? procedure?.options?.[found.options] : undefined;
    const label = list?.find(({ value }) => value === key)?.label;
    if (label) return say(label);
  }
  return key;
}

export function groupText(key: string, by: Grouping, tallied: Tallied, site: SiteView): string {
  if (by === 'site') return t.site();
  if (key === '') return t.none();
  switch (by) {
    case 'dept':
      return site.dept(key);
    case 'person':
      return site.person(key);
    case 'category':
      return optionText(key, tallied, site.procedures);
    case 'hour':
      return t.hourOf({ h: Number(key) });
    case 'day':
      return dateText(key, site.zone);
    case 'shift':
      return say(site.site?.shifts.find(({ id }) => id === key)?.name) || key;
    case 'building':
      return say(site.site?.buildings.find(({ id }) => id === key)?.name) || key;
    default:
      return key === 'kiosk' || key === 'tablet' || key === 'desk' ? t[key]() : key;
  }
}

/** Groups as they are read: hours and days in their order, the rest by how much there is; what belongs to none last. */
export function groupsInOrder(tallied: Tallied, by: Grouping): [string, Tallied['total']][] {
  const inTime = by === 'hour' || by === 'day';
  return [...tallied.groups].toSorted(([a, x], [b, y]) => {
    if ((a === '') !== (b === '')) return a === '' ? 1 : -1;
    return inTime ? a.localeCompare(b) : y.of - x.of || a.localeCompare(b);
  });
}
