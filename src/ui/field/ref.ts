/** `ref`: another entry, by its id; screens that know entries put it in, and it can be pasted. */
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ItemOf } from '../../spec/procedure.ts';
import type { FieldContext } from './context.ts';

export function ref(c: FieldContext<ItemOf<'ref'>>) {
  return html`<input
    class="input mono"
    id=${c.id}
    type="text"
    autocomplete="off"
    spellcheck="false"
    aria-labelledby=${c.labelledBy}
    aria-describedby=${c.describedBy}
    aria-invalid=${c.invalid}
    aria-required=${c.state.required}
    .value=${live(typeof c.state.value === 'string' ? c.state.value : '')}
    @input=${(event: Event) =>
      c.answer((event.target as HTMLInputElement).value.trim() || undefined)}
    @change=${c.touch}
  />`;
}
