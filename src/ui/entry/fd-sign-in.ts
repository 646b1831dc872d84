/**
 * Who is at work: choose a name, type six digits. Works offline. Says why not and when to try again. `fd-signed-in` when done.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import type { StaffDocument, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, words } from '../words/words.ts';
import { rolesText } from './roles.ts';
import { SiteView } from './site.ts';

const t = words({
  who: ['谁在当班？', 'Who is on duty?'],
  find: ['找姓名', 'Find a name'],
  pin: ['{name}，请输入 6 位 PIN', '{name}, your 6-digit PIN'],
  hello: [
    'PIN 只在这台设备上核对，没有网络也能登录。',
    'The PIN is checked on this device; no network is needed.',
  ],
  other: ['换一位', 'Somebody else'],
  none: [
    '还没有人员。联网后稍等，或请主管在“人员”里添加。',
    'No staff yet. Connect and wait, or ask a supervisor to add you.',
  ],
  enter: ['登录', 'Sign in'],
});
const many = 10;

export class FdSignIn extends LitElement {
  static override properties = {
    store: { attribute: false },
    chosen: { state: true },
    filter: { state: true },
    problems: { state: true },
    busy: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .people {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 11rem), 1fr));
        gap: var(--s3);
      }
      .people .card {
        display: flex;
        align-items: center;
        gap: var(--s3);
        padding: var(--s3) var(--s4);
        min-block-size: calc(var(--control) * 1.6);
      }
      .face {
        display: grid;
        place-items: center;
        flex: none;
        inline-size: 2.6rem;
        block-size: 2.6rem;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent-text);
        font-weight: 650;
      }
      .pin {
        max-inline-size: 16rem;
        font-size: var(--t-2xl);
        letter-spacing: 0.4em;
        text-align: center;
        font-variant-numeric: tabular-nums;
        -webkit-text-security: disc;
      }
      input:focus-visible {
        outline-offset: 2px;
      }
    `,
  ];
  declare store: Store | undefined;
  declare chosen: StaffDocument | undefined;
  declare filter: string;
  declare problems: readonly Problem[];
  declare busy: boolean;
  readonly #site = new SiteView(this, () => this.store);

  constructor() {
    super();
    this.filter = '';
    this.problems = [];
    this.busy = false;
    new LocaleController(this);
  }

  override render() {
    return this.chosen ? this.#pin(this.chosen) : this.#people();
  }

  #people() {
    const all = this.#site.staff.filter((one) => one.active && one.pin);
    const people = all.filter((one) => one.name.includes(this.filter.trim()));
    return html`<div class="stack">
      <h2>${t.who()}</h2>
      ${
        all.length > many
          ? html`<label class="field"
              ><span class="label">${t.find()}</span
              ><input
                class="input"
                type="search"
                autocomplete="off"
                @input=${(event: InputEvent) => (this.filter = (event.target as HTMLInputElement).value)}
            /></label>`
          : nothing
      }
      ${all.length === 0 ? html`<p class="muted">${t.none()}</p>` : nothing}
      <div class="people">
        ${people.map(
          (one) =>
            html`<button type="button" class="card" @click=${() => this.#choose(one)}>
              <span class="face" aria-hidden="true">${one.name.slice(-1)}</span
              ><span class="grow"
                ><span class="strong">${one.name}</span><br /><span class="small muted"
                  >${rolesText(one.roles)}</span
                ></span
              >
            </button>`,
        )}
      </div>
    </div>`;
  }

  #pin(person: StaffDocument) {
    const [problem] = this.problems;
    return html`<form class="stack" @submit=${this.#submit}>
      <label class="large strong" for="pin">${t.pin({ name: person.name })}</label>
      <input
        id="pin"
        class="input pin"
        type="text"
        name="one-time"
        inputmode="numeric"
        autocomplete="off"
        maxlength="6"
        aria-describedby="problem hello"
        aria-invalid=${problem ? 'true' : 'false'}
        ?readonly=${this.busy}
        @input=${this.#typed}
      />
      <p class="problem" id="problem" role="alert">
        ${problem ? html`${icon('circle-alert')}${problemText(problem)}` : nothing}
      </p>
      <p class="hint" id="hello">${t.hello()}</p>
      <div class="cluster">
        <button class="btn primary" ?disabled=${this.busy}>${icon('log-in')}${t.enter()}</button>
        <button type="button" class="btn quiet" @click=${() => this.#choose(undefined)}>
          ${t.other()}
        </button>
      </div>
    </form>`;
  }

  #choose(person: StaffDocument | undefined): void {
    this.chosen = person;
    this.problems = [];
  }
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('chosen') && this.chosen)
      this.renderRoot.querySelector<HTMLInputElement>('#pin')?.focus();
  }

  readonly #typed = (event: InputEvent) => {
    const field = event.target as HTMLInputElement;
    field.value = field.value.normalize('NFKC').replace(/\D/g, '');
    if (field.value.length === 6) void this.#submit(event);
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { store, chosen } = this;
    const field = this.renderRoot.querySelector<HTMLInputElement>('#pin');
    if (!store || !chosen || !field || field.value.length !== 6 || this.busy) return;
    this.busy = true;
    const result = await store.signIn(chosen.id, field.value);
    this.busy = false;
    field.value = '';
    this.problems = result.ok ? [] : result.problems;
    if (!result.ok) return field.focus();
    this.chosen = undefined;
    this.dispatchEvent(new CustomEvent('fd-signed-in', { bubbles: true, composed: true }));
  };
}
customElements.define('fd-sign-in', FdSignIn);
declare global {
  interface HTMLElementTagNameMap {
    'fd-sign-in': FdSignIn;
  }
}
