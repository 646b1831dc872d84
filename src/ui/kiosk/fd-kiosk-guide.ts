/** What to bring, do and know before coming to the desk: on the screen, on paper, and as text in a QR code. `fd-leave`. */
import { LitElement, css, html, nothing } from 'lit';
import type { Guide, Procedure } from '../../spec/procedure.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { guideBlock, guideSections, guideText } from '../entry/guide.ts';
import type { GuideSection } from '../entry/guide.ts';
import { pageSize } from '../entry/page-size.ts';
import { paperSheet } from '../entry/paper-sheet.ts';
import { qrCode } from '../entry/qr-code.ts';
import { stampText } from '../entry/when.ts';
import type { SiteDocument } from '../../store/store.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { deskPhone } from './fd-kiosk-help.ts';
import { pageStyles } from './page-styles.ts';

const t = words({
  lead: [
    '先看一遍，材料带齐，到前台一次办好。',
    'Read this first: with everything at hand it takes one visit.',
  ],
  take: ['扫一下，带走这张清单', 'Scan to take this list with you'],
  takeSay: ['不用联网，手机里就能看', 'Plain text: it needs no network'],
  qr: ['“{title}”清单的二维码', 'QR code of the list “{title}”'],
  print: ['打印这张清单', 'Print this list'],
  home: ['回到首页', 'Back to the start'],
  ask: ['前台电话 {phone}', 'Front desk {phone}'],
  printed: ['{at} 打印', 'Printed {at}'],
});

const pictures = {
  materials: 'clipboard-check',
  steps: 'list-checks',
  fees: 'coins',
  limit: 'clock',
  notes: 'info',
  forbidden: 'ban',
} as const;

export class FdKioskGuide extends LitElement {
  static override properties = {
    procedure: { attribute: false },
    site: { attribute: false },
    now: {},
  };
  static override styles = [
    ...base,
    paperSheet,
    pageStyles,
    css`
      .parts {
        display: grid;
        gap: var(--s5);
      }
      .part {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--s3) var(--s5);
        padding: var(--s5) var(--s6);
        border: 1px solid var(--line);
        border-radius: var(--r3);
        background: var(--surface);
      }
      .part > .icon {
        grid-row: span 2;
        margin-block-start: 0.1em;
        color: var(--accent-text);
      }
      .part h2 {
        font-size: var(--t-lg);
      }
      .part :is(ul, ol, p) {
        grid-column: 2;
        font-size: var(--t-lg);
        line-height: 1.6;
      }
      .part :is(ul, ol) {
        display: grid;
        gap: var(--s2);
        margin: 0;
        padding-inline-start: 1.3em;
        list-style: disc;
      }
      .part ol {
        list-style: decimal;
      }
      .part.materials ul {
        padding: 0;
        list-style: none;
      }
      .part.materials li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--s3);
        align-items: baseline;
      }
      .box {
        inline-size: 0.95em;
        block-size: 0.95em;
        border: 2px solid var(--line-strong);
        border-radius: 0.2em;
        translate: 0 0.12em;
      }
      .part.forbidden {
        border-color: var(--bad-line);
        background: var(--bad-soft);
      }
      .part.forbidden > .icon {
        color: var(--bad);
      }
      .take {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s5) var(--s6);
      }
      .code {
        flex: none;
        padding: var(--s2);
        border: 1px solid var(--line);
        border-radius: var(--r2);
        background: #fff;
      }
      .code .qr {
        display: block;
        inline-size: min(17rem, 42cqi);
        block-size: min(17rem, 42cqi);
      }
      @container (min-width: 62rem) {
        .parts {
          grid-template-columns: 1fr 1fr;
          align-items: start;
        }
      }
    `,
  ];
  declare procedure: Procedure | undefined;
  declare site: SiteDocument | undefined;
  /** ISO instant. */
  declare now: string;

  constructor() {
    super();
    this.procedure = undefined;
    this.site = undefined;
    this.now = new Date(0).toISOString();
    new LocaleController(this);
  }

  /** What is read aloud. */
  spoken(): string {
    const { procedure } = this;
    if (!procedure?.guide) return '';
    const parts = guideSections(procedure.guide).flatMap(({ title, lines }) => [title, ...lines]);
    return [say(procedure.title), ...parts].join('。');
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }
  protected override updated(): void {
    pageSize('80mm');
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    pageSize(undefined);
  }

  override render() {
    const { procedure } = this;
    if (!procedure?.guide) return nothing;
    return html`<div class="scroll no-print">
        <header class="head">
          <span class="picture"
            >${icon(procedure.surfaces.kiosk?.icon ?? 'clipboard-list', 'large')}</span
          >
          <div>
            <h1 tabindex="-1">${say(procedure.title)}</h1>
            <p class="large muted">${t.lead()}</p>
          </div>
        </header>
        <div class="parts">
          ${guideSections(procedure.guide).map((section) => this.#part(section))}
        </div>
        ${this.#take(procedure, procedure.guide)}
      </div>
      <div class="actions no-print">
        <button type="button" class="btn big" @click=${this.#leave}>
          ${icon('house')}${t.home()}
        </button>
        ${
          this.site?.settings['kioskPrinter'] === false
            ? nothing
            : html`<button type="button" class="btn primary big" @click=${() => print()}>
                ${icon('printer')}${t.print()}
              </button>`
        }
      </div>
      ${this.#paper(procedure, procedure.guide)}`;
  }

  #part({ part, title, lines }: GuideSection) {
    const line = (text: string) =>
      html`<li>
        ${part === 'materials' ? html`<span class="box" aria-hidden="true"></span>` : nothing}<span
          >${text}</span
        >
      </li>`;
    return html`<section class="part ${part}">
      ${icon(pictures[part], 'large')}
      <h2>${title}</h2>
      ${
        part === 'steps'
          ? html`<ol>
              ${lines.map(line)}
            </ol>`
          : lines.length === 1 && part !== 'materials'
            ? html`<p>${lines[0]}</p>`
            : html`<ul>
                ${lines.map(line)}
              </ul>`
      }
    </section>`;
  }

  #phone(): string {
    const phone = deskPhone(this.site);
    return phone ? t.ask({ phone }) : '';
  }

  #take(procedure: Procedure, guide: Guide) {
    const title = say(procedure.title);
    return html`<section class="take">
      <div class="code">${qrCode(guideText(title, guide, this.#phone()), t.qr({ title }))}</div>
      <p>
        <strong class="large">${t.take()}</strong><br /><span class="muted">${t.takeSay()}</span>
      </p>
    </section>`;
  }

  #paper(procedure: Procedure, guide: Guide) {
    const zone = this.site?.zone ?? 'Asia/Shanghai';
    return html`<article class="sheet slip p80mm print-only" aria-hidden="true">
      <header><span>${this.site?.name}</span></header>
      <h1>${say(procedure.title)}</h1>
      ${guideBlock(guide)}
      <footer class="num">${t.printed({ at: stampText(this.now, zone) })} ${this.#phone()}</footer>
    </article>`;
  }

  readonly #leave = () => {
    this.dispatchEvent(new CustomEvent('fd-leave'));
  };
}
customElements.define('fd-kiosk-guide', FdKioskGuide);
