/**
 * The visitor's surface. One screen at a time: home, a visit, its slip, or the way to the desk. Nothing about a person
 * outlives `#home`. `fd-idle` is dispatched when nobody stands here, so that a new version may be taken.
 */
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import type { Form } from '../../form/compile.ts';
import type { Entry } from '../../form/entry.ts';
import type { Health, Store, SyncStatus } from '../../store/store.ts';
import { applyAppearance } from '../base/appearance.ts';
import { base } from '../base/base.ts';
import '../base/fd-dialog.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { SiteView } from '../entry/site.ts';
import { LocaleController, locale, setLocale, words } from '../words/words.ts';
import { hourOf, lightOf } from './day.ts';
import type { Light } from './day.ts';
import './fd-kiosk-corners.ts';
import { noWishes } from './fd-kiosk-corners.ts';
import type { Wishes } from './fd-kiosk-corners.ts';
import './fd-kiosk-help.ts';
import './fd-kiosk-home.ts';
import './fd-kiosk-slip.ts';
import './fd-kiosk-visit.ts';
import { guardPage } from './guard.ts';
import { kioskStyles } from './kiosk-styles.ts';
import { Patience } from './patience.ts';
import type { Waits } from './patience.ts';
import { scene } from './scene.ts';
import { sceneStyles } from './scene-styles.ts';
import { openVisit } from './visit.ts';
import type { Visit } from './visit.ts';
import { Voice } from './voice.ts';

const t = words({
  title: ['自助服务', 'Self-service'],
  top: ['语言和文字', 'Language and text'],
  bottom: ['帮助和辅助功能', 'Help and accessibility'],
  help: ['叫人帮忙', 'Call staff'],
  close: ['知道了', 'OK'],
  still: ['还在吗？', 'Still there?'],
  stillSay: [
    '{n} 秒后会清空刚才填的内容，回到首页。',
    'In {n} seconds what you filled in is cleared and this screen starts again.',
  ],
  stay: ['还在，接着填', 'Yes, go on'],
  clear: ['不办了，清空', 'No, clear it'],
  declined: ['没关系，请到前台办理', 'No problem: please see the front desk'],
  declinedSay: [
    '您刚才填的已经清空，什么都没有留下。',
    'What you filled in has been cleared; nothing was kept.',
  ],
  homeIn: ['{n} 秒后回到首页', 'Back to the start in {n} s'],
  home: ['回到首页', 'Back to the start'],
});

type Screen = 'home' | 'visit' | 'slip' | 'desk';

/** Milliseconds. */
export interface Timings {
  readonly quiet: number;
  readonly warning: number;
  readonly slip: number;
}
export const timings: Timings = { quiet: 60_000, warning: 20_000, slip: 20_000 };

export class FdKiosk extends LitElement {
  static override properties = {
    store: { attribute: false },
    updateReady: { attribute: false },
    timings: { attribute: false },
    screen: { state: true },
    visit: { state: true },
    saved: { state: true },
    helping: { state: true },
    wishes: { state: true },
    now: { state: true },
  };
  static override styles = [...base, sceneStyles, kioskStyles];
  declare store: Store | undefined;
  declare updateReady: boolean;
  applyUpdate: (() => void) | undefined;
  declare timings: Timings;
  declare screen: Screen;
  declare visit: Visit | undefined;
  declare saved: { readonly entry: Entry; readonly form: Form } | undefined;
  declare helping: boolean;
  declare wishes: Wishes;
  declare now: string;

