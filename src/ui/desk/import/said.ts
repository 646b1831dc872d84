/**
 * What is said of a row of a file.
 */
import { html, nothing } from 'lit';
import type { Problem } from '../../../spec/problem.ts';
import type { Form } from '../../../form/compile.ts';
import { itemOf, pathText } from '../../entry/answer-text.ts';
import { problemText } from '../../words/problems.ts';
import { say, words } from '../../words/words.ts';
import type { Verdict } from './check.ts';
import type { Written } from './run.ts';

const t = words({
  create: ['新增', 'New'],
  patch: ['更新', 'Update'],
  skip: ['跳过', 'Left out'],
  refuse: ['不导入', 'Refused'],
  here: ['已经有了', 'Here already'],
  same: ['和第 {row} 行重复', 'The same as row {row}'],
  at: ['{label}：{text}', '{label}: {text}'],
  given: ['{label}“{given}”：{text}', '{label} “{given}”: {text}'],
  option: ['没有这个选项', 'No such choice'],
  person: ['没有这个人', 'Nobody of this name'],
});
const tones = { create: 'good', patch: 'info', skip: '', refuse: 'bad' } as const;

/** Why a row is refused: by the check, or by the store after it. */
export function rowProblems(
  verdict: Verdict | undefined,
  written: Written | undefined,
): readonly Problem[] {
  if (!verdict) return [];
  return verdict.kind === 'refuse' ? verdict.problems : (written?.refused.get(verdict.row) ?? []);
}

/** `联系电话“1380”：号码不完整` */
export function problemSaid(form: Form, problem: Problem, verdict: Verdict): string {
  const item = itemOf(form, problem.path);
  if (!item) return problemText(problem);
  const given = problem.params?.['given'] ?? verdict.given[problem.path];
  // Of a file nobody chooses again.
  const text = problem.code === 'not-an-option' ? t.option() : problemText(problem, item.type);
  const label = pathText(form, problem.path);
  return typeof given === 'string' || typeof given === 'number'
    ? t.given({ label, given, text })
    : t.at({ label, text });
}

/** In words why a row is no entry of its own; '' where it is one. */
export function rowSaid(form: Form, verdict: Verdict, written?: Written): string {
  const problems = rowProblems(verdict, written);
  if (problems.length > 0)
    return [...new Set(problems.map((problem) => problemSaid(form, problem, verdict)))].join('；');
  if (verdict.kind !== 'skip') return '';
  return verdict.same === undefined ? t.here() : t.same({ row: verdict.same });
}

export function verdictBadge(form: Form, verdict: Verdict | undefined, written?: Written) {
  if (!verdict) return nothing;
  const kind = rowProblems(verdict, written).length > 0 ? 'refuse' : verdict.kind;
  const text = rowSaid(form, verdict, written);
  return html`<span class="badge ${tones[kind]}">${t[kind]()}</span>${
      text ? html` <span class="small">${text}</span>` : nothing
    }`;
}

export const procedureText = ({ procedure }: Form): string => say(procedure.title);
