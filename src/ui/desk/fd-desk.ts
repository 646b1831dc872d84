/**
 * The desk: sign-in, navigation, the quick line, keys, and the page of the route.
 */
import { LitElement, html, nothing } from 'lit';
import { late } from '../../store/late.ts';
import type { Draft, Store, SyncStatus } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { link, readRoute } from '../entry/links.ts';
import type { Route } from '../entry/links.ts';
import { rolesText } from '../entry/roles.ts';
import { SiteView } from '../entry/site.ts';
import '../emergency/fd-red.ts';
import '../entry/fd-health.ts';
import '../entry/fd-sign-in.ts';
import { syncPicture, syncText, syncTone } from '../entry/sync-words.ts';
import { LocaleController, locale, words } from '../words/words.ts';
import { isDark, keepLocale, setTheme, startAppearance } from '../base/look.ts';
import { soon } from '../base/soon.ts';
import { Arrivals } from './arrivals.ts';
import { frameSheet } from './frame-sheet.ts';
import { Idle } from '../base/idle.ts';
import { Keys } from './keys.ts';
import { pageOf, pages } from './pages.ts';
import { placeText, placesFor } from './places.ts';
import type { Place } from './places.ts';

const t = words({
  skip: ['跳到内容', 'Skip to the content'],
  nav: ['主导航', 'Main navigation'],
  menu: ['菜单', 'Menu'],
  lock: ['锁定', 'Lock'],
  language: ['English', '中文'],
  dark: ['改用深色', 'Dark'],
  light: ['改用浅色', 'Light'],
  find: ['找', 'Find'],
  update: [
    '有新版本，手头的事办完再更新就行。',
    'A new version is ready; update when it suits you.',
  ],
  revoked: ['这台电脑已停用', 'This computer has been switched off'],
  revokedSay: [
    '主管已停用它，它不再显示任何内容；还没送出的会继续送往服务器。要再用，请重新登记。',
    'A supervisor switched it off: it shows nothing any more. What was not yet sent is still being sent. To use it again, enrol it anew.',
  ],
  apply: ['现在更新', 'Update now'],
  desk: ['前台工作台', 'Front desk'],
  drafts: ['草稿', 'Drafts'],
  new: ['{n} 位新到', '{n} new'],
});
const lockAfter = 10 * 60_000;

