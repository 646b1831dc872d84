/** The page of syncing at the desk. */
import { LitElement, css, html, nothing } from 'lit';
import type { Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import '../entry/fd-sync.ts';
import { LocaleController, words } from '../words/words.ts';

const t = words({ title: ['同步', 'Sync'] });

export class FdDeskSync extends LitElement {
  static override properties = { store: { attribute: false } };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      h1 {
        font-size: var(--t-xl);
        margin-block-end: var(--s4);
      }
    `,
  ];
  declare store: Store | undefined;
  constructor() {
    super();
    new LocaleController(this);
  }
  override render() {
    if (!this.store) return nothing;
    return html`<h1>${t.title()}</h1>
      <fd-sync .store=${this.store}></fd-sync>`;
  }
}
customElements.define('fd-desk-sync', FdDeskSync);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-sync': FdDeskSync;
  }
}
