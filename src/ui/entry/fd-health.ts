/** Says in a banner when this device cannot save, and what to do. Nothing is drawn while it can. */
import { LitElement, html, nothing } from 'lit';
import type { Health, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { LocaleController, words } from '../words/words.ts';

const t = words({
  outdated: [
    '另一个窗口已经换成新版本。请刷新这个窗口再继续，已保存的都在。',
    'Another window runs a newer version. Reload this one; what was saved is safe.',
  ],
  blocked: [
    '正在升级本机的资料，请关掉这台设备上其他“前台”窗口。',
    'This device’s records are being upgraded: close its other Qiantai windows.',
  ],
  disk: [
    '这台设备的磁盘写不进去了，屏幕上的内容还没有保存。请先抄下要紧的，腾出空间，再重启浏览器；以前保存的都在。',
    'This device’s disk cannot be written: what is on screen is not saved. Note what matters, free some space, then restart the browser. What was saved before is safe.',
  ],
  reload: ['刷新', 'Reload'],
});

export class FdHealth extends LitElement {
  static override properties = { store: { attribute: false } };
  static override styles = [base];
  declare store: Store | undefined;
  readonly #health = new Live<Health>(this, () => this.store?.health);

  constructor() {
    super();
    new LocaleController(this);
  }

  override render() {
    const health = this.#health.value ?? 'ok';
    if (health === 'ok') return nothing;
    return html`<div class="banner bad no-print" role="alert">
      ${icon('triangle-alert')}<span class="grow">${t[health]()}</span>
      ${
        health === 'outdated'
          ? html`<button type="button" class="btn small" @click=${() => location.reload()}>
              ${t.reload()}
            </button>`
          : nothing
      }
    </div>`;
  }
}
customElements.define('fd-health', FdHealth);
declare global {
  interface HTMLElementTagNameMap {
    'fd-health': FdHealth;
  }
}
