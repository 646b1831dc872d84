/** The guide of a procedure on a sheet of A4, to be taken home. */
import { LitElement, css, html, nothing } from 'lit';
import type { Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { guideBlock } from './guide.ts';
import { link } from './links.ts';
import { pageSize } from './page-size.ts';
import { paperSheet } from './paper-sheet.ts';
import { SiteView } from './site.ts';
import { stampText } from './when.ts';

const t = words({
  print: ['打印', 'Print'],
  back: ['返回', 'Back'],
  missing: ['没有这张须知', 'There is no such guide'],
  title: ['{title} 办理须知', '{title}: what to bring and know'],
  printed: ['{at} 打印', 'Printed {at}'],
});

export class FdGuideSheet extends LitElement {
  static override properties = { store: { attribute: false }, procedure: {} };
  static override styles = [
    base,
    paperSheet,
    css`
      :host {
        display: block;
      }
    `,
  ];
  declare store: Store | undefined;
  /** Its id. */
  declare procedure: string;
  readonly #site = new SiteView(this, () => this.store);

  constructor() {
    super();
    this.procedure = '';
    new LocaleController(this);
  }

  protected override updated(): void {
    pageSize('A4');
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    pageSize(undefined);
  }

  override render() {
    const { store } = this;
    const site = this.#site;
    const found = site.procedures.find(({ procedure }) => procedure.id === this.procedure);
    if (!store || !site.site) return nothing;
    const { guide, title } = found?.procedure ?? {};
    return html`<div class="no-print cluster bar">
        <button type="button" class="btn primary" @click=${() => print()} ?disabled=${!guide}>
          ${icon('printer')}${t.print()}
        </button>
        <a
          class="btn"
          href=${link('new', this.procedure)}
          @click=${(event: Event) => {
            if (history.length < 2) return;
            event.preventDefault();
            history.back();
          }}
          >${icon('arrow-left')}${t.back()}</a
        >
      </div>
      ${
        guide
          ? html`<article class="sheet a4 pA4" aria-label=${say(title)}>
              <header><span>${site.site.name}</span></header>
              <h1>${t.title({ title: say(title) })}</h1>
              ${guideBlock(guide)}
              <footer class="num">
                ${t.printed({ at: stampText(store.now(), site.zone) })}${
                  site.site.phone ? html` · ${site.site.phone}` : nothing
                }
              </footer>
            </article>`
          : html`<p>${t.missing()}</p>`
      }`;
  }
}
customElements.define('fd-guide-sheet', FdGuideSheet);
declare global {
  interface HTMLElementTagNameMap {
    'fd-guide-sheet': FdGuideSheet;
  }
}
