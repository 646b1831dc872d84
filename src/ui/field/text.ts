/** `text` and `long`: words. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ItemOf } from '../../spec/procedure.ts';
import { say } from '../words/words.ts';
import type { FieldContext } from './context.ts';

const words = (c: FieldContext): string => (typeof c.state.value === 'string' ? c.state.value : '');
const typing = (c: FieldContext) => (event: Event) =>
  c.answer((event.target as HTMLInputElement).value || undefined);

export function text(c: FieldContext<ItemOf<'text'>>) {
  const suggestions = c.item.suggest ? c.options[c.item.suggest] : undefined;
  return html`<input
      class="input"
      id=${c.id}
      type="text"
      autocomplete="off"
      spellcheck="false"
      maxlength=${c.item.maxLength ?? 500}
      list=${suggestions ? `${c.id}-list` : nothing}
      aria-labelledby=${c.labelledBy}
      aria-describedby=${c.describedBy}
      aria-invalid=${c.invalid}
      aria-required=${c.state.required}
      .value=${live(words(c))}
      @input=${typing(c)}
      @change=${c.touch}
    />${
      suggestions
        ? html`<datalist id=${`${c.id}-list`}>
            ${suggestions
              .filter((option) => !option.retired)
              .map((option) => html`<option value=${say(option.label)}></option>`)}
          </datalist>`
        : nothing
    }`;
}

export function long(c: FieldContext<ItemOf<'long'>>) {
  return html`<textarea
    class="input"
    id=${c.id}
    rows=${c.frame === 'cell' ? 1 : 2}
    autocomplete="off"
    maxlength=${c.item.maxLength ?? 5000}
    aria-labelledby=${c.labelledBy}
    aria-describedby=${c.describedBy}
    aria-invalid=${c.invalid}
    aria-required=${c.state.required}
    .value=${live(words(c))}
    @input=${typing(c)}
    @change=${c.touch}
  ></textarea>`;
}
