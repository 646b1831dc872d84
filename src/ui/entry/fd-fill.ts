/**
 * A form with its buttons: a new entry, a move (`to`), or putting answers right. `fd-saved` (detail: the entry) when it is
 * written, `fd-cancel` when it is left; what was typed stays as a draft unless it is thrown away.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import type { Entry } from '../../form/entry.ts';
import type { Form } from '../../form/compile.ts';
import type { Answers } from '../../form/answers.ts';
import type { Around } from '../../form/around.ts';
import { offeredBy } from '../../form/hint.ts';
import type { Draft, Hinted, Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import '../form/fd-form.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, words } from '../words/words.ts';
import { itemOf, pathText } from './answer-text.ts';
import './fd-hints.ts';
import { Filling } from './filling.ts';
import { linkTwo } from './fd-link.ts';
import { openOffered } from './opening.ts';
import { SiteView } from './site.ts';

const t = words({
  save: ['保存', 'Save'],
  cancel: ['先放一放', 'Put aside'],
  drop: ['不要了', 'Discard'],
  note: ['这一步的备注（可不填）', 'Note on this step (optional)'],
  kept: ['已随时存为草稿', 'Kept as a draft as you type'],
  refused: ['没有保存', 'Not saved'],
});

export class FdFill extends LitElement {
  static override properties = {
    store: { attribute: false },
    form: { attribute: false },
    version: {},
    listed: { attribute: false },
    to: {},
    draft: { attribute: false },
    answers: { attribute: false },
    around: { attribute: false },
    action: {},
    filling: { state: true },
    next: { state: true },
    problems: { state: true },
    busy: { state: true },
  };
  static override styles = [
    base,
    css`
      .note {
        margin-block-start: var(--s4);
      }
      .bar {
        position: sticky;
        inset-block-end: var(--foot-gap, 0);
        z-index: 2;
        margin-block-start: var(--s4);
        padding-block: var(--s3);
        background: var(--surface);
        border-block-start: 1px solid var(--line);
      }
      :host(.ground) .bar {
        background: var(--bg);
      }
    `,
  ];
  declare store: Store | undefined;
  declare form: Form | undefined;
  /** Content hash of the form. */
  declare version: string;
  declare listed: Listed | undefined;
  declare to: string | undefined;
  declare draft: Draft | undefined;
  /** First answers of a new entry, e.g. from the quick line. */
  declare answers: Answers | undefined;
  /** See `Filling`. */
  declare around: Around | undefined;
  /** What the main button says. */
  declare action: string | undefined;
  declare filling: Filling | undefined;
  /** What is opened once this is saved. */
  declare next: Hinted | undefined;
  declare problems: readonly Problem[];
  declare busy: boolean;
  readonly #site = new SiteView(this, () => this.store);
  /** The last one asked for; one that was asked for before it is let go. */
  #opening: Promise<Filling> | undefined;

  constructor() {
    super();
    this.version = '';
    this.problems = [];
    this.busy = false;
    new LocaleController(this);
  }

  override render() {
    const { store, filling } = this;
    if (!store || !filling) return nothing;
    if (!this.#site.site) return nothing;
    return html`<fd-form
        actions="none"
        ?asked=${this.to !== undefined}
        .session=${filling.session}
        .host=${this.#site.host(filling.entry)}
        @fd-submit=${this.#write}
        @fd-change=${() => this.requestUpdate()}
      ></fd-form>
      ${
        this.to
          ? html`<label class="field"
              ><span class="label">${t.note()}</span
              ><textarea class="input" rows="1" maxlength="2000" id="note"></textarea>
            </label>`
          : nothing
      }
      <div class="bar stack tight">
        ${
          this.form && !this.to
            ? html`<fd-hints
                .store=${store}
                .form=${this.form}
                .answers=${filling.session.answers}
                self=${filling.entry}
                .entry=${this.listed?.entry}
                .chosen=${[...filling.links.keys()]}
                offered=${this.next?.hint.id ?? ''}
                @fd-same=${this.#same}
                @fd-offer=${this.#offer}
              ></fd-hints>`
            : nothing
        }
        ${
          this.problems.length > 0
            ? html`<div class="banner bad" role="alert">
                ${icon('circle-alert')}
                <div>
                  <strong>${t.refused()}</strong>
                  <ul>
                    ${this.problems.map((problem) => html`<li>${this.#said(problem)}</li>`)}
                  </ul>
                </div>
              </div>`
            : nothing
        }
        <div class="cluster">
          <button type="button" class="btn primary" ?disabled=${this.busy} @click=${this.#submit}>
            ${icon('check')}${this.action ?? t.save()}
          </button>
          <button type="button" class="btn" @click=${this.#aside}>${t.cancel()}</button>
          <button type="button" class="btn quiet" @click=${this.#drop}>${t.drop()}</button>
          <span class="small muted grow">${t.kept()}</span>
        </div>
      </div>`;
  }

  #said(problem: Problem): string {
    const { form } = this;
    const item = form && problem.path ? itemOf(form, problem.path) : undefined;
    const text = problemText(problem, item?.type);
    return form && item ? `${pathText(form, problem.path)}：${text}` : text;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const names = ['form', 'to', 'draft', 'store', 'around'] as const;
    if (names.some((name) => changed.has(name))) this.#open();
  }
  #open(): void {
    const { store, form, version, listed, to, draft, answers, around } = this;
    if (!store || !form) return;
    this.filling?.close();
    this.filling = undefined;
    this.next = undefined;
    this.problems = [];
    const opening = Filling.open({
      store,
      form,
      version,
      ...(listed && { listed }),
      ...(to && { to }),
      ...(draft && { draft }),
      ...(answers && { answers }),
      ...(around && { around }),
    });
    this.#opening = opening;
    void opening.then((filling) => {
      if (this.isConnected && this.#opening === opening) this.filling = filling;
      else filling.close();
    });
  }
  override connectedCallback(): void {
    super.connectedCallback();
    // Moved within the page it was closed on the way.
    if (this.hasUpdated) this.#open();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.filling?.save();
    this.filling?.close();
    this.filling = undefined;
  }

  readonly #submit = () => this.renderRoot.querySelector('fd-form')?.submit();
  /** The form has found nothing wrong. */
  readonly #write = async (event: Event): Promise<void> => {
    event.stopPropagation();
    const { filling } = this;
    if (!filling || this.busy) return;
    this.busy = true;
    const text = this.renderRoot.querySelector<HTMLTextAreaElement>('#note')?.value.trim();
    const result = await filling.submit(text || undefined);
    this.busy = false;
    this.problems = result.ok ? [] : result.problems;
    if (!result.ok) return;
    this.dispatchEvent(new CustomEvent<Entry>('fd-saved', { detail: result.value }));
    if (this.next) await this.#openNext(result.value, this.next);
  };

  /** Said twice, it is taken back. */
  readonly #same = ({ detail }: CustomEvent<{ entry: Entry; why: string }>) => {
    const { store, listed, filling } = this;
    if (!store || !filling) return;
    const { entry, why } = detail;
    if (listed) void linkTwo(store, listed.entry, entry, why);
    else if (!filling.links.delete(entry.id)) filling.links.set(entry.id, why);
    this.requestUpdate();
  };
  readonly #offer = ({ detail }: CustomEvent<Hinted>) => {
    this.next = this.next?.hint.id === detail.hint.id ? undefined : detail;
  };
  /** One entry for all of them, linked to each. */
  async #openNext(saved: Entry, { hint, entries, answers }: Hinted): Promise<void> {
    const { store, form } = this;
    const { offer } = hint;
    if (!store || !form || !offer) return;
    // What was saved: since the offer was taken up, more may have been typed.
    const around = await store.around(form, saved);
    const given = offeredBy(form, saved.answers, hint, { around, self: saved }) ?? answers ?? {};
    await openOffered(store, offer, given, [saved, ...entries.map(({ entry }) => entry)]);
  }

  readonly #aside = async (): Promise<void> => {
    await this.filling?.save();
    this.#left();
  };
  readonly #drop = async (): Promise<void> => {
    await this.filling?.drop();
    this.#left();
  };
  #left(): void {
    this.dispatchEvent(new CustomEvent('fd-cancel'));
  }
}
customElements.define('fd-fill', FdFill);
declare global {
  interface HTMLElementTagNameMap {
    'fd-fill': FdFill;
  }
}
