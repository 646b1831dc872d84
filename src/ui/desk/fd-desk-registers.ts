/**
 * Registers as the paper books they replace: one book per procedure, a page per day, printed as an A4 grid with page
 * numbers and room for signatures.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Listed, Store } from '../../store/store.ts';
import type { Procedure } from '../../spec/procedure.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { Clocks } from '../entry/clocks.ts';
import '../entry/fd-cards.ts';
import { go, link } from '../entry/links.ts';
import { pageSize } from '../entry/page-size.ts';
import { RowKeys } from '../entry/row-keys.ts';
import { SiteView } from '../entry/site.ts';
import { dateText, dayOf, stampText } from '../entry/when.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { bookColumns, bookTable } from './book.ts';
import { bookSheet } from './book-sheet.ts';
import { inOrder } from './kinds.ts';

const t = words({
  title: ['登记本', 'Registers'],
  lead: [
    '和纸本一样翻、一样打：选一本，选一天。',
    'As the paper books: choose a book, choose a day.',
  ],
  print: ['打印这一天', 'Print this day'],
  bind: ['整月成册', 'Bind the month'],
  before: ['前一天', 'Day before'],
  after: ['后一天', 'Day after'],
  day: ['日期', 'Day'],
  none: ['这一天没有登记', 'No entries on this day'],
  noneHint: ['换一天看看，或从“登记”里记一条。', 'Try another day, or make an entry.'],
  all: ['换一本', 'Another book'],
  printed: ['{who} 打印于 {at}', 'Printed by {who}, {at}'],
  count: ['共 {n} 条', '{n} entries'],
  keeper: ['值班人签字：', 'On duty (signature):'],
  leader: ['主管签字：', 'Supervisor (signature):'],
});

export class FdDeskRegisters extends LitElement {
  static override properties = {
    store: { attribute: false },
    procedure: {},
    day: {},
  };
  static override styles = [
    base,
    bookSheet,
    css`
      :host {
        display: block;
      }
      h1 {
        font-size: var(--t-xl);
      }
      .input {
        inline-size: auto;
      }
    `,
  ];
  declare store: Store | undefined;
  /** Its id; none: the shelf. */
  declare procedure: string;
  /** Local date; today where it is missing. */
  declare day: string;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #all = new Live<readonly Listed[]>(
    this,
    () => (this.procedure ? this.store?.entries({ procedures: [this.procedure] }) : undefined),
    () => this.procedure,
  );

  constructor() {
    super();
    this.procedure = '';
    this.day = '';
    new LocaleController(this);
    new RowKeys(this);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    pageSize(undefined);
  }
  protected override updated(): void {
    pageSize(this.procedure ? 'A4 landscape' : undefined);
  }

  override render() {
    if (!this.store) return nothing;
    if (/^\d{4}-\d{2}$/.test(this.day)) {
      // A month as a book is printed once a month: its code comes when it is asked for.
      void import('./fd-desk-book.ts');
      return html`<fd-desk-book
        .store=${this.store}
        procedure=${this.procedure}
        month=${this.day}
      ></fd-desk-book>`;
    }
    const found = this.#site.procedures.find(({ procedure }) => procedure.id === this.procedure);
    return found ? this.#book(found.procedure) : this.#shelf();
  }

  #shelf(): TemplateResult {
    const registers = inOrder(this.#site.procedures);
    return html`<div class="stack">
      <header>
        <h1>${t.title()}</h1>
        <p class="muted">${t.lead()}</p>
      </header>
      <fd-cards page="registers" .procedures=${registers}></fd-cards>
    </div>`;
  }

  #book(procedure: Procedure): TemplateResult {
    const { zone } = this.#site;
    const today = dayOf(this.#clocks.now, zone);
    const day = this.day || today;
    const rows = (this.#all.value ?? [])
      .filter(
        (one) => one.entry.procedure === procedure.id && dayOf(one.entry.created, zone) === day,
      )
      .toSorted((a, b) => (a.entry.created < b.entry.created ? -1 : 1));
    const turn = (days: number) =>
      go(
        link(
          'registers',
          procedure.id,
          new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10),
        ),
      );
    return html`<div class="stack">
      <header class="split no-print">
        <h1>${say(procedure.title)}</h1>
        <div class="cluster">
          <a class="btn quiet" href=${link('registers')}>${icon('book-open')}${t.all()}</a>
          <a class="btn" href=${link('registers', procedure.id, day.slice(0, 7))}
            >${icon('book-open')}${t.bind()}</a
          >
          <button
            type="button"
            class="btn primary"
            ?disabled=${rows.length === 0}
            @click=${() => print()}
          >
            ${icon('printer')}${t.print()}
          </button>
        </div>
      </header>
      <div class="cluster no-print">
        <button
          type="button"
          class="btn only"
          aria-label=${t.before()}
          title=${t.before()}
          @click=${() => turn(-1)}
        >
          ${icon('chevron-left')}
        </button>
        <label class="cluster"
          ><span class="sr-only">${t.day()}</span
          ><input
            class="input num"
            type="date"
            .value=${day}
            max=${today}
            @change=${(event: Event) => {
              const { value } = event.target as HTMLInputElement;
              if (value) go(link('registers', procedure.id, value));
            }}
        /></label>
        <button
          type="button"
          class="btn only"
          aria-label=${t.after()}
          title=${t.after()}
          ?disabled=${day >= today}
          @click=${() => turn(1)}
        >
          ${icon('chevron-right')}
        </button>
        <span class="muted" role="status">${t.count({ n: rows.length })}</span>
      </div>
      ${
        rows.length === 0
          ? html`<div class="empty no-print">
              ${icon('book-open', 'huge')}
              <h2>${t.none()}</h2>
              <p>${t.noneHint()}</p>
            </div>`
          : html`<article class="book">
              <header class="print-only">
                <h2>${this.#site.site?.name} ${say(procedure.title)}</h2>
                <p class="split">
                  <span>${dateText(day, zone)} ${day}</span
                  ><span>${procedure.code} · ${t.count({ n: rows.length })}</span>
                </p>
              </header>
              ${bookTable(rows, bookColumns(rows), this.#site)}
              <footer class="print-only">
                <p class="split">
                  <span>${t.keeper()}</span><span>${t.leader()}</span><span></span>
                </p>
                <p>
                  ${t.printed({ who: this.#site.me?.name ?? '', at: stampText(this.#clocks.now, zone) })}
                </p>
              </footer>
            </article>`
      }
    </div>`;
  }
}
customElements.define('fd-desk-registers', FdDeskRegisters);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-registers': FdDeskRegisters;
  }
}
