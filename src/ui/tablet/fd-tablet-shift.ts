/**
 * My shift: a timeline from arrival to handover. The next thing is the largest on the screen.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import { instantAt } from '../../spec/zoned.ts';
import type { ShiftSlot } from '../../form/shift.ts';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { Clocks } from '../entry/clocks.ts';
import { entryRow } from '../entry/lines.ts';
import { entryLink, go, link } from '../entry/links.ts';
import { SiteView } from '../entry/site.ts';
import { stepsOf } from '../entry/steps.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, say, words } from '../words/words.ts';
import '../entry/fd-briefing.ts';
import '../entry/fd-changes.ts';
import { currentShift, dutiesOf, nextOf, progressOf } from './shift-plan.ts';
import type { Duty } from './shift-plan.ts';

const t = words({
  hello: ['{name}，辛苦了', 'Hello, {name}'],
  shift: ['{name} {start}–{end}', '{name} {start}–{end}'],
  none: ['现在不在排定的班次内', 'No shift is on right now'],
  noneHint: ['班次时间在电脑端的“小区设置”里改。', 'Shift hours are set on the desk, under Site.'],
  next: ['接下来', 'Next'],
  later: ['之后', 'Later'],
  nowDue: ['该做了', 'Due now'],
  late: ['晚了', 'Late'],
  missed: ['漏做', 'Missed'],
  timeline: ['本班安排', 'This shift'],
  window: ['{from}–{until}', '{from}–{until}'],
  done: ['已完成', 'Done'],
  begin: ['开始', 'Begin'],
  goOn: ['接着做', 'Go on'],
  look: ['查看', 'Open'],
  progress: ['已查 {done}/{all} 项', '{done} of {all} checked'],
  begun: ['已开始，还没做完', 'Begun, not finished'],
  minutes: ['约 {n} 分钟', 'about {n} min'],
  notMine: ['由其他岗位完成', 'For another role'],
  tasks: ['等您处理', 'Waiting for you'],
  noTasks: ['暂时没有等您处理的事', 'Nothing is waiting for you'],
  all: ['全部待办', 'All tasks'],
  allDone: ['本班的清单都做完了', 'Everything on this shift’s list is done'],
});
const shown = 4;
/** A monthly check may have been begun so long ago. */
const lookBack = 32 * 86_400_000;
/** A list with fewer checks is not counted in checks. */
const countable = 5;

const looks = {
  done: ['good', 'circle-check', t.done],
  now: ['busy', 'clock', t.nowDue],
  late: ['bad', 'circle-alert', t.late],
  later: ['wait', 'clock', t.later],
  missed: ['bad', 'circle-alert', t.missed],
} as const;

/** ISO instant at which the shift that is on began. */
function shiftFrom(shift: ShiftSlot, zone: string): string {
  return instantAt(`${shift.date}T${shift.start}`, zone);
}

function progressText(listed: Listed): string {
  const progress = progressOf(listed);
  return progress.all < countable ? t.begun() : t.progress(progress);
}

