/**
 * What somebody must know who comes on duty: who else is, what stands pinned, and what changed since they were last here.
 */
import type { Published } from '../../spec/library.ts';
import type { Listed } from '../../store/store.ts';
import { isFinished } from '../../form/stage.ts';
import { facetsOf } from '../../form/summary.ts';

export interface OnDuty {
  readonly dept: string;
  readonly person: string | undefined;
  readonly name: string;
  readonly phone: string;
  readonly shift: string;
  readonly entry: string;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Who is on duty on a day, by department: of the shift that is on, and of shifts that are not the desk's own. */
export function onDutyOf(
  all: readonly Listed[],
  day: string,
  shift: string | undefined,
  shifts: readonly string[],
): OnDuty[] {
  return all
    .flatMap(({ entry, form }): OnDuty[] => {
      const { roster } = form.procedure;
      const { answers, stage, void: gone } = entry;
      if (!roster || gone || answers[roster.day] !== day) return [];
      if (roster.absent?.includes(stage)) return [];
      const on = textOf(answers[roster.shift]);
      if (shift !== undefined && on !== shift && shifts.includes(on)) return [];
      const { instead } = roster;
      const stands =
        instead && (textOf(answers[instead.person]) || textOf(answers[instead.name]))
          ? instead
          : roster;
      return [
        {
          dept: textOf(answers[roster.dept]),
          person: textOf(answers[stands.person]) || undefined,
          name: textOf(answers[stands.name]),
          phone: textOf(answers[stands.phone]) || textOf(answers[roster.phone]),
          shift: on,
          entry: entry.id,
        },
      ];
    })
    .toSorted((a, b) => a.dept.localeCompare(b.dept));
}

/** What stands pinned at the top of every shift, newest first. */
export function pinnedOf(open: readonly Listed[], now: string, today: string): Listed[] {
  return open.filter(({ entry, form }) => {
    if (entry.void || !form.procedure.pinned?.includes(entry.stage)) return false;
    const { until } = facetsOf(form, entry.answers);
    return until === undefined || (until.length > 10 ? until > now : until >= today);
  });
}

export interface Briefing {
  /** ISO instant of the person's last deed before this shift. */
  readonly since: string;
  readonly opened: readonly Listed[];
  readonly moved: readonly Listed[];
  readonly closed: readonly Listed[];
}

/**
 * What others did since this person last did anything before `shiftFrom`. undefined: they were never here. What is ticked
 * at every shift is left out, and so are registers read from files.
 */
export function briefingOf(
  entries: readonly Listed[],
  me: string,
  shiftFrom: string,
): Briefing | undefined {
  let since = '';
  for (const { entry } of entries)
    for (const { by, at } of entry.log) if (by === me && at < shiftFrom && at > since) since = at;
  if (since === '') return undefined;
  const opened: Listed[] = [];
  const moved: Listed[] = [];
  const closed: Listed[] = [];
  for (const one of entries) {
    const { entry, form } = one;
    if (form.procedure.schedule || form.procedure.imports || form.procedure.acknowledges) continue;
    const theirs = entry.log.filter(({ at, by }) => at > since && by !== me);
    if (theirs.length === 0) continue;
    if (entry.void || isFinished(form, entry.stage)) closed.push(one);
    else if (entry.created > since) opened.push(one);
    else if (theirs.some(({ kind }) => kind === 'move' || kind === 'note')) moved.push(one);
  }
  return { since, opened, moved, closed };
}

/** Procedures whose entries say who is on duty. */
export const rosters = (all: readonly Published[]): string[] =>
  all.filter(({ procedure }) => procedure.roster).map(({ procedure }) => procedure.id);
