/**
 * What a deadline opens once it has passed.
 */
import { clockDeadline } from './clock.ts';
import type { Calendar } from './clock.ts';
import type { Form } from './compile.ts';
import { aroundNow, derivedId, filledIf, namesOf, type Opening } from './effect.ts';
import type { Entry } from './entry.ts';
import { passedStages } from './phase.ts';
import { Run } from './run.ts';

/**
 * Undefined: nothing is late, or its deadline opens nothing. The id follows from entry, deadline and the time that was
 * set: who is given more time and lets that pass too is asked after once more. `now` in its expressions is now.
 */
export function overdueOf(
  form: Form,
  entry: Entry,
  now: string,
  calendar: Calendar,
): Opening | undefined {
  const running = clockDeadline(form, entry, calendar);
  const { opens, id } = running?.deadline ?? {};
  if (!running || !opens || Date.parse(now) < running.due) return undefined;
  const { answers: given, surface, stage } = entry;
  const around = { ...aroundNow(entry), now };
  const run = new Run(
    form,
    { answers: given, around, surface, stage, passed: passedStages(entry) },
    true,
  );
  const cause = `late:${stage}/${id}`;
  const answers = filledIf(run, cause, opens.with, namesOf(entry));
  const due = new Date(running.due).toISOString();
  return (
    answers && {
      id: derivedId(entry.id, `${cause}@${due}`),
      procedure: opens.procedure,
      answers,
      cause,
    }
  );
}
