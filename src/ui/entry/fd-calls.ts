/**
 * People at a kiosk who call for staff: a bar for each until somebody says that they come, with a bell. Whoever is signed
 * in and may, answers with one tap; the time until then is the entry's own.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { openSession } from '../../form/session.ts';
import { isBlocking } from '../../spec/problem.ts';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { chime } from '../base/chime.ts';
import { toast } from '../base/fd-toast.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, words } from '../words/words.ts';
import { entryLink } from './links.ts';
import { SiteView } from './site.ts';
import { byHope, stepText, stepsOf } from './steps.ts';

const t = words({
  list: ['自助机呼叫', 'Calls from the kiosk'],
  called: ['{where}有人叫您过去', 'Somebody needs you at {where}'],
  kiosk: ['自助机', 'the kiosk'],
  waited: ['已等 {time}', 'waiting {time}'],
  signIn: ['登录后点“我来了”', 'Sign in to answer'],
  notice: ['{where}有人叫工作人员', 'Staff are called at {where}'],
});

/** A bell that never stops is taken for a fault; after this it is the supervisor's. Milliseconds. */
const ringsFor = 5 * 60_000;
const ringEvery = 5000;
/** What a kiosk tells that was long without a network is no call any more. */
const newsFor = 30 * 60_000;

export class FdCalls extends LitElement {
  static override properties = { store: { attribute: false }, now: { state: true } };
  static override styles = [
    ...base,
    css`
      :host {
        display: block;
      }
      .calls {
        display: grid;
        gap: var(--s2);
        margin-block-end: var(--s4);
      }
      .call {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s4);
        padding: var(--s3) var(--s4);
        border: 2px solid var(--accent);
        border-radius: var(--r3);
        background: var(--accent-soft);
        box-shadow: var(--shadow-2);
      }
      .call > .icon {
        color: var(--accent-text);
      }
      .who {
        color: inherit;
        font-size: var(--t-lg);
        font-weight: 650;
      }
    `,
  ];
  declare store: Store | undefined;
  declare now: number;
  readonly #site = new SiteView(this, () => this.store);
  readonly #open = new Live<readonly Listed[]>(this, () => this.store?.entries({ open: true }));
  #timer: ReturnType<typeof setInterval> | undefined;
  #rung = 0;
  readonly #told = new Set<string>();

  constructor() {
    super();
    this.store = undefined;
    this.now = 0;
    new LocaleController(this);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Nobody has answered yet, oldest first. */
  get #calls(): readonly Listed[] {
    const now = this.#ms();
    return (this.#open.value ?? [])
      .filter(
        ({ form, entry }) =>
          form.procedure.calls &&
          entry.surface === 'kiosk' &&
          entry.stage === form.stages[0]?.id &&
          now - Date.parse(entry.created) < newsFor,
      )
      .toSorted((a, b) => (a.entry.created < b.entry.created ? -1 : 1));
  }
  #ms(): number {
    return Date.parse(this.store?.now() ?? '') || 0;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const calls = this.#calls;
    if (calls.length > 0) this.#timer ??= setInterval(() => this.#tick(), 1000);
    else {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    for (const { entry } of calls)
      if (!this.#told.has(entry.id)) this.#tell(entry.id, entry.device);
  }
  #tick(): void {
    this.now = this.#ms();
    const isNew = this.#calls.some(({ entry }) => this.now - Date.parse(entry.created) < ringsFor);
    if (isNew && Date.now() - this.#rung >= ringEvery) this.#ring();
  }
  #ring(): void {
    this.#rung = Date.now();
    chime();
    // Refused before the first touch: then it stays still.
    if ('vibrate' in navigator) navigator.vibrate([200, 100, 200]);
  }
  #tell(id: string, device: string): void {
    this.#told.add(id);
    this.#ring();
    if (document.visibilityState === 'visible' || !('Notification' in globalThis)) return;
    if (Notification.permission !== 'granted') return;
    const notice = new Notification(t.notice({ where: this.#where(device) }), {
      tag: id,
      requireInteraction: true,
    });
    notice.addEventListener('click', () => focus());
  }
  #where(device: string): string {
    return this.#site.device(device) || t.kiosk();
  }

  override render() {
    const calls = this.#calls;
    if (calls.length === 0) return nothing;
    return html`<section class="calls no-print" aria-label=${t.list()}>
      ${calls.map((one) => this.#call(one))}
    </section>`;
  }

  #call(listed: Listed) {
    const { entry } = listed;
    const [step] = byHope(stepsOf(listed, this.#site.roles));
    const seconds = Math.max(0, Math.floor((this.#ms() - Date.parse(entry.created)) / 1000));
    const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    const who = t.called({ where: this.#where(entry.device) });
    return html`<div class="call">
      ${icon('bell-ring', 'large')}
      <p class="grow" role="alert">
        ${
          this.#site.me
            ? html`<a class="who" href=${entryLink(entry.id)}>${who}</a>`
            : html`<span class="who">${who}</span>`
        }
      </p>
      <span class="num" role="timer" aria-live="off">${t.waited({ time })}</span>
      ${
        step
          ? html`<button
              type="button"
              class="btn primary"
              @click=${() => void this.#answer(listed, step.id)}
            >
              ${icon('footprints')}${stepText(step)}
            </button>`
          : html`<span class="small muted">${this.#site.me ? nothing : t.signIn()}</span>`
      }
    </div>`;
  }

  /** Whatever the stage asks has a first value: a call is answered with one tap. */
  async #answer({ form, entry }: Listed, to: string): Promise<void> {
    const { store } = this;
    if (!store) return;
    const around = await store.around(form);
    const session = openSession(form, {
      answers: entry.answers,
      around,
      surface: store.device.surface,
      stage: to,
      passed: [entry.stage],
    });
    const asked = session.problems().filter(isBlocking);
    if (asked.length > 0) {
      location.hash = entryLink(entry.id);
      return;
    }
    const set = Object.fromEntries(
      Object.entries(session.submission()).filter(([path]) => !(path in entry.answers)),
    );
    const moved = await store.move(entry.id, to, set);
    if (!moved.ok) toast(moved.problems.map((each) => problemText(each)).join(' '));
  }
}
customElements.define('fd-calls', FdCalls);
declare global {
  interface HTMLElementTagNameMap {
    'fd-calls': FdCalls;
  }
}
