/** The numbers of the desk's home, each with its rows. */
import type { Published } from '../../spec/library.ts';
import type { Listed } from '../../store/store.ts';
import type { Clocks } from '../entry/clocks.ts';
import { dayOf } from '../entry/when.ts';
import { stageOf } from '../entry/steps.ts';
import { say, words } from '../words/words.ts';
import { inOrder } from './kinds.ts';

const t = words({
  late: ['已超时', 'Overdue'],
  today: ['今天到期', 'Due today'],
});

/** Numbers that stand there at 0 too, and how many at most. */
const always = 3;
const most = 6;

export interface Count {
  readonly id: string;
  readonly label: string;
  readonly rows: readonly Listed[];
  /** Tone of the number when it is not 0. */
  readonly tone: 'bad' | 'warn' | '';
}

/** Overdue, due today, and what stages are counted under a name, in the order of the desk's cards. */
export function countsOf(
  open: readonly Listed[],
  procedures: readonly Published[],
  clocks: Clocks,
  today: string,
  zone: string,
): Count[] {
  const late = open.filter((one) => clocks.of(one)?.colour === 'red');
  const due = open.filter((one) => {
    const clock = clocks.of(one);
    return clock && clock.colour !== 'red' && dayOf(clock.due, zone) === today;
  });
  const named = new Map<string, string>();
  for (const { procedure } of inOrder(procedures))
    for (const { count } of procedure.stages ?? [])
      if (count) named.set(count['zh-CN'], say(count));
  const counted = [...named].map(([id, label]): Count => ({
    id,
    label,
    rows: open.filter((one) => stageOf(one)?.count?.['zh-CN'] === id),
    tone: '',
  }));
  return [
    { id: 'late', label: t.late(), rows: late, tone: 'bad' },
    { id: 'today', label: t.today(), rows: due, tone: 'warn' },
    // Few numbers: after the first two, those that count something.
    ...counted.filter(({ rows }, at) => at < always || rows.length > 0).slice(0, most),
  ];
}

/** What is due first comes first; what has no deadline comes last, newest first. */
export function byDue(rows: readonly Listed[], clocks: Clocks): Listed[] {
  const due = new Map(rows.map((one) => [one, clocks.of(one)?.due]));
  return rows.toSorted((a, b) => {
    const [x, y] = [due.get(a), due.get(b)];
    if (x && y) return Date.parse(x) - Date.parse(y);
    if (x || y) return x ? -1 : 1;
    return a.entry.created < b.entry.created ? 1 : -1;
  });
}
