/**
 * The roll call, with no network: everybody whom the registers have in the house, ticked off one by one. A person is one
 * line however many devices tick: the line's id is that of their entry.
 */
import { LitElement, html, nothing } from 'lit';
import type { Json } from '../../spec/json.ts';
import type { Path } from '../../form/answers.ts';
import { facetsOf } from '../../form/summary.ts';
import type { Listed } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { titleOf } from '../entry/lines.ts';
import type { SiteView } from '../entry/site.ts';
import { LocaleController, words } from '../words/words.ts';
import { rollOf, rowSet } from './emergency.ts';
import type { Going, Head } from './emergency.ts';
import { emergencySheet } from './emergency-sheet.ts';

const t = words({
  title: ['点名：{n}/{all} 已找到', 'Roll call: {n} of {all} found'],
  none: ['登记里没有人在场', 'Nobody is inside by the registers'],
  safe: ['找到了', 'Safe'],
  missing: ['没找到', 'Missing'],
  gone: ['早离开了', 'Left before'],
  of: ['{who}：{state}', '{who}: {state}'],
});
const states = ['safe', 'missing', 'gone'] as const;

export class FdRoll extends LitElement {
  static override properties = {
    going: { attribute: false },
    site: { attribute: false },
    open: { attribute: false },
    now: {},
  };
  static override styles = [...base, emergencySheet];
  declare going: Going | undefined;
  declare site: SiteView | undefined;
  declare open: readonly Listed[];
  declare now: string;

  constructor() {
    super();
    this.going = undefined;
    this.site = undefined;
    this.open = [];
    this.now = '';
    new LocaleController(this);
  }

  override render() {
    const { going, site } = this;
    if (!going || !site) return nothing;
    const heads = rollOf(going, this.open);
    const found = heads.filter(({ state }) => state === 'safe' || state === 'gone').length;
    return html`<section class="card stack" aria-labelledby="roll">
      <h3 id="roll">${t.title({ n: found, all: heads.length })}</h3>
      ${heads.length === 0 ? html`<p class="muted">${t.none()}</p>` : nothing}
      <ul class="plain">
        ${heads.map((head) => this.#head(going, site, head))}
      </ul>
    </section>`;
  }

  #head(going: Going, site: SiteView, { listed, state }: Head) {
    const { entry, form } = listed;
    const { name, room } = facetsOf(form, entry.answers);
    const who = name ?? titleOf(listed, site);
    return html`<li class=${state === 'missing' ? 'late' : ''}>
      <span class="grow"
        >${who}${room ? html` <span class="muted">${site.room(room)}</span>` : nothing}</span
      >
      <span class="acts" role="group" aria-label=${who}>
        ${states.map(
          (each) =>
            html`<button
              type="button"
              class="btn small ${state === each ? (each === 'missing' ? 'danger' : 'primary') : ''}"
              aria-pressed=${state === each}
              aria-label=${t.of({ who, state: t[each]() })}
              @click=${() => this.#tell(going, listed, who, room, each)}
            >
              ${each === 'safe' ? icon('check') : nothing}${t[each]()}
            </button>`,
        )}
      </span>
    </li>`;
  }

  #tell(
    going: Going,
    { entry }: Listed,
    name: string,
    room: string | undefined,
    state: string,
  ): void {
    const detail: Record<Path, Json> = rowSet(going.spec.people, entry.id, {
      name,
      room,
      state,
      at: this.now,
    });
    this.dispatchEvent(new CustomEvent('fd-answer', { detail }));
  }
}
customElements.define('fd-roll', FdRoll);
declare global {
  interface HTMLElementTagNameMap {
    'fd-roll': FdRoll;
  }
}
