/**
 * The red button, always there, and a bar for each emergency that is going on. Signed in or not, with or without network.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { spanText } from '../entry/when.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { goingOn, isDrill, kindOf, placeOf, playbookOf } from './emergency.ts';
import type { Going } from './emergency.ts';
import type { FdEmergency } from './fd-emergency.ts';

const t = words({
  red: ['突发事件', 'Emergency'],
  going: ['正在处置的突发事件', 'Emergencies going on'],
  bar: ['{kind} {place}', '{kind} {place}'],
  drill: ['演练', 'Drill'],
  since: ['已 {span}', '{span}'],
  open: ['打开', 'Open'],
});

export class FdRed extends LitElement {
  static override properties = {
    store: { attribute: false },
    look: { reflect: true },
    ready: { state: true },
  };
  static override styles = [
    ...base,
    css`
      :host {
        display: contents;
      }
      .bars {
        display: grid;
        gap: var(--s2);
        margin-block-end: var(--s4);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s4);
        padding: var(--s3) var(--s4);
        border-radius: var(--r3);
        background: #a8231c;
        color: #fff;
        font-weight: 650;
      }
      .bar .btn {
        background: transparent;
        border-color: currentcolor;
        color: inherit;
      }
    `,
  ];
  declare store: Store | undefined;
  /** `button`, or `bars`: what is going on, nothing while nothing is. */
  declare look: 'button' | 'bars';
  /** The rest of it is loaded. */
  declare ready: boolean;
  readonly #open = new Live<readonly Listed[]>(this, () => this.store?.entries({ open: true }));

  constructor() {
    super();
    this.store = undefined;
    this.look = 'button';
    this.ready = false;
    new LocaleController(this);
  }

  /** Ahead of the first tap: an emergency waits for nothing. */
  protected override firstUpdated(): void {
    void import('./fd-emergency.ts').then(() => (this.ready = true));
  }

  async #show(entry?: string): Promise<void> {
    await import('./fd-emergency.ts');
    this.ready = true;
    await this.updateComplete;
    this.renderRoot.querySelector<FdEmergency>('fd-emergency')?.show(entry);
  }

  override render() {
    const board = this.ready ? html`<fd-emergency .store=${this.store}></fd-emergency>` : nothing;
    if (this.look === 'button')
      return html`<button type="button" class="btn danger" @click=${() => void this.#show()}>
          ${icon('siren')}${t.red()}
        </button>
        ${board}`;
    const going = goingOn(this.#open.value ?? []);
    if (going.length === 0) return nothing;
    return html`<section class="bars no-print" aria-label=${t.going()}>
        ${going.map((each) => this.#bar(each))}
      </section>
      ${board}`;
  }

  #bar(going: Going) {
    const { entry, form } = going;
    const options = Object.values(form.procedure.options ?? {}).flat();
    const kind = say(options.find(({ value }) => value === kindOf(going))?.label);
    const span = spanText(Date.parse(this.store?.now() ?? '') - Date.parse(entry.created));
    return html`<div class="bar">
      ${icon(playbookOf(going)?.icon ?? 'siren', 'large')}
      <span class="grow" role="alert">
        ${isDrill(going) ? html`【${t.drill()}】` : nothing}${t.bar({ kind, place: placeOf(going) })}
      </span>
      <span class="num">${t.since({ span })}</span>
      <button type="button" class="btn" @click=${() => void this.#show(entry.id)}>
        ${t.open()}
      </button>
    </div>`;
  }
}
customElements.define('fd-red', FdRed);
declare global {
  interface HTMLElementTagNameMap {
    'fd-red': FdRed;
  }
}
