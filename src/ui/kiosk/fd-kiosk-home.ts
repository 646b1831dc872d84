/** The first screen: who we are, what time it is, and what can be done here. `fd-choose` (detail: procedure id). */
import { LitElement, html, nothing } from 'lit';
import type { Published } from '../../spec/library.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { dateText, dayOf, timeOf } from '../entry/when.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { greeting, hourOf } from './day.ts';
import type { Light } from './day.ts';
import { homeStyles } from './home-styles.ts';
import { scene } from './scene.ts';
import { sceneStyles } from './scene-styles.ts';

const t = words({
  welcome: ['欢迎来到{site}', 'Welcome to {site}'],
  ask: ['请问要办什么事？', 'How can we help?'],
  start: ['点一下就开始', 'Tap one to start'],
  minutes: ['约 {n} 分钟', 'about {n} min'],
  list: ['可以在这里办的事', 'What you can do here'],
  empty: ['这台机器还在准备', 'This machine is getting ready'],
  emptySay: ['现在办事，请直接到前台。', 'Please go to the front desk for now.'],
  closed: ['这台机器暂停使用', 'This machine is out of use'],
  closedSay: [
    '请到前台，工作人员会当面帮您办。',
    'Please go to the front desk; our staff will help you.',
  ],
});

export class FdKioskHome extends LitElement {
  static override properties = {
    procedures: { attribute: false },
    site: {},
    now: {},
    zone: {},
    light: {},
    low: { type: Boolean, reflect: true },
    closed: { type: Boolean },
  };
  static override styles = [...base, sceneStyles, homeStyles];
  declare procedures: readonly Published[];
  /** Its name. */
  declare site: string;
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
    this.site = '';
    this.now = new Date(0).toISOString();
    this.zone = 'Asia/Shanghai';
    this.light = 'day';
    this.low = false;
    this.closed = false;
    new LocaleController(this);
  }

  /** What is read aloud. */
  spoken(): string {
    const names = this.procedures.map(({ procedure }) => say(procedure.title));
    return [greeting(hourOf(this.now, this.zone)), t.ask(), ...names].join('。');
  }

  override render() {
    const { now, zone } = this;
    const hour = hourOf(now, zone);
    return html`<div class="home" data-light=${this.light}>
      <header class="hero">
        ${scene()}
        <div class="words">
          <p class="site">${this.site ? t.welcome({ site: this.site }) : nothing}</p>
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

  #tiles() {
    const { procedures } = this;
    if (procedures.length === 0) return this.#nothing(t.empty(), t.emptySay());
    return html`<div class="split">
        <h2 id="ask">${t.ask()}</h2>
        <span class="muted">${t.start()}</span>
      </div>
      <ul class="tiles n${Math.min(6, procedures.length)}" aria-label=${t.list()}>
        ${procedures.map(
          ({ procedure }) =>
            html`<li>
              <button type="button" class="tile" @click=${() => this.#choose(procedure.id)}>
                <span class="picture"
                  >${icon(procedure.surfaces.kiosk?.icon ?? 'file-text', 'huge')}</span
                >
                <span class="text">
                  <span class="title">${say(procedure.title)}</span>
                  ${procedure.about ? html`<span class="about">${say(procedure.about)}</span>` : nothing}
                </span>
                ${
                  procedure.surfaces.kiosk?.minutes
                    ? html`<span class="minutes num"
                        >${icon('clock')}${t.minutes({ n: procedure.surfaces.kiosk.minutes })}</span
                      >`
                    : nothing
                }
                <span class="go">${icon('arrow-right')}</span>
              </button>
            </li>`,
        )}
      </ul>`;
  }

  #choose(detail: string): void {
    this.dispatchEvent(new CustomEvent('fd-choose', { detail }));
  }
}
customElements.define('fd-kiosk-home', FdKioskHome);
declare global {
  interface HTMLElementTagNameMap {
    'fd-kiosk-home': FdKioskHome;
  }
}
