/**
 * A number and the last four digits of a telephone: to hear where something stands, or (with `sought`) to say which entry
 * a form is about. `fd-found` (detail: entry id) only where one is sought; `fd-leave`.
 */
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import type { ItemOf } from '../../spec/procedure.ts';
import type { Problem } from '../../spec/problem.ts';
import type { SiteDocument, Standing, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { agoText, whenText } from '../entry/when.ts';
import { hasCamera } from '../field/camera.ts';
import { keypad } from '../field/keypad.ts';
import { spacedPhone } from '../field/phone.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { readCode } from './codes.ts';
import { enquiryStyles } from './enquiry-styles.ts';
import { deskPhone } from './fd-kiosk-help.ts';
import './fd-kiosk-scan.ts';
import { pageStyles } from './page-styles.ts';

const t = words({
  title: ['查进度', 'Check progress'],
  lead: ['只显示办到哪一步，不显示个人信息。', 'Shows how far it is, nothing personal.'],
  seek: ['先找到您的登记', 'First, find your registration'],
  seekSay: [
    '扫一下凭条上的二维码，或者输编号和手机后四位。',
    'Scan the code on your slip, or enter its number and the end of your phone number.',
  ],
  number: ['编号的最后一段', 'The last part of the number'],
  example: ['凭条上的编号，比如', 'On your slip, such as'],
  typeThis: ['只要输 {digits}', 'enter just {digits}'],
  last4: ['登记时手机号的后四位', 'Last four digits of the phone number given'],
  scan: ['扫凭条', 'Scan the slip'],
  typed: ['手工输入', 'Type instead'],
  ask: ['查一下', 'Look it up'],
  asking: ['正在查…', 'Looking…'],
  notFound: [
    '没有查到。请核对编号和手机后四位，或者问前台。',
    'Nothing found. Please check both numbers, or ask the desk.',
  ],
  offline: ['现在没有网络，查不了进度。', 'There is no network now, so this cannot be looked up.'],
  offlineSay: [
    '请打前台电话 {phone}，或者直接到前台问。',
    'Please call the front desk on {phone}, or ask there.',
  ],
  offlineAsk: ['请直接到前台问。', 'Please ask at the front desk.'],
  over: ['这一条已经办结了。', 'This one is already closed.'],
  other: ['这个编号是办别的事的，请核对。', 'This number is of something else; please check.'],
  since: ['{ago}到这一步', 'At this step for {ago}'],
  sinceNow: ['刚到这一步', 'Just reached this step'],
  next: ['{when}前：{what}', '{what}: by {when}'],
  late: ['比预计的慢了，可以请前台催一下', 'Later than planned: the desk can push it'],
  done: ['已经办结', 'All done'],
  again: ['再查一个', 'Look up another'],
  home: ['回到首页', 'Back to the start'],
});

export class FdKioskEnquiry extends LitElement {
  static override properties = {
    store: { attribute: false },
    site: { attribute: false },
    sought: { attribute: false },
    offline: { type: Boolean },
    code: {},
    now: {},
    number: { state: true },
    last4: { state: true },
    asking: { state: true },
    scanning: { state: true },
    problem: { state: true },
    standing: { state: true },
  };
  static override styles = [...base, pageStyles, enquiryStyles];
  declare store: Store | undefined;
  declare site: SiteDocument | undefined;
  declare sought: ItemOf<'ref'> | undefined;
  /** Known to be cut off: said at once, and not only after everything was typed. */
  declare offline: boolean;
  /** What a scanner read. */
  declare code: string;
  /** ISO instant. */
  declare now: string;
  declare number: string;
  declare last4: string;
  declare asking: boolean;
  declare scanning: boolean;
  declare problem: string;
  declare standing: Standing | undefined;

  constructor() {
    super();
    this.store = undefined;
    this.site = undefined;
    this.sought = undefined;
    this.offline = false;
    this.code = '';
    this.now = new Date(0).toISOString();
    this.number = '';
    this.last4 = '';
    this.asking = false;
    this.scanning = false;
    this.problem = '';
    this.standing = undefined;
    new LocaleController(this);
  }

  /** What is read aloud. */
  spoken(): string {
    const { standing } = this;
    if (standing)
      return [say(standing.title), say(standing.stage), this.#next(standing)].join('。');
    return [
      this.sought ? t.seek() : t.title(),
      this.sought ? t.seekSay() : t.lead(),
      t.number(),
      t.last4(),
    ].join('。');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('code') && this.code) void this.#scanned(this.code);
  }
  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  async #scanned(text: string): Promise<void> {
    const code = readCode((await this.store?.passEntry?.(text)) ?? text);
    this.scanning = false;
    if (code?.kind === 'entry' && this.sought) {
      // Nothing has to be asked: the slip says which it is, with no network too.
      void this.updateComplete.then(() => this.#found(code.entry));
      return;
    }
    if (code?.kind === 'number') this.number = code.number;
    if (code?.kind === 'entry') this.number = code.entry;
  }
  #found(detail: string): void {
    this.dispatchEvent(new CustomEvent('fd-found', { detail }));
  }

  async #ask(): Promise<void> {
    const { store } = this;
    if (!store || this.asking || this.number.length < 3 || this.last4.length < 4) return;
    this.asking = true;
    this.problem = '';
    const told = await store.enquire(this.number, this.last4);
    this.asking = false;
    if (!told.ok) this.problem = this.#problemOf(told.problems[0]);
    else if (!this.sought) this.standing = told.value;
    else if (this.sought.procedure !== undefined && told.value.procedure !== this.sought.procedure)
      this.problem = t.other();
    else if (told.value.done) this.problem = t.over();
    else this.#found(told.value.entry);
  }
  #problemOf(problem: Problem | undefined): string {
    if (problem?.code === 'not-found') return t.notFound();
    if (problem?.code === 'offline') return `${t.offline()}${this.#elsewhere()}`;
    return problem ? problemText(problem) : '';
  }
  #elsewhere(): string {
    const phone = deskPhone(this.site);
    return phone ? t.offlineSay({ phone: spacedPhone(phone) }) : t.offlineAsk();
  }

  override render() {
    const { standing } = this;
    return html`<div class="scroll">
        <header class="head">
          <span class="picture">${icon(this.sought ? 'scan-line' : 'search', 'large')}</span>
          <div>
            <h1 tabindex="-1">${this.sought ? t.seek() : t.title()}</h1>
            <p class="large muted">${this.sought ? t.seekSay() : t.lead()}</p>
          </div>
        </header>
        ${standing ? this.#result(standing) : this.#form()}
      </div>
      <div class="actions">
        <button type="button" class="btn big" @click=${this.#leave}>
          ${icon('house')}${t.home()}
        </button>
        ${standing ? this.#againButton() : this.#askButton()}
      </div>`;
  }

  #form() {
    const scanned = this.number.length > 20;
    return html`${
        this.offline
          ? html`<p class="banner warn" role="status">
              ${icon('wifi-off')}<span class="large">${t.offline()}${this.#elsewhere()}</span>
            </p>`
          : nothing
      }
      ${
        this.problem
          ? html`<p class="banner bad" role="alert">
              ${icon('triangle-alert')}<span class="large">${this.problem}</span>
            </p>`
          : nothing
      }
      ${
        this.scanning
          ? html`<fd-kiosk-scan
              @fd-scanned=${(event: CustomEvent<string>) => void this.#scanned(event.detail)}
            ></fd-kiosk-scan>`
          : nothing
      }
      <div class="two">
        <div class="fields">
          ${
            hasCamera()
              ? html`<button
                  type="button"
                  class="btn big"
                  @click=${() => (this.scanning = !this.scanning)}
                >
                  ${icon(this.scanning ? 'keyboard' : 'qr-code')}${this.scanning ? t.typed() : t.scan()}
                </button>`
              : nothing
          }
          ${this.#field('number', t.number(), scanned ? '✓' : this.number, 12)}
          ${this.#field('last4', t.last4(), this.last4, 4)}
        </div>
        ${this.scanning ? nothing : keypad(this.#target)}
      </div>`;
  }

  /** The field that the keypad types into. */
  get #target(): 'number' | 'last4' {
    return this.#chosen ?? (this.number.length > 20 ? 'last4' : 'number');
  }
  #chosen: 'number' | 'last4' | undefined;

  #field(name: 'number' | 'last4', label: string, value: string, most: number) {
    return html`<label class="ask ${this.#target === name ? 'on' : ''}">
      <span class="label">${label}</span>
      ${name === 'number' ? this.#example() : nothing}
      <input
        class="input num"
        id=${name}
        inputmode="none"
        autocomplete="off"
        spellcheck="false"
        maxlength=${most}
        .value=${value}
        @focus=${() => this.#choose(name)}
        @input=${(event: Event) => this.#typed(name, (event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Enter') void this.#ask();
        }}
      />
    </label>`;
  }
  #example() {
    const code = this.site?.code ?? 'SL';
    return html`<span class="example num"
      >${t.example()} ${code}-F07-20261124-K<b>1007</b> · ${t.typeThis({ digits: '1007' })}</span
    >`;
  }
  #choose(name: 'number' | 'last4'): void {
    this.#chosen = name;
    this.requestUpdate();
  }
  #typed(name: 'number' | 'last4', text: string): void {
    this.problem = '';
    this[name] = text.replaceAll(/[^A-Za-z0-9-]/g, '');
    if (name === 'last4' && this.last4.length === 4 && this.number.length >= 3) void this.#ask();
  }

  #askButton() {
    const ready = this.number.length >= 3 && this.last4.length === 4 && !this.asking;
    return html`<button
      type="button"
      class="btn primary big"
      aria-disabled=${!ready}
      @click=${() => void this.#ask()}
    >
      ${icon('search')}${this.asking ? t.asking() : t.ask()}
    </button>`;
  }
  #againButton() {
    return html`<button type="button" class="btn primary big" @click=${this.#again}>
      ${icon('search')}${t.again()}
    </button>`;
  }
  readonly #again = () => {
    this.standing = undefined;
    this.number = '';
    this.last4 = '';
    this.problem = '';
    this.#chosen = undefined;
  };

  #next({ next, done }: Standing): string {
    if (done) return t.done();
    if (!next) return '';
    if (next.due < this.now) return t.late();
    const zone = this.site?.zone ?? 'Asia/Shanghai';
    return t.next({ what: say(next.label), when: whenText(next.due, this.now, zone) });
  }

  #result(standing: Standing) {
    const next = this.#next(standing);
    const fresh = Date.parse(this.now) - Date.parse(standing.since) < 60_000;
    return html`<article class="result">
      <div>
        <p class="large strong">${say(standing.title)}</p>
        <p class="muted num">${standing.number}</p>
      </div>
      <div>
        <p class="stage" role="status">${say(standing.stage)}</p>
        <p class="large muted">
          ${fresh ? t.sinceNow() : t.since({ ago: agoText(standing.since, this.now) })}
        </p>
      </div>
      ${next ? html`<p class="due num">${icon(standing.done ? 'check' : 'clock')}${next}</p>` : nothing}
    </article>`;
  }

  readonly #leave = () => {
    this.dispatchEvent(new CustomEvent('fd-leave'));
  };
}
customElements.define('fd-kiosk-enquiry', FdKioskEnquiry);
