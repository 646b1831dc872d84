/**
 * Whether a change's answers may stand, and what is stored of them once they do.
 */
import type { Json } from '../spec/json.ts';
import { isBlocking, type Problem } from '../spec/problem.ts';
import type { Item } from '../spec/procedure.ts';
import { isEmpty, type Answers, type Path } from '../form/answers.ts';
import type { Form } from '../form/compile.ts';
import { settled, validate, type Asked } from '../form/validate.ts';
import { sameAnswer } from './merge.ts';

/** `goods/01/count` → the column `goods/count`; `lamp.note` → its follow-up; else the item itself. */
export function itemAt(form: Form, path: Path): Item | undefined {
  const [table, row, column] = path.split('/');
  return form.items.get(row !== undefined && column !== undefined ? `${table}/${column}` : path);
}

export interface Patched {
  readonly before: Answers;
  /** As merged. */
  readonly after: Answers;
  readonly applied: readonly Path[];
  /** What the author set, conflicting paths included. */
  readonly set: Answers;
}

/** Codes that say: no such answer can be, whatever else is answered. */
const ofItself = new Set(['unknown-item', 'wrong-type']);

/**
 * Why a patch is refused: a problem on a path that it set; outside draft stages also any problem that was not there
 * before. A value that lost a conflict must still be one that its item could hold.
 */
export function patchProblems(
  form: Form,
  asked: Omit<Asked, 'answers' | 'before'>,
  { before, after, applied, set }: Patched,
): Problem[] {
  const verdict = (answers: Answers): Problem[] =>
    validate(form, { ...asked, before, answers }).filter(isBlocking);
  const keyOf = ({ code, path }: Problem): string => `${code} ${path}`;
  const lost = Object.keys(set).filter((path) => !applied.includes(path));
  const unfit =
    lost.length === 0
      ? []
      : verdict({ ...before, ...set }).filter((p) => ofItself.has(p.code) && lost.includes(p.path));
  const draft = form.stages.find((stage) => stage.id === asked.stage)?.draft === true;
  const known = draft ? undefined : new Set(verdict(before).map(keyOf));
  const found = verdict(after).filter(
    (p) => applied.includes(p.path) || (known && !known.has(keyOf(p))),
  );
  return [...unfit, ...found];
}

/** What the entry that opened another gave it, without what does not fit there. */
export function fitting(form: Form, asked: Asked): Answers {
  const unfit = validate(form, asked).filter(({ code }) => code !== 'required');
  const paths = new Set(unfit.filter(isBlocking).map(({ path }) => path));
  return Object.fromEntries(Object.entries(asked.answers).filter(([path]) => !paths.has(path)));
}

/** What is stored of answers that stand: derived ones as they follow from the merged answers, without empty and fleeting ones. */
export function settleAnswers(form: Form, asked: Asked): Answers {
  const answers: Record<Path, Json> = { ...asked.answers };
  if ([...form.items.values()].some(isDerived)) {
    const now = settled(form, asked);
    for (const path of new Set([...Object.keys(now), ...Object.keys(answers)])) {
      const item = itemAt(form, path);
      if (!item || !isDerived(item) || sameAnswer(answers[path], now[path])) continue;
      // A check without a reading is a person's own word, and a hidden one stays as it was.
      if (item.type === 'check' && now[path] === undefined) continue;
      answers[path] = now[path] ?? null;
    }
  }
  for (const [path, value] of Object.entries(answers))
    if (isEmpty(value) || itemAt(form, path)?.retain === 'P0D') delete answers[path];
  return answers;
}

const isDerived = (item: Item): boolean =>
  item.value !== undefined || (item.type === 'check' && item.measure !== undefined);

/** The edit without computed items: those follow from the rest and never conflict. */
export function typedOnly(form: Form, set: Answers | undefined): Answers {
  const typed = Object.entries(set ?? {}).filter(
    ([path]) => itemAt(form, path)?.value === undefined,
  );
  return Object.fromEntries(typed);
}
