/** The first screen: who we are, what time it is, and what can be done here. `fd-choose` (detail: a `Choice`). */
import { LitElement, html, nothing } from 'lit';
import type { Published } from '../../spec/library.ts';
import type { SiteDocument } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { dateText, dayOf, timeOf } from '../entry/when.ts';
import { hasCamera } from '../field/camera.ts';
import { LocaleController, words } from '../words/words.ts';
import { greeting, hourOf } from './day.ts';
import type { Light } from './day.ts';
import { homeStyles } from './home-styles.ts';
import { scene } from './scene.ts';
import { sceneStyles } from './scene-styles.ts';
import { formTiles, otherTiles } from './tiles.ts';
import type { Choice, Tile } from './tiles.ts';

const t = words({
  welcome: ['欢迎来到{site}', 'Welcome to {site}'],
  ask: ['请问要办什么事？', 'How can we help?'],
  start: ['点一下就开始', 'Tap one to start'],
  minutes: ['约 {n} 分钟', 'about {n} min'],
  list: ['可以在这里办的事', 'What you can do here'],
  more: ['须知和查询', 'Information'],
  empty: ['这台机器还在准备', 'This machine is getting ready'],
  emptySay: ['现在办事，请直接到前台。', 'Please go to the front desk for now.'],
  closed: ['这台机器暂停使用', 'This machine is out of use'],
  closedSay: [
    '请到前台，工作人员会当面帮您办。',
    'Please go to the front desk; our staff will help you.',
  ],
});

/** Tiles that can be taken in at a glance. */
const mostLarge = 6;

export class FdKioskHome extends LitElement {
  static override properties = {
    procedures: { attribute: false },
    site: { attribute: false },
    name: {},
    now: {},
    zone: {},
    light: {},
    low: { type: Boolean, reflect: true },
    closed: { type: Boolean },
  };
  static override styles = [...base, sceneStyles, homeStyles];
  declare procedures: readonly Published[];
  declare site: SiteDocument | undefined;
  /** The site's. */
  declare name: string;
  /** ISO instant. */
  declare now: string;
  declare zone: string;
  declare light: Light;
  /** Everything that is touched stands in the lower part. */
  declare low: boolean;
  /** Nothing can be saved here. */
  declare closed: boolean;

  constructor() {
    super();
    this.procedures = [];
    this.site = undefined;
    this.name = '';
    this.now = new Date(0).toISOString();
    this.zone = 'Asia/Shanghai';
    this.light = 'day';
    this.low = false;
    this.closed = false;
    new LocaleController(this);
  }

  /** What is read aloud. */
  spoken(): string {
    const names = [...this.#forms(), ...this.#others()].map(({ title }) => title);
    return [greeting(hourOf(this.now, this.zone)), t.ask(), ...names].join('。');
  }

  override render() {
    const { now, zone } = this;
    const hour = hourOf(now, zone);
    const many = this.#forms().length + this.#others().length > 6;
    return html`<div
      class="home ${many ? 'many' : ''} ${this.#others().length > 6 ? 'crowded' : ''}"
      data-light=${this.light}
    >
      <header class="hero">
        ${scene()}
        <div class="words">
          <p class="site">${this.name ? t.welcome({ site: this.name }) : nothing}</p>
          <h1>${greeting(hour)}</h1>
          <p class="when num">
            <time class="clock">${timeOf(now, zone)}</time>
            <span>${dateText(dayOf(now, zone), zone)}</span>
          </p>
        </div>
      </header>
      <div class="choices">
        ${this.closed ? this.#nothing(t.closed(), t.closedSay()) : this.#tiles()}
      </div>
    </div>`;
  }

  #nothing(title: string, text: string) {
    return html`<div class="empty">
      ${icon('concierge-bell', 'huge')}
      <h2>${title}</h2>
      <p class="large">${text}</p>
    </div>`;
  }

  #forms(): Tile[] {
    return formTiles(this.procedures).slice(0, mostLarge);
  }
  /** What is read and looked up, and the forms that are asked for seldom. */
  #others(): Tile[] {
    return [
      ...otherTiles(this.procedures, this.site, hasCamera()),
      ...formTiles(this.procedures).slice(mostLarge),
    ];
  }

  #tiles() {
    const forms = this.#forms();
    const others = this.#others();
    if (forms.length + others.length === 0) return this.#nothing(t.empty(), t.emptySay());
    return html`<div class="split">
        <h2 id="ask">${t.ask()}</h2>
        <span class="muted">${t.start()}</span>
      </div>
      <ul class="tiles n${Math.min(8, forms.length)}" aria-label=${t.list()}>
        ${forms.map((tile) => this.#tile(tile))}
      </ul>
      ${
        others.length > 0
          ? html`<ul class="others m${Math.min(9, others.length)}" aria-label=${t.more()}>
              ${others.map((tile) => this.#other(tile))}
            </ul>`
          : nothing
      }`;
  }

  #tile(tile: Tile) {
    return html`<li>
      <button type="button" class="tile" @click=${() => this.#choose(tile.choice)}>
        <span class="picture">${icon(tile.icon, 'huge')}</span>
        <span class="text">
          <span class="title">${tile.title}</span>
          ${tile.about ? html`<span class="about">${tile.about}</span>` : nothing}
        </span>
        ${
          tile.minutes
            ? html`<span class="minutes num"
                >${icon('clock')}${t.minutes({ n: tile.minutes })}</span
              >`
            : nothing
        }
        <span class="go">${icon('arrow-right')}</span>
      </button>
    </li>`;
  }

  #other(tile: Tile) {
    return html`<li>
      <button type="button" class="other" @click=${() => this.#choose(tile.choice)}>
        ${icon(tile.icon, 'large')}
        <span class="text">
          <span class="title">${tile.title}</span>
          <span class="about">${tile.about}</span>
        </span>
      </button>
    </li>`;
  }

  #choose(detail: Choice): void {
    this.dispatchEvent(new CustomEvent('fd-choose', { detail }));
  }
}
customElements.define('fd-kiosk-home', FdKioskHome);
declare global {
  interface HTMLElementTagNameMap {
    'fd-kiosk-home': FdKioskHome;
  }
}
