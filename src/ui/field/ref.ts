/** `ref`: another entry, found by what is typed; its code is fetched when a form first needs it. */
import { html } from 'lit';
import type { ItemOf } from '../../spec/procedure.ts';
import type { FieldContext } from './context.ts';

export function ref(c: FieldContext<ItemOf<'ref'>>) {
  void import('./fd-ref.ts');
  return html`<fd-ref .context=${c}></fd-ref>`;
}
