/**
 * Short news at the edge of the screen, spoken too: `toast('已保存', { tone: 'good', action: { label: '撤销', run } })`.
 * One element for the page, made on first use. `announce` only speaks.
 */
import { LitElement, css, html, nothing } from 'lit';
import { base } from './base.ts';
import { icon } from './icon.ts';

export interface ToastOptions {
  readonly tone?: 'plain' | 'good' | 'warn' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Milliseconds; 6000, or 10000 with an action. 0: until it is replaced or acted on. */
  readonly stay?: number;
}
interface Shown extends ToastOptions {
  readonly text: string;
}
const pictures = {
  plain: 'info',
  good: 'circle-check',
  warn: 'triangle-alert',
  bad: 'circle-alert',
};

export class FdToast extends LitElement {
  static override properties = { shown: { state: true }, spoken: { state: true } };
  static override styles = [
    base,
    css`
      .toast {
        position: fixed;
        inset: auto auto max(var(--s5), env(safe-area-inset-bottom)) 50%;
        transform: translateX(-50%);
        max-inline-size: min(36rem, calc(100vw - 2rem));
        inline-size: max-content;
        margin: 0;
        padding: var(--s2) var(--s4);
        border: 1px solid var(--line);
        border-radius: var(--r2);
        background: var(--text);
        color: var(--bg);
        box-shadow: var(--shadow-3);
      }
      .toast:popover-open {
        display: flex;
        align-items: center;
        gap: var(--s3);
        min-block-size: var(--control);
        animation: rise var(--calm) var(--ease);
      }
      .btn {
        background: transparent;
        border-color: currentColor;
        color: inherit;
      }
      .btn:hover {
        background: transparent;
        text-decoration: underline;
      }
      :focus-visible {
        outline-color: currentColor;
      }
      @keyframes rise {
        from {
          opacity: 0;
          transform: translate(-50%, 12px);
        }
      }
    `,
  ];
  declare shown: Shown | undefined;
  declare spoken: string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.shown = undefined;
    this.spoken = '';
  }

  show(text: string, options: ToastOptions): void {
    this.shown = { ...options, text };
    this.spoken = text;
    clearTimeout(this.#timer);
    const stay = options.stay ?? (options.action ? 10_000 : 6_000);
    if (stay > 0) this.#timer = setTimeout(() => this.hide(), stay);
  }
  hide(): void {
    clearTimeout(this.#timer);
    this.shown = undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render() {
    const { shown } = this;
    return html`<div class="sr-only" role="status">${this.spoken}</div>
      <div class="toast no-print" popover="manual">
        ${
          shown
            ? html`${icon(pictures[shown.tone ?? 'plain'])}<span class="grow" aria-hidden="true"
                  >${shown.text}</span
                >${
                  shown.action
                    ? html`<button type="button" class="btn small" @click=${this.#act}>
                        ${shown.action.label}
                      </button>`
                    : nothing
                }`
            : nothing
        }
      </div>`;
  }

  protected override updated(): void {
    const box = this.renderRoot.querySelector<HTMLElement>('.toast');
    if (!box) return;
    const open = box.matches(':popover-open');
    // Shown anew each time, so that it lies above a dialog opened meanwhile.
    if (open) box.hidePopover();
    if (this.shown) box.showPopover();
  }

  readonly #act = () => {
    const run = this.shown?.action?.run;
    this.hide();
    run?.();
  };
}
customElements.define('fd-toast', FdToast);
declare global {
  interface HTMLElementTagNameMap {
    'fd-toast': FdToast;
  }
}

function element(): FdToast {
  const there = document.querySelector('fd-toast');
  if (there) return there;
  const made = document.createElement('fd-toast');
  document.body.append(made);
  return made;
}

export function toast(text: string, options: ToastOptions = {}): void {
  element().show(text, options);
}

/** Says something to screen readers only. */
export function announce(text: string): void {
  const target = element();
  // The same words twice are news twice.
  target.spoken = '';
  void target.updateComplete.then(() => (target.spoken = text));
}
