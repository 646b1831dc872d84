/** Where things are: ways, buildings, departments with telephone and hours. Nobody's name or room. `fd-leave`. */
import { LitElement, css, html, nothing } from 'lit';
import type { SiteDocument } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { dayOf } from '../entry/when.ts';
import { spacedPhone } from '../field/phone.ts';
import { LocaleController, locale, say, words } from '../words/words.ts';
import { pageStyles } from './page-styles.ts';
import { directionsOf } from './site-texts.ts';

const t = words({
  title: ['怎么走', 'Find your way'],
  ways: ['常去的地方', 'Places people look for'],
  stepFree: ['无障碍：{text}', 'Step-free: {text}'],
  buildings: ['楼栋', 'Buildings'],
  units: ['{list}单元', 'units {list}'],
  floors: ['共{n}层', '{n} floors'],
  offices: ['部门电话', 'Departments'],
  hours: ['今天办公 {spans}', 'Open today {spans}'],
  closed: ['今天休息，前台照常', 'Closed today; the front desk is open'],
  home: ['回到首页', 'Back to the start'],
});

export class FdKioskDirections extends LitElement {
  static override properties = { site: { attribute: false }, now: {} };
  static override styles = [
    ...base,
    pageStyles,
    css`
      section {
        display: flex;
        flex-direction: column;
        gap: var(--s4);
      }
      .ways,
      .blocks {
        display: grid;
        gap: var(--s4);
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
      }
      .way,
      .block,
      .office {
        padding: var(--s4) var(--s5);
        border: 1px solid var(--line);
        border-radius: var(--r3);
        background: var(--surface);
      }
      .name {
        font-size: var(--t-lg);
        font-weight: 650;
      }
      .free {
        display: flex;
        gap: var(--s2);
        color: var(--accent-text);
      }
      .free > .icon {
        flex: none;
        margin-block-start: 0.25em;
      }
      .blocks {
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 12rem), 1fr));
      }
      .list {
        font-size: var(--t-lg);
      }
      .row {
        justify-content: space-between;
        gap: var(--s5);
      }
    `,
  ];
  declare site: SiteDocument | undefined;
  /** ISO instant. */
  declare now: string;

  constructor() {
    super();
    this.site = undefined;
    this.now = new Date(0).toISOString();
    new LocaleController(this);
  }

  /** What is read aloud. */
  spoken(): string {
    const ways = directionsOf(this.site).map(({ where, how, stepFree }) =>
      [where, how, stepFree && t.stepFree({ text: stepFree })].filter(Boolean).join('，'),
    );
    const names = (this.site?.buildings ?? []).map(({ name }) => say(name));
    return [t.title(), ...ways, t.buildings(), ...names].join('。');
  }
  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  #hours(): string {
    const { site } = this;
    if (!site) return '';
    const day = new Date(`${dayOf(this.now, site.zone)}T00:00:00Z`).getUTCDay() || 7;
    const spans = site.hours[String(day)] ?? [];
    if (spans.length === 0) return t.closed();
    return t.hours({
      spans: spans.map(([from, to]) => `${from}–${to}`).join(locale() === 'en' ? ', ' : '、'),
    });
  }

  override render() {
    const { site } = this;
    if (!site) return nothing;
    return html`<div class="scroll">
        <header class="head">
          <span class="picture">${icon('map-pin', 'large')}</span>
          <h1 tabindex="-1">${t.title()}</h1>
        </header>
        ${this.#ways(site)}${this.#buildings(site)}${this.#offices(site)}
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

  #ways(site: SiteDocument) {
    const ways = directionsOf(site);
    if (ways.length === 0) return nothing;
    return html`<section>
      <h2>${t.ways()}</h2>
      <ul class="ways" lang="zh-CN">
        ${ways.map(
          ({ where, how, stepFree }) =>
            html`<li class="way">
              <p class="name">${where}</p>
              ${how ? html`<p class="large">${how}</p>` : nothing}
              ${
                stepFree
                  ? html`<p class="free">
                      ${icon('accessibility')}<span>${t.stepFree({ text: stepFree })}</span>
                    </p>`
                  : nothing
              }
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #buildings(site: SiteDocument) {
    if (site.buildings.length === 0) return nothing;
    return html`<section>
      <h2>${t.buildings()}</h2>
      <ul class="blocks">
        ${site.buildings.map(({ name, units }) => {
          const floors = Math.max(0, ...units.map((unit) => unit.floors));
          const list = units.map(({ id }) => id).join(locale() === 'en' ? ', ' : '、');
          return html`<li class="block">
            <p class="name">${say(name)}</p>
            <p class="muted num">${t.units({ list })} · ${t.floors({ n: floors })}</p>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  #offices(site: SiteDocument) {
    const offices = site.departments.filter(({ phone }) => phone);
    if (offices.length === 0) return nothing;
    return html`<section>
      <div class="split">
        <h2>${t.offices()}</h2>
        <p class="muted num">${this.#hours()}</p>
      </div>
      <ul class="list">
        ${offices.map(
          ({ name, phone = '' }) =>
            html`<li class="row">
              <span>${say(name)}</span><strong class="num">${spacedPhone(phone)}</strong>
            </li>`,
        )}
      </ul>
    </section>`;
  }
}
customElements.define('fd-kiosk-directions', FdKioskDirections);
