/**
 * What to do, one action at a time: the next one large, with the words to say and the number to call; each tap is a line of
 * the timeline with its time. What is to be done again comes back by itself.
 */
import { LitElement, html, nothing } from 'lit';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { timeOf } from '../entry/when.ts';
import type { SiteView } from '../entry/site.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { callText, contactOf, nextStep, phoneOf, skippedStep, stepsOf } from './emergency.ts';
import type { Going, StepState } from './emergency.ts';
import { emergencySheet } from './emergency-sheet.ts';

const t = words({
  now: ['现在做（{n}/{all}）', 'Now ({n} of {all})'],
  again: ['该再做一次了', 'Due again'],
  done: ['做好了', 'Done'],
  skip: ['做不了，跳过', 'Not possible: skip'],
  skipped: ['跳过：{what}', 'Skipped: {what}'],
  call: ['拨打 {who}', 'Call {who}'],
  quote: ['可以这样说', 'You could say'],
  all: ['全部步骤', 'All steps'],
  over: [
    '步骤都做完了。情况有变就在下面补一句。',
    'Every step is done. If things change, add a line below.',
  ],
  next: ['{minutes} 分钟后再做一次', 'again in {minutes} min'],
  passed: ['已跳过', 'skipped'],
});

/** `fd-line` event: `{ what, step }` is to be written down. */
export interface LineAsked {
  readonly what: string;
  readonly step?: string;
}

export class FdPlaybook extends LitElement {
  static override properties = {
    going: { attribute: false },
    site: { attribute: false },
    now: {},
  };
  static override styles = [...base, emergencySheet];
  declare going: Going | undefined;
  declare site: SiteView | undefined;
  /** ISO instant. */
  declare now: string;

  constructor() {
    super();
    this.going = undefined;
    this.site = undefined;
    this.now = '';
    new LocaleController(this);
  }

  #write(what: string, step: string): void {
    const detail: LineAsked = { what, step };
    this.dispatchEvent(new CustomEvent('fd-line', { detail }));
  }

  override render() {
    const { going } = this;
    if (!going) return nothing;
    const steps = stepsOf(going, this.now);
    const next = nextStep(steps);
    return html`<section class="stack" aria-label=${t.all()}>
      ${next ? this.#next(going, next, steps) : html`<p class="banner good">${icon('circle-check')}${t.over()}</p>`}
      <details ?open=${!next}>
        <summary>${t.all()}</summary>
        <ol class="plain">
          ${steps.map((each) => this.#line(each))}
        </ol>
      </details>
    </section>`;
  }

  #next(going: Going, { step, again }: StepState, steps: readonly StepState[]) {
    const contact = contactOf(going, step.contact);
    const number = phoneOf(contact, this.site?.site);
    const n = steps.findIndex((each) => each.step === step) + 1;
    const what = say(step.do);
    return html`<div class="step">
      <p class="eyebrow">${again === undefined ? t.now({ n, all: steps.length }) : t.again()}</p>
      <p class="do" aria-live="polite">${what}</p>
      ${step.say ? html`<p class="say"><span class="sr-only">${t.quote()}</span>“${say(step.say)}”</p>` : nothing}
      <div class="acts">
        ${
          number
            ? html`<a class="btn big" href=${`tel:${number}`}
                >${icon('phone')}${t.call({ who: callText(say(contact?.label), number) })}</a
              >`
            : nothing
        }
        <button
          type="button"
          class="btn big danger done"
          @click=${() => this.#write(what, step.id)}
        >
          ${icon('check')}${t.done()}
        </button>
        <button
          type="button"
          class="btn quiet"
          @click=${() => this.#write(t.skipped({ what }), skippedStep(step.id))}
        >
          ${t.skip()}
        </button>
      </div>
    </div>`;
  }

  #line({ step, state, at, again }: StepState) {
    const zone = this.site?.zone ?? 'Asia/Shanghai';
    const what = say(step.do);
    return html`<li class=${state}>
      <span class="at">${at ? timeOf(at, zone) : nothing}</span>
      <span class="grow">${what}</span>
      ${
        state === 'skipped'
          ? html`<span class="badge">${t.passed()}</span>`
          : again !== undefined && again > 0
            ? html`<span class="badge info"
                >${t.next({ minutes: Math.ceil(again / 60_000) })}</span
              >`
            : nothing
      }
      ${
        state === 'done'
          ? html`<span class="badge good">${icon('check')}${t.done()}</span>`
          : html`<button
              type="button"
              class="btn small"
              aria-label=${`${t.done()}：${what}`}
              @click=${() => this.#write(what, step.id)}
            >
              ${t.done()}
            </button>`
      }
    </li>`;
  }
}
customElements.define('fd-playbook', FdPlaybook);
declare global {
  interface HTMLElementTagNameMap {
    'fd-playbook': FdPlaybook;
  }
}
