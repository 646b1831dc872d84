/** The button that calls staff, and what has become of the call. `fd-call`. */
import { LitElement, css, html, nothing } from 'lit';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { LocaleController, words } from '../words/words.ts';
import type { Calling } from './calling.ts';

const t = words({
  call: ['现在叫人过来', 'Call somebody now'],
  callSay: ['前台的电脑和平板会响', 'The desk and the tablet will ring'],
  saving: ['正在叫…', 'Calling…'],
  failed: [
    '没有叫成，请再点一次，或者按前台的铃',
    'That did not work. Tap again, or ring the bell on the counter',
  ],
  waiting: ['已经叫了，前台正在响铃', 'Called: the desk is ringing'],
  alone: ['网络断了，前台还没听到', 'No network: the desk has not heard it yet'],
  aloneSay: [
    '已经记下，网络一通就响铃。请先按前台的铃，或打下面的电话。',
    'It is kept and rings when the network is back. Please ring the bell on the counter or phone meanwhile.',
  ],
  coming: ['前台正在赶来', 'Somebody is coming'],
  comingSay: ['请在这里等一下', 'Please wait here'],
  waited: ['已等 {time}', 'Waited {time}'],
  answered: ['{time} 应答', 'Answered after {time}'],
  number: ['您的号', 'Your number'],
  ahead: ['前面还有 {n} 位', '{n} before you'],
  next: ['下一位就是您', 'You are next'],
});

const clock = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** For the corner of the screen: short. */
export function callText(calling: Calling): string | undefined {
  if (calling.status === 'coming') return t.coming();
  if (calling.status === 'waiting') return t.waited({ time: clock(calling.waited) });
  return undefined;
}

export class FdKioskCall extends LitElement {
  static override properties = {
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
      .call {
        display: flex;
        flex-direction: column;
        gap: var(--s2);
        inline-size: 100%;
        min-block-size: 8.5rem;
        padding: var(--s5);
        font-size: var(--t-xl);
      }
      .call .icon {
        inline-size: 2.4em;
        block-size: 2.4em;
      }
      .call span {
        font-size: var(--t-md);
        font-weight: 450;
      }
      .state {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s4) var(--s6);
        padding: var(--s5) var(--s6);
        border-radius: var(--r3);
        background: var(--accent-soft);
      }
      .state.coming {
        background: var(--good-soft);
      }
      .state.alone,
      .state.failed {
        background: var(--warn-soft);
      }
      .state > .icon {
        color: var(--accent-text);
      }
      .coming > .icon {
        color: var(--good);
      }
      :is(.alone, .failed) > .icon {
        color: var(--warn);
      }
      .what {
        font-size: var(--t-xl);
        font-weight: 680;
        line-height: 1.35;
      }
      .queue {
        text-align: center;
      }
      .queue strong {
        display: block;
        font-size: var(--t-2xl);
        line-height: 1.2;
      }
      .waiting > .icon {
        animation: ring 2.4s infinite var(--ease);
        transform-origin: 50% 15%;
      }
      @keyframes ring {
        0%,
        60%,
        100% {
          rotate: 0deg;
        }
        70% {
          rotate: 12deg;
        }
        80% {
          rotate: -12deg;
        }
        90% {
          rotate: 6deg;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .waiting > .icon {
          animation: none;
        }
      }
    `,
  ];
  declare calling: Calling | undefined;
  /** Rises with every look at the call, so that its time is drawn. */
  declare beat: number;
  /** Its status, so that a change of it is drawn. */
  declare status: string;

  constructor() {
    super();
    this.calling = undefined;
    this.beat = 0;
    this.status = '';
    new LocaleController(this);
  }

  override render() {
    const { calling } = this;
    if (!calling?.isPossible) return nothing;
    const { status } = calling;
    if (status === 'idle' || status === 'saving' || status === 'failed')
      return html`${
          status === 'failed'
            ? html`<p class="state failed" role="alert">
                ${icon('triangle-alert', 'large')}<span class="what grow">${t.failed()}</span>
              </p>`
            : nothing
        }
        <button
          type="button"
          class="btn primary call"
          aria-disabled=${status === 'saving'}
          @click=${() => this.dispatchEvent(new CustomEvent('fd-call'))}
        >
          ${icon('concierge-bell')}${status === 'saving' ? t.saving() : t.call()}<span
            >${t.callSay()}</span
          >
        </button>`;
    return html`<div class="state ${status}">
      ${icon(status === 'coming' ? 'footprints' : status === 'alone' ? 'wifi-off' : 'bell-ring', 'huge')}
      <div class="grow">
        <p class="what" role="status">${t[status]()}</p>
        ${
          status === 'alone'
            ? html`<p>${t.aloneSay()}</p>`
            : html`<p class="large num">
                ${
                  status === 'coming'
                    ? html`${t.comingSay()} · ${t.answered({ time: clock(calling.waited) })}`
                    : t.waited({ time: clock(calling.waited) })
                }
              </p>`
        }
      </div>
      ${
        status !== 'coming' && calling.number
          ? html`<p class="queue">
              ${t.number()}<strong class="num">${calling.number}</strong>${
                status === 'waiting' && calling.ahead > 0
                  ? t.ahead({ n: calling.ahead })
                  : status === 'waiting'
                    ? t.next()
                    : nothing
              }
            </p>`
          : nothing
      }
    </div>`;
  }
}
customElements.define('fd-kiosk-call', FdKioskCall);
