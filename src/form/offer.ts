/**
 * What may be opened from an entry by hand, and what is filled in then.
 */
import type { Json } from '../spec/json.ts';
import type { Role } from '../spec/procedure.ts';
import type { Offer } from '../spec/relation.ts';
import { isEmpty, type Answers } from './answers.ts';
import type { Around } from './around.ts';
import type { Form } from './compile.ts';
import { filledIf, namesOf } from './effect.ts';
import type { Entry } from './entry.ts';
import { passedStages } from './phase.ts';
import { Run } from './run.ts';
import { facetsOf, summarise } from './summary.ts';

export interface Offered {
  readonly offer: Offer;
  readonly answers: Answers;
}

/** Offers of an entry as it is now, to whoever `around` names. */
export function offersOf(form: Form, entry: Entry, around: Around): Offered[] {
  const roles: readonly Role[] = around.user?.roles ?? [];
  const fitting = (form.procedure.offers ?? []).filter(
    ({ at, by }) =>
      (at?.includes(entry.stage) ?? true) && (by?.some((role) => roles.includes(role)) ?? true),
  );
  if (entry.void || fitting.length === 0) return [];
  const { answers, stage } = entry;
  const { surface } = around;
  const options = { answers, around, surface, stage, passed: passedStages(entry) };
  const run = new Run(form, options, true);
  const names = namesOf(entry);
  return fitting.flatMap((offer): Offered[] => {
    const given = filledIf(run, `offer:${offer.id}`, offer.with, names);
    return given ? [{ offer, answers: given }] : [];
  });
}

/** What `anywhere` of `target` fills in when it is opened from an entry; undefined where it cannot be. */
export function anywhereOf(target: Form, from: Form, entry: Entry): Answers | undefined {
  const { anywhere } = target.procedure;
  if (!anywhere || entry.void || target.procedure.id === from.procedure.id) return undefined;
  const ref = target.items.get(anywhere.ref);
  if (ref?.type !== 'ref' || (ref.procedure ?? entry.procedure) !== entry.procedure)
    return undefined;
  const known: Readonly<Record<string, Json | undefined>> = {
    ...facetsOf(from, entry.answers),
    title: summarise(from, entry.answers, 'zh-CN'),
    number: entry.number,
  };
  const answers: Record<string, Json> = { [anywhere.ref]: entry.id };
  for (const [mine, theirs] of Object.entries(anywhere.with ?? {})) {
    const value = known[theirs];
    if (value !== undefined && !isEmpty(value)) answers[mine] = value;
  }
  return answers;
}
