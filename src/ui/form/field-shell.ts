/**
 * What stands around each control: label, hint, the reason for asking, and its problems in plain words.
 */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Path } from '../../form/answers.ts';
import type { ItemState } from '../../form/session.ts';
import { icon } from '../base/icon.ts';
import type { FieldContext, Frame } from '../field/context.ts';
import { fieldTypes } from '../field/registry.ts';
import { columnHead } from '../field/table.ts';
import { shown } from '../field/shown.ts';
import { problemText } from '../words/problems.ts';
import { locale, say, words } from '../words/words.ts';
import { rootOf } from './form-state.ts';
import type { FormState } from './form-state.ts';

const t = words({
  optional: ['可不填', 'optional'],
  required: ['必填', 'required'],
  why: ['为什么问这个？', 'Why do we ask?'],
});

/** DOM id of the control at a path; label, hint and problems hang on it. */
export const idOf = (path: Path): string => `f-${path.replaceAll(/[/.]/g, '-')}`;

export function drawField(
  form: FormState,
  state: ItemState,
  frame: Frame,
  child: FieldContext['child'],
): TemplateResult {
  const { path, item } = state;
  const id = idOf(path);
  const problems = form.problemsAt(path);
  const touched = form.isTouched(path);
  const said = touched ? problems : problems.filter((problem) => problem.level === 'warn');
  const hint = frame === 'cell' ? undefined : item.hint;
  const context: FieldContext = {
    item,
    state,
    id,
    frame,
    labelledBy:
      frame === 'cell' ? columnHead(rootOf(path), path.split('/')[2] ?? '') : `${id}-label`,
    describedBy: [hint ? `${id}-hint` : '', `${id}-problem`].filter(Boolean).join(' '),
    invalid: touched && problems.some((problem) => problem.level !== 'warn'),
    locale: locale(),
    surface: form.surface,
    options: form.session.form.procedure.options ?? {},
    session: form.session,
    host: form.host,
    answer: (value) => form.answer(path, value),
    touch: () => form.touch(path),
    fault: (code, params) =>
      form.fault(path, code ? { code, path, ...(params && { params }) } : undefined),
    child,
  };
  const type = fieldTypes[item.type];
  const fixed = state.readonly || item.value !== undefined;
  const control = fixed && !type.readonly ? shown(context) : type.draw(context);
  if (item.type === 'note') return html`<div class="cell">${control}</div>`;

  const grouped = type.group?.(context) ?? false;
  const text = html`${say(item.label)}${
    fixed
      ? nothing
      : state.required
        ? html`<span class="star" aria-hidden="true"> *</span
            >${grouped ? html`<span class="sr-only">（${t.required()}）</span>` : nothing}`
        : form.surface === 'kiosk' && frame === 'line'
          ? html`<span class="optional">（${t.optional()}）</span>`
          : nothing
  }`;
  const labelled =
    frame === 'cell'
      ? nothing
      : grouped || fixed
        ? html`<span class="label" id=${`${id}-label`}>${text}</span>`
        : html`<label class="label" id=${`${id}-label`} for=${id}>${text}</label>`;
  return html`<div class="cell ${item.width ?? 'full'} ${frame}" data-path=${path}>
    <div class="field ${context.invalid ? 'invalid' : ''} type-${item.type}">
      ${labelled}${hint ? html`<p class="hint" id=${`${id}-hint`}>${say(hint)}</p>` : nothing}
      ${control}
      <div id=${`${id}-problem`} class="problems" aria-live="polite">
        ${said.map(
          (problem) =>
            html`<p class="problem ${problem.level === 'warn' ? 'warn' : ''}">
              ${icon(problem.level === 'warn' ? 'triangle-alert' : 'circle-alert')}<span
                >${problemText(problem, item.type)}</span
              >
            </p>`,
        )}
      </div>
      ${
        item.why && frame === 'line'
          ? html`<details class="why">
              <summary>${t.why()}</summary>
              <p>${say(item.why)}</p>
            </details>`
          : nothing
      }
    </div>
  </div>`;
}
