/** Type a room, see everything about it. */
import { LitElement, css, html, nothing } from 'lit';
import { facetsOf } from '../../form/summary.ts';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import '../entry/fd-room-story.ts';
import { go, roomLink } from '../entry/links.ts';
import { SiteView } from '../entry/site.ts';
import { hasRoom, readRoom, roomText } from '../field/room-number.ts';
import { problemText } from '../words/problems.ts';
import './fd-desk-invite.ts';
import { LocaleController, words } from '../words/words.ts';

const t = words({
  title: ['房间', 'Rooms'],
  label: ['房号', 'Room'],
  hint: ['例如 1-2-301；也可写成 1栋2单元301', 'For example 1-2-301'],
  show: ['查看', 'Show'],
  recent: ['最近有记录的房间', 'Rooms with recent entries'],
  none: ['还没有带房号的记录。登记时填上房号，这里就有了。', 'No entry has a room yet.'],
});

export class FdDeskRooms extends LitElement {
  static override properties = {
    store: { attribute: false },
    room: {},
    problem: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      h1 {
        font-size: var(--t-xl);
      }
      h2 {
        font-size: var(--t-lg);
      }
      .field {
        max-inline-size: 28rem;
      }
    `,
  ];
  declare store: Store | undefined;
  declare room: string | undefined;
  declare problem: string;
  readonly #site = new SiteView(this, () => this.store);
  readonly #all = new Live<readonly Listed[]>(this, () => this.store?.entries({ limit: 400 }));

  constructor() {
    super();
    this.problem = '';
    new LocaleController(this);
  }

  override render() {
    const { store, room } = this;
    if (!store) return nothing;
    return html`<div class="stack loose">
      <form class="field" @submit=${this.#show}>
        ${room ? nothing : html`<h1>${t.title()}</h1>`}
        <label class="label" for="room">${t.label()}</label>
        <div class="input-group">
          <input
            id="room"
            class="input num"
            autocomplete="off"
            placeholder="1-2-301"
            aria-describedby="hint problem"
            aria-invalid=${this.problem ? 'true' : 'false'}
          />
          <button class="btn primary">${icon('search')}${t.show()}</button>
        </div>
        <p class="hint" id="hint">${t.hint()}</p>
        <p class="problem" id="problem" role="alert">
          ${this.problem ? problemText({ code: this.problem, path: '' }) : nothing}
        </p>
      </form>
      ${
        room
          ? html`<fd-room-story .store=${store} room=${room}></fd-room-story>
              <fd-desk-invite .store=${store} room=${room}></fd-desk-invite>`
          : this.#recent()
      }
    </div>`;
  }

  #recent() {
    const open = new Map<string, number>();
    for (const { form, entry } of this.#all.value ?? []) {
      const { room } = facetsOf(form, entry.answers);
      if (room) open.set(room, (open.get(room) ?? 0) + 1);
    }
    return html`<section class="stack tight">
      <h2>${t.recent()}</h2>
      ${
        open.size === 0
          ? html`<p class="muted">${t.none()}</p>`
          : html`<div class="chips">
              ${[...open]
                .slice(0, 40)
                .map(
                  ([room, count]) =>
                    html`<a class="btn" href=${roomLink(room)}
                      >${this.#site.room(room)}<span class="badge">${count}</span></a
                    >`,
                )}
            </div>`
      }
    </section>`;
  }

  readonly #show = (event: Event) => {
    event.preventDefault();
    const field = this.renderRoot.querySelector('input');
    const text = field?.value.trim() ?? '';
    if (!field || !text) return;
    const buildings = this.#site.site?.buildings ?? [];
    const parts = readRoom(text, buildings);
    const known = buildings.length === 0 || hasRoom(buildings, parts);
    this.problem = known ? '' : 'no-such-room';
    if (!known) return;
    field.value = '';
    go(roomLink(buildings.length === 0 ? text : roomText(parts)));
  };
}
customElements.define('fd-desk-rooms', FdDeskRooms);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-rooms': FdDeskRooms;
  }
}
