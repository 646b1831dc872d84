/**
 * Everything about one room as one document to print or to keep as a PDF: cover, index, and each entry on pages of its own.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { titleOf } from './lines.ts';
import { roomLink } from './links.ts';
import { asSeen } from './mask.ts';
import { pageSize } from './page-size.ts';
import { paperSheet } from './paper-sheet.ts';
import { SiteView } from './site.ts';
import { stageText, wholePaper } from './whole-paper.ts';
import { stampText } from './when.ts';

const t = words({
  title: ['住户档案', 'Room file'],
  print: ['打印或存为PDF', 'Print or save as PDF'],
  back: ['返回', 'Back'],
  count: ['共 {n} 份单子', '{n} entries'],
  span: ['{from} 至 {to}', '{from} to {to}'],
  printed: ['{at} 由 {who} 打印', 'Printed {at} by {who}'],
  private: [
    '内含个人信息，只供办理本户事务使用，用完请归档或销毁。',
    'Holds personal information: for this room’s matters only; file or destroy it after use.',
  ],
  index: ['目录', 'Index'],
  n: ['序', 'No.'],
  date: ['日期', 'Date'],
  kind: ['单子', 'Entry'],
  about: ['内容', 'About'],
  state: ['状态', 'State'],
  number: ['编号', 'Number'],
  part: ['第 {n} 份，共 {all} 份', '{n} of {all}'],
  none: ['这户还没有记录', 'Nothing about this room yet'],
});

export class FdRoomBundle extends LitElement {
  static override properties = { store: { attribute: false }, room: {} };
  static override styles = [
    base,
    paperSheet,
    css`
      :host {
        display: block;
      }
      .sheet + .sheet {
        margin-block-start: var(--s5);
      }
      .cover {
        justify-content: center;
        text-align: center;
      }
      .cover h1 {
        font-size: 2.4em;
      }
      .cover .room {
        font-size: 1.8em;
        font-weight: 650;
      }
      .void {
        align-self: center;
        padding: 0.2em 1em;
        border: 2px solid #000;
        font-weight: 700;
      }
      @media print {
        .sheet {
          min-block-size: 0;
        }
        .cover {
          min-block-size: 220mm;
        }
        .sheet + .sheet {
          margin: 0;
          break-before: page;
        }
      }
    `,
  ];
  declare store: Store | undefined;
  declare room: string;
  readonly #site = new SiteView(this, () => this.store);
  readonly #entries = new Live<readonly Listed[]>(
    this,
    () => (this.room ? this.store?.entries({ room: this.room }) : undefined),
    () => this.room,
  );

  constructor() {
    super();
    this.room = '';
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
    const found = this.#entries.value;
    if (!store || !found) return nothing;
    // As they came about: a file is read from its beginning.
    const all = found.toReversed().map((each) => asSeen(each, this.#site));
    return html`<div class="no-print cluster bar">
        <button
          type="button"
          class="btn primary"
          @click=${() => print()}
          ?disabled=${all.length === 0}
        >
          ${icon('printer')}${t.print()}
        </button>
        <a class="btn" href=${roomLink(this.room)}>${icon('arrow-left')}${t.back()}</a>
      </div>
      ${all.length === 0 ? html`<p>${t.none()}</p>` : this.#document(all, store)}`;
  }

  #document(all: readonly Listed[], store: Store): TemplateResult {
    const context = { store, site: this.#site };
    return html`${this.#cover(all, store)} ${this.#index(all)}
    ${all.map(
      (listed, at) =>
        html`<article class="sheet a4" aria-label=${titleOf(listed, this.#site)}>
          <header>
            <span>${this.#site.room(this.room)} · ${t.part({ n: at + 1, all: all.length })}</span>
            <span class="num">${listed.entry.number}</span>
          </header>
          ${wholePaper(listed, context)}
        </article>`,
    )}`;
  }

  #cover(all: readonly Listed[], store: Store): TemplateResult {
    const { site, zone } = this.#site;
    const stamps = all.map(({ entry }) => stampText(entry.created, zone));
    return html`<article class="sheet a4 cover">
      <p>${site?.name ?? store.device.site.name}</p>
      <h1>${t.title()}</h1>
      <p class="room">${this.#site.room(this.room)}</p>
      <p>${t.count({ n: all.length })}</p>
      <p>${t.span({ from: stamps[0] ?? '', to: stamps.at(-1) ?? '' })}</p>
      <p>
        ${t.printed({
          at: stampText(store.now(), zone),
          who: this.#site.me?.name ?? store.device.name,
        })}
      </p>
      <p>${t.private()}</p>
    </article>`;
  }

  #index(all: readonly Listed[]): TemplateResult {
    return html`<article class="sheet a4">
      <h1>${t.index()}</h1>
      <div class="table-wrap">
        <table class="table">
          <thead>
            <tr>
              ${[t.n(), t.date(), t.kind(), t.about(), t.state(), t.number()].map(
                (head) => html`<th scope="col">${head}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${all.map(
              (listed, at) =>
                html`<tr>
                  <td class="num">${at + 1}</td>
                  <td class="num">${stampText(listed.entry.created, this.#site.zone)}</td>
                  <td>${say(listed.form.procedure.title)}</td>
                  <td>${titleOf(listed, this.#site)}</td>
                  <td>${stageText(listed)}</td>
                  <td class="num">${listed.entry.number}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </article>`;
  }
}
customElements.define('fd-room-bundle', FdRoomBundle);
declare global {
  interface HTMLElementTagNameMap {
    'fd-room-bundle': FdRoomBundle;
  }
}
