/** `bool`: yes or no, and neither until one is chosen. */
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ItemOf } from '../../spec/procedure.ts';
import { words } from '../words/words.ts';
import type { FieldContext } from './context.ts';

const t = words({ yes: ['是', 'Yes'], no: ['否', 'No'] });
export const sayBool = (value: unknown): string =>
  value === true ? t.yes() : value === false ? t.no() : '';

export function bool(c: FieldContext<ItemOf<'bool'>>) {
  const choice = (value: boolean) =>
    html`<label class="chip"
      ><input
        type="radio"
        name=${c.id}
        id=${`${c.id}-${value ? 'yes' : 'no'}`}
        aria-describedby=${c.describedBy}
        .checked=${live(c.state.value === value)}
        @change=${() => {
          c.answer(value);
          c.touch();
        }}
        @click=${() => {
          // A second tap takes an optional answer back.
          if (c.state.value === value && !c.state.required) c.answer(undefined);
        }}
      /><span>${value ? t.yes() : t.no()}</span></label
    >`;
  return html`<div
    class="chips ${c.frame === 'cell' ? '' : 'even'}"
    id=${c.id}
    role="radiogroup"
    aria-labelledby=${c.labelledBy}
    aria-describedby=${c.describedBy}
    aria-required=${c.state.required}
    aria-invalid=${c.invalid}
  >
    ${choice(true)}${choice(false)}
  </div>`;
}
