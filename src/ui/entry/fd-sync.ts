/**
 * Where syncing stands: what waits, what the server refused, and what two people set apart; each with what to do about it.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Listed, Parked, Store, SyncStatus } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, words } from '../words/words.ts';
import { Clocks } from './clocks.ts';
import './fd-conflicts.ts';
import { entryRow, titleOf } from './lines.ts';
import { entryLink } from './links.ts';
import { SiteView } from './site.ts';
import { syncPicture, syncText } from './sync-words.ts';
import { agoText, whenText } from './when.ts';

const t = words({
  now: ['现在同步', 'Sync now'],
  waiting: ['等着传的', 'Waiting to be sent'],
  waitingHint: [
    '都已存在这台设备上。有网络就会自动传，不用守着。',
    'All of it is on this device. It is sent by itself as soon as there is a network.',
  ],
  noWaiting: ['没有等着传的', 'Nothing is waiting'],
  parked: ['服务器没有收下的', 'Refused by the server'],
  parkedHint: [
    '内容都还在。看清原因，打开单子改好再存一次，或告诉主管。',
    'Nothing is lost. Read why, open the entry and put it right, or tell your supervisor.',
  ],
  conflicts: ['两边填得不一样的', 'Set differently by two people'],
  clear: ['都对得上，没有要处理的', 'Everything agrees; nothing to settle'],
  last: ['上次和服务器对上：{at}', 'Last agreed with the server: {at}'],
  never: ['还没有和服务器对上过', 'Not yet agreed with the server'],
  oldest: ['最早的一条是 {at}', 'The oldest is from {at}'],
});

export class FdSync extends LitElement {
  static override properties = { store: { attribute: false } };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      h2 {
        font-size: var(--t-lg);
      }
    `,
  ];
  declare store: Store | undefined;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #status = new Live<SyncStatus>(this, () => this.store?.sync);
  readonly #parked = new Live<readonly Parked[]>(this, () => this.store?.parked);
  readonly #all = new Live<readonly Listed[]>(this, () => this.store?.entries({}));

  constructor() {
    super();
    new LocaleController(this);
  }

  override render() {
    const { store } = this;
    const status = this.#status.value;
    if (!store || !status) return nothing;
    const all = this.#all.value ?? [];
    const now = this.#clocks.now;
    const { zone } = this.#site;
    const conflicts = all.filter(({ entry }) => (entry.conflicts?.length ?? 0) > 0);
    const waiting = all.filter(({ pending }) => pending);
    const parked = this.#parked.value ?? [];
    return html`<div class="stack loose">
      <section class="card split">
        <div class="cluster">
          ${icon(syncPicture(status), 'large')}
          <div>
            <h2>${syncText(status)}</h2>
            <p class="muted small">
              ${status.lastOk ? t.last({ at: agoText(status.lastOk, now) }) : t.never()}
            </p>
          </div>
        </div>
        <button type="button" class="btn" @click=${() => store.syncNow()}>
          ${icon('refresh-cw')}${t.now()}
        </button>
      </section>
      ${
        parked.length > 0
          ? html`<section class="stack tight">
              <h2>${t.parked()}</h2>
              <p class="muted">${t.parkedHint()}</p>
              <div class="list">${parked.map((one) => this.#refused(one, all, now))}</div>
            </section>`
          : nothing
      }
      <section class="stack tight">
        <h2>${t.conflicts()}</h2>
        ${
          conflicts.length === 0
            ? html`<p class="muted">${icon('circle-check')} ${t.clear()}</p>`
            : conflicts.map(
                (listed) =>
                  html`<div class="stack tight">
                    <a href=${entryLink(listed.entry.id)}
                      >${titleOf(listed, this.#site)} ${listed.entry.number}</a
                    >
                    <fd-conflicts .store=${store} .listed=${listed}></fd-conflicts>
                  </div>`,
              )
        }
      </section>
      <section class="stack tight">
        <h2>${t.waiting()}</h2>
        ${
          status.waiting === 0
            ? html`<p class="muted">${t.noWaiting()}</p>`
            : html`<p class="muted">
                  ${t.waitingHint()}${
                    status.oldest ? ` ${t.oldest({ at: whenText(status.oldest, now, zone) })}` : ''
                  }
                </p>
                <div class="list">
                  ${waiting.map((one) => entryRow(one, { site: this.#site, clocks: this.#clocks }))}
                </div>`
        }
      </section>
    </div>`;
  }

  #refused(one: Parked, all: readonly Listed[], now: string): TemplateResult {
    const listed = all.find(({ entry }) => entry.id === one.entry);
    return html`<a class="row bad" href=${entryLink(one.entry)}>
      ${icon('octagon-alert')}
      <span class="row-main"
        ><span class="row-title">${listed ? titleOf(listed, this.#site) : one.entry}</span
        ><span class="row-sub"
          >${one.problems.map((problem) => problemText(problem)).join('；')} ·
          ${whenText(one.at, now, this.#site.zone)}</span
        ></span
      ><span class="row-end">${icon('chevron-right')}</span>
    </a>`;
  }
}
customElements.define('fd-sync', FdSync);
declare global {
  interface HTMLElementTagNameMap {
    'fd-sync': FdSync;
  }
}
