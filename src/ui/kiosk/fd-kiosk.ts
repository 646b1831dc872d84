/**
 * The visitor's surface. One screen at a time: home, a visit, its slip, or the way to the desk. Nothing about a person
 * outlives `#home`. `fd-idle` is dispatched when nobody stands here, so that a new version may be taken.
 */
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import type { Published } from '../../spec/library.ts';
import type { Form } from '../../form/compile.ts';
import type { Entry } from '../../form/entry.ts';
import { late } from '../../store/late.ts';
import type { Health, Store, SyncStatus } from '../../store/store.ts';
import { applyAppearance } from '../base/appearance.ts';
import { base } from '../base/base.ts';
import { Live } from '../base/live.ts';
import { soon } from '../base/soon.ts';
import { SiteView } from '../entry/site.ts';
import { LocaleController, locale, setLocale, words } from '../words/words.ts';
import { alertOf, alertScreen, alertStyles } from './alert.ts';
import { Calling } from './calling.ts';
import { Scanner, readCode } from './codes.ts';
import { hourOf, lightOf } from './day.ts';
import type { Light } from './day.ts';
import './fd-kiosk-corners.ts';
import { noWishes } from './fd-kiosk-corners.ts';
import type { Wishes } from './fd-kiosk-corners.ts';
import { callText } from './fd-kiosk-call.ts';
import './fd-kiosk-help.ts';
import './fd-kiosk-home.ts';
import { guardPage } from './guard.ts';
import { kioskStyles } from './kiosk-styles.ts';
import { deskScreen, helpDialog, stillThere } from './overlays.ts';
import { Patience } from './patience.ts';
import type { Waits } from './patience.ts';
import { scene } from './scene.ts';
import type { Shown } from './screens.ts';
import { sceneStyles } from './scene-styles.ts';
import type { Choice } from './tiles.ts';
import type { Visit } from './visit.ts';
import { Voice } from './voice.ts';

const t = words({
  title: ['自助服务', 'Self-service'],
  top: ['语言和文字', 'Language and text'],
  bottom: ['帮助和辅助功能', 'Help and accessibility'],
});

type Screen = 'home' | 'visit' | 'slip' | 'desk' | Shown;

