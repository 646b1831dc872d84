/**
 * Who is told, and by when: each rung with its number, one tap when they were told and one when they answered. What is late
 * stands out.
 */
import { LitElement, html, nothing } from 'lit';
import type { Json } from '../../spec/json.ts';
import type { Path } from '../../form/answers.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import type { SiteView } from '../entry/site.ts';
import { leftText, timeOf } from '../entry/when.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { contactOf, ladderOf, phoneOf, rowSet } from './emergency.ts';
import type { Going, RungState } from './emergency.ts';
import { emergencySheet } from './emergency-sheet.ts';

const t = words({
  title: ['上报', 'Report to'],
  told: ['已告知', 'Told'],
  acked: ['对方已确认', 'They confirmed'],
  due: ['现在就报', 'Now'],
  waits: ['{time} 前报', 'by {time}'],
  unanswered: ['还没确认，再打一次', 'No answer: call again'],
  toldAt: ['{time} 已告知', 'told {time}'],
  ackedAt: ['{time} 已确认', 'confirmed {time}'],
  call: ['拨打{who} {number}', 'Call {who} {number}'],
});

export class FdLadder extends LitElement {
  static override properties = {
    going: { attribute: false },
    site: { attribute: false },
    newId: { attribute: false },
    now: {},
  };
  static override styles = [...base, emergencySheet];
  declare going: Going | undefined;
  declare site: SiteView | undefined;
  declare newId: () => string;
  declare now: string;

  constructor() {
    super();
    this.going = undefined;
    this.site = undefined;
    this.newId = () => '';
    this.now = '';
    new LocaleController(this);
  }

  #set(set: Record<Path, Json>): void {
    this.dispatchEvent(new CustomEvent('fd-answer', { detail: set }));
  }

  override render() {
    const { going } = this;
    if (!going) return nothing;
    return html`<section class="card stack" aria-labelledby="ladder">
      <h3 id="ladder">${t.title()}</h3>
      <ul class="plain">
        ${ladderOf(going, this.now).map((each) => this.#rung(going, each))}
      </ul>
    </section>`;
  }

  #rung(going: Going, each: RungState) {
    const { rung, due, row, told, acked, state } = each;
    const table = going.spec.reports;
    const zone = this.site?.zone ?? 'Asia/Shanghai';
    const who = say(rung.to);
    const number = phoneOf(contactOf(going, rung.contact), this.site?.site);
    const said = {
      waits: () => t.waits({ time: timeOf(due, zone) }),
      due: () => t.due(),
      told: () => t.toldAt({ time: timeOf(told, zone) }),
      unanswered: () => t.unanswered(),
      acked: () => t.ackedAt({ time: timeOf(acked, zone) }),
    }[state]();
    const tone = { waits: '', due: 'bad', told: 'info', unanswered: 'bad', acked: 'good' }[state];
    return html`<li>
      <span class="grow strong">${who}</span>
      <span class="badge ${tone}" title=${leftText(due, this.now)}>${said}</span>
      ${
        number && state !== 'acked'
          ? html`<a class="btn small" aria-label=${t.call({ who, number })} href=${`tel:${number}`}
              >${icon('phone')}<span class="number">${number}</span></a
            >`
          : nothing
      }
      ${
        state === 'acked'
          ? nothing
          : told
            ? html`<button
                type="button"
                class="btn small"
                @click=${() => this.#set({ [`${table}/${row}/ack`]: this.now })}
              >
                ${icon('check')}${t.acked()}
              </button>`
            : html`<button
                type="button"
                class="btn small"
                @click=${() =>
                  this.#set(rowSet(table, this.newId(), { rung: rung.id, to: who, at: this.now }))}
              >
                ${icon('megaphone')}${t.told()}
              </button>`
      }
    </li>`;
  }
}
customElements.define('fd-ladder', FdLadder);
declare global {
  interface HTMLElementTagNameMap {
    'fd-ladder': FdLadder;
  }
}
