/**
 * Everything about one room. First what holds now (what residents asked for, who lives here, their cars), then what is open: the page that answers “what is going on at 1-2-301?”.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { hasEnded } from '../../form/hint.ts';
import { isFinished } from '../../form/stage.ts';
import { facetsOf } from '../../form/summary.ts';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { LocaleController, words } from '../words/words.ts';
import { Clocks } from './clocks.ts';
import { entryRow } from './lines.ts';
import { bundleLink } from './links.ts';
import { asSeen } from './mask.ts';
import { SiteView } from './site.ts';
import { dateText, dayOf } from './when.ts';

const t = words({
  holds: ['现在有效的交代', 'In force now'],
  onFile: ['住户档案', 'On file'],
  open: ['正在办的', 'Open now'],
  past: ['以前的', 'Before'],
  people: ['联系过的人', 'People'],
  noneTitle: ['这户还没有记录', 'Nothing about this room yet'],
  noneHint: [
    '登记时填上房号，来电、访客、报修就都会出现在这里。',
    'Calls, visitors and repairs appear here once their room is entered.',
  ],
  noOpen: ['这户没有没办完的事', 'Nothing is open for this room'],
  count: ['{n} 条记录', '{n} entries'],
  bundle: ['打印全部', 'Print all'],
});

export class FdRoomStory extends LitElement {
  static override properties = { store: { attribute: false }, room: {} };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      h2 {
        font-size: var(--t-lg);
      }
      .day {
        color: var(--muted);
        font-size: var(--t-sm);
        font-weight: 600;
      }
    `,
  ];
  declare store: Store | undefined;
  declare room: string;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #entries = new Live<readonly Listed[]>(
    this,
    () => (this.room ? this.store?.entries({ room: this.room }) : undefined),
    () => this.room,
  );

  constructor() {
    super();
    this.room = '';
    new LocaleController(this);
  }

  override render() {
    const all = this.#entries.value;
    if (!all) return nothing;
    const going = all.filter(({ entry, form }) => !entry.void && !isFinished(form, entry.stage));
    const onFile = going.filter(({ form }) => form.procedure.imports);
    const holds = going.filter((one) => !onFile.includes(one) && this.#holds(one));
    const open = going.filter((one) => !onFile.includes(one) && !holds.includes(one));
    const past = all.filter((one) => !going.includes(one));
    return html`<div class="stack loose">
      <header class="split">
        <div class="stack tight">
          <h1>${this.#site.room(this.room)}</h1>
          <p class="muted">${t.count({ n: all.length })}${this.#people(all)}</p>
        </div>
        ${
          all.length > 0
            ? html`<a class="btn" href=${bundleLink(this.room)}>${icon('printer')}${t.bundle()}</a>`
            : nothing
        }
      </header>
      ${
        all.length === 0
          ? html`<div class="empty">
              ${icon('door-open', 'huge')}
              <h2>${t.noneTitle()}</h2>
              <p>${t.noneHint()}</p>
            </div>`
          : html`${this.#section(t.holds(), holds)} ${this.#section(t.onFile(), onFile)}
              <section class="stack tight">
                <h2>${t.open()}</h2>
                ${open.length > 0 ? this.#list(open) : html`<p class="muted">${t.noOpen()}</p>`}
              </section>
              ${
                past.length > 0
                  ? html`<section class="stack">
                      <h2>${t.past()}</h2>
                      ${[...this.#days(past)].map(
                        ([day, rows]) =>
                          html`<div class="stack tight">
                            <h3 class="day">${dateText(day, this.#site.zone)}</h3>
                            ${this.#list(rows)}
                          </div>`,
                      )}
                    </section>`
                  : nothing
              }`
      }
    </div>`;
  }

  /** A register whose entries say until when they hold, and does. */
  #holds({ form, entry }: Listed): boolean {
    const { kind, facets } = form.procedure;
    const around = { now: this.#clocks.now, zone: this.#site.zone };
    return kind === 'register' && facets?.until !== undefined && !hasEnded(form, entry, around);
  }

  #section(title: string, rows: readonly Listed[]) {
    if (rows.length === 0) return nothing;
    return html`<section class="stack tight">
      <h2>${title}</h2>
      ${this.#list(rows)}
    </section>`;
  }

  /** As this person may see it: a masked number is no link, and is masked. */
  #phone(one: Listed): unknown {
    if (!one.form.procedure.imports) return nothing;
    const { phone } = facetsOf(one.form, asSeen(one, this.#site).entry.answers);
    return phone ? html`<span class="num small">${phone}</span>` : nothing;
  }

  #list(rows: readonly Listed[]): TemplateResult {
    return html`<div class="list">
      ${rows.map((each) =>
        entryRow(each, { site: this.#site, clocks: this.#clocks, end: this.#phone(each) }),
      )}
    </div>`;
  }

  #days(rows: readonly Listed[]): Map<string, Listed[]> {
    const days = new Map<string, Listed[]>();
    for (const one of rows) {
      const day = dayOf(one.entry.created, this.#site.zone);
      days.set(day, [...(days.get(day) ?? []), one]);
    }
    return days;
  }

  #people(all: readonly Listed[]): unknown {
    const names = new Set(
      all
        .map((one) => asSeen(one, this.#site))
        .map(({ form, entry }) => facetsOf(form, entry.answers).name)
        .filter(Boolean),
    );
    if (names.size === 0) return nothing;
    return html` · ${t.people()}：${[...names].slice(0, 6).join('、')}`;
  }
}
customElements.define('fd-room-story', FdRoomStory);
declare global {
  interface HTMLElementTagNameMap {
    'fd-room-story': FdRoomStory;
  }
}
