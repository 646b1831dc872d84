/**
 * Many procedures to choose from: a line to search by, what is used most first, the rest under headings.
 *
 *     <fd-cards .procedures=${mine} page="new" @fd-card=${…}></fd-cards>
 *
 * Each card is a link to `#/<page>/<id>`. `fd-card` (cancelable; detail: the procedure) is dispatched before it is followed.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Published } from '../../spec/library.ts';
import { group as groups } from '../../spec/procedure.ts';
import type { Group, Procedure } from '../../spec/procedure.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { link } from './links.ts';

const t = words({
  search: ['找一种：名称、编号，如“钥匙”“F05”', 'Find: a name or a code, e.g. “key”, “F05”'],
  often: ['常用', 'Most used'],
  none: ['没有叫“{text}”的，换个词试试', 'Nothing is called “{text}”'],
  visits: ['访客与通行', 'Visitors and passes'],
  calls: ['来电与诉求', 'Calls and requests'],
  work: ['报修与协调', 'Repairs and coordination'],
  moves: ['入住、装修与放行', 'Moving, renovating, goods'],
  homes: ['住户档案', 'Homes and residents'],
  keys: ['钥匙、借用与失物', 'Keys, lending, lost things'],
  news: ['通知与活动', 'Notices and events'],
  shift: ['班次与检查', 'Shifts and checks'],
  stores: ['文件、物资与设备', 'Papers, supplies, devices'],
  danger: ['突发事件', 'Emergencies'],
  other: ['其他', 'Others'],
});

/** Fewer than this are seen at a glance. */
const few = 12;
const oftenCount = 6;
type Heading = Group | 'other';
const headings: readonly Heading[] = [...groups.options, 'other'];

export class FdCards extends LitElement {
  static override properties = {
    procedures: { attribute: false },
    page: {},
    text: { state: true },
  };
  static override styles = [
    ...base,
    css`
      :host {
        display: grid;
        gap: var(--s5);
      }
      .search {
        position: relative;
        max-inline-size: 34rem;
      }
      .search > .icon {
        position: absolute;
        inset-block: 0;
        inset-inline-start: var(--s3);
        margin-block: auto;
        color: var(--muted);
      }
      .search > .input {
        padding-inline-start: calc(var(--s3) * 2 + 1.2em);
      }
      h2 {
        margin-block-end: var(--s3);
        font-size: var(--t-md);
        color: var(--muted);
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr));
        gap: var(--s3);
        padding: 0;
        list-style: none;
      }
      a {
        display: grid;
        grid-template-columns: auto 1fr;
        grid-template-rows: auto 1fr;
        align-items: start;
        gap: 0 var(--s3);
        block-size: 100%;
        min-block-size: var(--control);
        padding: var(--s3) var(--s4);
        border: 1px solid var(--line);
        border-radius: var(--r2);
        background: var(--surface);
        color: var(--text);
        text-decoration: none;
      }
      a:hover {
        border-color: var(--accent-line);
        background: var(--hover);
      }
      a > .icon {
        grid-row: 1 / 3;
        margin-block-start: 0.15em;
        font-size: 1.25em;
        color: var(--accent-text);
      }
      .name {
        font-weight: 650;
      }
      .about {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
      }
    `,
  ];
  /** In the order of their cards. */
  declare procedures: readonly Published[];
  /** Page that a card leads to. */
  declare page: string;
  declare text: string;

  constructor() {
    super();
    this.procedures = [];
    this.page = 'new';
    this.text = '';
    new LocaleController(this);
  }

  override render() {
    const all = this.procedures.map(({ procedure }) => procedure);
    if (all.length <= few) return this.#list(all);
    const text = this.text.trim().toLowerCase();
    const found = text ? all.filter((each) => wordsOf(each).includes(text)) : [];
    return html`<label class="search">
        ${icon('search')}<span class="sr-only">${t.search()}</span>
        <input
          class="input"
          type="search"
          autocomplete="off"
          placeholder=${t.search()}
          .value=${this.text}
          @input=${(event: Event) => (this.text = (event.target as HTMLInputElement).value)}
        />
      </label>
      <p class="sr-only" role="status">${text ? String(found.length) : nothing}</p>
      ${
        text
          ? found.length > 0
            ? this.#list(found)
            : html`<p class="muted">${t.none({ text: this.text.trim() })}</p>`
          : this.#grouped(all)
      }`;
  }

  #grouped(all: readonly Procedure[]): TemplateResult {
    const part = (title: string, list: readonly Procedure[]) =>
      list.length === 0
        ? nothing
        : html`<section>
            <h2>${title}</h2>
            ${this.#list(list)}
          </section>`;
    // What the shift itself calls for is reached from there.
    const often = all.filter(({ schedule }) => !schedule).slice(0, oftenCount);
    return html`${part(t.often(), often)}
    ${headings.map((heading) =>
      part(
        t[heading](),
        all.filter(({ group = 'other' }) => group === heading),
      ),
    )}`;
  }

  #list(list: readonly Procedure[]): TemplateResult {
    return html`<ul>
      ${list.map((procedure) => html`<li>${this.#card(procedure)}</li>`)}
    </ul>`;
  }

  #card(procedure: Procedure): TemplateResult {
    const { desk, tablet } = procedure.surfaces;
    const chosen = (event: Event) => {
      const detail = procedure;
      if (!this.dispatchEvent(new CustomEvent('fd-card', { detail, cancelable: true })))
        event.preventDefault();
    };
    return html`<a href=${link(this.page, procedure.id)} @click=${chosen}
      >${icon((desk ?? tablet)?.icon ?? 'file-text')}<span class="name"
        >${say(procedure.title)}</span
      ><span class="about small muted">${say(procedure.about)}</span></a
    >`;
  }
}

/** By which it is found, in both languages. */
function wordsOf({ title, about, code }: Procedure): string {
  return [title['zh-CN'], title.en, about?.['zh-CN'], about?.en, code].join('\n').toLowerCase();
}

customElements.define('fd-cards', FdCards);
declare global {
  interface HTMLElementTagNameMap {
    'fd-cards': FdCards;
  }
}
