/**
 * A new entry: choose a procedure, or go on with a draft. The tray beside it holds what was begun and put aside.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { Procedure } from '../../spec/procedure.ts';
import type { Entry } from '../../form/entry.ts';
import type { Form } from '../../form/compile.ts';
import { summarise } from '../../form/summary.ts';
import type { Draft, Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { toast } from '../base/fd-toast.ts';
import { Live } from '../base/live.ts';
import { Clocks } from '../entry/clocks.ts';
import '../entry/fd-cards.ts';
import '../entry/fd-fill.ts';
import '../entry/fd-guide.ts';
import { entryLink, go, link, printLink } from '../entry/links.ts';
import { SiteView } from '../entry/site.ts';
import { agoText } from '../entry/when.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, locale, say, words } from '../words/words.ts';
import { inOrder } from './kinds.ts';

const t = words({
  title: ['登记什么？', 'What would you like to enter?'],
  drafts: ['没填完的', 'Unfinished'],
  noDrafts: [
    '填到一半被打断也不怕：草稿会出现在这里。',
    'Interrupted half-way? Your draft appears here.',
  ],
  draftOf: ['{title}（{what}）', '{title} ({what})'],
  toStage: ['改为“{stage}”', 'to “{stage}”'],
  empty: ['还没写什么', 'nothing typed yet'],
  drop: ['不要这份草稿', 'Discard this draft'],
  dropped: ['草稿已删', 'Draft discarded'],
  undo: ['撤销', 'Undo'],
  saved: ['已登记 {number}', 'Saved {number}'],
  print: ['打印{title}', 'Print {title}'],
  other: ['换一种', 'Another form'],
  missing: ['没有这份草稿，可能已经登记好了', 'There is no such draft; it may have been saved'],
  noRole: ['您的岗位不能登记这一种', 'Your role may not enter this'],
});

export class FdDeskNew extends LitElement {
  static override properties = {
    store: { attribute: false },
    procedure: {},
    draft: {},
    form: { state: true },
    version: { state: true },
    listed: { state: true },
    going: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      h1 {
        font-size: var(--t-xl);
      }
      h2 {
        font-size: var(--t-md);
      }
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 18rem;
        gap: var(--gap);
        align-items: start;
      }
      @media (max-width: 64rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      .row > a {
        color: inherit;
        text-decoration: none;
      }
      .row > a:hover .row-title {
        text-decoration: underline;
      }
    `,
  ];
  declare store: Store | undefined;
  /** Procedure id of a new entry. */
  declare procedure: string | undefined;
  /** Id of the draft to go on with. */
  declare draft: string | undefined;
  declare form: Form | undefined;
  declare version: string;
  declare listed: Listed | undefined;
  /** The draft as it was when the form was opened: it must not reopen with each key. */
  declare going: Draft | undefined;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #drafts = new Live<readonly Draft[]>(this, () => this.store?.drafts);
  #opened = '';

  constructor() {
    super();
    this.version = '';
    new LocaleController(this);
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { store, procedure, draft } = this;
    const known = this.#site.procedures;
    if (!store || known.length === 0 || (draft && !this.#drafts.value)) return;
    const key = draft ? `draft ${draft}` : (procedure ?? '');
    if (key === this.#opened) return;
    this.going = this.#drafts.value?.find(({ id }) => id === draft);
    // One that was put there just now comes with the next news.
    if (draft && !this.going) return;
    this.#opened = key;
    this.form = undefined;
    this.listed = undefined;
    const current = known.find((one) => one.procedure.id === procedure);
    const wanted = this.going
      ? { id: this.going.procedure, version: this.going.version }
      : current && { id: current.procedure.id, version: current.hash };
    if (wanted) void this.#open(store, wanted, this.going);
  }

  async #open(
    store: Store,
    wanted: { id: string; version: string },
    draft: Draft | undefined,
  ): Promise<void> {
    const opened = this.#opened;
    const form = await store.form(wanted.id, wanted.version);
    let listed: Listed | undefined;
    if (draft?.entry !== undefined) {
      const { entry } = draft;
      listed = await new Promise((found) => {
        const subscription = store.entry(entry).subscribe((one) => {
          found(one);
          queueMicrotask(() => subscription.unsubscribe());
        });
      });
    }
    if (opened !== this.#opened) return;
    this.version = wanted.version;
    this.listed = listed;
    this.form = form;
  }

  override render() {
    const { store } = this;
    if (!store) return nothing;
    return html`<div class="columns">
      <div class="stack">
        ${this.draft || this.procedure ? this.#filling(store) : this.#choice()}
      </div>
      ${this.#tray()}
    </div>`;
  }

  #choice(): TemplateResult {
    const roles = this.#site.roles;
    const mine = inOrder(this.#site.procedures).filter(({ procedure }) =>
      procedure.access.create.some((role) => roles.includes(role)),
    );
    return html`<h1>${t.title()}</h1>
      <fd-cards
        .procedures=${mine}
        @fd-card=${(event: CustomEvent<Procedure>) =>
          event.detail.schedule && this.#scheduled(event, event.detail.id)}
      ></fd-cards>`;
  }

  /** What the site opens once a shift or a day is gone on with, not opened twice. */
  async #scheduled(event: Event, procedure: string): Promise<void> {
    event.preventDefault();
    const result = await this.store?.scheduled(procedure);
    if (!result) return;
    if (result.ok) go(entryLink(result.value.id));
    else toast(result.problems.map((one) => problemText(one)).join('；'), { tone: 'bad' });
  }

  #filling(store: Store): TemplateResult {
    const { form, going } = this;
    if (this.draft && !going) return html`<div class="empty"><p>${t.missing()}</p></div>`;
    if (!form) return html``;
    const stage = form.stages.find(({ id }) => id === going?.to);
    return html`<header class="split">
        <div>
          <h1>${say(form.procedure.title)}</h1>
          <p class="muted">
            ${stage ? t.toStage({ stage: say(stage.act ?? stage.title) }) : say(form.procedure.about)}
          </p>
        </div>
        <a class="btn small" href=${link('new')}>${icon('layout-grid')}${t.other()}</a>
      </header>
      <fd-fill
        class="ground"
        .store=${store}
        .form=${form}
        version=${this.version}
        .listed=${this.listed}
        .to=${going?.to}
        .draft=${going}
        @fd-saved=${this.#saved}
        @fd-cancel=${() => go(link('new'))}
      ></fd-fill>`;
  }

  #tray(): TemplateResult {
    const drafts = this.#drafts.value ?? [];
    return html`<aside class="stack tight" aria-labelledby="drafts">
      ${
        this.form && (this.procedure || this.going)
          ? html`<fd-guide .procedure=${this.form.procedure}></fd-guide>`
          : nothing
      }
      <h2 id="drafts">
        ${t.drafts()}
        ${drafts.length > 0 ? html`<span class="badge info">${drafts.length}</span>` : nothing}
      </h2>
      ${
        drafts.length === 0
          ? html`<p class="muted small">${t.noDrafts()}</p>`
          : html`<ul class="list">
              ${drafts.map((draft) => this.#draft(draft))}
            </ul>`
      }
    </aside>`;
  }

  #draft(draft: Draft): TemplateResult {
    const title = this.#site.title(draft.procedure);
    const known = this.#site.procedures.find(({ procedure }) => procedure.id === draft.procedure);
    const here = draft.id === this.draft;
    return html`<li class="row" aria-current=${here ? 'true' : nothing}>
      <a class="row-main" href=${link('draft', draft.id)}
        ><span class="row-title">${title}</span
        ><span class="row-sub">${this.#words(draft, known !== undefined)}</span
        ><span class="row-sub">${agoText(draft.touched, this.#clocks.now)}</span></a
      >
      <button
        type="button"
        class="btn quiet small only"
        aria-label=${t.drop()}
        title=${t.drop()}
        @click=${() => this.#drop(draft)}
      >
        ${icon('trash-2')}
      </button>
    </li>`;
  }

  /** The first few answers that are words. */
  #words(draft: Draft, known: boolean): string {
    if (this.form && this.form.procedure.id === draft.procedure && known)
      return summarise(this.form, draft.answers, locale()) || t.empty();
    const texts = Object.entries(draft.answers)
      .filter(
        ([path, value]) =>
          typeof value === 'string' && !path.includes('/') && !/^\d{4}-|^[a-z]/.test(value),
      )
      .map(([, value]) => String(value));
    return texts.slice(0, 3).join(' ') || t.empty();
  }

  async #drop(draft: Draft): Promise<void> {
    await this.store?.dropDraft(draft.id);
    toast(t.dropped(), {
      action: { label: t.undo(), run: () => void this.store?.saveDraft(draft) },
    });
    if (draft.id === this.draft) go(link('new'));
  }

  readonly #saved = (event: CustomEvent<Entry>) => {
    const { id, number = '' } = event.detail;
    const slip = this.form?.procedure.outputs?.find(({ paper }) => paper !== 'A4');
    const action = slip && {
      label: t.print({ title: say(slip.title) }),
      run: () => go(printLink(id, slip.id)),
    };
    toast(t.saved({ number }), { tone: 'good', ...(action && { action }) });
    go(entryLink(id));
  };
}
customElements.define('fd-desk-new', FdDeskNew);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-new': FdDeskNew;
  }
}
