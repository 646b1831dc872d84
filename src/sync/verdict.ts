/**
 * Whether a change's answers may stand: problems that refuse it, and what is computed or not kept once they do.
 */
import { isBlocking, type Problem } from '../spec/problem.ts';
import type { Json } from '../spec/json.ts';
import type { Item } from '../spec/procedure.ts';
import type { Form } from '../form/compile.ts';
import { isEmpty, type Answers, type Path } from '../form/answers.ts';
import type { Entry } from '../form/entry.ts';
import { openSession } from '../form/session.ts';
import { validate, type Asked } from '../form/validate.ts';
import { sameAnswer } from './merge.ts';

/** `goods/01/count` → the column `goods/count`; `lamp.note` → its follow-up; else the item itself. */
export function itemAt(form: Form, path: Path): Item | undefined {
  const [table, row, column] = path.split('/');
  return form.items.get(row !== undefined && column !== undefined ? `${table}/${column}` : path);
}

/** Stages the entry has been in, the present one left out. */
export function passedStages(entry: Pick<Entry, 'stage' | 'log'>): string[] {
  const stages = entry.log.map((line) => (line.kind === 'note' ? undefined : line.to));
  return [...new Set(stages)].filter((id) => id !== undefined && id !== entry.stage) as string[];
}

export function isDraft(form: Form, stage: string): boolean {
  return form.stages.find((each) => each.id === stage)?.draft === true;
}

/** Looked at, never stored. */
const isFleeting = (item: Item | undefined): boolean => item?.retain === 'P0D';

/** A required answer that was looked at earlier and not kept is not missing. */
export function isMissed(form: Form, problem: Problem): boolean {
  return problem.code !== 'required' || !isFleeting(itemAt(form, problem.path));
}

/** Codes that do not depend on any other answer. */
const ofItself = new Set(['unknown-item', 'wrong-type']);

export interface Patched {
  readonly before: Answers;
  /** As merged. */
  readonly after: Answers;
  readonly applied: readonly Path[];
  /** What the author set, conflicting paths included. */
  readonly set: Answers;
}

/**
 * Why a patch is refused: a problem on a path that it set; outside draft stages also any problem that was not there
 * before. A value that lost a conflict must still be one that its item could hold.
 */
export function patchProblems(
  form: Form,
  asked: Omit<Asked, 'answers'>,
  { before, after, applied, set }: Patched,
): Problem[] {
  const verdict = (answers: Answers): Problem[] =>
    validate(form, { ...asked, answers }).filter((p) => isBlocking(p) && isMissed(form, p));
  const lost = Object.keys(set).filter((path) => !applied.includes(path));
  const unfit =
    lost.length === 0
      ? []
      : verdict({ ...before, ...set }).filter((p) => ofItself.has(p.code) && lost.includes(p.path));
  const found = verdict(after);
  const keyOf = (p: Problem): string => `${p.code} ${p.path}`;
  const known = isDraft(form, asked.stage) ? undefined : new Set(verdict(before).map(keyOf));
  return [
    ...unfit,
    ...found.filter((p) => applied.includes(p.path) || (known && !known.has(keyOf(p)))),
  ];
}

/** What is stored of answers that stand: computed items as they follow from the merged answers, fleeting ones left out. */
export function settleAnswers(form: Form, asked: Asked): Answers {
  const answers: Record<Path, Json> = { ...asked.answers };
  if ([...form.items.values()].some((item) => item.value !== undefined)) {
    const { stage, passed, around, surface } = asked;
    const options = { answers, around, surface, stage, ...(passed && { passed }) };
    for (const [path, value] of Object.entries(openSession(form, options).submission()))
      if (itemAt(form, path)?.value !== undefined && !sameAnswer(answers[path], value))
        answers[path] = value;
  }
  const keepsAll = isDraft(form, asked.stage);
  for (const [path, value] of Object.entries(answers))
    if (isEmpty(value) || (!keepsAll && isFleeting(itemAt(form, path)))) delete answers[path];
  return answers;
}

/** The edit without computed items: those follow from the rest and never conflict. */
export function typedOnly(form: Form, set: Answers | undefined): Answers {
  const typed = Object.entries(set ?? {}).filter(
    ([path]) => itemAt(form, path)?.value === undefined,
  );
  return Object.fromEntries(typed);
}
