/**
 * Who stands at the desk, who is inside, and who has stayed too long; next steps beside each.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { facetsOf } from '../../form/summary.ts';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { Clocks, clockBadge } from '../entry/clocks.ts';
import '../entry/fd-steps.ts';
import { stageBadge, titleOf } from '../entry/lines.ts';
import { entryLink, link, printLink, roomLink } from '../entry/links.ts';
import { asSeen } from '../entry/mask.ts';
import { SiteView } from '../entry/site.ts';
import { savedMark } from '../entry/timeline.ts';
import { agoText } from '../entry/when.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { arrivalRegisters, isOpen, isWaiting } from './kinds.ts';

const t = words({
  title: ['访客到达', 'Arrivals'],
  waiting: ['等候确认（{n}）', 'Waiting ({n})'],
  over: ['超过时间还没离开（{n}）', 'Stayed too long ({n})'],
  inside: ['已进入（{n}）', 'Inside ({n})'],
  noWaiting: ['没有人在等', 'Nobody is waiting'],
  noWaitingHint: [
    '访客在自助机登记后会立刻出现在这里，不用刷新。',
    'Visitors appear here as soon as they sign in at the kiosk.',
  ],
  noInside: ['现在没有访客在里面', 'No visitors inside'],
  new: ['新{title}', 'New: {title}'],
  kiosk: ['自助机', 'Kiosk'],
  came: ['{ago}到', 'came {ago}'],
  fresh: ['刚到', 'New'],
  more: ['打开', 'Open'],
  slip: ['打印{title}', 'Print: {title}'],
});

/** A masked number cannot be called. */
const phoneLink = (phone: string): TemplateResult =>
  /^\+?\d+$/.test(phone)
    ? html`<a href=${`tel:${phone}`}>${icon('phone')} ${phone}</a>`
    : html`<span class="num">${icon('phone')} ${phone}</span>`;

export class FdDeskArrivals extends LitElement {
  static override properties = { store: { attribute: false }, fresh: { attribute: false } };
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
      .people {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr));
        gap: var(--gap);
        align-items: start;
      }
      .card {
        display: flex;
        flex-direction: column;
        gap: var(--s3);
        padding: var(--s4);
      }
      .card.fresh {
        border-color: var(--accent);
        animation: fresh 1.6s var(--ease);
      }
      @keyframes fresh {
        from {
          background: var(--accent-soft);
        }
      }
      .who {
        font-size: var(--t-lg);
        font-weight: 650;
        color: var(--text);
        text-decoration: none;
      }
      .who:hover {
        text-decoration: underline;
      }
    `,
  ];
  declare store: Store | undefined;
  declare fresh: readonly string[];
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #open = new Live<readonly Listed[]>(this, () => this.store?.entries({ open: true }));

  constructor() {
    super();
    this.fresh = [];
    new LocaleController(this);
  }

  override render() {
    const registers = arrivalRegisters(this.#site.procedures);
    const ids = new Set(registers.map(({ id }) => id));
    const mine = (this.#open.value ?? [])
      .filter((one) => ids.has(one.entry.procedure) && isOpen(one))
      .toSorted((a, b) => (a.entry.created < b.entry.created ? -1 : 1));
    const waiting = mine.filter(isWaiting);
    const rest = mine.filter((one) => !isWaiting(one));
    const over = rest.filter((one) => this.#clocks.of(one)?.colour === 'red');
    const inside = rest.filter((one) => !over.includes(one));
    return html`<div class="stack loose">
      <header class="split">
        <h1>${t.title()}</h1>
        <div class="cluster">
          ${registers.map(
            (one) =>
              html`<a class="btn primary" href=${link('new', one.id)}
                >${icon(one.surfaces.desk?.icon ?? 'user-plus')}${t.new({ title: say(one.title) })}</a
              >`,
          )}
        </div>
      </header>
      <section class="stack" aria-labelledby="waiting" aria-live="polite">
        <h2 id="waiting">${t.waiting({ n: waiting.length })}</h2>
        ${
          waiting.length > 0
            ? this.#people(waiting)
            : html`<div class="empty">
                ${icon('user-check', 'huge')}
                <h3>${t.noWaiting()}</h3>
                <p>${t.noWaitingHint()}</p>
              </div>`
        }
      </section>
      ${
        over.length > 0
          ? html`<section class="stack" aria-labelledby="over">
              <h2 id="over">${icon('triangle-alert')} ${t.over({ n: over.length })}</h2>
              ${this.#people(over)}
            </section>`
          : nothing
      }
      <section class="stack" aria-labelledby="inside">
        <h2 id="inside">${t.inside({ n: inside.length })}</h2>
        ${inside.length > 0 ? this.#people(inside) : html`<p class="muted">${t.noInside()}</p>`}
      </section>
    </div>`;
  }

  #people(rows: readonly Listed[]): TemplateResult {
    return html`<div class="people">${rows.map((one) => this.#person(one))}</div>`;
  }

  #person(listed: Listed): TemplateResult {
    const { entry, form } = listed;
    const { room, phone } = facetsOf(form, asSeen(listed, this.#site).entry.answers);
    const fresh = this.fresh.includes(entry.id);
    const { now } = this.#clocks;
    const slip = form.procedure.outputs?.find(({ paper }) => paper !== 'A4');
    return html`<article class="card ${fresh ? 'fresh' : ''}" data-entry=${entry.id}>
      <div class="split">
        <a class="who" href=${entryLink(entry.id)}>${titleOf(listed, this.#site)}</a>
        ${fresh ? html`<span class="badge accent">${t.fresh()}</span>` : nothing}
      </div>
      <p class="cluster small">
        ${stageBadge(listed)} ${clockBadge(this.#clocks.of(listed), now)} ${savedMark(listed)}
        <span class="muted"
          >${t.came({ ago: agoText(entry.created, now) })}${
            entry.surface === 'kiosk' ? ` · ${t.kiosk()}` : nothing
          }</span
        >
      </p>
      <p class="cluster small">
        ${room ? html`<a href=${roomLink(room)}>${icon('door-open')} ${this.#site.room(room)}</a>` : nothing}
        ${phone ? phoneLink(phone) : nothing}
        ${
          slip
            ? html`<a href=${printLink(entry.id, slip.id)}
                >${icon('printer')} ${say(slip.title)}</a
              >`
            : nothing
        }
      </p>
      <fd-steps compact .store=${this.store} .listed=${listed}></fd-steps>
    </article>`;
  }
}
customElements.define('fd-desk-arrivals', FdDeskArrivals);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-arrivals': FdDeskArrivals;
  }
}
