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
import { toDoOf } from './to-do.ts';

const t = words({
  saved: ['随点随存', 'Saved as you tap'],
  progress: ['已填 {done}，共 {all} 项必填', '{done} of {all} required answers given'],
  left: ['还有 {n} 项没填', '{n} left'],
  jump: ['去下一项', 'Next one'],
  ready: ['必填的都填了', 'All required answers given'],
  rest: ['其余全部正常', 'All the rest pass'],
  restAsk: ['把还没查的 {n} 项都记为正常？', 'Mark the {n} unchecked items as passed?'],
  restHint: [
    '请确认都亲眼看过。带数字的项目不会代填。',
    'Only if you have looked at each of them. Items with a number are left to you.',
  ],
  restDo: ['都看过，记为正常', 'I looked: mark as passed'],
  back: ['再看看', 'Not yet'],
  refused: ['还不能这样做', 'Not possible yet'],
  more: ['另有 {n} 处', 'and {n} more'],
  named: ['{label}：{text}', '{label}: {text}'],
  done: ['已改为“{to}”', 'Now “{to}”'],
});
/** Problems named at once; the rest are counted. */
const shown = 3;

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
        /* Above the navigation of the surface. */
        inset-block-end: var(--foot-gap, 0px);
        flex-direction: column;
        align-items: stretch;
        gap: var(--s2);
        margin-block-start: var(--s5);
        margin-inline: calc(-1 * var(--safe));
        padding-block: var(--s3);
      }
      .foot .split {
        flex-wrap: wrap;
        gap: var(--s2) var(--s4);
      }
      .state {
        display: grid;
        gap: var(--s1);
        flex: 1 1 10rem;
      }
      .state .saved {
        display: inline-flex;
        align-items: center;
        gap: var(--s1);
      }
      progress {
        inline-size: 100%;
      }
      .problems {
        margin: 0;
        padding-inline-start: var(--s5);
      }
      .problems button {
        display: inline;
        min-block-size: 2rem;
        border: 0;
        padding: 0;
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        text-decoration: underline;
        cursor: pointer;
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
    const listener = {
      told: (problems: readonly Problem[]) => void (this.unsaved = problems),
      reopened: () => this.requestUpdate(),
    };
    void SharedFilling.open(store, listed, listener).then((filling) => {
      if (this.isConnected && this.listed?.entry.id === filling.entry) this.filling = filling;
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
    const todo = toDoOf(filling.session);
    const left = todo.left.length;
    const rest = todo.passable.length;
    return html`<fd-form
        actions="none"
        .session=${filling.session}
        .host=${this.#site.host(listed.entry.id)}
        @fd-change=${this.#changed}
      ></fd-form>
      <div class="foot no-print">
        ${this.#banner([...this.unsaved, ...this.problems])}
        <progress
          max=${todo.all}
          .value=${todo.all - left}
          aria-label=${t.progress({ done: todo.all - left, all: todo.all })}
        ></progress>
        <div class="split">
          <span class="state"
            ><span class="strong num">${left > 0 ? t.left({ n: left }) : t.ready()}</span
            ><span class="saved small muted">${icon('check')}${t.saved()}</span></span
          >
          <span class="cluster">
            ${
              rest > 1
                ? html`<button type="button" class="btn quiet" @click=${() => (this.asking = true)}>
                    ${t.rest()}
                  </button>`
                : nothing
            }
            ${
              left > 0
                ? html`<button
                    type="button"
                    class="btn primary"
                    @click=${() => this.#jump(todo.left[0] ?? '')}
                  >
                    ${t.jump()}${icon('arrow-down')}
                  </button>`
                : nothing
            }
            ${stepsOf(listed, this.#site.roles).map(
              (stage, index) =>
                html`<button
                  type="button"
                  class="btn ${index === 0 && left === 0 ? 'primary' : ''} ${stage.tone === 'bad' ? 'quiet' : ''}"
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
        heading=${t.restAsk({ n: rest })}
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
    const more = problems.length - shown;
    return html`<div class="banner bad" role="alert">
      ${icon('circle-alert')}
      <div>
        <strong>${t.refused()}</strong>
        <ul class="problems">
          ${problems
            .slice(0, shown)
            .map(
              (problem) =>
                html`<li>
                  ${
                    problem.path
                      ? html`<button type="button" @click=${() => this.#jump(problem.path)}>
                          ${this.#said(problem)}
                        </button>`
                      : this.#said(problem)
                  }
                </li>`,
            )}
        </ul>
        ${more > 0 ? html`<span class="small">${t.more({ n: more })}</span>` : nothing}
      </div>
    </div>`;
  }

  #said(problem: Problem): string {
    const form = this.listed?.form;
    const item = form && problem.path ? itemOf(form, problem.path) : undefined;
    const text = problemText(problem, item?.type);
    return form && item ? t.named({ label: pathText(form, problem.path), text }) : text;
  }

  /** What was said to be missing goes once it is there; other reasons may no longer hold after a change. */
  readonly #changed = () => {
    const { session } = this.filling ?? {};
    const left = new Set(session && toDoOf(session).left);
    this.problems = this.problems.filter(({ path }) => left.has(path));
    this.requestUpdate();
  };

  readonly #passRest = () => {
    const { filling } = this;
    if (filling)
      for (const path of toDoOf(filling.session).passable) filling.session.answer(path, 'pass');
    this.asking = false;
  };

  #jump(path: string): void {
    void this.renderRoot.querySelector('fd-form')?.focusPath(path);
  }

  async #finish(stage: Stage): Promise<void> {
    const { filling } = this;
    if (!filling || this.busy) return;
    this.busy = true;
    const moved = await filling.move(stage.id);
    this.busy = false;
    this.problems = moved.ok ? [] : moved.problems;
    if (moved.ok) return toast(t.done({ to: say(stage.title) }), { tone: 'good' });
    const [first] = moved.problems;
    if (first?.path) this.#jump(first.path);
  }
}
customElements.define('fd-tablet-list', FdTabletList);
declare global {
  interface HTMLElementTagNameMap {
    'fd-tablet-list': FdTabletList;
  }
}
