/**
 * One attachment: a thumbnail that opens large. It comes from this device, or from the server when it is not here.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import type { Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import '../base/fd-dialog.ts';
import { LocaleController, words } from '../words/words.ts';
import { own } from './own.ts';

const t = words({
  open: ['放大照片：{label}', 'Enlarge photo: {label}'],
  missing: ['照片还在另一台设备上，联网后可见', 'Still on another device; shown once connected'],
});

export class FdPicture extends LitElement {
  static override properties = {
    store: { attribute: false },
    sha: {},
    label: {},
    url: { state: true },
    large: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: inline-block;
      }
      button {
        display: grid;
        place-items: center;
        inline-size: 6rem;
        block-size: 6rem;
        padding: 0;
        border: 1px solid var(--line);
        border-radius: var(--r2);
        background: var(--sunken);
        color: var(--muted);
        overflow: hidden;
        cursor: zoom-in;
      }
      button img {
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
      }
      .large {
        display: block;
        margin: auto;
        max-block-size: 75dvh;
        border-radius: var(--r2);
      }
    `,
  ];
  declare store: Store | undefined;
  declare sha: string;
  declare label: string;
  declare url: string | undefined;
  declare large: boolean;
  #asked = '';

  constructor() {
    super();
    this.sha = '';
    this.label = '';
    this.large = false;
    new LocaleController(this);
  }

  override render() {
    const { url, label } = this;
    return html`<button
        type="button"
        aria-label=${url ? t.open({ label }) : t.missing()}
        title=${url ? label : t.missing()}
        ?disabled=${!url}
        @click=${() => (this.large = true)}
      >
        ${url ? html`<img src=${url} alt="" />` : icon('image', 'large')}
      </button>
      <fd-dialog
        size="large"
        heading=${label}
        .open=${this.large}
        @fd-close=${own(() => (this.large = false))}
        >${this.large && url ? html`<img class="large" src=${url} alt=${label} />` : nothing}</fd-dialog
      >`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if ((changed.has('sha') || changed.has('store')) && this.store && this.sha !== this.#asked)
      void this.#load(this.store, this.sha);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = undefined;
    this.#asked = '';
  }

  async #load(store: Store, sha: string): Promise<void> {
    this.#asked = sha;
    const url = await store.blobUrl(sha);
    if (this.#asked === sha && this.isConnected) this.url = url;
    else if (url) URL.revokeObjectURL(url);
  }
}
customElements.define('fd-picture', FdPicture);
declare global {
  interface HTMLElementTagNameMap {
    'fd-picture': FdPicture;
  }
}
