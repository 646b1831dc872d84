/** `one` and `many`: native radios and checkboxes, looking like chips, a list or tiles; a select where a desk has many. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ItemOf, Option } from '../../spec/procedure.ts';
import { icon } from '../base/icon.ts';
import { say, words } from '../words/words.ts';
import type { FieldContext } from './context.ts';

const t = words({ choose: ['请选择', 'Choose'], clear: ['不选了', 'Clear'] });

type Choice = ItemOf<'one'> | ItemOf<'many'>;
const selectFrom = 8;

/** Retired options stay only where one of them is the answer. */
function optionsOf(c: FieldContext<Choice>): readonly Option[] {
  const { value } = c.state;
  const chosen = Array.isArray(value) ? value : [value];
  return (c.options[c.item.options] ?? []).filter(
    (option) => !option.retired || chosen.includes(option.value),
  );
}

/** Whether it is drawn as radios, which a label names as a group. */
export function oneIsGroup(c: FieldContext<ItemOf<'one'>>): boolean {
  if (c.frame === 'cell') return false;
  return c.item.look !== undefined || c.surface !== 'desk' || optionsOf(c).length <= selectFrom;
}

function look(c: FieldContext<Choice>, options: readonly Option[]): 'chips' | 'list' | 'tiles' {
  if (c.item.look) return c.item.look;
  if (c.surface !== 'kiosk') return options.length > 12 ? 'list' : 'chips';
  return options.length <= 9 ? 'tiles' : 'list';
}

function inputs(c: FieldContext<Choice>, type: 'radio' | 'checkbox') {
  const options = optionsOf(c);
  const { value } = c.state;
  const isChosen = (option: Option) =>
    Array.isArray(value) ? value.includes(option.value) : value === option.value;
  const change = (option: Option) => (event: Event) => {
    const on = (event.target as HTMLInputElement).checked;
    if (type === 'radio') c.answer(option.value);
    else {
      const chosen = options.filter((each) => (each === option ? on : isChosen(each)));
      c.answer(chosen.length > 0 ? chosen.map((each) => each.value) : undefined);
    }
    c.touch();
  };
  const shape = look(c, options);
  const one = (option: Option, index: number) => {
    const input = html`<input
      type=${type}
      name=${c.id}
      id=${`${c.id}-${index}`}
      value=${option.value}
      aria-describedby=${c.describedBy}
      .checked=${live(isChosen(option))}
      @change=${change(option)}
    />`;
    const picture = option.icon ? icon(option.icon, shape === 'tiles' ? 'large' : '') : nothing;
    if (shape === 'chips')
      return html`<label class="chip"
        >${input}${type === 'checkbox' && isChosen(option) ? icon('check') : picture}<span
          >${say(option.label)}</span
        ></label
      >`;
    const mark = html`<span class="mark ${type === 'checkbox' ? 'square' : ''}"
      >${icon('check')}</span
    >`;
    return html`<label class="option"
      >${input}${shape === 'tiles' && option.icon ? picture : mark}<span class="grow-text"
        >${say(option.label)}</span
      >${shape === 'list' ? picture : nothing}</label
    >`;
  };
  const clearable = type === 'radio' && value !== undefined && !c.state.required;
  return html`<div
      class=${shape === 'chips' ? 'chips' : shape === 'tiles' ? 'options tiles' : 'options'}
      id=${c.id}
      role=${type === 'radio' ? 'radiogroup' : 'group'}
      aria-labelledby=${c.labelledBy}
      aria-describedby=${c.describedBy}
      aria-required=${type === 'radio' ? c.state.required : nothing}
      aria-invalid=${type === 'radio' ? c.invalid : nothing}
    >
      ${options.map(one)}
    </div>
    ${
      clearable
        ? html`<button
            type="button"
            class="btn quiet small clear"
            aria-label=${`${t.clear()}：${say(c.item.label)}`}
            @click=${() => c.answer(undefined)}
          >
            ${t.clear()}
          </button>`
        : nothing
    }`;
}

/** A native select; also for lists that are no option lists (people, departments). */
export function select(
  c: FieldContext,
  options: readonly { readonly value: string; readonly text: string }[],
) {
  const value = typeof c.state.value === 'string' ? c.state.value : '';
  return html`<select
    class="input"
    id=${c.id}
    aria-labelledby=${c.labelledBy}
    aria-describedby=${c.describedBy}
    aria-invalid=${c.invalid}
    aria-required=${c.state.required}
    @change=${(event: Event) => {
      c.answer((event.target as HTMLSelectElement).value || undefined);
      c.touch();
    }}
    @blur=${c.touch}
  >
    <option value="" ?selected=${value === ''}>${t.choose()}</option>
    ${options.map(
      (option) =>
        html`<option value=${option.value} .selected=${live(option.value === value)}>
          ${option.text}
        </option>`,
    )}
  </select>`;
}

export function one(c: FieldContext<ItemOf<'one'>>) {
  if (oneIsGroup(c)) return inputs(c as FieldContext<Choice>, 'radio');
  const options = optionsOf(c).map(({ value, label }) => ({ value, text: say(label) }));
  return select(c, options);
}

export const many = (c: FieldContext<ItemOf<'many'>>) =>
  inputs(c as FieldContext<Choice>, 'checkbox');
