/**
 * What a visitor leaves with: the number, what happens next and by when, a QR code, and paper where there is a printer.
 * Drawn from the entry in memory; the kiosk itself cannot read it again. `fd-done`.
 */
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import type { Output } from '../../spec/procedure.ts';
import type { Calendar, Clock } from '../../form/clock.ts';
import { clockOf } from '../../form/clock.ts';
import type { Form } from '../../form/compile.ts';
import type { Entry } from '../../form/entry.ts';
import type { Store, SyncStatus } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { pageSize } from '../entry/page-size.ts';
import { paperBlock } from '../entry/paper.ts';
import { paperSheet } from '../entry/paper-sheet.ts';
import { qrCode } from '../entry/qr-code.ts';
import type { SiteView } from '../entry/site.ts';
import { spanText, stampText, timeOf } from '../entry/when.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { slipStyles } from './slip-styles.ts';

const t = words({
  thanks: ['办好了，谢谢您', 'All done, thank you'],
  number: ['您的编号', 'Your number'],
  show: [
    '记下或拍下这个编号，问进度时报它就行',
    'Note it or take a photo; give it when you ask how things stand',
  ],
  qr: ['编号 {n} 的二维码', 'QR code of number {n}'],
  next: ['接下来', 'What happens next'],
  by: ['{what}：{time} 前（{span}内）', '{what}: by {time} (within {span})'],
  saved: ['已保存', 'Saved'],
  sent: ['已保存，前台已收到', 'Saved, and the desk has it'],
  waiting: ['已保存，正在送往前台', 'Saved, on its way to the desk'],
  offline: [
    '已保存在这台机器上，网络一通就自动送到前台。着急的话，到前台报一下编号就行。',
    'Saved on this machine; it goes to the desk as soon as the network is back. If you are in a hurry, tell the desk your number.',
  ],
  print: ['打印凭条', 'Print slip'],
  done: ['完成', 'Finish'],
  more: ['再看一会儿', 'More time'],
  home: ['{n} 秒后回到首页', 'Back to the start in {n} s'],
  printed: ['{at} 打印', 'Printed {at}'],
});

const slips: readonly Output['paper'][] = ['80mm', '58mm'];

export class FdKioskSlip extends LitElement {
  static override properties = {
    store: { attribute: false },
    entry: { attribute: false },
    form: { attribute: false },
    site: { attribute: false },
    left: { type: Number },
    compact: { type: Boolean, reflect: true },
    calendar: { state: true },
  };
  static override styles = [...base, paperSheet, slipStyles];
  declare store: Store | undefined;
  declare entry: Entry | undefined;
  declare form: Form | undefined;
  declare site: SiteView | undefined;
  /** Seconds until the screen goes home. */
  declare left: number | undefined;
  /** Less room: large text, or everything below. */
  declare compact: boolean;
  declare calendar: Calendar | undefined;
  readonly #sync = new Live<SyncStatus>(this, () => this.store?.sync);

  constructor() {
    super();
    this.store = undefined;
    this.entry = undefined;
    this.form = undefined;
    this.site = undefined;
    this.left = undefined;
    this.compact = false;
    this.calendar = undefined;
    new LocaleController(this);
  }

