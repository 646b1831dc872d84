/**
 * Finds anything on this device: places, forms to fill in, rooms, people, numbers, words. Works offline.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import '../base/fd-dialog.ts';
import { Live } from '../base/live.ts';
import { pictureOf, stageBadge, titleOf } from '../entry/lines.ts';
import { entryLink, go, link, roomLink } from '../entry/links.ts';
import { own } from '../entry/own.ts';
import { SiteView } from '../entry/site.ts';
import { hasRoom, readRoom, roomText } from '../field/room-number.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { inOrder } from './kinds.ts';
import { placeText, placesFor } from './places.ts';

const t = words({
  title: ['找', 'Find'],
  label: [
    '房号、姓名、电话、编号、内容，或要去的地方',
    'Room, name, phone, number, words, or a place to go',
  ],
  none: ['没有找到。换个说法，或少打几个字。', 'Nothing found. Try other or fewer words.'],
  room: ['{room} 的全部记录', 'Everything about {room}'],
  go: ['去“{place}”', 'Go to {place}'],
  new: ['登记：{title}', 'New: {title}'],
  found: ['{n} 个结果', '{n} results'],
});

interface Hit {
  readonly icon: string;
  readonly text: string;
  readonly sub?: string;
  readonly to: string;
  readonly badge?: unknown;
}
const most = 12;

export class FdDeskPalette extends LitElement {
  static override properties = {
    store: { attribute: false },
    open: { type: Boolean },
    text: { state: true },
    at: { state: true },
  };
  static override styles = [
    base,
    css`
      .hits {
        display: flex;
        flex-direction: column;
        gap: 2px;
        margin-block-start: var(--s3);
        min-block-size: 14rem;
      }
      .hit {
        display: flex;
        align-items: center;
        gap: var(--s3);
        min-block-size: var(--control);
        padding: var(--s1) var(--s3);
        border-radius: var(--r2);
        cursor: pointer;
      }
      .hit[aria-selected='true'] {
        background: var(--accent-soft);
        color: var(--accent-text);
      }
      .hit .small {
        flex: none;
        white-space: nowrap;
        color: inherit;
        opacity: 0.85;
      }
    `,
  ];
  declare store: Store | undefined;
  declare open: boolean;
  declare text: string;
  declare at: number;
  readonly #site = new SiteView(this, () => this.store);
  readonly #found = new Live<readonly Listed[]>(
    this,
    () =>
      this.open && this.text.trim() ? this.store?.search(this.text, { limit: most }) : undefined,
    () => (this.open ? this.text : ''),
  );

  constructor() {
    super();
    this.open = false;
    this.text = '';
    this.at = 0;
    new LocaleController(this);
  }

  show(): void {
    this.open = true;
    this.text = '';
    this.at = 0;
    void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.focus());
  }

  #hits(): Hit[] {
    const text = this.text.trim().toLowerCase();
    const fits = (...candidates: string[]) =>
      candidates.some((one) => one.toLowerCase().includes(text));
    const places = placesFor(this.#site.roles)
      .map(({ id, icon: picture }) => ({
        icon: picture,
        text: t.go({ place: placeText(id) }),
        to: link(id),
      }))
      .filter((hit) => fits(hit.text));
    const { roles } = this.#site;
    const forms = inOrder(this.#site.procedures)
      .filter(({ procedure }) => procedure.access.create.some((role) => roles.includes(role)))
      .filter(({ procedure }) =>
        fits(
          say(procedure.title),
          procedure.title['zh-CN'],
          procedure.title.en ?? '',
          procedure.code,
        ),
      )
      .map(({ procedure }) => ({
        icon: procedure.surfaces.desk?.icon ?? 'file-text',
        text: t.new({ title: say(procedure.title) }),
        to: link('new', procedure.id),
      }));
    if (!text) return [...places, ...forms].slice(0, most);
    return [...this.#room(), ...this.#entries(), ...places, ...forms].slice(0, most);
  }

  #room(): Hit[] {
    const buildings = this.#site.site?.buildings ?? [];
    const parts = readRoom(this.text.trim(), buildings);
    if (!hasRoom(buildings, parts)) return [];
    const room = roomText(parts);
    return [
      { icon: 'door-open', text: t.room({ room: this.#site.room(room) }), to: roomLink(room) },
    ];
  }

  #entries(): Hit[] {
    if (!this.text.trim()) return [];
    return (this.#found.value ?? []).map((one) => ({
      icon: pictureOf(one),
      text: titleOf(one, this.#site),
      sub: one.entry.number ?? '',
      to: entryLink(one.entry.id),
      badge: stageBadge(one),
    }));
  }

  override render() {
    if (!this.open) return nothing;
    const hits = this.#hits();
    const at = Math.min(this.at, hits.length - 1);
    return html`<fd-dialog
      size="large"
      heading=${t.title()}
      .open=${true}
      @fd-close=${own(this.#close)}
    >
      <input
        class="input"
        type="text"
        role="combobox"
        autofocus
        autocomplete="off"
        aria-label=${t.label()}
        placeholder=${t.label()}
        aria-expanded="true"
        aria-controls="hits"
        aria-activedescendant=${at >= 0 ? `hit-${at}` : nothing}
        @input=${this.#typed}
        @keydown=${(event: KeyboardEvent) => this.#key(event, hits, at)}
      />
      <p class="sr-only" role="status">${t.found({ n: hits.length })}</p>
      <div class="hits" id="hits" role="listbox" aria-label=${t.title()}>
        ${hits.map((hit, index) => this.#hit(hit, index, index === at))}
      </div>
      ${hits.length === 0 ? html`<p class="muted center">${t.none()}</p>` : nothing}
    </fd-dialog>`;
  }

  #hit(hit: Hit, index: number, here: boolean): TemplateResult {
    return html`<div
      class="hit"
      id=${`hit-${index}`}
      role="option"
      aria-selected=${here}
      @click=${() => this.#go(hit)}
    >
      ${icon(hit.icon)}<span class="grow one-line">${hit.text}</span
      >${hit.sub ? html`<span class="small num">${hit.sub}</span>` : nothing}${hit.badge ?? nothing}
    </div>`;
  }

  readonly #close = () => {
    this.open = false;
  };
  readonly #typed = (event: Event) => {
    this.text = (event.target as HTMLInputElement).value;
    this.at = 0;
  };
  #key(event: KeyboardEvent, hits: readonly Hit[], at: number): void {
    if (event.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const hit = hits[at];
    if (step !== 0 && hits.length > 0) {
      event.preventDefault();
      this.at = (at + step + hits.length) % hits.length;
    } else if (event.key === 'Enter' && hit) {
      event.preventDefault();
      this.#go(hit);
    }
  }
  #go(hit: Hit): void {
    this.#close();
    go(hit.to);
  }
}
customElements.define('fd-desk-palette', FdDeskPalette);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-palette': FdDeskPalette;
  }
}