export class FdDesk extends LitElement {
  static override properties = {
    store: { attribute: false },
    updateReady: { type: Boolean },
    applyUpdate: { attribute: false },
    route: { state: true },
    menu: { state: true },
  };
  static override styles = [base, frameSheet];
  declare store: Store | undefined;
  declare updateReady: boolean;
  declare applyUpdate: (() => void) | undefined;
  declare route: Route;
  declare menu: boolean;
  readonly #site = new SiteView(this, () => this.store);
  readonly #arrivals = new Arrivals(this, () => this.store, this.#site);
  readonly #sync = new Live<SyncStatus>(this, () => this.store?.sync);
  readonly #drafts = new Live<readonly Draft[]>(this, () => this.store?.drafts);
  readonly #later = late(async () => {
    const { LateBadge } = await import('./later.ts');
    return new LateBadge(this, () => this.store, this.#site);
  });

  constructor() {
    super();
    startAppearance('desk');
    this.updateReady = false;
    this.menu = false;
    this.route = readRoute(location.hash);
    new LocaleController(this);
    new Idle(this, lockAfter, () => void this.store?.signOut());
    new Keys(this, {
      quick: () => this.renderRoot.querySelector('fd-desk-quick')?.focus(),
      palette: () => this.renderRoot.querySelector('fd-desk-palette')?.show?.(),
      help: () => this.renderRoot.querySelector('fd-desk-keys')?.show?.(),
      lock: () => void this.store?.signOut(),
      places: () => placesFor(this.#site.roles),
      active: () => this.#site.me !== undefined,
    });
  }

  protected override firstUpdated(): void {
    soon(async () => {
      await this.#later.get();
      for (const fetch of Object.values(pages)) await fetch();
    });
  }
  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#routed);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#routed);
  }
  readonly #routed = () => {
    this.route = readRoute(location.hash);
    this.menu = false;
    scrollTo(0, 0);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true }),
    );
  };

  override render() {
    const { store } = this;
    if (!store) return nothing;
    document.title = `${this.#site.site?.name ?? store.device.site.name} · ${t.desk()}`;
    if (this.#sync.value?.state === 'revoked') return this.#revoked();
    return this.#site.me ? this.#frame(store) : this.#gate(store);
  }

  #revoked() {
    return html`<main class="gate">
      <div class="empty">
        ${icon('lock', 'huge')}
        <h1>${t.revoked()}</h1>
        <p>${t.revokedSay()}</p>
      </div>
    </main>`;
  }

  #gate(store: Store) {
    return html`<main class="gate">
      <div class="split">
        <div>
          <p class="eyebrow">${t.desk()}</p>
          <h1>${this.#site.site?.name ?? store.device.site.name}</h1>
        </div>
        <div class="cluster"><fd-red .store=${store}></fd-red>${this.#switches()}</div>
      </div>
      <fd-red .store=${store} look="bars"></fd-red>
      ${this.#update()} <fd-calls .store=${store}></fd-calls>
      <div class="card"><fd-sign-in .store=${store}></fd-sign-in></div>
    </main>`;
  }

  #frame(store: Store) {
    void this.#later.get();
    return html`<div class="frame">
        ${this.#side(store)}
        <div>
          <div class="top no-print">
            <fd-desk-quick .store=${store}></fd-desk-quick>
          </div>
          <main class="main" id="main" tabindex="-1">
            <fd-red .store=${store} look="bars"></fd-red>
            <fd-health .store=${store}></fd-health>
            <fd-calls .store=${store}></fd-calls>
            <fd-pass-twice .store=${store}></fd-pass-twice>
            ${this.#update()} ${pageOf(this.route, store, this.#arrivals)}
          </main>
        </div>
      </div>
      <fd-desk-palette class="no-print" .store=${store}></fd-desk-palette>
      <fd-desk-keys class="no-print"></fd-desk-keys>`;
  }

  #update() {
    if (!this.updateReady) return nothing;
    return html`<div class="banner info update no-print">
      ${icon('sparkles')}<span class="grow">${t.update()}</span>
      <button type="button" class="btn small" @click=${() => this.applyUpdate?.()}>
        ${t.apply()}
      </button>
    </div>`;
  }

  #side(store: Store) {
    const all = placesFor(this.#site.roles);
    const daily = all.filter((place) => !place.by && place.id !== 'sync');
    const rest = all.filter((place) => !daily.includes(place));
    const me = this.#site.me;
    return html`<nav class="side no-print ${this.menu ? 'open' : ''}" aria-label=${t.nav()}>
      <button type="button" class="btn primary skip" @click=${this.#skip}>${t.skip()}</button>
      <div class="brand">
        <span class="mark-box" aria-hidden="true">前</span>
        <strong>${this.#site.site?.name ?? store.device.site.name}</strong>
        <button
          type="button"
          class="btn quiet small menu-button"
          aria-expanded=${this.menu}
          @click=${() => (this.menu = !this.menu)}
        >
          ${icon('menu')}${t.menu()}
        </button>
      </div>
      <ul>
        ${daily.map((place) => this.#place(place))}
      </ul>
      <hr />
      <ul>
        ${rest.map((place) => this.#place(place))}
      </ul>
      <div class="me">
        <fd-red .store=${store}></fd-red>
        <div class="stack tight who">
          <span class="strong">${me?.name}</span>
          <span class="small muted">${rolesText(me?.roles ?? [])}</span>
        </div>
        <button type="button" class="btn small block" @click=${() => void store.signOut()}>
          ${icon('lock')}${t.lock()}
        </button>
        <div class="switches">${this.#switches()}</div>
      </div>
    </nav>`;
  }

  #place({ id, icon: picture }: Place) {
    const here = id === this.route.page || (id === 'rooms' && this.route.page === 'room');
    const sync = id === 'sync' ? this.#sync.value : undefined;
    return html`<li>
      <a href=${link(id)} aria-current=${here ? 'page' : nothing}>
        ${icon(sync ? syncPicture(sync) : picture)}<span>${placeText(id)}</span>${this.#badge(id)}
      </a>
    </li>`;
  }

  #badge(id: Place['id']) {
    if (id === 'arrivals' && this.#arrivals.waiting.length > 0) {
      const tone = this.#arrivals.fresh.size > 0 ? 'accent' : 'wait';
      return html`<span class="badge ${tone}">${this.#arrivals.waiting.length}</span>`;
    }
    const drafts = this.#drafts.value?.length ?? 0;
    if (id === 'new' && drafts > 0)
      return html`<span class="badge info" title=${t.drafts()}
        ><span class="sr-only">${t.drafts()}</span>${drafts}</span
      >`;
    const sync = this.#sync.value;
    if (id !== 'sync' || !sync) return nothing;
    const number = sync.parked + sync.conflicts || sync.waiting;
    return html`<span class="badge ${syncTone(sync)}" title=${syncText(sync)}
      >${number > 0 ? number : icon(sync.state === 'offline' ? 'wifi-off' : 'check')}<span
        class="sr-only"
        >${syncText(sync)}</span
      ></span
    >`;
  }

  #switches() {
    const dark = isDark();
    return html`<button
        type="button"
        class="btn quiet small"
        lang=${locale() === 'en' ? 'zh-CN' : 'en'}
        @click=${() => keepLocale(locale() === 'en' ? 'zh-CN' : 'en')}
      >
        ${t.language()}
      </button>
      <button
        type="button"
        class="btn quiet small only"
        aria-label=${dark ? t.light() : t.dark()}
        title=${dark ? t.light() : t.dark()}
        @click=${() => {
          setTheme(dark ? 'light' : 'dark');
          this.requestUpdate();
        }}
      >
        ${icon(dark ? 'sun' : 'moon')}
      </button>`;
  }

  readonly #skip = () => {
    this.renderRoot.querySelector<HTMLElement>('#main')?.focus();
  };
}
customElements.define('fd-desk', FdDesk);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk': FdDesk;
  }
}
