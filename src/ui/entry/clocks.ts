/**
 * Clocks on a screen: `.of(listed)` is the deadline of an entry as it stands now; the host redraws every 15 seconds.
 */
import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { clockOf } from '../../form/clock.ts';
import type { Calendar, Clock } from '../../form/clock.ts';
import type { Listed, Store } from '../../store/store.ts';
import { icon } from '../base/icon.ts';
import { say, words } from '../words/words.ts';
import { leftText, whenText } from './when.ts';

const t = words({
  green: ['时限内', 'In time'],
  yellow: ['快到时限', 'Due soon'],
  red: ['已超时', 'Overdue'],
});
const every = 15_000;

export class Clocks implements ReactiveController {
  now = new Date(0).toISOString();
  #calendar: Calendar | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #store: Store | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #from: () => Store | undefined;

  constructor(host: ReactiveControllerHost, store: () => Store | undefined) {
    this.#host = host;
    this.#from = store;
    host.addController(this);
  }
  hostConnected(): void {
    this.#timer = setInterval(() => {
      void this.#load();
      this.#host.requestUpdate();
    }, every);
  }
  hostUpdate(): void {
    const store = this.#from();
    if (store) this.now = store.now();
    if (!store || store === this.#store) return;
    this.#store = store;
    void this.#load();
  }
  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  /** Undefined where the stage has no deadline, or before the calendar is known. */
  of(listed: Pick<Listed, 'entry' | 'form'>): Clock | undefined {
    if (!this.#calendar || listed.entry.void) return undefined;
    return clockOf(listed.form, listed.entry, this.now, this.#calendar);
  }

  /** Loaded anew with each tick: hours and holidays may have been changed, and the zone's offset with them. */
  async #load(): Promise<void> {
    const first = !this.#calendar;
    this.#calendar = await this.#store?.calendar();
    if (first) this.#host.requestUpdate();
  }
}

const pictures = { green: 'clock', yellow: 'timer', red: 'triangle-alert' } as const;

/** A badge that says by colour, picture and words how much time is left. */
export function clockBadge(clock: Clock | undefined, now: string): TemplateResult | typeof nothing {
  if (!clock) return nothing;
  const { colour, due, label } = clock;
  return html`<span class="badge ${colour}" data-clock=${colour} title=${say(label)}
    >${icon(pictures[colour])}<span class="sr-only">${t[colour]()}，${say(label)}：</span
    >${leftText(due, now)}</span
  >`;
}

/** The same with what is due and when, for the head of a page. */
export function clockLine(
  clock: Clock | undefined,
  now: string,
  zone: string,
): TemplateResult | typeof nothing {
  if (!clock) return nothing;
  return html`<span class="cluster"
    >${clockBadge(clock, now)}<span class="small muted"
      >${say(clock.label)} · ${whenText(clock.due, now, zone)}</span
    ></span
  >`;
}
