/** Marks an entry void, with the reason; for its opener, supervisors and managers. What it says stays readable. */
import { LitElement, html, nothing } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import type { Role } from '../../spec/procedure.ts';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import '../base/fd-dialog.ts';
import { toast } from '../base/fd-toast.ts';
import { icon } from '../base/icon.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, words } from '../words/words.ts';
import './fd-reason.ts';
import { own } from './own.ts';
import { SiteView } from './site.ts';

const t = words({
  void: ['作废', 'Void'],
  ask: ['作废这张单子？', 'Void this entry?'],
  lead: [
    '作废后不能再办理，内容和经过仍可查看。作废不能撤销。',
    'It can no longer be worked on; what it says and what happened stay readable. This cannot be undone.',
  ],
  reason: ['作废原因', 'Reason'],
  wrong: ['登记错了', 'Entered by mistake'],
  twice: ['重复登记', 'Entered twice'],
  cancelled: ['客户取消', 'The customer cancelled'],
  test: ['测试数据', 'A test'],
  cancel: ['不作废', 'Keep it'],
  done: ['已作废', 'Voided'],
});
const leaders: readonly Role[] = ['supervisor', 'manager'];

export class FdVoid extends LitElement {
  static override properties = {
    store: { attribute: false },
    listed: { attribute: false },
    asking: { state: true },
    reason: { state: true },
    problems: { state: true },
  };
  static override styles = base;
  declare store: Store | undefined;
  declare listed: Listed | undefined;
  declare asking: boolean;
  declare reason: string;
  declare problems: readonly Problem[];
  readonly #site = new SiteView(this, () => this.store);

  constructor() {
    super();
    this.asking = false;
    this.reason = '';
    this.problems = [];
    new LocaleController(this);
  }

  get #may(): boolean {
    const { me, roles } = this.#site;
    const entry = this.listed?.entry;
    if (!entry || entry.void || !me) return false;
    return entry.by === me.id || roles.some((role) => leaders.includes(role));
  }

  override render() {
    if (!this.#may) return nothing;
    return html`<button
        type="button"
        class="btn quiet small"
        data-void
        @click=${() => {
          this.reason = '';
          this.asking = true;
        }}
      >
        ${icon('ban')}${t.void()}
      </button>
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
                  .choices=${[t.wrong(), t.twice(), t.cancelled(), t.test()]}
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
          class="btn danger"
          ?disabled=${!this.reason}
          @click=${this.#void}
        >
          ${t.void()}
        </button>
      </fd-dialog>`;
  }

  readonly #void = async (): Promise<void> => {
    const { store, listed, reason } = this;
    if (!store || !listed || !reason) return;
    const result = await store.void(listed.entry.id, reason);
    this.problems = result.ok ? [] : result.problems;
    if (!result.ok) return;
    this.asking = false;
    toast(t.done(), { tone: 'good' });
  };
}
customElements.define('fd-void', FdVoid);
declare global {
  interface HTMLElementTagNameMap {
    'fd-void': FdVoid;
  }
}
