/**
 * The emergency itself, over everything else: what has happened, then one action at a time, whom to tell, who is inside,
 * and the timeline that the report is made of. The first tap opens the entry; nobody need be signed in, no network is
 * needed. `show(entry?)` opens it, at an emergency that is going on or at the question.
 */
import { LitElement, html, nothing } from 'lit';
import type { Json } from '../../spec/json.ts';
import type { Path } from '../../form/answers.ts';
import type { Form } from '../../form/compile.ts';
import { openSession } from '../../form/session.ts';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { announce, toast } from '../base/fd-toast.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { entryLink, go } from '../entry/links.ts';
import { SiteView } from '../entry/site.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { boardOf } from './board.ts';
import { goingOn, isDrill, kindOf, playbookOf, rowSet } from './emergency.ts';
import type { Going } from './emergency.ts';
import { emergencySheet } from './emergency-sheet.ts';
import type { LineAsked } from './fd-playbook.ts';
import { pictures } from './pictures.ts';

const t = words({
  what: ['发生了什么？', 'What has happened?'],
  lead: ['点一下就开始计时，字可以后补。', 'One tap starts the clock; words can wait.'],
  drill: ['这是演练', 'This is a drill'],
  isDrill: ['演练', 'Drill'],
  close: ['收起', 'Put aside'],
  none: [
    '突发事件的规程还没同步到这台设备。请直接拨打 119、110 或 120。',
    'The emergency procedure is not on this device yet. Call 119, 110 or 120.',
  ],
  since: ['已过去', 'since it began'],
  end: ['解除、写报告', 'All clear, report'],
  endSay: [
    '登录后在处置单上解除、写报告。',
    'Sign in, then end it and write the report on its page.',
  ],
});

export class FdEmergency extends LitElement {
  static override properties = {
    store: { attribute: false },
    entry: { state: true },
    drill: { state: true },
    now: { state: true },
    asked: { state: true },
  };
  static override styles = [...base, emergencySheet];
  declare store: Store | undefined;
  /** The one that is shown; empty: the question. */
  declare entry: string;
  declare drill: boolean;
  declare now: string;
  /** How many of the questions about its level were answered with no. */
  declare asked: number;
  readonly #site = new SiteView(this, () => this.store);
  readonly #open = new Live<readonly Listed[]>(this, () => this.store?.entries({ open: true }));
  #timer: ReturnType<typeof setInterval> | undefined;
  #busy = false;

  constructor() {
    super();
    this.store = undefined;
    this.entry = '';
    this.drill = false;
    this.now = '';
    this.asked = 0;
    new LocaleController(this);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  show(entry = ''): void {
    this.entry = entry;
    this.asked = 0;
    this.drill = false;
    this.#tick();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), 1000);
    void this.updateComplete.then(() => {
      const dialog = this.renderRoot.querySelector('dialog');
      if (dialog && !dialog.open) dialog.showModal();
    });
  }
  hide(): void {
    clearInterval(this.#timer);
    this.renderRoot.querySelector('dialog')?.close();
  }
  #tick(): void {
    this.now = this.store?.now() ?? '';
  }

  get #going(): Going | undefined {
    return goingOn(this.#open.value ?? []).find(({ entry }) => entry.id === this.entry);
  }

  /** The clock runs from this tap. */
  async #begin(form: Form, kind: string): Promise<void> {
    const { store } = this;
    const spec = form.procedure.emergency;
    if (!store || !spec || this.#busy) return;
    this.#busy = true;
    const around = await store.around(form);
    const session = openSession(form, { around, surface: store.device.surface });
    session.answer(spec.kind, kind);
    session.answer(spec.drill, this.drill);
    const opened = await store.submit(form, session.submission(), around);
    this.#busy = false;
    if (opened.ok) this.entry = opened.value.id;
    else this.#tell(opened.problems);
  }

  async #patch(set: Record<Path, Json>): Promise<void> {
    const done = await this.store?.patch(this.entry, set);
    if (done && !done.ok) this.#tell(done.problems);
  }
  #tell(problems: readonly Parameters<typeof problemText>[0][]): void {
    toast(problems.map((each) => problemText(each)).join(' '));
  }

  async #line({ what, step }: LineAsked): Promise<void> {
    const { store } = this;
    const going = this.#going;
    if (!store || !going) return;
    const cells = { at: store.now(), what, step, by: this.#site.me?.id };
    await this.#patch(rowSet(going.spec.lines, store.newId(), cells));
    announce(what);
  }

  override render() {
    const going = this.#going;
    return html`<dialog aria-labelledby="what" @close=${() => clearInterval(this.#timer)}>
      ${going ? this.#board(going) : this.#question()}
    </dialog>`;
  }

  #question() {
    const published = this.#site.procedures.find(({ procedure }) => procedure.emergency);
    return html`<div class="head">
        ${icon('siren', 'large')}
        <h2 id="what">${t.what()}</h2>
        <button type="button" class="btn" @click=${() => this.hide()}>${t.close()}</button>
      </div>
      <div class="board">
        ${
          published
            ? html`<p class="big">${t.lead()}</p>
                ${pictures(published.procedure, (kind) => void this.#choose(kind))}
                <label class="choice">
                  <input
                    type="checkbox"
                    .checked=${this.drill}
                    @change=${(event: Event) =>
                      (this.drill = (event.target as HTMLInputElement).checked)}
                  />
                  <span>${t.drill()}</span>
                </label>`
            : html`<p class="banner bad" role="alert">${icon('phone')}${t.none()}</p>`
        }
      </div>`;
  }
  async #choose(kind: string): Promise<void> {
    const published = this.#site.procedures.find(({ procedure }) => procedure.emergency);
    const form = published && (await this.store?.form(published.procedure.id));
    if (form) await this.#begin(form, kind);
  }

  #board(going: Going) {
    const book = playbookOf(going);
    const options = Object.values(going.form.procedure.options ?? {}).flat();
    const kind = options.find(({ value }) => value === kindOf(going));
    const seconds = Math.max(
      0,
      Math.floor((Date.parse(this.now) - Date.parse(going.entry.created)) / 1000),
    );
    const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    return html`<div class="head">
        ${icon(book?.icon ?? 'siren', 'large')}
        <h2 id="what">${say(kind?.label)}</h2>
        ${isDrill(going) ? html`<span class="drill">${t.isDrill()}</span>` : nothing}
        <span class="time" role="timer" aria-live="off" aria-label=${`${t.since()} ${time}`}
          >${time}</span
        >
        <button type="button" class="btn" @click=${() => this.hide()}>${t.close()}</button>
      </div>
      ${boardOf(going, {
        site: this.#site,
        open: this.#open.value ?? [],
        now: this.now,
        asked: this.asked,
        newId: () => this.store?.newId() ?? '',
        no: () => (this.asked += 1),
        set: (set) => void this.#patch(set),
        line: (line) => void this.#line(line),
      })}
      <div class="board">
        ${
          this.#site.me
            ? html`<button
                type="button"
                class="btn big"
                @click=${() => {
                  this.hide();
                  go(entryLink(going.entry.id));
                }}
              >
                ${icon('clipboard-check')}${t.end()}
              </button>`
            : html`<p class="muted">${t.endSay()}</p>`
        }
      </div>`;
  }
}
customElements.define('fd-emergency', FdEmergency);
declare global {
  interface HTMLElementTagNameMap {
    'fd-emergency': FdEmergency;
  }
}
