/**
 * What other entries say about the one in hand.
 */
import { secondsOf } from '../spec/value.ts';
import { localDate } from '../spec/zoned.ts';
import type { Hint } from '../spec/relation.ts';
import type { Answers } from './answers.ts';
import type { Around } from './around.ts';
import type { Form } from './compile.ts';
import { filledIf, namesOf } from './effect.ts';
import type { Entry } from './entry.ts';
import { readerOf } from './reader.ts';
import { Run } from './run.ts';
import { likenessOf, uniqueKey } from './same.ts';
import { answerText, facetsOf, type Locale, type Naming } from './summary.ts';

/** An entry that may have something to say. */
export interface Other {
  readonly form: Form;
  readonly entry: Entry;
}

export interface Hinted {
  readonly hint: Hint;
  /** Newest first. */
  readonly entries: readonly Other[];
  /** Of other entries: the one in hand is not among them. */
  readonly count: number;
  /** What `offer` fills in. */
  readonly answers?: Answers;
}

export interface HintContext {
  readonly around: Around;
  /** The entry in hand, where it is one already. */
  readonly self?: Pick<Entry, 'id' | 'number'> | undefined;
}

/** Hints of a form that hold now, in its order. Visitors are told nothing. */
export function hintsOf(
  form: Form,
  answers: Answers,
  others: readonly Other[],
  { around, self }: HintContext,
): Hinted[] {
  if (around.surface === 'kiosk') return [];
  const read = readerOf(form, answers, around);
  const roles = around.user?.roles ?? [];
  return (form.procedure.hints ?? []).flatMap((hint): Hinted[] => {
    if (hint.roles && !hint.roles.some((role) => roles.includes(role))) return [];
    const when = form.expressions.get(`hint:${hint.id}`);
    if (when && when.evaluate(read) !== true) return [];
    const entries = others
      .filter((other) => other.entry.id !== self?.id && speaks(hint, answers, other, around))
      .sort((a, b) => Date.parse(b.entry.created) - Date.parse(a.entry.created));
    const count = entries.length;
    if (count < (hint.count ?? 1)) return [];
    const given = hint.offer && offeredBy(form, answers, hint, { around, self });
    return [{ hint, entries, count, ...(given && { answers: given }) }];
  });
}

/** What a hint's offer fills in, from the answers as they are now; nothing where its own condition does not hold. */
export function offeredBy(
  form: Form,
  answers: Answers,
  hint: Hint,
  { around, self }: HintContext,
): Answers | undefined {
  const run = new Run(form, { answers, around, surface: around.surface }, true);
  const names = self ? namesOf(self) : new Map<string, unknown>();
  return filledIf(run, `hint:${hint.id}/offer`, hint.offer?.with ?? {}, names);
}

/** Whether the hint is about this entry. */
function speaks(hint: Hint, answers: Answers, { form, entry }: Other, around: Around): boolean {
  if (entry.procedure !== hint.procedure || entry.void) return false;
  if (hint.stages && !hint.stages.includes(entry.stage)) return false;
  if (hint.within !== undefined) {
    const age = (Date.parse(around.now) - Date.parse(entry.created)) / 1000;
    if (age > (secondsOf(hint.within) ?? 0)) return false;
  }
  if (hasEnded(form, entry, around)) return false;
  return hint.same.every(({ mine, theirs, by = 'equal' }) => {
    const key = likenessOf(answers[mine], by);
    return key !== '' && key === likenessOf(entry.answers[theirs], by);
  });
}

/** Whether an entry no longer holds: its `until` facet has passed (a date: that day has). */
export function hasEnded(
  form: Form,
  entry: Pick<Entry, 'answers'>,
  { now, zone }: Pick<Around, 'now' | 'zone'>,
): boolean {
  const { until } = facetsOf(form, entry.answers);
  if (until === undefined) return false;
  return until.length === 10
    ? until < localDate(new Date(now), zone)
    : Date.parse(until) < Date.parse(now);
}

/** `say` of a hint, filled in. */
export function hintText({ hint, entries, count }: Hinted, locale: Locale, naming: Naming = {}) {
  const newest = entries[0];
  return (hint.say[locale] ?? hint.say['zh-CN']).replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'count'
      ? String(count)
      : newest
        ? answerText(newest.form, name, newest.entry.answers, locale, naming)
        : '',
  );
}

export interface Duplicate {
  /** The items that agree. */
  readonly items: readonly string[];
  readonly entries: readonly Other[];
}

/** Entries that are probably of the same thing, by each of the procedure's `unique`. `self`: the entry in hand. */
export function duplicatesOf(
  form: Form,
  answers: Answers,
  others: readonly Other[],
  self?: string,
): Duplicate[] {
  return (form.procedure.unique ?? []).flatMap((items): Duplicate[] => {
    const key = uniqueKey(items, answers);
    if (key === undefined) return [];
    const entries = others.filter(
      ({ entry }) =>
        entry.id !== self &&
        entry.procedure === form.procedure.id &&
        !entry.void &&
        uniqueKey(items, entry.answers) === key,
    );
    return entries.length > 0 ? [{ items, entries }] : [];
  });
}
