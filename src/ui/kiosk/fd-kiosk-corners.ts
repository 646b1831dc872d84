/**
 * Controls that stand in the same corners on every screen. `place="top"`: language and text size; `place="bottom"`: a
 * person to help, contrast, reach and reading aloud. `fd-set` (detail: what changes), `fd-help`.
 */
import { LitElement, css, html, nothing } from 'lit';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import type { Locale } from '../words/words.ts';
import { LocaleController, locale, words } from '../words/words.ts';

/** How one visitor wants the screen; forgotten when they leave. */
export interface Wishes {
  readonly locale: Locale;
  readonly text: 1 | 2 | 3;
  readonly contrast: boolean;
  readonly low: boolean;
  readonly aloud: boolean;
}
export const noWishes: Wishes = {
  locale: 'zh-CN',
  text: 1,
  contrast: false,
  low: false,
  aloud: false,
};

const t = words({
  language: ['语言', 'Language'],
  size: ['文字大小', 'Text size'],
  size1: ['标准字', 'Standard text'],
  size2: ['大字', 'Large text'],
  size3: ['特大字，慢一点', 'Largest text, more time'],
  help: ['叫人帮忙', 'Call staff'],
  tools: ['看、听、够得着', 'Seeing, hearing, reaching'],
  contrast: ['高对比', 'Contrast'],
  low: ['低位操作', 'Lower'],
  aloud: ['读给我听', 'Read aloud'],
});
const sizes = [1, 2, 3] as const;

export class FdKioskCorners extends LitElement {
  static override properties = {
    place: { reflect: true },
    wishes: { attribute: false },
    voice: { type: Boolean },
    called: {},
  };
  static override styles = [
    ...base,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--s3);
        padding: var(--s4) var(--edge);
      }
      .group {
        display: flex;
        gap: var(--s1);
        padding: 4px;
        border: 1px solid var(--line);
        border-radius: var(--r-full);
        background: var(--surface);
      }
      .group > button {
        min-inline-size: var(--control-small);
        min-block-size: var(--control-small);
        padding: 0 var(--s4);
        border: 0;
        border-radius: var(--r-full);
        background: none;
        color: var(--text);
        font-weight: 550;
        line-height: 1;
        cursor: pointer;
      }
      .group > button[aria-pressed='true'] {
        background: var(--accent);
        color: var(--on-accent);
      }
      .group > button:focus-visible {
        border-radius: var(--r-full);
      }
      .sizes > button {
        padding: 0;
      }
      .a1 {
        font-size: 0.85rem;
      }
      .a2 {
        font-size: 1.15rem;
      }
      .a3 {
        font-size: 1.5rem;
      }
      .help {
        min-block-size: calc(var(--control) * 1.1);
        padding-inline: var(--s5);
        border-radius: var(--r-full);
        font-size: var(--t-lg);
        font-weight: 650;
      }
      .tool {
        border-radius: var(--r-full);
      }
      .tool:focus-visible,
      .help:focus-visible {
        border-radius: var(--r-full);
      }
      .tool[aria-pressed='true'] {
        background: var(--accent-soft);
        border-color: var(--accent);
        color: var(--accent-text);
      }
      @media (max-width: 620px) {
        :host {
          gap: var(--s1);
          padding-block: var(--s2);
        }
        .group > button {
          padding-inline: var(--s2);
        }
      }
      @media (max-width: 720px) {
        .tool > span {
          position: absolute;
          inline-size: 1px;
          block-size: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
    `,
  ];
  declare place: 'top' | 'bottom';
  declare wishes: Wishes;
  /** Whether there is a voice to read with. */
  declare voice: boolean;
  /** What has become of a call for staff, shortly; empty: none. */
  declare called: string;

  constructor() {
    super();
    this.place = 'top';
    this.wishes = noWishes;
    this.voice = false;
    this.called = '';
    new LocaleController(this);
  }

  override render() {
    return this.place === 'top' ? this.#top() : this.#bottom();
  }

  #set(detail: Partial<Wishes>): void {
    this.dispatchEvent(new CustomEvent('fd-set', { detail }));
  }

  #top() {
    const language = (value: Locale, lang: string, text: string) =>
      html`<button
        type="button"
        lang=${lang}
        aria-pressed=${locale() === value}
        @click=${() => this.#set({ locale: value })}
      >
        ${text}
      </button>`;
    const names = { 1: t.size1(), 2: t.size2(), 3: t.size3() };
    return html`<div class="group" role="group" aria-label=${t.language()}>
        ${language('zh-CN', 'zh-CN', '中文')}${language('en', 'en', 'English')}
      </div>
      <div class="group sizes" role="group" aria-label=${t.size()}>
        ${sizes.map(
          (text) =>
            html`<button
              type="button"
              class="a${text}"
              aria-label=${names[text]}
              aria-pressed=${this.wishes.text === text}
              @click=${() => this.#set({ text })}
            >
              <span aria-hidden="true">${locale() === 'en' ? 'A' : '字'}</span>
            </button>`,
        )}
      </div>`;
  }

  #bottom() {
    const tool = (name: 'contrast' | 'low' | 'aloud', picture: string) =>
      html`<button
        type="button"
        class="btn small tool"
        aria-pressed=${this.wishes[name]}
        @click=${() => this.#set({ [name]: !this.wishes[name] })}
      >
        ${icon(picture)}<span>${t[name]()}</span>
      </button>`;
    return html`<button
        type="button"
        class="btn soft help"
        @click=${() => this.dispatchEvent(new CustomEvent('fd-help'))}
      >
        ${icon(this.called ? 'bell-ring' : 'concierge-bell')}<span class="num"
          >${this.called || t.help()}</span
        >
      </button>
      <div class="cluster" role="group" aria-label=${t.tools()}>
        ${this.voice ? tool('aloud', 'volume-2') : nothing}${tool('contrast', 'glasses')}
        ${tool('low', 'accessibility')}
      </div>`;
  }
}
customElements.define('fd-kiosk-corners', FdKioskCorners);
declare global {
  interface HTMLElementTagNameMap {
    'fd-kiosk-corners': FdKioskCorners;
  }
}
