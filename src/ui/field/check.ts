/** `check`: one tap for pass; a failure asks why, and says what it will open. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ItemOf } from '../../spec/procedure.ts';
import { icon } from '../base/icon.ts';
import { say, words } from '../words/words.ts';
import type { FieldContext } from './context.ts';
import { limits } from './number.ts';

const t = words({
  pass: ['正常', 'Pass'],
  fail: ['异常', 'Fail'],
  na: ['不适用', 'N/A'],
  range: ['正常范围：{range}', 'Normal range: {range}'],
  opens: ['提交后会自动开单：{title}', 'Submitting opens: {title}'],
  action: ['整改单', 'corrective action'],
});
const results = {
  pass: { say: t.pass, icon: 'check', tone: 'good' },
  fail: { say: t.fail, icon: 'x', tone: 'bad' },
  na: { say: t.na, icon: 'minus', tone: 'plain' },
} as const;
type Result = keyof typeof results;
const isResult = (value: unknown): value is Result =>
  typeof value === 'string' && Object.hasOwn(results, value);

export const sayCheck = (value: unknown): string => (isResult(value) ? results[value].say() : '');

/** The result as a badge; nothing while there is none. */
export function verdict(value: unknown) {
  if (!isResult(value)) return nothing;
  const { tone, icon: picture, say: word } = results[value];
  return html`<span class="badge ${tone}">${icon(picture)}${word()}</span>`;
}

export function check(c: FieldContext<ItemOf<'check'>>) {
  const { item, state } = c;
  const { value, path } = state;
  const readonly = state.readonly || item.value !== undefined;
  const offered: readonly Result[] = item.measure
    ? item.na
      ? ['na']
      : []
    : item.na
      ? ['pass', 'fail', 'na']
      : ['pass', 'fail'];
  const button = (result: Result) =>
    html`<label class="chip verdict-${result}"
      ><input
        type=${item.measure ? 'checkbox' : 'radio'}
        name=${c.id}
        id=${`${c.id}-${result}`}
        aria-describedby=${c.describedBy}
        .checked=${live(value === result)}
        @change=${(event: Event) => {
          c.answer((event.target as HTMLInputElement).checked ? result : undefined);
          c.touch();
        }}
        @click=${() => {
          if (item.measure || value !== result) return;
          c.answer(undefined);
        }}
      />${icon(results[result].icon)}<span>${results[result].say()}</span></label
    >`;
  const range = item.measure && limits(item.measure);
  const action = item.fail?.action;
  const title = action && c.host.procedureTitle?.(action.procedure);
  const group = item.measure ? 'group' : 'radiogroup';
  return html`${
    readonly
      ? html`<div class="verdict">${verdict(value)}</div>`
      : html`<div
          class="verdict chips"
          id=${c.id}
          role=${group}
          aria-labelledby=${c.labelledBy}
          aria-describedby=${c.describedBy}
          aria-required=${item.measure ? nothing : state.required}
          aria-invalid=${item.measure ? nothing : c.invalid}
        >
          ${item.measure && value !== 'na' ? verdict(value) : nothing}${offered.map(button)}
        </div>`
  }
  ${range ? html`<p class="hint">${t.range({ range })}</p>` : nothing}
  ${item.measure ? c.child(`${path}.measure`, 'follow-up') : nothing}
  ${
    value === 'fail' && item.fail
      ? html`<div class="follow-ups">
          ${item.fail.note ? c.child(`${path}.note`, 'follow-up') : nothing}
          ${item.fail.photo ? c.child(`${path}.photo`, 'follow-up') : nothing}
          ${c.child(`${path}.fixed`, 'follow-up')}
          ${
            action && !readonly
              ? html`<p class="opens">
                  ${icon('wrench')}<span
                    >${t.opens({
                      title: title
                        ? say({ 'zh-CN': title['zh-CN'], ...(title.en && { en: title.en }) })
                        : t.action(),
                    })}</span
                  >
                </p>`
              : nothing
          }
        </div>`
      : nothing
  }`;
}
