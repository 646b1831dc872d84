/**
 * Which sections are asked, which are only shown, and which come later, by the stage an entry is in or is going to.
 */
import type { Section, Stage } from '../spec/procedure.ts';
import type { Form } from './compile.ts';
import type { Entry } from './entry.ts';

/** `asked`: may be answered now · `locked`: answered in an earlier stage, shown read-only · `later`: not shown yet. */
export type Phase = 'asked' | 'locked' | 'later';

export function stageOf(form: Form, id: string | undefined): Stage | undefined {
  return id === undefined ? form.stages[0] : form.stages.find((stage) => stage.id === id);
}

/**
 * A section with `at` is asked in those stages and locked after one of them. One without is asked from the start and
 * locked once the entry has left its first stage that is no draft; going back to that stage, or to a draft, opens it again.
 */
export function phaseOf(
  form: Form,
  section: Section,
  stage: string | undefined,
  passed: readonly string[],
): Phase {
  const current = stageOf(form, stage);
  if (section.at) {
    if (current && section.at.includes(current.id)) return 'asked';
    return section.at.some((id) => passed.includes(id)) ? 'locked' : 'later';
  }
  if (!current || current.draft) return 'asked';
  const firstReal = form.stages.find((each) => !each.draft);
  if (current === firstReal) return 'asked';
  const left = form.stages.some(
    ({ id, draft }) => !draft && id !== current.id && passed.includes(id),
  );
  return left ? 'locked' : 'asked';
}

/** Stages an entry has been in before `stage` (default: before its own), as its log tells. */
export function passedStages(entry: Pick<Entry, 'stage' | 'log'>, stage = entry.stage): string[] {
  const been = new Set<string>([entry.stage]);
  // A note may tell of a move that came too late: the entry has not been there.
  for (const { kind, from, to } of entry.log)
    if (kind !== 'note') for (const id of [from, to]) if (id !== undefined) been.add(id);
  been.delete(stage);
  return [...been];
}
