/** How to reach a person: a call that rings at the desk, the bell on the counter, the telephone. */
import { LitElement, css, html, nothing } from 'lit';
import type { SiteDocument } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { spacedPhone } from '../field/phone.ts';
import type { Calling } from './calling.ts';
import './fd-kiosk-call.ts';
import { LocaleController, words } from '../words/words.ts';

const t = words({
  bell: ['也可以按前台的铃', 'Or ring the bell on the counter'],
  onlyBell: [
    '请按前台的铃，工作人员就过来',
    'Ring the bell at the front desk and somebody will come',
  ],
  phone: ['或者打前台电话', 'Or call the front desk'],
  same: [
    '在前台办和在这里办是一样的，不用多等，也不用再填一遍。',
    'The desk does everything this machine does, and you will not wait longer.',
  ],
  safe: [
    '您刚才填的还在这里，回来可以接着填。',
    'What you filled in stays here; you can go on afterwards.',
  ],
  urgent: [
    '有危险请先离开，再打 119（火警）、110 或 120。',
    'In danger, leave first, then call 119 (fire), 110 or 120.',
  ],
});

/** The number to call: the site's own, else that of the first department that has one. */
export function deskPhone(site: SiteDocument | undefined): string | undefined {
  return site?.phone ?? site?.departments.find(({ phone }) => phone)?.phone;
}

export class FdKioskHelp extends LitElement {
  static override properties = {
    site: { attribute: false },
    filling: { type: Boolean },
    calling: { attribute: false },
    beat: { type: Number },
    status: {},
  };
  static override styles = [
    ...base,
    css`
      :host {
        display: block;
      }
      .ways {
        display: grid;
        gap: var(--s4);
      }
      .way {
        display: flex;
        gap: var(--s5);
        align-items: center;
        padding: var(--s4) var(--s5);
        border-radius: var(--r3);
        background: var(--sunken);
      }
      .way > .icon {
        color: var(--accent-text);
      }
      .what {
        font-size: var(--t-lg);
        font-weight: 650;
      }
      .phone {
        font-size: var(--t-2xl);
        font-weight: 650;
        letter-spacing: 0.04em;
      }
    `,
  ];
  declare site: SiteDocument | undefined;
  /** A form waits behind it. */
  declare filling: boolean;
  declare calling: Calling | undefined;
  /** Rises with every look at the call. */
  declare beat: number;
  /** Of the call, so that a change of it is drawn. */
  declare status: string;

  constructor() {
    super();
    this.site = undefined;
    this.filling = false;
    this.calling = undefined;
    this.beat = 0;
    this.status = '';
    new LocaleController(this);
  }

  override render() {
    const phone = deskPhone(this.site);
    const rings = this.calling?.isPossible === true;
    return html`<div class="stack">
      <fd-kiosk-call
        .calling=${this.calling}
        .beat=${this.beat}
        .status=${this.status}
        @fd-call=${() => void this.calling?.call()}
      ></fd-kiosk-call>
      <div class="ways">
        <div class="way">
          ${icon('bell', 'huge')}
          <p class="what">${rings ? t.bell() : t.onlyBell()}</p>
        </div>
        ${
          phone
            ? html`<div class="way">
                ${icon('phone', 'huge')}
                <p>
                  <span class="what">${t.phone()}</span><br /><span class="phone num"
                    >${spacedPhone(phone)}</span
                  >
                </p>
              </div>`
            : nothing
        }
      </div>
      <p>${this.filling ? t.safe() : t.same()}</p>
      <p class="muted">${t.urgent()}</p>
    </div>`;
  }
}
customElements.define('fd-kiosk-help', FdKioskHelp);
declare global {
  interface HTMLElementTagNameMap {
    'fd-kiosk-help': FdKioskHelp;
  }
}
