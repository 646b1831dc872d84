/**
 * Who stands at the desk, who is inside, and who has stayed too long; next steps beside each.
 */
import { LitElement, css, html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { Clocks } from '../entry/clocks.ts';
import '../entry/fd-inside.ts';
import { link } from '../entry/links.ts';
import { peopleSheet, personCard } from '../entry/person-card.ts';
import { arrivalRegisters, isInside } from '../entry/registers.ts';
import { SiteView } from '../entry/site.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { isOpen } from './kinds.ts';

const t = words({
  title: ['访客到达', 'Arrivals'],
  waiting: ['等候确认（{n}）', 'Waiting ({n})'],
  noWaiting: ['没有人在等', 'Nobody is waiting'],
  noWaitingHint: [
    '访客在自助机登记后会立刻出现在这里，不用刷新。',
    'Visitors appear here as soon as they sign in at the kiosk.',
  ],
  new: ['新{title}', 'New: {title}'],
});

export class FdDeskArrivals extends LitElement {
  static override properties = { store: { attribute: false }, fresh: { attribute: false } };
  static override styles = [
    base,
    peopleSheet,
    css`
      :host {
        display: block;
      }
      h1 {
        font-size: var(--t-xl);
      }
      h2 {
        font-size: var(--t-lg);
      }
    `,
  ];
  declare store: Store | undefined;
  declare fresh: readonly string[];
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #open = new Live<readonly Listed[]>(this, () => this.store?.entries({ open: true }));

  constructor() {
    super();
    this.fresh = [];
    new LocaleController(this);
  }

  override render() {
    const registers = arrivalRegisters(this.#site.procedures);
    const ids = new Set(registers.map(({ id }) => id));
    const mine = (this.#open.value ?? [])
      .filter((one) => ids.has(one.entry.procedure) && isOpen(one))
      .toSorted((a, b) => (a.entry.created < b.entry.created ? -1 : 1));
    const waiting = mine.filter((one) => !isInside(one));
    return html`<div class="stack loose">
      <header class="split no-print">
        <h1>${t.title()}</h1>
        <div class="cluster">
          ${registers.map(
            (one) =>
              html`<a class="btn primary" href=${link('new', one.id)}
                >${icon(one.surfaces.desk?.icon ?? 'user-plus')}${t.new({ title: say(one.title) })}</a
              >`,
          )}
        </div>
      </header>
      <section class="stack no-print" aria-labelledby="waiting" aria-live="polite">
        <h2 id="waiting">${t.waiting({ n: waiting.length })}</h2>
        ${
          waiting.length > 0
            ? this.#people(waiting)
            : html`<div class="empty">
                ${icon('user-check', 'huge')}
                <h3>${t.noWaiting()}</h3>
                <p>${t.noWaitingHint()}</p>
              </div>`
        }
      </section>
      <fd-inside .store=${this.store}></fd-inside>
    </div>`;
  }

  #people(rows: readonly Listed[]): TemplateResult {
    const { store } = this;
    const context = { store, site: this.#site, clocks: this.#clocks };
    return html`<div class="people">
      ${rows.map((one) => personCard(one, { ...context, fresh: this.fresh.includes(one.entry.id) }))}
    </div>`;
  }
}
customElements.define('fd-desk-arrivals', FdDeskArrivals);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-arrivals': FdDeskArrivals;
  }
}
