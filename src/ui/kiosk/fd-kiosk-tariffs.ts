/** The charges that the site has made public: never anybody's balance. `fd-leave`. */
import { LitElement, css, html } from 'lit';
import type { SiteDocument } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { LocaleController, words } from '../words/words.ts';
import { pageStyles } from './page-styles.ts';
import { tariffsOf } from './site-texts.ts';

const t = words({
  title: ['收费公示', 'Charges'],
  lead: [
    '公开的收费项目和标准。要查自己的账单，请到前台。',
    'Published rates. For your own bills please see the front desk.',
  ],
  what: ['项目', 'For'],
  price: ['标准', 'Rate'],
  basis: ['依据', 'Based on'],
  home: ['回到首页', 'Back to the start'],
});

export class FdKioskTariffs extends LitElement {
  static override properties = { site: { attribute: false } };
  static override styles = [
    ...base,
    pageStyles,
    css`
      .table :is(th, td) {
        padding: var(--s4);
      }
      .price {
        font-weight: 650;
      }
    `,
  ];
  declare site: SiteDocument | undefined;

  constructor() {
    super();
    this.site = undefined;
    new LocaleController(this);
  }

  /** What is read aloud. */
  spoken(): string {
    return [t.title(), ...tariffsOf(this.site).map(({ what, price }) => `${what}，${price}`)].join(
      '。',
    );
  }
  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  override render() {
    const lines = tariffsOf(this.site);
    const hasBasis = lines.some(({ basis }) => basis);
    return html`<div class="scroll">
        <header class="head">
          <span class="picture">${icon('receipt-text', 'large')}</span>
          <div>
            <h1 tabindex="-1">${t.title()}</h1>
            <p class="large muted">${t.lead()}</p>
          </div>
        </header>
        <table class="table" lang="zh-CN">
          <thead>
            <tr>
              <th scope="col">${t.what()}</th>
              <th scope="col">${t.price()}</th>
              ${hasBasis ? html`<th scope="col">${t.basis()}</th>` : ''}
            </tr>
          </thead>
          <tbody>
            ${lines.map(
              ({ what, price, basis }) =>
                html`<tr>
                  <th scope="row">${what}</th>
                  <td class="price num">${price}</td>
                  ${hasBasis ? html`<td>${basis}</td>` : ''}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <div class="actions">
        <button
          type="button"
          class="btn primary big"
          @click=${() => this.dispatchEvent(new CustomEvent('fd-leave'))}
        >
          ${icon('house')}${t.home()}
        </button>
      </div>`;
  }
}
customElements.define('fd-kiosk-tariffs', FdKioskTariffs);
