/**
 * Who is in the building now: those who have stayed too long first, each with the buttons that sign out, and a list to
 * print for a roll call.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { LocaleController, words } from '../words/words.ts';
import { Clocks } from './clocks.ts';
import { pageSize } from './page-size.ts';
import { peopleSheet, personCard } from './person-card.ts';
import { arrivalRegisters, insideOf } from './registers.ts';
import { rollCall } from './roll-call.ts';
import { SiteView } from './site.ts';

const t = words({
  title: ['在场访客（{n}）', 'Inside now ({n})'],
  over: ['超过时间还没离开（{n}）', 'Stayed too long ({n})'],
  inside: ['时限内（{n}）', 'In time ({n})'],
  none: ['现在没有访客在里面', 'No visitors inside'],
  print: ['打印清点表', 'Print roll call'],
});

export class FdInside extends LitElement {
  static override properties = { store: { attribute: false } };
  static override styles = [
    base,
    peopleSheet,
    css`
      :host {
        display: block;
      }
      h2 {
        font-size: var(--t-lg);
      }
      h3 {
        font-size: var(--t-md);
      }
      .roll-call h1 {
        font-size: 18pt;
      }
      .roll-call .table {
        inline-size: 100%;
        margin-block: 4mm;
      }
      .roll-call .sign {
        min-block-size: 12mm;
      }
    `,
  ];
  declare store: Store | undefined;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #open = new Live<readonly Listed[]>(this, () => this.store?.entries({ open: true }));

  constructor() {
    super();
    new LocaleController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    pageSize('A4');
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    pageSize(undefined);
  }

  override render() {
    const { store } = this;
    if (!store) return nothing;
    const inside = insideOf(this.#open.value ?? [], arrivalRegisters(this.#site.procedures));
    const over = inside.filter((one) => this.#clocks.of(one)?.colour === 'red');
    const rest = inside.filter((one) => !over.includes(one));
    return html`<section class="stack no-print" aria-labelledby="inside">
        <div class="split">
          <h2 id="inside">${t.title({ n: inside.length })}</h2>
          <button
            type="button"
            class="btn small"
            ?disabled=${inside.length === 0}
            @click=${() => print()}
          >
            ${icon('printer')}${t.print()}
          </button>
        </div>
        ${inside.length === 0 ? html`<p class="muted">${t.none()}</p>` : nothing}
        ${
          over.length > 0
            ? html`<h3>${icon('triangle-alert')} ${t.over({ n: over.length })}</h3>
                ${this.#people(over)}`
            : nothing
        }
        ${over.length > 0 && rest.length > 0 ? html`<h3>${t.inside({ n: rest.length })}</h3>` : nothing}
        ${rest.length > 0 ? this.#people(rest) : nothing}
      </section>
      ${rollCall(inside, this.#site, this.#clocks.now)}`;
  }

  #people(rows: readonly Listed[]): TemplateResult {
    const { store } = this;
    return html`<div class="people">
      ${rows.map((one) => personCard(one, { store, site: this.#site, clocks: this.#clocks }))}
    </div>`;
  }
}
customElements.define('fd-inside', FdInside);
declare global {
  interface HTMLElementTagNameMap {
    'fd-inside': FdInside;
  }
}
