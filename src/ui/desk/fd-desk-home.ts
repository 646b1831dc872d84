/**
 * Home: the numbers of the day, and everything that is open by what is due first. Each number shows its rows.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Listed, Store } from '../../store/store.ts';
import { shiftAt } from '../../form/shift.ts';
import { instantAt } from '../../spec/zoned.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { Clocks } from '../entry/clocks.ts';
import '../entry/fd-briefing.ts';
import '../entry/fd-changes.ts';
import { entryRow } from '../entry/lines.ts';
import { link } from '../entry/links.ts';
import { RowKeys } from '../entry/row-keys.ts';
import { SiteView } from '../entry/site.ts';
import { dateText, dayOf, timeOf } from '../entry/when.ts';
import { LocaleController, words } from '../words/words.ts';
import './fd-desk-notify.ts';
import { byDue, countsOf } from './counts.ts';
import type { Count } from './counts.ts';

const t = words({
  morning: ['早上好，{name}', 'Good morning, {name}'],
  noon: ['中午好，{name}', 'Good day, {name}'],
  afternoon: ['下午好，{name}', 'Good afternoon, {name}'],
  evening: ['晚上好，{name}', 'Good evening, {name}'],
  all: ['全部正在办的', 'Everything open'],
  list: ['{name}：{n} 件', '{name}: {n}'],
  sorted: ['先到时限的在前', 'What is due first comes first'],
  clearTitle: ['手头没有没办完的事', 'Nothing is open'],
  clearHint: [
    '有来电就在上面的速记栏记下：哪户、谁、什么事。按 / 直接开始。',
    'Note the next call in the line above: which room, who, what. Press / to begin.',
  ],
  noneTitle: ['这里没有', 'None here'],
  showAll: ['看全部', 'Show all'],
  new: ['新登记', 'New entry'],
});

export class FdDeskHome extends LitElement {
  static override properties = {
    store: { attribute: false },
    fresh: { attribute: false },
    chosen: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .numbers {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 8.5rem), 1fr));
        gap: var(--gap);
      }
      button.stat {
        padding: var(--s4) var(--s5);
      }
      button.stat[aria-pressed='true'] {
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
      }
      h1 {
        font-size: var(--t-xl);
      }
      h2 {
        font-size: var(--t-lg);
      }
      .row.fresh {
        animation: fresh 2s var(--ease);
        background: var(--accent-soft);
      }
      @keyframes fresh {
        from {
          background: var(--accent-line);
        }
      }
      @media (max-width: 60rem) {
        .row {
          flex-wrap: wrap;
        }
        .row-main {
          flex-basis: 60%;
        }
      }
    `,
  ];
  declare store: Store | undefined;
  /** Ids of entries that have just come. */
  declare fresh: readonly string[];
  declare chosen: string | undefined;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #open = new Live<readonly Listed[]>(this, () => this.store?.entries({ open: true }));

  constructor() {
    super();
    this.fresh = [];
    new LocaleController(this);
    new RowKeys(this);
  }

  override render() {
    const open = this.#open.value;
    if (!open || !this.store) return nothing;
    const { now } = this.#clocks;
    const { zone } = this.#site;
    const counts = countsOf(open, this.#site.procedures, this.#clocks, dayOf(now, zone), zone);
    const chosen = counts.find(({ id }) => id === this.chosen);
    const rows = byDue(chosen ? chosen.rows : open, this.#clocks);
    const name = chosen ? chosen.label : t.all();
    const { site } = this.#site;
    const shift = site && shiftAt(site.shifts, zone, now);
    return html`<div class="stack loose">
      <header class="split">
        <div>
          <h1>${this.#greeting(timeOf(now, zone))}</h1>
          <p class="muted">${dateText(dayOf(now, zone), zone)} ${timeOf(now, zone)}</p>
        </div>
        <div class="cluster">
          <fd-desk-notify></fd-desk-notify>
          <a class="btn primary" href=${link('new')}>${icon('plus')}${t.new()}</a>
        </div>
      </header>
      <fd-changes .store=${this.store}></fd-changes>
      <fd-briefing
        .store=${this.store}
        from=${shift ? instantAt(`${shift.date}T${shift.start}`, zone) : ''}
        shift=${shift?.id ?? ''}
      ></fd-briefing>
      <div class="numbers">${counts.map((count) => this.#number(count))}</div>
      <section class="stack tight" aria-labelledby="list">
        <div class="split">
          <h2 id="list">${t.list({ name, n: rows.length })}</h2>
          <span class="small muted">${t.sorted()}</span>
        </div>
        ${rows.length > 0 ? this.#list(rows) : this.#empty(chosen)}
      </section>
    </div>`;
  }

  #greeting(time: string): string {
    const name = this.#site.me?.name ?? '';
    if (time < '11:00') return t.morning({ name });
    if (time < '13:30') return t.noon({ name });
    return time < '18:00' ? t.afternoon({ name }) : t.evening({ name });
  }

  #number({ id, label, rows, tone }: Count): TemplateResult {
    const pressed = this.chosen === id;
    return html`<button
      type="button"
      class="card stat ${rows.length > 0 ? tone : ''}"
      aria-pressed=${pressed}
      data-count=${id}
      @click=${() => (this.chosen = pressed ? undefined : id)}
    >
      <span class="stat-number">${rows.length}</span><span class="stat-label">${label}</span>
    </button>`;
  }

  #list(rows: readonly Listed[]): TemplateResult {
    const context = { site: this.#site, clocks: this.#clocks };
    return html`<div class="list" data-rows>
      ${rows.map((one) => entryRow(one, { ...context, fresh: this.fresh.includes(one.entry.id) }))}
    </div>`;
  }

  #empty(chosen: Count | undefined): TemplateResult {
    return html`<div class="empty">
      ${icon(chosen ? 'circle-check' : 'coffee', 'huge')}
      <h3>${chosen ? t.noneTitle() : t.clearTitle()}</h3>
      ${
        chosen
          ? html`<button type="button" class="btn" @click=${() => (this.chosen = undefined)}>
              ${t.showAll()}
            </button>`
          : html`<p>${t.clearHint()}</p>`
      }
    </div>`;
  }
}
customElements.define('fd-desk-home', FdDeskHome);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-home': FdDeskHome;
  }
}
