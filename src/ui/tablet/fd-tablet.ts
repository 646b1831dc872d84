/**
 * The tablet in a staff member's hand: sign-in, my shift, tasks, new entries, syncing; everything within a thumb's reach.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { late } from '../../store/late.ts';
import type { Store, SyncStatus } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Idle } from '../base/idle.ts';
import { Live } from '../base/live.ts';
import { isDark, keepLocale, setTheme, startAppearance } from '../base/look.ts';
import { soon } from '../base/soon.ts';
import '../emergency/fd-red.ts';
import '../entry/fd-health.ts';
import '../entry/fd-sign-in.ts';
import { link, readRoute } from '../entry/links.ts';
import type { Route } from '../entry/links.ts';
import { SiteView } from '../entry/site.ts';
import { syncPicture, syncText, syncTone } from '../entry/sync-words.ts';
import { LocaleController, locale, words } from '../words/words.ts';

const t = words({
  tablet: ['值班平板', 'Staff tablet'],
  nav: ['主导航', 'Main navigation'],
  home: ['我的班次', 'My shift'],
  tasks: ['待办', 'Tasks'],
  new: ['登记', 'New'],
  verify: ['验证放行', 'Check a pass'],
  sync: ['同步', 'Sync'],
  lock: ['锁定', 'Lock'],
  language: ['English', '中文'],
  dark: ['改用深色', 'Dark'],
  light: ['改用浅色', 'Light'],
  update: [
    '有新版本，手头的事办完再更新就行。',
    'A new version is ready; update when it suits you.',
  ],
  revoked: ['这台设备已停用', 'This device has been switched off'],
  revokedSay: [
    '主管已停用这台设备，它不再显示任何内容；还没送出的会继续送往服务器。要再用，请重新登记。',
    'A supervisor switched it off: it shows nothing any more. What was not yet sent is still being sent. To use it again, enrol it anew.',
  ],
  apply: ['现在更新', 'Update now'],
});
const lockAfter = 3 * 60_000;
const places = [
  { page: 'home', icon: 'calendar-check', say: t.home },
  { page: 'tasks', icon: 'list-checks', say: t.tasks },
  { page: 'new', icon: 'plus', say: t.new },
  { page: 'verify', icon: 'scan-line', say: t.verify },
  { page: 'sync', icon: 'refresh-cw', say: t.sync },
] as const;

export class FdTablet extends LitElement {
  static override properties = {
    store: { attribute: false },
    updateReady: { type: Boolean },
    applyUpdate: { attribute: false },
    route: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-rows: auto 1fr auto;
        min-block-size: 100dvh;
        --nav: 4.25rem;
      }
      header.bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s3);
        padding: var(--s2) var(--safe);
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }
      main {
        inline-size: min(100%, 60rem);
        margin-inline: auto;
        padding: var(--s5) var(--safe) var(--s6);
      }
      main:focus {
        outline: none;
      }
      .gate {
        align-content: center;
        display: grid;
        gap: var(--s5);
      }
      nav.bottom {
        position: sticky;
        inset-block-end: 0;
        z-index: 3;
        display: grid;
        grid-template-columns: repeat(5, 1fr);
        border-block-start: 1px solid var(--line);
        background: var(--surface);
      }
      nav.bottom a {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: var(--s1);
        block-size: var(--nav);
        font-size: var(--t-sm);
        color: var(--muted);
        text-decoration: none;
      }
      nav.bottom a[aria-current='page'] {
        color: var(--accent-text);
        font-weight: 650;
      }
      a.sync {
        display: inline-flex;
        align-items: center;
        min-block-size: var(--control);
        text-decoration: none;
      }
      /* The form's own foot stays above the navigation. */
      fd-tablet-entry,
      fd-verify,
      fd-tablet-new {
        --foot-gap: calc(var(--nav) + 1px);
      }
    `,
  ];
  declare store: Store | undefined;
  declare updateReady: boolean;
  declare applyUpdate: (() => void) | undefined;
  declare route: Route;
  readonly #site = new SiteView(this, () => this.store);
  readonly #sync = new Live<SyncStatus>(this, () => this.store?.sync);
  /** What stands behind the sign-in. */
  readonly #later = late(() => import('./later.ts'));

  constructor() {
    super();
    startAppearance('tablet');
    this.updateReady = false;
    this.route = readRoute(location.hash);
    new LocaleController(this);
    new Idle(this, lockAfter, () => void this.#lock());
  }

  async #lock(): Promise<void> {
    // While it is not here, nothing can have been touched.
    await this.#later.here?.saveTouched();
    await this.store?.signOut();
  }

  protected override firstUpdated(): void {
    soon(this.#later.get);
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
    scrollTo(0, 0);
    void this.updateComplete.then(() => this.renderRoot.querySelector('main')?.focus());
  };

  override render() {
    const { store } = this;
    if (!store) return nothing;
    const name = this.#site.site?.name ?? store.device.site.name;
    document.title = `${name} · ${t.tablet()}`;
    if (this.#sync.value?.state === 'revoked') return this.#revoked();
    const { me } = this.#site;
    return html`<header class="bar no-print">
        <strong class="grow one-line">${name}</strong>
        <fd-red .store=${store}></fd-red>
        ${me ? this.#me(store, me.name) : nothing} ${this.#switches()}
      </header>
      <main id="main" tabindex="-1" class=${me ? '' : 'gate'}>
        <fd-red .store=${store} look="bars"></fd-red>
        <fd-health .store=${store}></fd-health>
        <fd-calls .store=${store}></fd-calls>
        ${this.#update()}
        ${
          me
            ? this.#page(store)
            : html`<h1>${t.tablet()}</h1>
                <div class="card"><fd-sign-in .store=${store}></fd-sign-in></div>`
        }
      </main>
      ${me ? this.#bottom() : nothing}`;
  }

  #revoked(): TemplateResult {
    return html`<main class="gate">
      <div class="empty">
        ${icon('lock', 'huge')}
        <h1>${t.revoked()}</h1>
        <p>${t.revokedSay()}</p>
      </div>
    </main>`;
  }

  #page(store: Store): TemplateResult {
    void this.#later.get();
    const { page, parts } = this.route;
    const [first = '', second = ''] = parts;
    switch (page) {
      case 'entry':
        return html`<fd-tablet-entry .store=${store} entry=${first}></fd-tablet-entry>`;
      case 'room':
        return html`<fd-room-story .store=${store} room=${first}></fd-room-story>`;
      case 'bundle':
        return html`<fd-room-bundle .store=${store} room=${first}></fd-room-bundle>`;
      case 'print':
        return html`<fd-print .store=${store} entry=${first} output=${second}></fd-print>`;
      case 'visitors':
        return html`<fd-inside .store=${store}></fd-inside>`;
      case 'guide':
        return html`<fd-guide-sheet .store=${store} procedure=${first}></fd-guide-sheet>`;
      case 'new':
        return html`<fd-tablet-new .store=${store} procedure=${first}></fd-tablet-new>`;
      case 'draft':
        return html`<fd-tablet-new .store=${store} draft=${first}></fd-tablet-new>`;
      case 'tasks':
        return html`<fd-tablet-tasks .store=${store}></fd-tablet-tasks>`;
      case 'verify':
        return html`<fd-verify .store=${store}></fd-verify>`;
      case 'sync':
        return html`<div class="stack loose">
          <h1>${t.sync()}</h1>
          <fd-sync .store=${store}></fd-sync>
        </div>`;
      default:
        return html`<fd-tablet-shift .store=${store}></fd-tablet-shift>`;
    }
  }

  #me(store: Store, name: string) {
    const status = this.#sync.value;
    return html`${
        status
          ? html`<a class="sync" href=${link('sync')}
              ><span class="badge ${syncTone(status)}"
                >${icon(syncPicture(status))}${syncText(status)}</span
              ></a
            >`
          : nothing
      }<span class="small">${name}</span>
      <button type="button" class="btn small" @click=${() => void this.#lock()}>
        ${icon('lock')}${t.lock()}
      </button>`;
  }

  #update() {
    if (!this.updateReady) return nothing;
    return html`<div class="banner info no-print">
      ${icon('sparkles')}<span class="grow">${t.update()}</span>
      <button type="button" class="btn small" @click=${() => this.applyUpdate?.()}>
        ${t.apply()}
      </button>
    </div>`;
  }

  #bottom() {
    const tasks = ['room', 'bundle', 'entry', 'print', 'draft', 'visitors', 'guide'].includes(
      this.route.page,
    );
    return html`<nav class="bottom no-print" aria-label=${t.nav()}>
      ${places.map(
        ({ page, icon: picture, say }) =>
          html`<a
            href=${link(page)}
            aria-current=${!tasks && page === this.route.page ? 'page' : nothing}
            >${icon(picture)}<span>${say()}</span></a
          >`,
      )}
    </nav>`;
  }

  #switches() {
    const dark = isDark();
    const next = locale() === 'en' ? 'zh-CN' : 'en';
    return html`<button
        type="button"
        class="btn quiet small"
        lang=${next}
        @click=${() => keepLocale(next)}
      >
        ${t.language()}
      </button>
      <button
        type="button"
        class="btn quiet small only"
        aria-label=${dark ? t.light() : t.dark()}
        @click=${() => {
          setTheme(dark ? 'light' : 'dark');
          this.requestUpdate();
        }}
      >
        ${icon(dark ? 'sun' : 'moon')}
      </button>`;
  }
}
customElements.define('fd-tablet', FdTablet);
declare global {
  interface HTMLElementTagNameMap {
    'fd-tablet': FdTablet;
  }
}
