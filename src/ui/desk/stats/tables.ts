/** What leaves the statistics as a file: the numbers, the numbers by group, the entries behind one, and whose they are. */
import type { Grouping, Tallied } from '../../../form/tally.ts';
import { valueOf } from '../../../form/tally.ts';
import type { Form } from '../../../form/compile.ts';
import type { Measure } from '../../../spec/procedure.ts';
import type { Listed } from '../../../store/store.ts';
import { answerText } from '../../entry/answer-text.ts';
import { asSeen } from '../../entry/mask.ts';
import type { SiteView } from '../../entry/site.ts';
import { stageOf } from '../../entry/steps.ts';
import { stampText } from '../../entry/when.ts';
import { say, words } from '../../words/words.ts';
import { cellItems, cellOf, columnOf, type Sheet } from '../export/cells.ts';
import { groupText, groupsInOrder, groupingText, measureOf, targetText, valueText } from './say.ts';

const t = words({
  numbers: ['统计', 'Statistics'],
  measure: ['指标', 'Measure'],
  value: ['数值', 'Value'],
  part: ['分子', 'Part'],
  of: ['分母或总数', 'Of'],
  target: ['目标', 'Target'],
  formula: ['计算方法', 'Formula'],
  group: ['分组', 'Group'],
  about: ['说明', 'About'],
  what: ['项目', 'What'],
  is: ['内容', 'Is'],
  site: ['小区', 'Site'],
  days: ['期间', 'Period'],
  who: ['导出人', 'Exported by'],
  at: ['导出时间', 'Exported at'],
  purpose: ['用途', 'Purpose'],
  inner: [
    '内部工作用，含个人信息的内容按权限遮挡，请勿外传。',
    'For internal use. Personal data is masked by role; do not pass it on.',
  ],
  number: ['编号', 'Number'],
  created: ['登记时间', 'Entered'],
  stage: ['状态', 'Stage'],
  by: ['登记人', 'By'],
  counted: ['计入', 'Counted'],
});

/** A value in its own type: a share as a share, a count as a number. */
const cell = (measure: Measure, of: Tallied['total']): number | null =>
  valueOf(measure, of) ?? null;

export function numbersSheet(results: readonly Tallied[]): Sheet {
  return {
    name: t.numbers(),
    columns: [
      { label: t.measure(), type: 'text' },
      { label: t.value(), type: 'text' },
      { label: t.part(), type: 'number' },
      { label: t.of(), type: 'number' },
      { label: t.target(), type: 'text' },
      { label: t.formula(), type: 'text' },
    ],
    rows: results.map((each) => {
      const measure = measureOf(each);
      const { of, part } = each.total;
      return [
        say(measure.label),
        valueText(measure, each.total),
        measure.part === undefined ? null : part,
        of,
        targetText(measure) || null,
        say(measure.formula),
      ];
    }),
  };
}

export function groupsSheet(results: readonly Tallied[], by: Grouping, site: SiteView): Sheet {
  return {
    name: groupingText(by),
    columns: [
      { label: t.measure(), type: 'text' },
      { label: t.group(), type: 'text' },
      { label: t.value(), type: 'number' },
      { label: t.part(), type: 'number' },
      { label: t.of(), type: 'number' },
    ],
    rows: results.flatMap((each) => {
      const measure = measureOf(each);
      return groupsInOrder(each, by).map(([key, sum]) => [
        say(measure.label),
        groupText(key, by, each, site),
        cell(measure, sum),
        measure.part === undefined ? null : sum.part,
        sum.of,
      ]);
    }),
  };
}

/** Entries of one procedure, an item a column, masked as this person sees them. */
export function entriesSheet(form: Form, rows: readonly Listed[], site: SiteView): Sheet {
  const items = cellItems(form);
  const text = (item: (typeof items)[number], value: Parameters<typeof answerText>[2]): string =>
    answerText(form, item, value, site);
  const stamp = (at: string): string => stampText(at, site.zone);
  return {
    name: say(form.procedure.title),
    columns: [
      { label: t.number(), type: 'text' },
      { label: t.created(), type: 'stamp' },
      { label: t.stage(), type: 'text' },
      { label: t.by(), type: 'text' },
      ...items.map((item) => columnOf(item, say(item.label))),
    ],
    rows: rows.map((one) => {
      const { entry } = asSeen(one, site);
      return [
        entry.number ?? '',
        stamp(entry.created),
        say(stageOf(one)?.title),
        entry.by === null ? '' : site.person(entry.by),
        ...items.map((item) => cellOf(item, entry.answers[item.id], text, stamp)),
      ];
    }),
  };
}

/** One sheet for each procedure among them. */
export function entrySheets(rows: readonly Listed[], site: SiteView): Sheet[] {
  const kinds = Map.groupBy(rows, ({ entry }) => entry.procedure);
  return [...kinds.values()].flatMap((some) => {
    const form = some[0]?.form;
    return form ? [entriesSheet(form, some, site)] : [];
  });
}

export function aboutSheet(site: SiteView, days: string, now: string): Sheet {
  return {
    name: t.about(),
    columns: [
      { label: t.what(), type: 'text' },
      { label: t.is(), type: 'text' },
    ],
    rows: [
      [t.site(), site.site?.name ?? ''],
      [t.days(), days],
      [t.who(), site.me?.name ?? ''],
      [t.at(), stampText(now, site.zone)],
      [t.purpose(), t.inner()],
    ],
  };
}
