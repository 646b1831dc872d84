/** A code read by the camera, or typed. */
import { LitElement, html, nothing } from 'lit';
import type { ItemOf } from '../../spec/procedure.ts';
import { say } from '../words/words.ts';
import type { FieldContext } from './context.ts';
import './fd-code.ts';
import { typed } from './typed.ts';

const parse = (text: string): string | undefined => text.trim() || undefined;

export class FdScan extends LitElement {
  static override properties = { context: { attribute: false } };
  declare context: FieldContext<ItemOf<'scan'>>;

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const { context: c } = this;
    if (!c) return nothing;
    const { value } = c.state;
    return html`<div class="input-group">
      <input
        class="input mono"
        id=${c.id}
        type="text"
        autocomplete="off"
        spellcheck="false"
        aria-labelledby=${c.labelledBy}
        aria-describedby=${c.describedBy}
        aria-invalid=${c.invalid}
        aria-required=${c.state.required}
        ${typed(value, parse, typeof value === 'string' ? value : '')}
        @input=${(event: Event) => c.answer(parse((event.target as HTMLInputElement).value))}
        @change=${c.touch}
      />
      <fd-code
        label=${say(c.item.label)}
        .formats=${c.item.formats}
        @fd-code=${(event: CustomEvent<string>) => {
          c.answer(event.detail);
          c.touch();
        }}
      ></fd-code>
    </div>`;
  }
}
customElements.define('fd-scan', FdScan);
declare global {
  interface HTMLElementTagNameMap {
    'fd-scan': FdScan;
  }
}