  readonly #site = new SiteView(this, () => this.store);
  readonly #health = new Live<Health>(this, () => this.store?.health);
  readonly #sync = new Live<SyncStatus>(this, () => this.store?.sync);
  readonly #voice = new Voice(this);
  readonly #patience = new Patience(
    this,
    () => this.#waits(),
    () => this.#home(),
  );
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)');
  #guard: AbortController | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.store = undefined;
    this.updateReady = false;
    this.timings = timings;
    this.screen = 'home';
    this.visit = undefined;
    this.saved = undefined;
    this.helping = false;
    this.wishes = noWishes;
    this.now = new Date().toISOString();
    new LocaleController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#guard = new AbortController();
    const { signal } = this.#guard;
    guardPage(signal);
    this.#scheme.addEventListener('change', () => this.requestUpdate(), { signal });
    this.#clock = setInterval(() => this.#look(), 1000);
    this.#look();
    applyAppearance({ surface: 'kiosk' });
    setLocale(this.wishes.locale);
    document.documentElement.lang = locale();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#guard?.abort();
    clearInterval(this.#clock);
  }
  #look(): void {
    const now = this.store?.now() ?? new Date().toISOString();
    // The screen shows minutes.
    if (now.slice(0, 16) !== this.now.slice(0, 16)) this.now = now;
  }

  /** Slower for those who chose the largest text. */
  #waits(): Waits {
    const { quiet, warning, slip } = this.timings;
    const slow = this.wishes.text === 3;
    if (this.screen === 'home') return { quiet, warning: 0 };
    if (this.screen !== 'visit') return { quiet: 0, warning: slip * (slow ? 2 : 1) };
    return { quiet: quiet * (slow ? 1.5 : 1), warning: warning * (slow ? 2 : 1) };
  }

  /** Night in the lobby, or on a device that is set to dark. */
  get #light(): Light {
    return this.#scheme.matches ? 'night' : lightOf(hourOf(this.now, this.#site.zone));
  }
  get #isClosed(): boolean {
    const health = this.#health.value ?? 'ok';
    return health === 'blocked' || health === 'disk' || this.#sync.value?.state === 'revoked';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    applyAppearance({
      theme: this.#light === 'night' ? 'dark' : 'light',
      text: this.wishes.text,
      contrast: this.wishes.contrast ? 'more' : 'normal',
    });
    document.title = t.title();
    // Another tab runs newer code: follow it, but not under a visitor's finger.
    if (this.screen === 'home' && this.#health.value === 'outdated') location.reload();
    if (changed.has('store') && this.store) this.now = this.store.now();
  }
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('screen') || changed.has('wishes')) this.#read();
  }

  /** Reads the screen aloud where that is wished. */
  #read(): void {
    if (!this.wishes.aloud) return this.#voice.stop();
    void this.updateComplete.then(() => {
      const shown = this.renderRoot.querySelector<HTMLElement & { spoken(): string }>(
        '[data-screen]',
      );
      if (shown) this.#voice.say(shown.spoken(), this.wishes.text === 3);
    });
  }

  #set(change: Partial<Wishes>): void {
    if (change.locale) setLocale(change.locale);
    this.wishes = { ...this.wishes, ...change };
  }

  async #begin(procedure: string): Promise<void> {
    const { store } = this;
    if (!store || this.screen !== 'home') return;
    const visit = await openVisit(store, procedure);
    if (!visit || this.screen !== 'home') return;
    this.visit = visit;
    this.screen = 'visit';
  }

  /** Forgets the person and shows the first screen. */
  #home(): void {
    this.#forget();
    this.screen = 'home';
    this.#patience.touched();
    this.#set(noWishes);
    this.dispatchEvent(new CustomEvent('fd-idle'));
  }
  #forget(): void {
    const { visit, store } = this;
    this.#voice.stop();
    this.helping = false;
    this.visit = undefined;
    this.saved = undefined;
    const focused = document.activeElement;
    if (focused instanceof HTMLElement) focused.blur();
    getSelection()?.removeAllRanges();
    // Photos that were taken and not handed in go with the form.
    if (visit) void store?.dropDraft(visit.id);
  }

  #decline(): void {
    this.#forget();
    this.screen = 'desk';
    this.#patience.touched();
  }
  #finish(entry: Entry): void {
    const { visit } = this;
    if (!visit) return;
    this.saved = { entry, form: visit.form };
    this.visit = undefined;
    this.screen = 'slip';
    this.#patience.touched();
  }

  override render() {
    const { store, wishes } = this;
    if (!store) return nothing;
    const corners = (place: 'top' | 'bottom') =>
      html`<fd-kiosk-corners
        class="no-print"
        role="region"
        aria-label=${t[place]()}
        place=${place}
        .wishes=${wishes}
        ?voice=${this.#voice.isThere}
        @fd-set=${(event: CustomEvent<Partial<Wishes>>) => this.#set(event.detail)}
        @fd-help=${() => (this.helping = true)}
      ></fd-kiosk-corners>`;
    return html`<div class="shell ${wishes.low ? 'low' : ''} on-${this.screen}">
        ${wishes.low && this.screen !== 'home' ? this.#sky() : nothing} ${corners('top')}
        <main class="screen">${this.#screen(store)}</main>
        ${corners('bottom')}
      </div>
      ${this.#help()}${this.#warning()}`;
  }

  /** What stands above everything that is touched, where that is kept low. */
  #sky() {
    return html`<div class="sky no-print" data-light=${this.#light} aria-hidden="true">
      ${scene()}
    </div>`;
  }

  #screen(store: Store) {
    const site = this.#site;
    const { visit, saved } = this;
    if (this.screen === 'visit' && visit)
      return html`<fd-kiosk-visit
        class="enter"
        data-screen
        .store=${store}
        .visit=${visit}
        .host=${site.host(visit.id)}
        @fd-saved=${(event: CustomEvent<Entry>) => this.#finish(event.detail)}
        @fd-leave=${() => this.#home()}
        @fd-declined=${() => this.#decline()}
        @fd-turn=${() => this.#read()}
      ></fd-kiosk-visit>`;
    if (this.screen === 'slip' && saved)
      return html`<fd-kiosk-slip
        class="enter"
        data-screen
        .store=${store}
        .site=${site}
        .entry=${saved.entry}
        .form=${saved.form}
        .left=${this.#patience.left}
        ?compact=${this.wishes.text === 3 || this.wishes.low}
        @fd-done=${() => this.#home()}
      ></fd-kiosk-slip>`;
    if (this.screen === 'desk') return this.#desk();
    return html`<fd-kiosk-home
      class="enter"
      data-screen
      .procedures=${site.procedures.filter(({ procedure }) => !procedure.calls)}
      site=${site.site?.name ?? store.device.site.name}
      now=${this.now}
      zone=${site.zone}
      light=${this.#light}
      ?low=${this.wishes.low}
      ?closed=${this.#isClosed}
      @fd-choose=${(event: CustomEvent<string>) => void this.#begin(event.detail)}
    ></fd-kiosk-home>`;
  }

  #desk() {
    return html`<section class="desk enter">
      <header>
        <h1>${t.declined()}</h1>
        <p class="lead">${t.declinedSay()}</p>
      </header>
      <fd-kiosk-help .site=${this.#site.site}></fd-kiosk-help>
      <p class="muted num">${t.homeIn({ n: this.#patience.left ?? 0 })}</p>
      <button type="button" class="btn primary big" @click=${() => this.#home()}>
        ${icon('house')}${t.home()}
      </button>
    </section>`;
  }

  #help() {
    return html`<fd-dialog
      heading=${t.help()}
      size="large"
      .open=${this.helping}
      @fd-close=${() => (this.helping = false)}
    >
      <fd-kiosk-help .site=${this.#site.site} ?filling=${this.screen === 'visit'}></fd-kiosk-help>
      <button
        slot="actions"
        type="button"
        class="btn primary big"
        @click=${() => (this.helping = false)}
      >
        ${t.close()}
      </button>
    </fd-dialog>`;
  }

  /** Any touch says that somebody is there; the button is for those who look for one. */
  #warning() {
    const left = this.screen === 'visit' ? this.#patience.left : undefined;
    return html`<fd-dialog heading=${t.still()} persistent .open=${left !== undefined}>
      <div class="warning" role="alert">
        <span class="count num" aria-hidden="true">${left}</span>
        <p class="large">${t.stillSay({ n: left ?? 0 })}</p>
      </div>
      <button slot="actions" type="button" class="btn big" @click=${() => this.#home()}>
        ${t.clear()}
      </button>
      <button
        slot="actions"
        type="button"
        class="btn primary big"
        autofocus
        @click=${this.#patience.touched}
      >
        ${t.stay()}
      </button>
    </fd-dialog>`;
  }
}
customElements.define('fd-kiosk', FdKiosk);
declare global {
  interface HTMLElementTagNameMap {
    'fd-kiosk': FdKiosk;
  }
}
