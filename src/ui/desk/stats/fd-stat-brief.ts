/**
 * Pages to hand on: the digest of a day (what came up, what is overdue, what several people said), and the draft of the
 * week's brief with three charts and what has to be decided.
 */
import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { valueOf, type Tallied } from '../../../form/tally.ts';
import { facetsOf } from '../../../form/summary.ts';
import type { Listed, Store } from '../../../store/store.ts';
import { base } from '../../base/base.ts';
import { icon } from '../../base/icon.ts';
import { Live } from '../../base/live.ts';
import { Clocks } from '../../entry/clocks.ts';
import { entryRow } from '../../entry/lines.ts';
import { SiteView } from '../../entry/site.ts';
import { dateText, dayOf } from '../../entry/when.ts';
import { LocaleController, say, words } from '../../words/words.ts';
import { commitments } from '../kinds.ts';
import './fd-bars.ts';
import { FiguresOf, type Figures } from './figures.ts';
import { groupsInOrder, measureOf, reaches, targetText, valueText } from './say.ts';
import { periodOf, type Days } from './span.ts';
import { statSheet } from './stat-sheet.ts';

const t = words({
  busy: ['正在计算…', 'Counting…'],
  numbers: ['当天数字', 'The day in numbers'],
  weekNumbers: ['本周数字', 'The week in numbers'],
  fresh: ['新增诉求 {n} 件', '{n} new matters'],
  late: ['已超时未办结 {n} 件', '{n} overdue'],
  noFresh: ['没有新增', 'Nothing new'],
  noLate: ['没有超时', 'Nothing is overdue'],
  together: ['集中问题', 'Said by several'],
  sameKind: ['{what}：{n} 件，{rooms} 户', '{what}: {n}, from {rooms} rooms'],
  sameRoom: ['{room}：当天 {n} 件', '{room}: {n} that day'],
  noTogether: ['没有集中反映的问题', 'Nothing was said by several'],
  chart: ['{name}，每天', '{name}, day by day'],
  rates: ['各项比率与目标', 'Rates and their targets'],
  decide: ['需要领导决定的事', 'Decisions wanted'],
  below: ['{name}为{value}，目标{target}', '{name} is {value}; the target is {target}'],
  noBelow: ['各项都达到目标', 'Every target was reached'],
  ask: ['请示事项', 'Matter'],
  answer: ['决定', 'Decision'],
  who: ['负责人', 'Who'],
  by: ['时限', 'By'],
  signs: ['编写：', 'Written by: '],
  checked: ['审阅：', 'Reviewed by: '],
  moreLate: ['另有 {n} 件，见案件页', '{n} more on the page of cases'],
  time: ['每天17:30前后打印送主管', 'Printed for the supervisor at about 17:30'],
});
const listed = 20;
const several = 3;

