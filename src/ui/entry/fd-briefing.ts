/**
 * For whoever comes on duty: what stands pinned, what was missed, what changed since they were last here, who else is on
 * duty. Nothing to say: nothing is drawn.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { localDate } from '../../form/shift.ts';
import type { Listed, Missed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { briefingOf, onDutyOf, pinnedOf, rosters } from './briefing.ts';
import type { Briefing } from './briefing.ts';
import { Clocks } from './clocks.ts';
import { entryRow, titleOf } from './lines.ts';
import { entryLink } from './links.ts';
import { SiteView } from './site.ts';
import { whenText } from './when.ts';

const t = words({
  pinned: ['重点关注', 'Special attention'],
  missed: ['漏做', 'Not done in time'],
  missedAt: ['{from} 至 {until}', '{from} to {until}'],
  begun: ['已开始，没做完', 'begun, not finished'],
  never: ['没有人做', 'nobody did it'],
  news: ['接班速览', 'Since you were last here'],
  since: ['您上次在岗是 {when}。之后：', 'You were last here {when}. Since then:'],
  quiet: ['没有新的事，和您上次在岗时一样。', 'Nothing new: it is as you left it.'],
  opened: ['新来 {n} 件', '{n} new'],
  moved: ['有进展 {n} 件', '{n} moved on'],
  closed: ['办结 {n} 件', '{n} settled'],
  more: ['另有 {n} 件', '{n} more'],
  onDuty: ['今天谁值班', 'On duty today'],
  call: ['拨打 {phone}', 'Call {phone}'],
});
const shown = 4;
const lookBack = 14 * 86_400_000;

export class FdBriefing extends LitElement {
  static override properties = { store: { attribute: false }, from: {}, shift: {} };
  static override styles = [
    base,
    css`
      :host(:not([hidden])) {
        display: contents;
      }
      .counts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
      }
      .duty {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
        gap: var(--s2);
        list-style: none;
        margin: 0;
        padding: 0;
      }
      .duty .card {
        padding: var(--s3) var(--s4);
      }
    `,
  ];
  declare store: Store | undefined;
  /** ISO instant at which the shift that is on began; empty: none is. */
  declare from: string;
  /** Id of that shift. */
  declare shift: string;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #open = new Live<readonly Listed[]>(this, () => this.store?.entries({ open: true }));
  readonly #recent = new Live<readonly Listed[]>(this, () =>
    this.store?.entries({
      since: new Date(Date.parse(this.store.now()) - lookBack).toISOString(),
    }),
  );
  readonly #duty = new Live<readonly Listed[]>(
    this,
    () => this.store?.entries({ procedures: rosters(this.#site.procedures) }),
    () => rosters(this.#site.procedures).join(),
  );
  readonly #missed = new Live<readonly Missed[]>(this, () => this.store?.missed());

  constructor() {
    super();
    this.from = '';
    this.shift = '';
    new LocaleController(this);
  }

  override render() {
    const { me, zone, roles } = this.#site;
    if (!this.store || !me || !this.#open.value || !this.#recent.value) return nothing;
    const { now } = this.#clocks;
    const pinned = pinnedOf(this.#open.value, now, localDate(now, zone));
    const leads = roles.includes('supervisor') || roles.includes('manager');
    const missed = leads ? (this.#missed.value ?? []) : [];
    const news = this.from ? briefingOf(this.#entries(), me.id, this.from) : undefined;
    return html`${pinned.length > 0 ? this.#pinned(pinned) : nothing}
    ${missed.length > 0 ? this.#overdue(missed) : nothing}
    ${news ? this.#news(news) : nothing}${this.#people()}`;
  }

  /** Open ones may be older than what is looked back at. */
  #entries(): Listed[] {
    const all = new Map<string, Listed>();
    for (const one of [...(this.#recent.value ?? []), ...(this.#open.value ?? [])])
      all.set(one.entry.id, one);
    return [...all.values()];
  }

  #pinned(pinned: readonly Listed[]): TemplateResult {
    return html`<section class="banner warn" aria-labelledby="pinned">
      ${icon('pin')}
      <div class="stack tight grow">
        <h2 id="pinned" class="strong">${t.pinned()}</h2>
        ${pinned.map(
          (one) => html`<a href=${entryLink(one.entry.id)}>${titleOf(one, this.#site)}</a>`,
        )}
      </div>
    </section>`;
  }

  #overdue(missed: readonly Missed[]): TemplateResult {
    const time = (local: string): string => local.slice(5).replace('T', ' ');
    return html`<section class="stack tight" aria-labelledby="missed">
      <h2 id="missed">${t.missed()} <span class="muted num">${missed.length}</span></h2>
      <div class="list">
        ${missed.slice(-shown).map(({ title, slot, begun }) => {
          const inside = html`${icon('circle-alert')}<span class="row-main"
              ><span class="row-title">${say(title)}</span
              ><span class="row-sub num"
                >${t.missedAt({ from: time(slot.from), until: time(slot.until) })} ·
                ${begun ? t.begun() : t.never()}</span
              ></span
            >`;
          return begun
            ? html`<a class="row bad" href=${entryLink(begun)}>${inside}</a>`
            : html`<div class="row bad">${inside}</div>`;
        })}
      </div>
      ${missed.length > shown ? html`<p class="small muted">${t.more({ n: missed.length - shown })}</p>` : nothing}
    </section>`;
  }

  #news({ since, opened, moved, closed }: Briefing): TemplateResult {
    const { now } = this.#clocks;
    const when = whenText(since, now, this.#site.zone);
    const first = [...opened, ...moved].slice(0, shown);
    const left = opened.length + moved.length - first.length;
    const quiet = opened.length + moved.length + closed.length === 0;
    return html`<section class="stack tight" aria-labelledby="news">
      <h2 id="news">${t.news()}</h2>
      <p class="muted">${t.since({ when })}${quiet ? html` ${t.quiet()}` : nothing}</p>
      ${
        quiet
          ? nothing
          : html`<p class="counts">
              <span class="badge info num">${t.opened({ n: opened.length })}</span
              ><span class="badge wait num">${t.moved({ n: moved.length })}</span
              ><span class="badge good num">${t.closed({ n: closed.length })}</span>
            </p>`
      }
      ${
        first.length > 0
          ? html`<div class="list">
              ${first.map((one) => entryRow(one, { site: this.#site, clocks: this.#clocks }))}
            </div>`
          : nothing
      }
      ${left > 0 ? html`<p class="small muted">${t.more({ n: left })}</p>` : nothing}
    </section>`;
  }

  #people(): TemplateResult | typeof nothing {
    const { now } = this.#clocks;
    const { zone, site } = this.#site;
    const people = onDutyOf(
      this.#duty.value ?? [],
      localDate(now, zone),
      this.shift || undefined,
      (site?.shifts ?? []).map(({ id }) => id),
    );
    if (people.length === 0) return nothing;
    return html`<section class="stack tight" aria-labelledby="people">
      <h2 id="people">${t.onDuty()}</h2>
      <ul class="duty">
        ${people.map(
          ({ dept, person, name, phone }) =>
            html`<li class="card flat split">
              <span
                ><span class="small muted">${this.#site.dept(dept)}</span><br /><span class="strong"
                  >${person ? this.#site.person(person) : name}</span
                ></span
              >
              <a class="btn small" href="tel:${phone}" aria-label=${t.call({ phone })}
                >${icon('phone')}<span class="num">${phone}</span></a
              >
            </li>`,
        )}
      </ul>
    </section>`;
  }
}
customElements.define('fd-briefing', FdBriefing);
declare global {
  interface HTMLElementTagNameMap {
    'fd-briefing': FdBriefing;
  }
}
