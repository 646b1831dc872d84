/**
 * What this browser shows until it is a device of a site: the first run of a server (`/setup#code`), enrolment
 * (`/enrol#code`, at once with `?surface=tablet`), or how to get a code. Fires `fd-enrolled` (detail: the device).
 */
import { LitElement, html, nothing } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import type { Surface } from '../../spec/procedure.ts';
import type { Result } from '../../store/store.ts';
import { applyAppearance } from '../base/appearance.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, locale, setLocale } from '../words/words.ts';
import { control, pinControl } from './setup-controls.ts';
import { surfaceChoice } from './setup-device.ts';
import { setupStyles } from './setup-styles.ts';
import { t } from './setup-words.ts';
import { isWeakPin, randomPin } from './random-pin.ts';

export interface FirstRun {
  readonly code: string;
  readonly site: { readonly name: string; readonly code: string };
  readonly supervisor: { readonly name: string; readonly pin: string };
}
type Screen = 'asking' | 'first' | 'device' | 'code' | 'done';
const surfaces: readonly Surface[] = ['kiosk', 'tablet', 'desk'];
const usualNames = { kiosk: t.kioskName, tablet: t.tabletName, desk: t.deskName } as const;
/** No address to look at (a test, a preview) reads as the root. */
const noAddress = { pathname: '/', hash: '', search: '' };

/** A finger and no wide screen: a tablet. A tall wide one: a kiosk. Otherwise a desk. */
function guessSurface(): Surface {
  if (!matchMedia('(pointer: coarse)').matches) return 'desk';
  return innerWidth >= 1000 && innerHeight > innerWidth ? 'kiosk' : 'tablet';
}

export class FdSetup extends LitElement {
  static override properties = {
    isSetUp: { attribute: false },
    isWaiting: { attribute: false },
    setUp: { attribute: false },
    enrol: { attribute: false },
    address: { attribute: false },
    screen: { state: true },
    problem: { state: true },
    busy: { state: true },
    typed: { state: true },
    checked: { state: true },
    surface: { state: true },
  };
  static override styles = [...base, setupStyles];
  declare isSetUp: (() => Promise<Result<boolean>>) | undefined;
  /** Whether the set-up link can still be used. */
  declare isWaiting: (() => Promise<Result<boolean>>) | undefined;
  declare setUp: ((first: FirstRun) => Promise<Result<{ readonly enrolCode: string }>>) | undefined;
  declare enrol:
    ((code: string, surface: Surface, name: string) => Promise<Result<unknown>>) | undefined;
  /** Where the person came from; the page's own address. */
  declare address: { readonly pathname: string; readonly hash: string; readonly search: string };
  declare screen: Screen;
  declare problem: Problem | undefined;
  declare busy: boolean;
  declare typed: Readonly<Record<string, string>>;
  /** Problems are shown from the first try on. */
  declare checked: boolean;
  declare surface: Surface;
  #named = false;
  #noted = false;
  #first = false;

  constructor() {
    super();
    this.isSetUp = undefined;
    this.isWaiting = undefined;
    this.setUp = undefined;
    this.enrol = undefined;
    this.address = globalThis.location ?? noAddress;
    this.screen = 'asking';
    this.problem = undefined;
    this.busy = false;
    this.checked = false;
    this.surface = guessSurface();
    this.typed = { pin: randomPin(), name: '' };
    new LocaleController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    applyAppearance({ surface: 'tablet' });
    if (!this.hasUpdated) void this.updateComplete.then(() => this.#begin());
  }

  async #begin(): Promise<void> {
    const { pathname, hash, search } = this.address;
    const code = hash.replace(/^#/, '');
    const asked = new URLSearchParams(search);
    const surface = surfaces.find((each) => each === asked.get('surface'));
    if (surface) this.surface = surface;
    const name = asked.get('name') ?? '';
    this.#named = name !== '';
    this.typed = { ...this.typed, code, name };
    if (pathname.startsWith('/setup')) {
      const waiting = await this.isWaiting?.();
      return waiting?.ok && !waiting.value ? this.#wasSetUp() : this.#show('first');
    }
    if (pathname.startsWith('/enrol') && code) {
      this.#show('device');
      return surface ? this.#enrol() : undefined;
    }
    const ready = await this.isSetUp?.();
    this.#show(ready?.ok && !ready.value ? 'first' : 'code');
  }

  #show(screen: Screen): void {
    this.screen = screen;
    this.checked = false;
    this.problem = undefined;
    void this.updateComplete.then(() => this.renderRoot.querySelector('h1')?.focus());
  }