export class FdStatBrief extends LitElement {
  static override properties = {
    store: { attribute: false },
    days: { attribute: false },
    offset: { type: Number },
    kind: {},
  };
  static override styles = [base, statSheet];
  declare store: Store | undefined;
  declare days: Days | undefined;
  declare offset: number;
  /** `daily` or `weekly`. */
  declare kind: string;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #open = new Live<readonly Listed[]>(this, () => this.store?.entries({ open: true }));
  readonly #figures = new FiguresOf(
    this,
    () => this.store,
    this.#site,
    () => this.days && { period: periodOf(this.days, this.offset), by: 'day' },
  );

  constructor() {
    super();
    this.offset = 0;
    this.kind = 'daily';
    new LocaleController(this);
  }

  override render() {
    const figures = this.#figures.value;
    if (!figures || !this.days) return html`<p class="muted">${t.busy()}</p>`;
    const some = figures.results.filter(({ total }) => total.of > 0);
    return html`<article class="stack">
      ${this.kind === 'daily' ? this.#daily(figures, some) : this.#weekly(some)}
      <footer class="split">
        <span>${t.signs()}${this.#site.me?.name ?? ''}</span><span>${t.checked()}</span
        ><span></span>
      </footer>
    </article>`;
  }

  #numbers(some: readonly Tallied[], title: string): TemplateResult {
    const shown = some.filter((each) => measureOf(each).daily ?? measureOf(each).headline);
    return html`<section class="stack tight" aria-labelledby="numbers">
      <h2 id="numbers">${title}</h2>
      <div class="headlines">
        ${shown.map((each) => {
          const measure = measureOf(each);
          const tone = reaches(measure, each.total) === false ? 'bad' : '';
          return html`<div class="card stat ${tone}">
            <span class="stat-number">${valueText(measure, each.total)}</span
            ><span class="stat-label">${say(measure.label)}</span>
          </div>`;
        })}
      </div>
    </section>`;
  }

  get #late(): Listed[] {
    return (this.#open.value ?? []).filter((one) => this.#clocks.of(one)?.colour === 'red');
  }

  #rows(rows: readonly Listed[]): TemplateResult {
    const context = { site: this.#site, clocks: this.#clocks };
    return html`<div class="list">
        ${rows.slice(0, listed).map((one) => entryRow(one, context))}
      </div>
      ${
        rows.length > listed
          ? html`<p class="small muted">${t.moreLate({ n: rows.length - listed })}</p>`
          : nothing
      }`;
  }

  #daily(figures: Figures, some: readonly Tallied[]): TemplateResult {
    const opened = commitments(this.#site.procedures);
    const day = this.days?.from ?? '';
    const fresh = [...figures.entries.values()].filter(
      ({ entry, form }) =>
        form.procedure.kind === 'case' &&
        !opened.has(form.procedure.id) &&
        !entry.void &&
        dayOf(entry.created, this.#site.zone) === day,
    );
    const late = this.#late;
    const together = this.#together(fresh);
    return html`<p class="small muted no-print">${icon('info')} ${t.time()}</p>
      ${this.#numbers(some, t.numbers())}
      <section class="stack tight" aria-labelledby="fresh">
        <h2 id="fresh">${t.fresh({ n: fresh.length })}</h2>
        ${fresh.length > 0 ? this.#rows(fresh) : html`<p class="muted">${t.noFresh()}</p>`}
      </section>
      <section class="stack tight" aria-labelledby="late">
        <h2 id="late">${t.late({ n: late.length })}</h2>
        ${late.length > 0 ? this.#rows(late) : html`<p class="muted">${t.noLate()}</p>`}
      </section>
      <section class="stack tight" aria-labelledby="together">
        <h2 id="together">${t.together()}</h2>
        ${
          together.length > 0
            ? html`<ul>
                ${together.map((text) => html`<li>${text}</li>`)}
              </ul>`
            : html`<p class="muted">${t.noTogether()}</p>`
        }
      </section>`;
  }

  /** What at least three households said that day, and rooms that came three times. */
  #together(fresh: readonly Listed[]): string[] {
    const kinds = Map.groupBy(fresh, ({ entry, form }) => {
      const { category = '' } = facetsOf(form, entry.answers);
      return `${form.procedure.id} ${category}`;
    });
    const roomOf = ({ entry, form }: Listed): string => facetsOf(form, entry.answers).room ?? '';
    const rooms = Map.groupBy(fresh, roomOf);
    const alike = [...kinds.values()].flatMap((rows) => {
      const households = new Set(rows.map(roomOf).filter((room) => room !== ''));
      const [first] = rows;
      if (!first || rows.length < several) return [];
      const item = first.form.items.get(first.form.procedure.facets?.category ?? '');
      const { category } = facetsOf(first.form, first.entry.answers);
      const list = item?.type === 'one' ? first.form.procedure.options?.[item.options] : [];
      const label = say(list?.find(({ value }) => value === category)?.label);
      const what = [say(first.form.procedure.title), label].filter(Boolean).join('·');
      return [t.sameKind({ what, n: rows.length, rooms: households.size })];
    });
    const often = [...rooms]
      .filter(([room, rows]) => room !== '' && rows.length >= several)
      .map(([room, rows]) => t.sameRoom({ room: this.#site.room(room), n: rows.length }));
    return [...alike, ...often];
  }

  #weekly(some: readonly Tallied[]): TemplateResult {
    const rates = some.filter((each) => {
      const { part, as, target } = measureOf(each);
      return part !== undefined && as !== 'mean' && target !== undefined;
    });
    const counts = some.filter((each) => measureOf(each).part === undefined);
    const busiest = counts.toSorted((a, b) => b.total.of - a.total.of)[0];
    const headline = some.find((each) => measureOf(each).headline);
    const below = rates.filter((each) => reaches(measureOf(each), each.total) === false);
    const late = this.#late;
    return html`${this.#numbers(some, t.weekNumbers())}
      <div class="charts">
        ${[busiest, headline].map((each) => (each ? this.#byDay(each) : nothing))}
        ${rates.length > 0 ? this.#rates(rates) : nothing}
      </div>
      <section class="stack tight" aria-labelledby="decide">
        <h2 id="decide">${t.decide()}</h2>
        ${
          below.length > 0
            ? html`<ul>
                ${below.map((each) => {
                  const measure = measureOf(each);
                  const value = valueText(measure, each.total);
                  const target = targetText(measure);
                  return html`<li>${t.below({ name: say(measure.label), value, target })}</li>`;
                })}
              </ul>`
            : html`<p class="muted">${t.noBelow()}</p>`
        }
        <p>${t.late({ n: late.length })}</p>
        ${late.length > 0 ? this.#rows(late.slice(0, listed)) : nothing} ${decisions()}
      </section>`;
  }

  #byDay(each: Tallied): TemplateResult {
    const measure = measureOf(each);
    const name = say(measure.label);
    const bars = groupsInOrder(each, 'day').map(([day, sum]) => ({
      label: dateText(day, this.#site.zone),
      value: valueOf(measure, sum) ?? 0,
      text: valueText(measure, sum),
      tone: reaches(measure, sum) === false ? ('bad' as const) : undefined,
    }));
    return figure(t.chart({ name }), bars, measure.target);
  }

  #rates(rates: readonly Tallied[]): TemplateResult {
    const bars = rates.map((each) => {
      const measure = measureOf(each);
      return {
        label: say(measure.label),
        value: valueOf(measure, each.total) ?? 0,
        text: valueText(measure, each.total),
        tone: reaches(measure, each.total) === false ? ('bad' as const) : undefined,
      };
    });
    return figure(t.rates(), bars, undefined);
  }
}

type Bars = HTMLElementTagNameMap['fd-bars']['bars'];

/** A chart with its numbers as a table below. */
function figure(label: string, bars: Bars, target: number | undefined): TemplateResult {
  return html`<figure class="card stack tight">
    <figcaption class="strong">${label}</figcaption>
    <fd-bars .bars=${bars} .target=${target} label=${label}></fd-bars>
    <table class="table small">
      <tbody>
        ${bars.map(
          ({ label: name, text, tone }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="value ${tone ? 'bad-text' : ''}">${text}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </figure>`;
}

/** Lines to write on. */
function decisions(): TemplateResult {
  const cells = [t.ask(), t.answer(), t.who(), t.by()];
  return html`<div class="table-wrap">
    <table class="table grid-lines">
      <thead>
        <tr>
          ${cells.map((text) => html`<th scope="col">${text}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${[1, 2, 3, 4].map(
          () =>
            html`<tr>
              ${cells.map(() => html`<td class="line"></td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
customElements.define('fd-stat-brief', FdStatBrief);
declare global {
  interface HTMLElementTagNameMap {
    'fd-stat-brief': FdStatBrief;
  }
}