export class FdTabletShift extends LitElement {
  static override properties = {
    store: { attribute: false },
    problems: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .next {
        display: grid;
        gap: var(--s3);
        padding: var(--s6);
        text-align: start;
      }
      .next .btn {
        justify-self: start;
        min-inline-size: 12rem;
      }
      .next h2 {
        font-size: var(--t-3xl);
        line-height: 1.25;
      }
      ol {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: var(--s3);
      }
      .plan li {
        display: grid;
        grid-template-columns: 7rem 1fr;
        align-items: center;
        gap: var(--s3);
      }
      .at {
        color: var(--muted);
        text-align: end;
      }
      li[aria-current] .duty {
        border-color: var(--accent);
      }
      .late .at,
      .missed .at {
        color: var(--bad);
      }
      .duty {
        padding: var(--s3) var(--s4);
        inline-size: 100%;
        text-align: start;
      }
    `,
  ];
  declare store: Store | undefined;
  declare problems: readonly Problem[];
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #recent = new Live<readonly Listed[]>(this, () =>
    this.store?.entries({
      kind: 'checklist',
      since: new Date(Date.parse(this.store.now()) - lookBack).toISOString(),
    }),
  );
  readonly #open = new Live<readonly Listed[]>(this, () => this.store?.entries({ open: true }));

  constructor() {
    super();
    this.problems = [];
    new LocaleController(this);
  }

  override render() {
    const { store } = this;
    if (!store || !this.#site.site) return nothing;
    const { site, procedures, roles, me } = this.#site;
    const shift = currentShift(site, this.#clocks.now);
    const name = say(site.shifts.find(({ id }) => id === shift?.id)?.name);
    const moment = { now: this.#clocks.now, zone: site.zone, shift };
    const duties = dutiesOf(procedures, this.#recent.value ?? [], moment, roles);
    const next = nextOf(duties);
    const from = shift ? shiftFrom(shift, site.zone) : '';
    return html`<div class="stack loose">
      <header>
        <h1>${t.hello({ name: me?.name ?? '' })}</h1>
        <p class="lead muted num">
          ${shift ? t.shift({ name, start: shift.start, end: shift.end }) : t.none()}
        </p>
      </header>
      ${
        this.problems.length > 0
          ? html`<div class="banner bad" role="alert">
              ${icon('circle-alert')}${this.problems.map((problem) => problemText(problem))}
            </div>`
          : nothing
      }
      ${shift ? this.#next(next) : html`<p class="muted">${t.noneHint()}</p>`}
      <fd-changes .store=${store}></fd-changes>
      <fd-briefing .store=${store} from=${from} shift=${shift?.id ?? ''}></fd-briefing>
      ${duties.length > 0 ? this.#plan(duties, next) : nothing} ${this.#tasks(store)}
    </div>`;
  }

  #next(duty: Duty | undefined): TemplateResult {
    if (!duty)
      return html`<div class="card accent next">
        <p class="eyebrow">${t.next()}</p>
        <h2>${icon('circle-check')} ${t.allDone()}</h2>
      </div>`;
    const { procedure } = duty.published;
    const minutes = procedure.surfaces.tablet?.minutes;
    return html`<section class="card accent next" aria-labelledby="next">
      <p class="eyebrow">${t.next()}</p>
      <h2 id="next">${say(procedure.title)}</h2>
      <p class="muted">
        ${
          duty.listed
            ? progressText(duty.listed)
            : html`${say(procedure.about)}${minutes ? html` · ${t.minutes({ n: minutes })}` : nothing}`
        }
      </p>
      <button type="button" class="btn primary big" @click=${() => void this.#begin(duty)}>
        ${duty.listed ? t.goOn() : t.begin()}${icon('arrow-right')}
      </button>
    </section>`;
  }

  #plan(duties: readonly Duty[], next: Duty | undefined): TemplateResult {
    return html`<section class="stack tight" aria-labelledby="plan">
      <h2 id="plan">${t.timeline()}</h2>
      <ol class="plan">
        ${duties.map((duty) => this.#duty(duty, duty === next))}
      </ol>
    </section>`;
  }

  #duty(duty: Duty, next: boolean): TemplateResult {
    const { procedure } = duty.published;
    const [tone, picture, word] = looks[duty.state];
    const state = duty.mine || duty.done ? word() : t.notMine();
    const { from, until } = duty.window;
    const long = procedure.schedule?.each === 'week' || procedure.schedule?.each === 'month';
    const times = [from, until].map((at) => (long ? at.slice(5, 10) : at.slice(11)));
    return html`<li class=${duty.state} aria-current=${next ? 'step' : nothing}>
      <span class="at num">${t.window({ from: times[0] ?? '', until: times[1] ?? '' })}</span>
      <button
        type="button"
        class="card duty split"
        ?disabled=${!duty.listed && !(duty.mine && duty.open)}
        @click=${() => void this.#begin(duty)}
      >
        <span class="cluster"
          >${icon(picture)}<span class="strong">${say(procedure.title)}</span></span
        >
        <span class="cluster"
          >${duty.listed && !duty.done ? html`<span class="small muted num">${progressText(duty.listed)}</span>` : nothing}<span
            class="badge ${tone}"
            >${state}</span
          ></span
        >
      </button>
    </li>`;
  }

  #tasks(store: Store): TemplateResult {
    const mine = (this.#open.value ?? [])
      .filter(
        // What stands pinned is above.
        ({ form, entry }) =>
          !form.procedure.schedule && !form.procedure.pinned?.includes(entry.stage),
      )
      .filter((one) => stepsOf(one, this.#site.roles).length > 0)
      .sort((a, b) => this.#due(a).localeCompare(this.#due(b)));
    return html`<section class="stack" aria-labelledby="tasks">
      <div class="split">
        <h2 id="tasks">${t.tasks()}</h2>
        ${
          mine.length > shown
            ? html`<a class="btn small" href=${link('tasks')}>${t.all()} ${mine.length}</a>`
            : nothing
        }
      </div>
      ${
        mine.length === 0
          ? html`<p class="muted">${t.noTasks()}</p>`
          : html`<div class="list" data-device=${store.device.code}>
              ${mine.slice(0, shown).map((one) => entryRow(one, { site: this.#site, clocks: this.#clocks }))}
            </div>`
      }
    </section>`;
  }

  #due(listed: Listed): string {
    return this.#clocks.of(listed)?.due ?? '9';
  }

  async #begin({ listed, published }: Duty): Promise<void> {
    if (listed) return go(entryLink(listed.entry.id));
    const opened = await this.store?.scheduled(published.procedure.id);
    if (!opened) return;
    this.problems = opened.ok ? [] : opened.problems;
    if (opened.ok) go(entryLink(opened.value.id));
  }
}
customElements.define('fd-tablet-shift', FdTabletShift);
declare global {
  interface HTMLElementTagNameMap {
    'fd-tablet-shift': FdTabletShift;
  }
}