/** Milliseconds. */
export type Timings = Waits & { readonly slip: number };
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
    guide: { state: true },
    code: { state: true },
    wishes: { state: true },
    now: { state: true },
  };
  static override styles = [...base, sceneStyles, kioskStyles, alertStyles];
  declare store: Store | undefined;
  declare updateReady: boolean;
  applyUpdate: (() => void) | undefined;
  declare timings: Timings;
  declare screen: Screen;
  declare visit: Visit | undefined;
  declare saved: { readonly entry: Entry; readonly form: Form } | undefined;
  declare helping: boolean;
  /** The procedure that is read about. */
  declare guide: Published | undefined;
  /** What a scanner read, for the screen that asks for it. */
  declare code: string;
  declare wishes: Wishes;
  declare now: string;

  readonly #site = new SiteView(this, () => this.store);
  readonly #health = new Live<Health>(this, () => this.store?.health);
  readonly #sync = new Live<SyncStatus>(this, () => this.store?.sync);
  readonly #calling = new Calling(
    this,
    () => this.store,
    () => this.#site.procedures,
  );
  readonly #voice = new Voice(this);
  /** The screens behind the first one. */
  readonly #later = late(() => import('./later.ts'));
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
    this.guide = undefined;
    this.code = '';
    this.wishes = noWishes;
    this.now = new Date().toISOString();
    new LocaleController(this);
    new Scanner(this, (text) => void this.#scanned(text));
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
    if (this.screen === 'slip' || this.screen === 'desk')
      return { quiet: 0, warning: slip * (slow ? 2 : 1) };
    // What is only read holds nothing that could be lost.
    if (this.screen !== 'visit') return { quiet: quiet * (slow ? 2 : 1.5), warning: 0 };
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
    // Nobody goes on filling in a form while they should leave the house.
    if (this.screen !== 'home' && alertOf(this.#site.site)) this.#home();
  }
  protected override firstUpdated(): void {
    soon(this.#later.get);
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

  async #choose(choice: Choice): Promise<void> {
    if (this.screen !== 'home') return;
    if (choice.open === 'form') return void (await this.#begin(choice.procedure));
    await this.#later.get();
    if (this.screen !== 'home') return;
    if (choice.open === 'guide')
      this.guide = this.#site.procedures.find((one) => one.procedure.id === choice.procedure);
    this.screen = choice.open;
    this.#patience.touched();
  }

  /** False where this device does not have it. */
  async #begin(procedure: string): Promise<boolean> {
    const { store, screen } = this;
    if (!store) return false;
    const { openVisit } = await this.#later.get();
    const visit = await openVisit(store, procedure);
    if (!visit || this.screen !== screen) return false;
    this.visit = visit;
    this.screen = visit.sought ? 'enquiry' : 'visit';
    this.#patience.touched();
    return true;
  }

  /** The entry that the form is about; with nothing more to ask it is handed in. */
  async #found(entry: string): Promise<void> {
    const { visit, store } = this;
    if (!visit?.sought || !store) return;
    visit.session.answer(visit.sought.id, entry);
    if (visit.session.sections().length > 0) {
      this.screen = 'visit';
      return;
    }
    const { saveVisit } = await this.#later.get();
    const saved = await saveVisit(store, visit, visit.session.submission());
    if (this.visit !== visit) return;
    if (saved.ok) this.#finish(saved.value);
    else this.#decline();
  }

  /** An invitation opens its form, filled in; a slip or a pass is looked up. */
  async #scanned(text: string): Promise<void> {
    const code = readCode((await this.store?.passEntry?.(text)) ?? text);
    this.#patience.touched();
    const { fillInvited, refTo } = await this.#later.get();
    if (!code || !['home', 'scan', 'enquiry'].includes(this.screen)) return;
    if (code.kind !== 'invited') {
      if (this.screen !== 'enquiry') this.screen = 'enquiry';
      this.code = text;
      return;
    }
    const takes = this.#site.procedures.find(({ procedure }) => refTo(procedure, code.procedure));
    if (!takes || this.visit || !(await this.#begin(takes.procedure.id)) || !this.visit) return;
    fillInvited(this.visit, code);
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
    this.guide = undefined;
    this.code = '';
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
    const alert = alertOf(this.#site.site);
    const left = this.screen === 'visit' ? this.#patience.left : undefined;
    const corners = (place: 'top' | 'bottom') =>
      html`<fd-kiosk-corners
        class="no-print"
        role="region"
        aria-label=${t[place]()}
        place=${place}
        .wishes=${wishes}
        ?voice=${this.#voice.isThere}
        called=${callText(this.#calling) ?? ''}
        @fd-set=${(event: CustomEvent<Partial<Wishes>>) => this.#set(event.detail)}
        @fd-help=${() => (this.helping = true)}
      ></fd-kiosk-corners>`;
    const on = alert ? 'alert' : this.screen;
    return html`<div class="shell ${wishes.low ? 'low' : ''} on-${on}">
        ${wishes.low && on !== 'home' && !alert ? this.#sky() : nothing} ${corners('top')}
        <main class="screen">${alert ? alertScreen(alert) : this.#screen(store)}</main>
        ${corners('bottom')}
      </div>
      ${helpDialog(this.#ways(this.screen === 'visit'), this.helping, () => (this.helping = false))}
      ${stillThere(left, () => this.#home(), this.#patience.touched)}`;
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
    if (this.screen === 'desk')
      return deskScreen(this.#ways(false), this.#patience.left ?? 0, () => this.#home());
    if (this.screen !== 'home' && this.screen !== 'visit' && this.screen !== 'slip')
      return this.#later.here?.screenOf(this.screen, {
        store,
        site: site.site,
        now: this.now,
        offline: this.#sync.value?.state === 'offline',
        guide: this.guide,
        sought: visit?.sought,
        code: this.code,
        leave: () => this.#home(),
        found: (entry) => void this.#found(entry),
        scanned: (text) => void this.#scanned(text),
      });
    return html`<fd-kiosk-home
      class="enter"
      data-screen
      .procedures=${site.procedures}
      .site=${site.site}
      name=${site.site?.name ?? store.device.site.name}
      now=${this.now}
      zone=${site.zone}
      light=${this.#light}
      ?low=${this.wishes.low}
      ?closed=${this.#isClosed}
      @fd-choose=${(event: CustomEvent<Choice>) => void this.#choose(event.detail)}
    ></fd-kiosk-home>`;
  }

  #ways(filling: boolean) {
    return html`<fd-kiosk-help
      .site=${this.#site.site}
      .calling=${this.#calling}
      .beat=${this.#calling.waited}
      .status=${this.#calling.isPossible ? this.#calling.status : ''}
      ?filling=${filling}
    ></fd-kiosk-help>`;
  }
}
customElements.define('fd-kiosk', FdKiosk);
declare global {
  interface HTMLElementTagNameMap {
    'fd-kiosk': FdKiosk;
  }
}