  get #output(): Output | undefined {
    return this.form?.procedure.outputs?.find(({ paper }) => slips.includes(paper));
  }
  /** A site says that its kiosks have no printer with the setting `kioskPrinter: false`. */
  get #prints(): boolean {
    return this.#output !== undefined && this.site?.site?.settings['kioskPrinter'] !== false;
  }
  get #clock(): Clock | undefined {
    const { store, entry, form, calendar } = this;
    return store && entry && form && calendar
      ? clockOf(form, entry, store.now(), calendar)
      : undefined;
  }
  /** What the procedure's own slip says. */
  #said(): string[] {
    const blocks = this.#output?.blocks ?? [];
    return blocks.flatMap((block) => ('text' in block && !block.big ? [say(block.text)] : []));
  }

  /** What is read aloud. */
  spoken(): string {
    const number = this.entry?.number ?? '';
    return [t.thanks(), `${t.number()} ${[...number].join(' ')}`, t.next(), ...this.#said()].join(
      '。',
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('store'))
      void this.store?.calendar().then((calendar) => (this.calendar = calendar));
  }
  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }
  protected override updated(): void {
    pageSize(this.#output?.paper);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    pageSize(undefined);
  }

  override render() {
    const { entry, form } = this;
    if (!entry || !form) return nothing;
    const done = () => this.dispatchEvent(new CustomEvent('fd-done'));
    return html`<div class="screen no-print">
        <div class="middle">
          <div class="thanks">
            <span class="tick">${icon('check', 'huge')}</span>
            <h1 tabindex="-1">${t.thanks()}</h1>
          </div>
          ${this.#ticket(entry, form)}
        </div>
        <div class="foot-row">
          <p class="num countdown" role="timer" aria-live="off">
            ${this.left === undefined ? nothing : t.home({ n: this.left })}
          </p>
          <div class="buttons">
            <button type="button" class="btn big">${icon('clock')}${t.more()}</button>
            ${
              this.#prints
                ? html`<button type="button" class="btn big" @click=${() => print()}>
                    ${icon('printer')}${t.print()}
                  </button>`
                : nothing
            }
            <button type="button" class="btn primary big" @click=${done}>
              ${icon('check')}${t.done()}
            </button>
          </div>
        </div>
      </div>
      ${this.#paper(entry, form)}`;
  }

  #ticket(entry: Entry, form: Form) {
    const number = entry.number ?? '';
    const offline = this.#sync.value?.state === 'offline' && (this.#sync.value.waiting ?? 0) > 0;
    const clock = offline ? undefined : this.#clock;
    // Nobody at the desk knows of it yet: what the slip promises would not be true.
    const said = offline ? [t.offline()] : this.#said();
    return html`<article class="ticket">
      <section class="head">
        <div class="grow">
          <p class="eyebrow">${say(form.procedure.title)}</p>
          ${
            number
              ? html`<p class="muted">${t.number()}</p>
                  <p class="number num" data-number>${this.#parts(number)}</p>
                  <p class="small muted">${t.show()}</p>`
              : nothing
          }
        </div>
        ${number ? html`<div class="code">${qrCode(number, t.qr({ n: number }))}</div>` : nothing}
      </section>
      <section class="next">
        <h2>${t.next()}</h2>
        ${said.map((text) => html`<p class="large">${text}</p>`)}
        ${
          clock
            ? html`<p class="due">
                ${icon('clock')}<span class="num"
                  >${t.by({
                    what: say(clock.label),
                    time: timeOf(clock.due, this.site?.zone ?? 'Asia/Shanghai'),
                    span: spanText(Date.parse(clock.due) - Date.parse(clock.start)),
                  })}</span
                >
              </p>`
            : nothing
        }
      </section>
      ${this.#status()}
    </article>`;
  }

  /** Broken after hyphens only, so that it wraps where a person pauses. */
  #parts(number: string) {
    return number.split(/(?<=-)/).map((part) => html`${part}<wbr />`);
  }

  #status() {
    const sync = this.#sync.value;
    const waiting = sync?.waiting ?? 0;
    const [picture, text] = !sync
      ? ['check', t.saved()]
      : waiting === 0
        ? ['check-check', t.sent()]
        : sync.state === 'offline'
          ? ['check', t.saved()]
          : ['check', t.waiting()];
    return html`<p class="status" role="status">${icon(picture)}<span>${text}</span></p>`;
  }

  #paper(entry: Entry, form: Form) {
    const { store, site } = this;
    const output = this.#output;
    if (!store || !site || !output) return nothing;
    const listed = { entry, form, pending: true };
    return html`<article class="sheet slip p${output.paper} print-only" aria-hidden="true">
      <header><span>${site.site?.name}</span><span class="num">${entry.number}</span></header>
      ${output.blocks.map((block) => paperBlock(block, listed, { store, site }, false))}
      <footer class="num">
        ${t.printed({ at: stampText(store.now(), site.zone) })}${
          site.site?.phone ? html` · ${site.site.phone}` : nothing
        }
      </footer>
    </article>`;
  }
}
customElements.define('fd-kiosk-slip', FdKioskSlip);
declare global {
  interface HTMLElementTagNameMap {
    'fd-kiosk-slip': FdKioskSlip;
  }
}
