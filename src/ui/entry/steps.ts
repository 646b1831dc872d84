/**
 * What may happen next to an entry: the moves that this person's roles allow, and whether a move asks for anything.
 */
import type { Role, Stage } from '../../spec/procedure.ts';
import { movesFrom } from '../../form/stage.ts';
import type { Listed } from '../../store/store.ts';
import { say } from '../words/words.ts';

/** Nothing for an entry that is void. */
export function stepsOf({ form, entry }: Listed, roles: readonly Role[]): Stage[] {
  return entry.void ? [] : movesFrom(form, entry, roles);
}

/** What the button says. */
export const stepText = (stage: Stage): string => say(stage.act ?? stage.title);

/** Whether the way into the stage has a form to fill in: an open checklist is ended with all that it asks. */
export function asksFor({ form, entry }: Pick<Listed, 'form' | 'entry'>, stage: string): boolean {
  const isOpenList = form.procedure.kind === 'checklist' && stageOf({ form, entry })?.draft;
  return isOpenList === true || form.sections.some((section) => section.at?.includes(stage));
}

export function stageOf({ form, entry }: Pick<Listed, 'form' | 'entry'>): Stage | undefined {
  return form.stages.find((stage) => stage.id === entry.stage);
}

/** Good news first, then work, then waiting, then what ends badly; within each as the procedure lists them. */
export function byHope(stages: readonly Stage[]): Stage[] {
  const rank = { busy: 0, good: 0, wait: 1, bad: 2 } as const;
  return [...stages].sort((a, b) => rank[a.tone ?? 'wait'] - rank[b.tone ?? 'wait']);
}
