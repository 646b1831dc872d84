/** Holds the code of an invitation, or of a slip, to the camera. `fd-scanned` (detail: its text), `fd-leave`. */
import { LitElement, html } from 'lit';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { LocaleController, words } from '../words/words.ts';
import './fd-kiosk-scan.ts';
import { pageStyles } from './page-styles.ts';

const t = words({
  title: ['扫邀请码', 'Scan your invitation'],
  lead: [
    '打开住户发给您的二维码，对准摄像头，登记就自动填好。',
    'Open the code that the resident sent you and hold it to the camera: the form fills itself in.',
  ],
  home: ['回到首页', 'Back to the start'],
});

export class FdKioskInvited extends LitElement {
  static override styles = [...base, pageStyles];
  constructor() {
    super();
    new LocaleController(this);
  }
  /** What is read aloud. */
  spoken(): string {
    return [t.title(), t.lead()].join('。');
  }
  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }
  override render() {
    return html`<div class="scroll">
        <header class="head">
          <span class="picture">${icon('qr-code', 'large')}</span>
          <div>
            <h1 tabindex="-1">${t.title()}</h1>
            <p class="large muted">${t.lead()}</p>
          </div>
        </header>
        <fd-kiosk-scan
          @fd-scanned=${({ detail }: CustomEvent<string>) =>
            this.dispatchEvent(new CustomEvent('fd-scanned', { detail }))}
        ></fd-kiosk-scan>
      </div>
      <div class="actions">
        <button
          type="button"
          class="btn primary big"
          @click=${() => this.dispatchEvent(new CustomEvent('fd-leave'))}
        >
          ${icon('house')}${t.home()}
        </button>
      </div>`;
  }
}
customElements.define('fd-kiosk-invited', FdKioskInvited);
