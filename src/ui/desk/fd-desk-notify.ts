/** Asks once, on a tap, whether this computer may show a notice when somebody arrives. Gone once it was answered. */
import { LitElement, html, nothing } from 'lit';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { LocaleController, words } from '../words/words.ts';

const t = words({ allow: ['有人到时通知我', 'Notify me of arrivals'] });

export class FdDeskNotify extends LitElement {
  static override styles = base;
  constructor() {
    super();
    new LocaleController(this);
  }
  override render() {
    if (!('Notification' in globalThis) || Notification.permission !== 'default') return nothing;
    return html`<button type="button" class="btn" @click=${this.#ask}>
      ${icon('bell')}${t.allow()}
    </button>`;
  }
  readonly #ask = async (): Promise<void> => {
    await Notification.requestPermission();
    this.requestUpdate();
  };
}
customElements.define('fd-desk-notify', FdDeskNotify);
