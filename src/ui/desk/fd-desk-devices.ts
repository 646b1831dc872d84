/**
 * Devices of the site: when each was last heard of, a code to enrol another, and switching one off.
 */
import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import type { Surface } from '../../spec/procedure.ts';
import type { DeviceDocument, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import '../base/fd-dialog.ts';
import { toast } from '../base/fd-toast.ts';
import { Clocks } from '../entry/clocks.ts';
import { own } from '../entry/own.ts';
import { qrCode } from '../entry/qr-code.ts';
import { SiteView } from '../entry/site.ts';
import { agoText, whenText } from '../entry/when.ts';
import { LocaleController, words } from '../words/words.ts';
import { adminSheet } from './admin-sheet.ts';
import { problemList } from './problems.ts';

const t = words({
  actions: ['操作', 'Actions'],
  title: ['设备', 'Devices'],
  add: ['添加设备', 'Add a device'],
  kind: ['用作', 'Used as'],
  kiosk: ['大堂自助机', 'Lobby kiosk'],
  tablet: ['员工平板', 'Staff tablet'],
  desk: ['前台电脑', 'Desk PC'],
  name: ['设备名称', 'Name'],
  nameHint: ['例如 1号楼大堂自助机', 'For example Lobby kiosk, building 1'],
  make: ['生成注册码', 'Make a code'],
  use: ['在那台设备的浏览器里打开这个网址，或扫码：', 'Open this address on the device, or scan:'],
  once: ['只能用一次，{at}前有效。', 'It works once, until {at}.'],
  code: ['注册码', 'Code'],
  copy: ['复制网址', 'Copy the address'],
  copied: ['已复制', 'Copied'],
  done: ['好了', 'Done'],
  device: ['设备', 'Device'],
  number: ['编号', 'Code'],
  seen: ['上次联系', 'Last heard of'],
  state: ['状态', 'State'],
  on: ['在用', 'In use'],
  off: ['已停用', 'Switched off'],
  never: ['还没有联系过', 'Not yet'],
  self: ['本机', 'This one'],
  revoke: ['停用', 'Switch off'],
  revokeTitle: ['停用“{name}”？', 'Switch off “{name}”?'],
  revokeHint: [
    '停用后它立刻读不到任何数据。它手里还没传的登记不会丢，服务器仍会收下停用之前的。要再用得重新注册。',
    'It can read nothing from now on. What it had not sent yet is still accepted. To use it again, enrol it anew.',
  ],
  keep: ['先不停用', 'Keep it'],
  revoked: ['已停用', 'Switched off'],
});
interface IssuedCode {
  readonly code: string;
  readonly url: string;
  /** ISO instant. */
  readonly expires: string;
}
const kinds: readonly Surface[] = ['kiosk', 'tablet', 'desk'];

export class FdDeskDevices extends LitElement {
  static override properties = {
    store: { attribute: false },
    adding: { state: true },
    link: { state: true },
    revoking: { state: true },
    problems: { state: true },
  };
  static override styles = [base, adminSheet];
  declare store: Store | undefined;
  declare adding: boolean;
  declare link: IssuedCode | undefined;
  declare revoking: DeviceDocument | undefined;
  declare problems: readonly Problem[];
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);

  constructor() {
    super();
    this.adding = false;
    this.problems = [];
    new LocaleController(this);
  }

  override render() {
    if (!this.store) return nothing;
    const devices = this.#site.devices.toSorted(
      (a, b) => Number(a.revoked) - Number(b.revoked) || (a.code < b.code ? -1 : 1),
    );
    return html`<div class="stack">
        <header class="split">
          <h1>${t.title()}</h1>
          <button type="button" class="btn primary" @click=${() => (this.adding = true)}>
            ${icon('plus')}${t.add()}
          </button>
        </header>
        <div class="table-wrap" tabindex="0" role="group" aria-label=${t.title()}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">${t.number()}</th>
                <th scope="col">${t.device()}</th>
                <th scope="col">${t.kind()}</th>
                <th scope="col">${t.seen()}</th>
                <th scope="col">${t.state()}</th>
                <th scope="col"><span class="sr-only">${t.actions()}</span></th>
              </tr>
            </thead>
            <tbody>
              ${devices.map((device) => this.#row(device))}
            </tbody>
          </table>
        </div>
      </div>
      ${this.#addDialog()} ${this.#revokeDialog()}`;
  }

  #row(device: DeviceDocument): TemplateResult {
    const self = device.id === this.store?.device.id;
    return html`<tr>
      <td class="mono">${device.code}</td>
      <td class="strong">
        ${device.name} ${self ? html`<span class="badge info">${t.self()}</span>` : nothing}
      </td>
      <td class="nowrap">${t[device.surface]()}</td>
      <td class="nowrap num">
        ${self ? agoText(this.#clocks.now, this.#clocks.now) : device.seen ? agoText(device.seen, this.#clocks.now) : t.never()}
      </td>
      <td>
        <span class="badge ${device.revoked ? 'bad' : 'good'}"
          >${device.revoked ? t.off() : t.on()}</span
        >
      </td>
      <td class="end">
        ${
          device.revoked || self
            ? nothing
            : html`<button type="button" class="btn small" @click=${() => (this.revoking = device)}>
                ${t.revoke()}
              </button>`
        }
      </td>
    </tr>`;
  }

  #addDialog(): TemplateResult {
    return html`<fd-dialog heading=${t.add()} .open=${this.adding} @fd-close=${own(this.#close)}>
      ${this.link ? this.#code(this.link) : this.#ask()}
    </fd-dialog>`;
  }

  #ask(): TemplateResult {
    return html`<form class="stack" @submit=${this.#make}>
      <fieldset class="field">
        <legend class="label">${t.kind()}</legend>
        <div class="chips">
          ${kinds.map(
            (kind, index) =>
              html`<label class="chip"
                ><input
                  type="radio"
                  name="surface"
                  value=${kind}
                  ?checked=${index === 0}
                />${t[kind]()}</label
              >`,
          )}
        </div>
      </fieldset>
      <label class="field"
        ><span class="label">${t.name()}</span
        ><input class="input" name="name" maxlength="60" required placeholder=${t.nameHint()}
      /></label>
      ${problemList(this.problems)}
      <div class="cluster">
        <button class="btn primary">${icon('qr-code')}${t.make()}</button>
      </div>
    </form>`;
  }

  #code({ url, code, expires }: IssuedCode): TemplateResult {
    return html`<div class="stack">
      <p>${t.use()}</p>
      ${qrCode(url, url)}
      <p class="code"><span class="sr-only">${t.code()}：</span>${code}</p>
      <p class="center mono small">${url}</p>
      <p class="muted center">
        ${t.once({ at: whenText(expires, this.#clocks.now, this.#site.zone) })}
      </p>
      <div class="cluster end">
        <button
          type="button"
          class="btn"
          @click=${() => navigator.clipboard.writeText(url).then(() => toast(t.copied(), { tone: 'good' }))}
        >
          ${icon('copy')}${t.copy()}
        </button>
        <button type="button" class="btn primary" @click=${this.#close}>${t.done()}</button>
      </div>
    </div>`;
  }

  #revokeDialog(): TemplateResult {
    const device = this.revoking;
    return html`<fd-dialog
      size="small"
      heading=${t.revokeTitle({ name: device?.name ?? '' })}
      .open=${device !== undefined}
      @fd-close=${own(() => (this.revoking = undefined))}
    >
      <div class="stack">
        <p>${t.revokeHint()}</p>
        ${problemList(this.problems)}
      </div>
      <button slot="actions" class="btn" @click=${() => (this.revoking = undefined)}>
        ${t.keep()}
      </button>
      <button slot="actions" class="btn danger" @click=${() => device && this.#revoke(device)}>
        ${t.revoke()}
      </button>
    </fd-dialog>`;
  }

  readonly #close = () => {
    this.adding = false;
    this.link = undefined;
    this.problems = [];
  };

  readonly #make = async (event: Event): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const surface = data.get('surface') as Surface;
    const name = String(data.get('name') ?? '').trim();
    const result = await this.store?.command('enrol-code', { surface, name });
    if (!result) return;
    this.problems = result.ok ? [] : result.problems;
    if (!result.ok) return;
    const issued = result.value as unknown as IssuedCode;
    // The device enrols itself when its page is opened with what it is to be.
    const address = new URL(issued.url);
    address.searchParams.set('surface', surface);
    this.link = { ...issued, url: address.href };
  };

  async #revoke(device: DeviceDocument): Promise<void> {
    const result = await this.store?.command('revoke-device', { id: device.id });
    if (!result) return;
    this.problems = result.ok ? [] : result.problems;
    if (!result.ok) return;
    this.revoking = undefined;
    this.store?.syncNow();
    toast(t.revoked(), { tone: 'good' });
  }
}
customElements.define('fd-desk-devices', FdDeskDevices);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-devices': FdDeskDevices;
  }
}
