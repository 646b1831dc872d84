/** What hangs on an entry, and the button that links another by hand. */
import { LitElement, css, html, nothing } from 'lit';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { LocaleController, words } from '../words/words.ts';
import { Clocks } from './clocks.ts';
import './fd-link.ts';
import { entryRow } from './lines.ts';
import { Related } from './related.ts';
import { SiteView } from './site.ts';

const t = words({
  related: ['相关的单子', 'Related'],
  none: ['还没有关联的单子', 'Nothing is linked yet'],
});

export class FdRelated extends LitElement {
  static override properties = { store: { attribute: false }, listed: { attribute: false } };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      h2 {
        font-size: var(--t-lg);
      }
      .list .row-end {
        flex-wrap: wrap;
        justify-content: flex-end;
        max-inline-size: 50%;
      }
    `,
  ];
  declare store: Store | undefined;
  declare listed: Listed | undefined;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #related = new Related(
    this,
    () => this.store,
    () => this.listed,
  );

  constructor() {
    super();
    new LocaleController(this);
  }

  override render() {
    const { store, listed } = this;
    if (!store || !listed) return nothing;
    const related = this.#related.value;
    return html`<section class="stack tight" aria-labelledby="related">
      <div class="split">
        <h2 id="related">${t.related()}</h2>
        <fd-link .store=${store} .listed=${listed}></fd-link>
      </div>
      ${
        related.length === 0
          ? html`<p class="muted small">${t.none()}</p>`
          : html`<div class="list">
              ${related.map((each) => entryRow(each, { site: this.#site, clocks: this.#clocks }))}
            </div>`
      }
    </section>`;
  }
}
customElements.define('fd-related', FdRelated);
declare global {
  interface HTMLElementTagNameMap {
    'fd-related': FdRelated;
  }
}
