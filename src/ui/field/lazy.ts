/** Photo, signature and scanner: elements whose code is fetched when a form first needs them. */
import { html } from 'lit';
import type { ItemOf } from '../../spec/procedure.ts';
import type { FieldContext } from './context.ts';

export function photo(c: FieldContext<ItemOf<'photo'>>) {
  void import('./fd-photo.ts');
  return html`<fd-photo .context=${c}></fd-photo>`;
}
export function sign(c: FieldContext<ItemOf<'sign'>>) {
  void import('./fd-sign.ts');
  return html`<fd-sign .context=${c}></fd-sign>`;
}
export function scan(c: FieldContext<ItemOf<'scan'>>) {
  void import('./fd-scan.ts');
  return html`<fd-scan .context=${c}></fd-scan>`;
}
