/** `note`: words to read; nothing is answered. */
import { html, nothing } from 'lit';
import type { ItemOf } from '../../spec/procedure.ts';
import { icon } from '../base/icon.ts';
import { say } from '../words/words.ts';
import type { FieldContext } from './context.ts';

export function note(c: FieldContext<ItemOf<'note'>>) {
  const { label, hint, tone } = c.item;
  const words = html`<div>
    <p class=${hint ? 'strong' : ''}>${say(label)}</p>
    ${hint ? html`<p>${say(hint)}</p>` : nothing}
  </div>`;
  if (tone !== 'info' && tone !== 'warn') return html`<div class="note">${words}</div>`;
  return html`<div class="banner ${tone}" role="note">
    ${icon(tone === 'warn' ? 'triangle-alert' : 'info')}${words}
  </div>`;
}
