/**
 * A form on the screen, drawn from a session: `<fd-form .session .host surface pages>`. Each field redraws itself; the
 * whole is drawn again only when sections come or go, the page turns or the language changes.
 *
 * Events: `fd-submit` (detail: `session.submission()`), `fd-cancel`, `fd-change`, `fd-page` (detail: `{ page, pages }`).
 */
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Problem } from '../../spec/problem.ts';
import type { Section, Surface } from '../../spec/procedure.ts';
import type { Answers } from '../../form/answers.ts';
import type { Session } from '../../form/session.ts';
import { base } from '../base/base.ts';
import { announce } from '../base/fd-toast.ts';
import { icon } from '../base/icon.ts';
import type { FieldHost } from '../field/context.ts';
import { fieldStyles } from '../field/field-styles.ts';
import { refStyles } from '../field/ref-styles.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { field } from './field-part.ts';
import { idOf } from './field-shell.ts';
import { FormState, rootOf } from './form-state.ts';
import { formStyles } from './form-styles.ts';
import { Unroll } from './unroll.ts';

const t = words({
  submit: ['提交', 'Submit'],
  cancel: ['取消', 'Cancel'],
  back: ['上一步', 'Back'],
  next: ['下一步', 'Next'],
  step: ['第 {n} 步，共 {all} 步', 'Step {n} of {all}'],
  summary: ['还有 {n} 处要看一下：', '{n} things need your attention:'],
  named: ['{label}：{text}', '{label}: {text}'],
  inLine: ['{table} 第 {n} 行 {label}', '{table}, line {n}, {label}'],
  left: ['还有 {n} 处没填好', '{n} things are not finished yet'],
});

export class FdForm extends LitElement {
  static override properties = {
    session: { attribute: false },
    host: { attribute: false },
    surface: {},
    pages: { type: Boolean, reflect: true },
    asked: { type: Boolean },
    submitLabel: { attribute: 'submit-label' },
    actions: {},
    page: { state: true },
    summary: { state: true },
  };
  static override styles = [...base, fieldStyles, refStyles, formStyles];
  declare session: Session | undefined;
  declare host: FieldHost | undefined;
  /** Where it is drawn; the session's surface when not given. */
  declare surface: Surface | undefined;
  /** One section a page, with progress dots. */
  declare pages: boolean;
  /** Only sections with something to answer: a step does not repeat what was answered before. */
  declare asked: boolean;
  /** What the last button says; 提交 when empty. */
  declare submitLabel: string;
  /** `none`: the screen around it has its own buttons and calls `submit()`. */
  declare actions: 'own' | 'none';
  declare page: number;
  /** Problems listed at the top after a refused submit. */
  declare summary: readonly Problem[];
  #state: FormState | undefined;
  readonly #unroll = new Unroll(this);

  constructor() {
    super();
    this.session = undefined;
    this.host = undefined;
    this.surface = undefined;
    this.pages = false;
    this.asked = false;
    this.submitLabel = '';
    this.actions = 'own';
    this.page = 0;
    this.summary = [];
    new LocaleController(this);
  }

  /** Times a field was drawn since the session was given. */
  get drawn(): number {
    return this.#state?.drawn ?? 0;
  }

