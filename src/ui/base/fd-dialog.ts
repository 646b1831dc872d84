/**
 * A dialog over the page: native `<dialog>`, labelled by its heading; Esc, the cross and (unless `persistent`) a tap
 * beside it close it; focus goes back to where it was. Content in the default slot, buttons in `slot="actions"`.
 *
 *     <fd-dialog heading="…" .open=${this.asking} @fd-close=${() => (this.asking = false)}> … </fd-dialog>
 */
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { base } from './base.ts';
import { icon } from './icon.ts';
import { LocaleController, words } from '../words/words.ts';

const t = words({ close: ['关闭', 'Close'] });

export class FdDialog extends LitElement {
  static override properties = {
    open: { type: Boolean, reflect: true },
    heading: {},
    size: { reflect: true },
    persistent: { type: Boolean },
  };
  static override styles = [
    base,
    css`
      dialog {
        /* Nothing of the page below stands in a dialog. */
        --foot-gap: 0px;
        inline-size: min(34rem, calc(100vw - 2rem));
        max-block-size: min(90dvh, 60rem);
        padding: 0;
        border: 1px solid var(--line);
        border-radius: var(--r3);
        background: var(--surface);
        color: var(--text);
        box-shadow: var(--shadow-3);
        overflow: auto;
        overscroll-behavior: contain;
      }
      :host([size='small']) dialog {
        inline-size: min(26rem, calc(100vw - 2rem));
      }
      :host([size='large']) dialog {
        inline-size: min(60rem, calc(100vw - 2rem));
      }
      :host([size='side']) dialog {
        inline-size: min(34rem, 100vw);
        max-block-size: none;
        block-size: 100dvh;
        margin: 0 0 0 auto;
        border-radius: var(--r3) 0 0 var(--r3);
      }
      dialog[open] {
        animation: rise var(--calm) var(--ease);
      }
      dialog::backdrop {
        background: var(--backdrop);
      }
      @keyframes rise {
        from {
          opacity: 0;
          transform: translateY(12px);
        }
      }
      header {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        display: flex;
        align-items: flex-start;
        justify-content: space-between;
        gap: var(--s3);
        padding: var(--s4) var(--s4) var(--s2) var(--s5);
        background: var(--surface);
      }
      h2 {
        font-size: var(--t-lg);
        padding-block-start: 0.3em;
      }
      .body {
        padding: var(--s2) var(--s5) var(--s5);
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: var(--s3);
        padding: 0 var(--s5) var(--s5);
      }
      footer:not(.has) {
        display: none;
      }
    `,
  ];
  declare open: boolean;
  declare heading: string;
  declare size: '' | 'small' | 'large' | 'side';
  /** Only its own buttons close it. */
  declare persistent: boolean;

  constructor() {
    super();
    this.open = false;
    this.heading = '';
    this.size = '';
    this.persistent = false;
    new LocaleController(this);
  }

  override render() {
    return html`<dialog
      aria-labelledby="heading"
      closedby=${this.persistent ? 'none' : 'closerequest'}
      @cancel=${this.#cancel}
      @close=${this.#closed}
      @click=${this.#beside}
    >
      ${
        this.open
          ? html`<header>
                <h2 id="heading">${this.heading}</h2>
                ${
                  this.persistent
                    ? nothing
                    : html`<button
                        type="button"
                        class="btn quiet only small"
                        aria-label=${t.close()}
                        @click=${this.#ask}
                      >
                        ${icon('x')}
                      </button>`
                }
              </header>
              <div class="body"><slot></slot></div>
              <footer><slot name="actions" @slotchange=${this.#actions}></slot></footer>`
          : nothing
      }
    </dialog>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (!changed.has('open') || !dialog) return;
    if (this.open && !dialog.open && this.isConnected) {
      dialog.showModal();
      // The first thing to fill in, not the cross.
      this.querySelector<HTMLElement>('[autofocus]')?.focus();
    } else if (!this.open && dialog.open) dialog.close();
  }

  readonly #ask = () => {
    this.dispatchEvent(new CustomEvent('fd-close', { bubbles: true, composed: true }));
    this.open = false;
  };
  readonly #cancel = (event: Event) => {
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    if (!this.persistent) this.#ask();
  };
  /** Browsers without `closedby` close on a second Esc whatever `cancel` said. */
  readonly #closed = () => {
    if (!this.open) return;
    if (this.persistent) this.renderRoot.querySelector('dialog')?.showModal();
    else this.#ask();
  };
  readonly #beside = (event: MouseEvent) => {
    if (event.target === event.currentTarget && !this.persistent) this.#ask();
  };
  readonly #actions = (event: Event) => {
    const slot = event.target as HTMLSlotElement;
    slot.parentElement?.classList.toggle('has', slot.assignedElements().length > 0);
  };
}
customElements.define('fd-dialog', FdDialog);
declare global {
  interface HTMLElementTagNameMap {
    'fd-dialog': FdDialog;
  }
}
