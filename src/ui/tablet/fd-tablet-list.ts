/**
 * A checklist or handover being filled in: one tap a line, saved as it is touched, shared with whoever else has it open.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import type { Stage } from '../../spec/procedure.ts';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { toast } from '../base/fd-toast.ts';
import '../base/fd-dialog.ts';
import { icon } from '../base/icon.ts';
import { itemOf, pathText } from '../entry/answer-text.ts';
import { own } from '../entry/own.ts';
import { SiteView } from '../entry/site.ts';
import { stepText, stepsOf } from '../entry/steps.ts';
import '../form/fd-form.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { SharedFilling } from './shared-filling.ts';

const t = words({
  saved: ['每点一下都已保存', 'Every tap is saved'],
  left: ['还有 {n} 项没查', '{n} checks left'],
  ready: ['都查完了', 'All checked'],
  rest: ['其余全部正常', 'All the rest pass'],
  restAsk: ['把还没查的 {n} 项都记为正常？', 'Mark the {n} unchecked items as passed?'],
  restHint: [
    '请确认都亲眼看过。带数字的项目不会代填。',
    'Only if you have looked at each of them. Items with a number are left to you.',
  ],
  restDo: ['都看过，记为正常', 'I looked: mark as passed'],
  back: ['再看看', 'Not yet'],
  refused: ['没有做成', 'Not done'],
  done: ['已改为“{to}”', 'Now “{to}”'],
});

export class FdTabletList extends LitElement {
  static override properties = {
    store: { attribute: false },
    listed: { attribute: false },
    filling: { state: true },
    unsaved: { state: true },
    problems: { state: true },
    asking: { state: true },
    busy: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .foot {
        position: sticky;
        inset-block-end: 0;
        z-index: 2;
        display: grid;
        gap: var(--s3);
        margin-block-start: var(--s4);
        padding-block: var(--s3);
        background: var(--bg);
        border-block-start: 1px solid var(--line);
      }
    `,
  ];
  declare store: Store | undefined;
  declare listed: Listed | undefined;
  declare filling: SharedFilling | undefined;
  declare unsaved: readonly Problem[];
  declare problems: readonly Problem[];
  declare asking: boolean;
  declare busy: boolean;
  readonly #site = new SiteView(this, () => this.store);

  constructor() {
    super();
    this.unsaved = [];
    this.problems = [];
    this.asking = false;
    this.busy = false;
    new LocaleController(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { store, listed } = this;
    if (!changed.has('listed') || !store || !listed) return;
    if (this.filling?.entry === listed.entry.id) return this.filling.meet(listed);
    this.filling?.close();
    this.filling = undefined;
    this.problems = [];
    const told = (problems: readonly Problem[]) => (this.unsaved = problems);
    void SharedFilling.open(store, listed, told).then((filling) => {
      if (this.isConnected) this.filling = filling;
      else filling.close();
    });
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.filling?.close();
    this.filling = undefined;
  }

  override render() {
    const { listed, filling } = this;
    if (!listed || !filling || !this.#site.site) return nothing;
    const left = this.#unchecked().length;
    const checks = [...listed.form.items.values()].some(({ type }) => type === 'check');
    return html`<fd-form
        actions="none"
        .session=${filling.session}
        .host=${this.#site.host(listed.entry.id)}
        @fd-change=${() => this.requestUpdate()}
      ></fd-form>
      <div class="foot no-print">
        ${this.#banner([...this.unsaved, ...this.problems])}
        <div class="split">
          <span class="small muted cluster"
            >${checks ? (left > 0 ? t.left({ n: left }) : t.ready()) : nothing}
            <span>${icon('check')}${t.saved()}</span></span
          >
          <span class="cluster">
            ${
              left > 1
                ? html`<button type="button" class="btn" @click=${() => (this.asking = true)}>
                    ${t.rest()}
                  </button>`
                : nothing
            }
            ${stepsOf(listed, this.#site.roles).map(
              (stage, index) =>
                html`<button
                  type="button"
                  class="btn ${index === 0 ? 'primary' : ''} ${stage.tone === 'bad' ? 'danger' : ''}"
                  data-step=${stage.id}
                  ?disabled=${this.busy}
                  @click=${() => void this.#finish(stage)}
                >
                  ${stepText(stage)}
                </button>`,
            )}
          </span>
        </div>
      </div>
      <fd-dialog
        heading=${t.restAsk({ n: left })}
        size="small"
        .open=${this.asking}
        @fd-close=${own(() => (this.asking = false))}
      >
        <p>${t.restHint()}</p>
        <button slot="actions" type="button" class="btn" @click=${() => (this.asking = false)}>
          ${t.back()}
        </button>
        <button slot="actions" type="button" class="btn primary" @click=${this.#passRest}>
          ${t.restDo()}
        </button>
      </fd-dialog>`;
  }

  #banner(problems: readonly Problem[]) {
    if (problems.length === 0) return nothing;
    return html`<div class="banner bad" role="alert">
      ${icon('circle-alert')}
      <div>
        <strong>${t.refused()}</strong>
        <ul>
          ${problems.slice(0, 6).map((problem) => html`<li>${this.#said(problem)}</li>`)}
        </ul>
      </div>
    </div>`;
  }

  #said(problem: Problem): string {
    const form = this.listed?.form;
    const item = form && problem.path ? itemOf(form, problem.path) : undefined;
    const text = problemText(problem, item?.type);
    return form && item ? `${pathText(form, problem.path)}：${text}` : text;
  }

  /** Paths of visible checks without a result that need no number. */
  #unchecked(): string[] {
    const { filling } = this;
    if (!filling) return [];
    return filling.session
      .sections()
      .flatMap(({ items }) => items)
      .filter((item) => {
        const state = filling.session.get(item.id);
        return (
          item.type === 'check' &&
          !item.measure &&
          state?.visible &&
          !state.readonly &&
          !state.value
        );
      })
      .map(({ id }) => id);
  }

  readonly #passRest = () => {
    for (const path of this.#unchecked()) this.filling?.session.answer(path, 'pass');
    this.asking = false;
  };

  async #finish(stage: Stage): Promise<void> {
    const { filling } = this;
    if (!filling || this.busy) return;
    this.busy = true;
    const moved = await filling.move(stage.id);
    this.busy = false;
    this.problems = moved.ok ? [] : moved.problems;
    if (moved.ok) return toast(t.done({ to: say(stage.title) }), { tone: 'good' });
    // Where something is missing, the form shows it at its place too.
    const form = this.renderRoot.querySelector('fd-form');
    const [first] = moved.problems;
    if (form && first?.path) void form.focusPath(first.path);
  }
}
customElements.define('fd-tablet-list', FdTabletList);
declare global {
  interface HTMLElementTagNameMap {
    'fd-tablet-list': FdTabletList;
  }
}
