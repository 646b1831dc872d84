/**
 * An output of an entry as it comes out of the printer: A4, or a slip of 58 or 80 mm. The page is the preview; printing
 * it prints the sheet alone.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import type { Output } from '../../spec/procedure.ts';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { entryLink } from './links.ts';
import { asSeen } from './mask.ts';
import { paperBlock } from './paper.ts';
import { pageSize } from './page-size.ts';
import { paperSheet } from './paper-sheet.ts';
import { SiteView } from './site.ts';
import { stampText } from './when.ts';

const t = words({
  print: ['打印', 'Print'],
  back: ['返回单子', 'Back to the entry'],
  missing: ['没有这张打印单', 'There is no such sheet'],
  number: ['编号 {n}', 'No. {n}'],
  printed: ['{at} 打印', 'Printed {at}'],
});

export class FdPrint extends LitElement {
  static override properties = {
    store: { attribute: false },
    entry: {},
    output: {},
  };
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
  declare entry: string;
  /** Its id in the procedure. */
  declare output: string;
  readonly #site = new SiteView(this, () => this.store);
  readonly #listed = new Live<Listed | undefined>(
    this,
    () => this.store?.entry(this.entry),
    () => this.entry,
  );

  constructor() {
    super();
    this.entry = '';
    this.output = '';
    new LocaleController(this);
  }

  #output(): Output | undefined {
    return this.#listed.value?.form.procedure.outputs?.find(({ id }) => id === this.output);
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const output = this.#output();
    pageSize(output?.paper ?? 'A4');
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    pageSize(undefined);
  }

  override render() {
    const { store } = this;
    const listed = this.#listed.value;
    const output = this.#output();
    if (!store || !listed) return nothing;
    return html`<div class="no-print cluster bar">
        <button type="button" class="btn primary" @click=${() => print()} ?disabled=${!output}>
          ${icon('printer')}${t.print()}
        </button>
        <a class="btn" href=${entryLink(this.entry)}>${icon('arrow-left')}${t.back()}</a>
      </div>
      ${output ? this.#sheet(asSeen(listed, this.#site), output, store) : html`<p>${t.missing()}</p>`}`;
  }

  #sheet(listed: Listed, output: Output, store: Store) {
    const { entry } = listed;
    const site = this.#site;
    const context = { store, site };
    return html`<article
      class="sheet ${output.paper === 'A4' ? 'a4' : 'slip'} p${output.paper}"
      aria-label=${say(output.title)}
    >
      <header>
        <span>${site.site?.name}</span
        ><span class="num">${entry.number ? t.number({ n: entry.number }) : nothing}</span>
      </header>
      ${output.blocks.map((block) => paperBlock(block, listed, context, output.paper === 'A4'))}
      <footer class="num">
        ${t.printed({ at: stampText(store.now(), site.zone) })}${
          site.site?.phone ? html` · ${site.site.phone}` : nothing
        }
      </footer>
    </article>`;
  }
}
customElements.define('fd-print', FdPrint);
declare global {
  interface HTMLElementTagNameMap {
    'fd-print': FdPrint;
  }
}