  /** The set-up link works once; from then on devices join with a code. */
  #wasSetUp(): void {
    this.typed = { ...this.typed, code: '' };
    this.#show('code');
    this.problem = { code: 'already-set-up', path: '' };
  }

  readonly #type = (name: string, text: string) => {
    this.typed = { ...this.typed, [name]: text };
    if (name === 'name') this.#named = text !== '';
  };
  #text(name: string): string {
    return (this.typed[name] ?? '').trim();
  }
  get #deviceName(): string {
    return this.#named ? this.#text('name') : usualNames[this.surface]();
  }

  /** What is wrong with a field now, in words; undefined when nothing is. */
  #wrong(name: string): string | undefined {
    const text = this.#text(name);
    if (name === 'noted') return this.#noted ? undefined : t.notNoted();
    if (name === 'name') return this.#deviceName ? undefined : t.missing();
    if (!text) return t.missing();
    if (name === 'siteCode' && !/^[A-Za-z0-9]{1,8}$/.test(text)) return t.badSiteCode();
    if (name === 'pin' && !/^\d{6}$/.test(text)) return t.badPin();
    if (name === 'pin' && isWeakPin(text)) return t.weakPin();
    return undefined;
  }

  /** Whether these are in order; shows what is not and goes to the first of it. */
  #check(names: readonly string[]): boolean {
    this.checked = true;
    this.problem = undefined;
    const wrong = names.find((name) => this.#wrong(name));
    if (!wrong) return true;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`#${wrong}`)?.focus(),
    );
    return false;
  }

  async #try<T>(run: (() => Promise<Result<T>>) | undefined): Promise<T | undefined> {
    if (!run || this.busy) return undefined;
    this.busy = true;
    this.problem = undefined;
    try {
      const result = await run();
      if (result.ok) return result.value;
      this.problem = result.problems[0] ?? { code: 'unknown', path: '' };
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  async #setUp(): Promise<void> {
    if (!this.#check(['siteName', 'siteCode', 'supervisor', 'pin', 'noted', 'code'])) return;
    const done = await this.#try(
      () =>
        this.setUp?.({
          code: this.#text('code'),
          site: { name: this.#text('siteName'), code: this.#text('siteCode').toUpperCase() },
          supervisor: { name: this.#text('supervisor'), pin: this.#text('pin') },
        }) ?? Promise.resolve({ ok: false, problems: [] }),
    );
    if (!done) {
      if (this.problem?.code === 'already-set-up') this.#wasSetUp();
      return;
    }
    this.#first = true;
    this.typed = { ...this.typed, code: done.enrolCode, pin: '' };
    this.surface = 'desk';
    this.#show('device');
  }

  async #enrol(): Promise<void> {
    if (!this.#check(['name', 'code'])) return;
    const device = await this.#try(
      () =>
        this.enrol?.(this.#text('code'), this.surface, this.#deviceName) ??
        Promise.resolve({ ok: false, problems: [] }),
    );
    if (device === undefined) {
      // A code that is of no use any more: type another.
      if (this.problem?.code === 'bad-code') {
        const { problem } = this;
        this.#show('code');
        this.problem = problem;
      }
      return;
    }
    this.screen = 'done';
    this.dispatchEvent(
      new CustomEvent('fd-enrolled', { detail: device, bubbles: true, composed: true }),
    );
  }

  readonly #submit = (event: Event) => {
    event.preventDefault();
    if (this.screen === 'first') void this.#setUp();
    else if (this.screen === 'device') void this.#enrol();
    else if (this.screen === 'code' && this.#check(['code'])) this.#readCode();
  };

  /** What is typed may be the bare code or the whole address. */
  #readCode(): void {
    const text = this.#text('code');
    this.typed = { ...this.typed, code: text.slice(text.indexOf('#') + 1) };
    this.#show('device');
  }

  override render() {
    const { screen } = this;
    return html`<main class="setup">
      <header class="split">
        <span class="brand">${icon('concierge-bell')}${t.product()}</span>
        <button
          type="button"
          class="btn quiet small"
          lang=${locale() === 'en' ? 'zh-CN' : 'en'}
          @click=${() => setLocale(locale() === 'en' ? 'zh-CN' : 'en')}
        >
          ${icon('languages')}${t.language()}
        </button>
      </header>
      <form class="card stack" novalidate autocomplete="off" @submit=${this.#submit}>
        ${screen === 'asking' ? html`<p class="muted" role="status">${t.checking()}</p>` : nothing}
        ${screen === 'first' ? this.#firstRun() : nothing}
        ${screen === 'device' ? this.#device() : nothing}
        ${screen === 'code' ? this.#code() : nothing}
        ${
          screen === 'done'
            ? html`<div class="banner good" role="status">${icon('circle-check')}${t.done()}</div>`
            : nothing
        }
      </form>
    </main>`;
  }

  #control(name: string, label: string, hint = '', more: { readonly maxlength?: number } = {}) {
    return control({
      id: name,
      label,
      hint,
      value: this.typed[name] ?? '',
      problem: this.checked ? this.#wrong(name) : undefined,
      typed: this.#type,
      ...more,
    });
  }

  #end(label: string) {
    return html`${
        this.problem
          ? html`<div class="banner bad" role="alert">
              ${icon('circle-alert')}${problemText(this.problem)}
            </div>`
          : nothing
      }
      <button type="submit" class="btn primary big block" ?disabled=${this.busy}>
        ${this.busy ? t.working() : label}
      </button>`;
  }

  #firstRun() {
    const wrong = this.checked ? this.#wrong('noted') : undefined;
    return html`<div>
        <p class="eyebrow">${t.step({ n: 1 })}</p>
        <h1 tabindex="-1">${t.firstTitle()}</h1>
        <p class="muted">${t.firstLead()}</p>
      </div>
      ${this.address.hash ? nothing : this.#control('code', t.setupCode(), t.setupCodeHint())}
      <div class="pair">
        ${this.#control('siteName', t.siteName(), t.siteNameHint(), { maxlength: 60 })}
        ${this.#control('siteCode', t.siteCode(), t.siteCodeHint(), { maxlength: 8 })}
      </div>
      ${this.#control('supervisor', t.supervisor(), '', { maxlength: 40 })}
      ${pinControl({
        value: this.typed['pin'] ?? '',
        problem: this.checked ? this.#wrong('pin') : undefined,
        typed: this.#type,
        another: () => this.#type('pin', randomPin()),
      })}
      <label class="option"
        ><input
          type="checkbox"
          id="noted"
          aria-describedby="noted-problem"
          .checked=${this.#noted}
          @change=${(event: Event) => {
            this.#noted = (event.target as HTMLInputElement).checked;
            this.requestUpdate();
          }}
        /><span class="mark square">${icon('check')}</span><span>${t.noted()}</span></label
      >
      <p class="problem" id="noted-problem" ?hidden=${!wrong}>${wrong}</p>
      ${this.#end(t.next())}`;
  }

  #device() {
    return html`<div>
        ${this.#first ? html`<p class="eyebrow">${t.step({ n: 2 })}</p>` : nothing}
        <h1 tabindex="-1">${t.deviceTitle()}</h1>
        <p class="muted">${this.#first ? t.deviceLead() : t.codeRules()}</p>
      </div>
      ${surfaceChoice(this.surface, (surface) => (this.surface = surface))}
      <div role="status">
        ${
          this.#first && this.surface !== 'desk'
            ? html`<div class="banner info">${icon('info')}<span>${t.notDesk()}</span></div>`
            : nothing
        }
      </div>
      ${control({
        id: 'name',
        label: t.deviceName(),
        hint: t.deviceNameHint(),
        value: this.#named ? (this.typed['name'] ?? '') : this.#deviceName,
        problem: this.checked ? this.#wrong('name') : undefined,
        typed: this.#type,
        maxlength: 60,
      })}
      ${this.#end(t.enrol())}`;
  }

  #code() {
    return html`<div>
        <h1 tabindex="-1">${t.codeTitle()}</h1>
        <p class="muted">${t.codeLead()}</p>
      </div>
      <div class="card sunken">
        <h2>${t.how()}</h2>
        <ol>
          <li>${t.how1()}</li>
          <li>${t.how2()}</li>
          <li>${t.how3()}</li>
        </ol>
      </div>
      ${this.#control('code', t.code(), '', { maxlength: 300 })} ${this.#end(t.goOn())}`;
  }
}
customElements.define('fd-setup', FdSetup);
declare global {
  interface HTMLElementTagNameMap {
    'fd-setup': FdSetup;
  }
}
