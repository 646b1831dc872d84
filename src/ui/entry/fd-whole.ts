/**
 * Shows masked answers for a minute to somebody who says why; that is written to the entry's log first. `fd-whole`
 * (detail: whether they are to be shown).
 */
import { LitElement, css, html, nothing } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import '../base/fd-dialog.ts';
import { icon } from '../base/icon.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, words } from '../words/words.ts';
import './fd-reason.ts';
import { hasMasked, seesWhole } from './mask.ts';
import { own } from './own.ts';
import { SiteView } from './site.ts';

const t = words({
  masked: ['部分内容已遮盖', 'Some answers are masked'],
  show: ['显示完整', 'Show whole'],
  hide: ['重新遮盖', 'Mask again'],
  ask: ['为什么要看完整内容？', 'Why do you need to see it whole?'],
  lead: [
    '原因会记入这张单子的经过，一分钟后自动遮盖。',
    'The reason is written to the log of this entry; it is masked again after a minute.',
  ],
  cancel: ['取消', 'Cancel'],
  reason: ['原因', 'Reason'],
  call: ['联系本人', 'To contact them'],
  check: ['核对身份', 'To check who they are'],
  handle: ['处理这件事需要', 'Needed to deal with this'],
  emergency: ['紧急情况', 'Emergency'],
});
const minute = 60_000;
/** As it stands in the log, for whoever reads it. */
const logged = (reason: string): string => `查看了完整内容：${reason}`;

export class FdWhole extends LitElement {
  static override properties = {
    store: { attribute: false },
    listed: { attribute: false },
    shown: { state: true },
    asking: { state: true },
    reason: { state: true },
    problems: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .line {
        padding: var(--s2) var(--s3);
        border-radius: var(--r2);
        background: var(--sunken);
      }
    `,
  ];
  declare store: Store | undefined;
  declare listed: Listed | undefined;
  declare shown: boolean;
  declare asking: boolean;
  declare reason: string;
  declare problems: readonly Problem[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #site = new SiteView(this, () => this.store);

  constructor() {
    super();
    this.shown = false;
    this.asking = false;
    this.reason = '';
    this.problems = [];
    new LocaleController(this);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#show(false);
  }

  override render() {
    const { listed, store } = this;
    if (!listed || !store || seesWhole(listed.form, this.#site.roles)) return nothing;
    if (!hasMasked(listed.form, listed.entry.answers)) return nothing;
    return html`<div class="cluster line no-print">
        ${icon(this.shown ? 'eye' : 'eye-off')}<span class="small grow">${t.masked()}</span>
        ${
          this.shown
            ? html`<button type="button" class="btn small" @click=${() => this.#show(false)}>
                ${t.hide()}
              </button>`
            : html`<button
                type="button"
                class="btn small"
                @click=${() => {
                  this.reason = '';
                  this.asking = true;
                }}
              >
                ${t.show()}
              </button>`
        }
      </div>
      <fd-dialog
        heading=${t.ask()}
        .open=${this.asking}
        @fd-close=${own(() => (this.asking = false))}
      >
        ${
          this.asking
            ? html`<div class="stack">
                <p class="muted">${t.lead()}</p>
                <fd-reason
                  label=${t.reason()}
                  .choices=${[t.call(), t.check(), t.handle(), t.emergency()]}
                  @fd-reason=${(event: CustomEvent<string>) => (this.reason = event.detail)}
                ></fd-reason>
                ${this.problems.map(
                  (problem) => html`<p class="problem" role="alert">${problemText(problem)}</p>`,
                )}
              </div>`
            : nothing
        }
        <button slot="actions" type="button" class="btn" @click=${() => (this.asking = false)}>
          ${t.cancel()}
        </button>
        <button
          slot="actions"
          type="button"
          class="btn primary"
          ?disabled=${!this.reason}
          @click=${this.#reveal}
        >
          ${t.show()}
        </button>
      </fd-dialog>`;
  }

  readonly #reveal = async (): Promise<void> => {
    const { store, listed, reason } = this;
    if (!store || !listed || !reason) return;
    const result = await store.note(listed.entry.id, logged(reason));
    this.problems = result.ok ? [] : result.problems;
    if (!result.ok) return;
    this.asking = false;
    this.#show(true);
  };

  #show(on: boolean): void {
    clearTimeout(this.#timer);
    if (on) this.#timer = setTimeout(() => this.#show(false), minute);
    if (this.shown === on) return;
    this.shown = on;
    this.dispatchEvent(new CustomEvent('fd-whole', { detail: on }));
  }
}
customElements.define('fd-whole', FdWhole);
declare global {
  interface HTMLElementTagNameMap {
    'fd-whole': FdWhole;
  }
}