  /** Whether every field of the page is drawn; of a long form the rest follows the first screens. */
  get whole(): boolean {
    return this.#unroll.done;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#state?.close();
    this.#state = undefined;
  }
  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#open();
  }

  #open(): void {
    this.#state?.close();
    this.#state = undefined;
    const { session, host } = this;
    if (!session || !host) return;
    this.#unroll.reset();
    const surface = this.surface ?? session.options.surface;
    this.#state = new FormState(session, host, surface, (structure) => {
      if (structure) this.requestUpdate();
      if (this.summary.length > 0) this.#summarise();
      this.dispatchEvent(new CustomEvent('fd-change', { bubbles: true, composed: true }));
    });
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('session') && !changed.has('host') && !changed.has('surface')) return;
    if (changed.has('session')) {
      this.page = 0;
      this.summary = [];
    }
    this.#open();
  }

  #summarise(): void {
    this.summary = this.#state?.blocking() ?? [];
  }

  #sections(): readonly Section[] {
    const { session } = this;
    const all = session?.sections() ?? [];
    if (!this.asked) return all;
    return all.filter(({ items }) =>
      items.some(({ id }) => {
        const state = session?.get(id);
        return state?.visible && !state.readonly;
      }),
    );
  }

  /** The sections of the page that is shown; all of them without `pages`. */
  #here(all: readonly Section[]): readonly Section[] {
    const section = all[Math.min(this.page, all.length - 1)];
    return this.pages && section ? [section] : all;
  }

  /** Submits if nothing stands in the way; otherwise shows what does and goes to the first of it. */
  submit(): void {
    if (!this.session || !this.validateAndFocus()) return;
    const detail: Answers = this.session.submission();
    this.dispatchEvent(
      new CustomEvent<Answers>('fd-submit', { detail, bubbles: true, composed: true }),
    );
  }

  /** Whether the form can be submitted; shows every problem and focuses the first field that has one. */
  validateAndFocus(): boolean {
    const state = this.#state;
    if (!state) return false;
    state.touchAll();
    const problems = state.blocking();
    this.summary = problems;
    const [first] = problems;
    if (!first) return true;
    announce(t.left({ n: problems.length }));
    void this.focusPath(first.path);
    return false;
  }

  /** Turns to the page of a path and focuses its control. */
  async focusPath(path: string): Promise<void> {
    const root = rootOf(path);
    const page = this.#sections().findIndex((section) =>
      section.items.some((item) => item.id === root),
    );
    if (this.pages && page !== undefined && page >= 0) this.#turn(page, false);
    this.#unroll.finish();
    await this.updateComplete;
    const inside = (id: string) => this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
    const target = inside(idOf(path)) ?? inside(idOf(root));
    const focusable = 'input, select, textarea, button, [tabindex="0"]';
    const control = target?.matches(focusable)
      ? target
      : target?.querySelector<HTMLElement>(`:is(${focusable}):not([disabled])`);
    (target?.closest('.cell') ?? target)?.scrollIntoView({ block: 'center' });
    control?.focus({ preventScroll: true });
  }

  /** Next page, if this one is in order; submits from the last. */
  next(): void {
    const state = this.#state;
    const sections = this.#sections();
    const [section] = this.#here(sections);
    if (!state || !section) return;
    if (this.page >= sections.length - 1) return this.submit();
    const mine = new Set(section.items.map((item) => item.id));
    state.touchAll((path) => mine.has(rootOf(path)));
    const [first] = state.blocking().filter((problem) => mine.has(rootOf(problem.path)));
    if (first) return void this.focusPath(first.path);
    this.#turn(this.page + 1, true);
  }
  back(): void {
    if (this.page > 0) this.#turn(this.page - 1, true);
    else this.cancel();
  }
  cancel(): void {
    this.dispatchEvent(new CustomEvent('fd-cancel', { bubbles: true, composed: true }));
  }

  #turn(page: number, focusHeading: boolean): void {
    if (page === this.page) return;
    this.page = page;
    this.#unroll.reset();
    this.summary = [];
    const pages = this.#sections().length;
    const detail = { page, pages };
    this.dispatchEvent(new CustomEvent('fd-page', { detail, bubbles: true, composed: true }));
    if (!focusHeading) return;
    void this.updateComplete.then(() => {
      const heading = this.renderRoot.querySelector<HTMLElement>('.section h2');
      heading?.focus({ preventScroll: true });
      this.renderRoot.querySelector('form')?.scrollIntoView({ block: 'start' });
    });
  }

  override render() {
    const state = this.#state;
    if (!state || !this.session) return nothing;
    const all = this.#sections();
    const here = this.#here(all);
    const share = this.#unroll.share(here.map(({ items }) => items.length));
    return html`<form
      class="form"
      data-look=${state.surface}
      ?data-long=${this.#unroll.long}
      novalidate
      autocomplete="off"
      @submit=${this.#submitted}
      @keydown=${this.#keys}
      @focusin=${this.#showPad}
    >
      ${this.pages && all.length > 1 ? this.#dots(all.length) : nothing}
      ${this.summary.length > 1 && !this.pages ? this.#problems() : nothing}
      ${keyed(
        state,
        repeat(
          here
            .map((section, index) => ({ section, drawn: share[index] ?? 0 }))
            .filter(({ section, drawn }) => drawn > 0 || section.items.length === 0),
          ({ section }) => section.id,
          ({ section, drawn }) => this.#section(state, section, all.length, drawn),
        ),
      )}
      <slot></slot>
      ${this.actions === 'none' ? nothing : this.#buttons(all.length)}
    </form>`;
  }

  /** `drawn`: how many of its items are. */
  #section(state: FormState, section: Section, count: number, drawn: number) {
    const heading = `s-${section.id}`;
    const single = count === 1 && !this.pages;
    return html`<section class="section" aria-labelledby=${single ? nothing : heading}>
      ${
        single
          ? nothing
          : html`<header>
              <h2 id=${heading} tabindex="-1">${say(section.title)}</h2>
              ${section.hint ? html`<p class="hint">${say(section.hint)}</p>` : nothing}
            </header>`
      }
      <div class="items">
        ${repeat(
          section.items.slice(0, drawn),
          (item) => item.id,
          (item) => html`${field(state, item.id, 'line')}`,
        )}
      </div>
    </section>`;
  }

  #dots(count: number) {
    const words = t.step({ n: this.page + 1, all: count });
    return html`<div class="progress" role="img" aria-label=${words}>
      <div class="dots">
        ${Array.from(
          { length: count },
          (_, index) =>
            html`<span
              class=${index < this.page ? 'done' : ''}
              aria-current=${index === this.page ? 'step' : nothing}
            ></span>`,
        )}
      </div>
      <span class="small muted">${words}</span>
    </div>`;
  }

  #problems() {
    const go = (path: string) => (event: Event) => {
      event.preventDefault();
      void this.focusPath(path);
    };
    return html`<div class="banner bad summary" role="group" aria-labelledby="summary">
      ${icon('circle-alert')}
      <div>
        <p class="strong" id="summary">${t.summary({ n: this.summary.length })}</p>
        <ul>
          ${this.summary.map((problem) => {
            const state = this.#state?.get(problem.path);
            const label = this.#labelOf(problem.path);
            const text = problemText(problem, state?.item.type);
            return html`<li>
              <a href=${`#${idOf(problem.path)}`} @click=${go(problem.path)}
                >${label ? t.named({ label, text }) : text}</a
              >
            </li>`;
          })}
        </ul>
      </div>
    </div>`;
  }

  /** What a path is called; a cell with its table and line. */
  #labelOf(path: string): string {
    const label = say(this.#state?.get(path)?.item.label);
    const [table = '', row] = path.split('/');
    if (row === undefined) return label;
    const n = (this.session?.rows(table).indexOf(row) ?? 0) + 1;
    return t.inLine({ table: say(this.#state?.get(table)?.item.label), n, label });
  }

  #buttons(count: number) {
    const paged = this.pages && count > 1;
    const last = !paged || this.page >= count - 1;
    return html`<div class="buttons">
      <button
        type="button"
        class="btn ${this.pages ? 'big' : ''}"
        @click=${paged ? () => this.back() : () => this.cancel()}
      >
        ${paged ? html`${icon('arrow-left')}${t.back()}` : t.cancel()}
      </button>
      <button type="submit" class="btn primary ${this.pages ? 'big' : ''}">
        ${last ? this.submitLabel || t.submit() : html`${t.next()}${icon('arrow-right')}`}
      </button>
    </div>`;
  }

  readonly #submitted = (event: Event) => {
    event.preventDefault();
    if (this.pages) this.next();
    else this.submit();
  };

  /**
   * On a kiosk the pad of one field at a time is open. It stays open when a button is pressed, or the button would move
   * away under the finger.
   */
  readonly #showPad = (event: Event) => {
    const [from] = event.composedPath();
    if (!(from instanceof HTMLInputElement)) return;
    const cell = from.closest('.items > .cell');
    if (cell?.querySelector('.pad')) this.#openPad(cell);
  };
  #openPad(cell: Element): void {
    for (const other of this.renderRoot.querySelectorAll('[data-pad]'))
      other.removeAttribute('data-pad');
    cell.setAttribute('data-pad', 'on');
  }
  protected override updated(): void {
    if (this.#state?.surface !== 'kiosk' || this.renderRoot.querySelector('[data-pad]')) return;
    const first = this.renderRoot.querySelector('.items > .cell .pad')?.closest('.items > .cell');
    if (first) this.#openPad(first);
  }

  /** Enter in a line of text goes on by the button of the page only; a half-filled desk form is not sent by accident. */
  readonly #keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    const [from] = event.composedPath();
    if (event.ctrlKey || event.metaKey) {
      if (event.defaultPrevented) return;
      event.preventDefault();
      this.#submitted(event);
    } else if (from instanceof HTMLInputElement && !['submit', 'button'].includes(from.type))
      event.preventDefault();
  };
}
customElements.define('fd-form', FdForm);
declare global {
  interface HTMLElementTagNameMap {
    'fd-form': FdForm;
  }
}
