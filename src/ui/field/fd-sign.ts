/**
 * One signature. A staff item (`by`) takes the PIN of the person named there, with or without ink. A customer signs by
 * hand, types the name, or has a staff member witness it, so that nobody needs to drag a finger to sign.
 */
import { LitElement, html, nothing, svg } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Json } from '../../spec/json.ts';
import type { Problem } from '../../spec/problem.ts';
import type { ItemOf } from '../../spec/procedure.ts';
import type { Signature } from '../../form/answers.ts';
import { announce } from '../base/fd-toast.ts';
import { icon } from '../base/icon.ts';
import { problemText } from '../words/problems.ts';
import { say, words } from '../words/words.ts';
import type { FieldContext } from './context.ts';
import './fd-ink.ts';
import { keypad } from './keypad.ts';
import { toLocal } from './local-time.ts';

const t = words({
  ink: ['手写', 'By hand'],
  typed: ['打字', 'Typed'],
  witnessed: ['员工见证', 'Witnessed'],
  how: ['签名方式', 'How to sign'],
  name: ['姓名', 'Name'],
  pin: ['{name}的 PIN', 'PIN of {name}'],
  yourPin: ['PIN', 'PIN'],
  witness: ['见证人', 'Witness'],
  choose: ['请选择', 'Choose'],
  sign: ['签名确认', 'Sign'],
  again: ['重签', 'Sign again'],
  first: ['请先选好“{label}”', 'First choose “{label}”'],
  signed: ['已签名', 'Signed'],
  witnessedBy: ['见证：{name}', 'Witnessed by {name}'],
  busy: ['正在核对…', 'Checking…'],
  optionalInk: ['手写签名（可不写）', 'Handwriting (optional)'],
});
type Method = Signature['method'];
const methods: readonly Method[] = ['ink', 'typed', 'witnessed'];

export function isSignature(value: unknown): value is Signature {
  return typeof value === 'object' && value !== null && 'at' in value && 'method' in value;
}

export class FdSign extends LitElement {
  static override properties = {
    context: { attribute: false },
    method: { state: true },
    problem: { state: true },
    busy: { state: true },
    draft: { state: true },
  };
  declare context: FieldContext<ItemOf<'sign'>>;
  declare method: Method;
  declare problem: Problem | undefined;
  declare busy: boolean;
  declare draft: {
    readonly ink: string;
    readonly name: string;
    readonly pin: string;
    readonly witness: string;
  };

  constructor() {
    super();
    this.method = 'ink';
    this.busy = false;
    this.#reset();
  }
  #reset(): void {
    this.problem = undefined;
    this.draft = { ink: '', name: '', pin: '', witness: '' };
  }
  protected override createRenderRoot() {
    return this;
  }

  /** The staff member who has to sign; undefined for a customer's signature, null while nobody is chosen. */
  get #signer(): { id: string; name: string } | null | undefined {
    const { by } = this.context.item;
    if (!by) return undefined;
    const id = this.context.session.get(by)?.value;
    return this.context.host.people.find((each) => each.id === id) ?? null;
  }

  /** The customer's name, when the form has asked for it already. */
  get #customer(): string {
    const { form } = this.context.session;
    const key = form.procedure.facets?.name;
    const value = key && this.context.session.get(key)?.value;
    return typeof value === 'string' ? value : '';
  }

  #answer(signature: Signature | undefined): void {
    // A signature is plain JSON; its interface only lacks the index signature.
    this.context.answer(signature as unknown as Json | undefined);
    this.context.touch();
    this.#reset();
    if (signature) announce(t.signed());
  }

  async #withPin(staff: string, finish: (proved: Signature) => Signature): Promise<void> {
    this.busy = true;
    this.problem = undefined;
    try {
      const result = await this.context.host.sign(this.context.state.path, staff, this.draft.pin);
      if (result.ok) this.#answer(finish(result.value));
      else {
        this.problem = result.problems[0] ?? { code: 'unknown', path: this.context.state.path };
        this.draft = { ...this.draft, pin: '' };
      }
    } finally {
      this.busy = false;
    }
  }

  readonly #sign = () => {
    const { draft, context: c } = this;
    const signer = this.#signer;
    const ink = draft.ink ? { ink: draft.ink } : {};
    const name = draft.name.trim() || this.#customer;
    if (signer) return void this.#withPin(signer.id, (proved) => ({ ...proved, ...ink }));
    if (this.method === 'witnessed')
      return void this.#withPin(draft.witness, (proved) => ({
        ...proved,
        by: null,
        name,
        method: 'witnessed',
        witness: draft.witness,
      }));
    this.#answer({ by: null, name, at: c.host.now(), method: this.method, ...ink });
  };

  get #ready(): boolean {
    const { draft } = this;
    if (this.#signer) return draft.pin.length >= 4;
    if (this.method === 'ink') return draft.ink !== '';
    const named = (draft.name.trim() || this.#customer) !== '';
    return named && (this.method === 'typed' || (draft.witness !== '' && draft.pin.length >= 4));
  }

  override render() {
    const { context: c } = this;
    if (!c) return nothing;
    const { value } = c.state;
    return html`<div
      class="sign"
      id=${c.id}
      role="group"
      aria-labelledby=${c.labelledBy}
      aria-describedby=${c.describedBy}
    >
      ${
        isSignature(value)
          ? this.#signed(value)
          : c.state.readonly
            ? '—'
            : this.#signer === null
              ? html`<p class="hint">${t.first({ label: this.#signerLabel })}</p>`
              : this.#asked()
      }
    </div>`;
  }

  get #signerLabel(): string {
    const { by } = this.context.item;
    const item = by ? this.context.session.form.items.get(by) : undefined;
    return item ? say(item.label) : (by ?? '');
  }

  #signed(signature: Signature) {
    const { context: c } = this;
    const witness = c.host.people.find((each) => each.id === signature.witness)?.name;
    return html`<div class="signed">
      ${
        signature.ink
          ? html`<svg class="ink-drawn" viewBox="0 0 600 200" role="img" aria-label=${t.signed()}>
              ${svg`<path d=${signature.ink}></path>`}
            </svg>`
          : html`<span class="signed-name">${signature.name}</span>`
      }
      <span class="small muted num"
        >${icon('circle-check')} ${signature.ink ? signature.name : ''}
        ${toLocal(signature.at, c.session.options.around.zone).replace('T', ' ')}
        ${witness ? t.witnessedBy({ name: witness }) : nothing}</span
      >
      ${
        c.state.readonly
          ? nothing
          : html`<button
              type="button"
              class="btn small quiet"
              @click=${() => this.#answer(undefined)}
            >
              ${t.again()}
            </button>`
      }
    </div>`;
  }

  #asked() {
    const { context: c } = this;
    const signer = this.#signer;
    const pad = html`<fd-ink
      @fd-ink=${(event: CustomEvent<string>) => (this.draft = { ...this.draft, ink: event.detail })}
    ></fd-ink>`;
    return html`${signer ? nothing : this.#ways()}
      ${
        signer
          ? html`${this.#pin(t.pin({ name: signer.name }))}
              <details class="why">
                <summary>${t.optionalInk()}</summary>
                ${pad}
              </details>`
          : this.method === 'ink'
            ? pad
            : html`${this.#name()}${
                this.method === 'witnessed'
                  ? html`${this.#witness()}${this.#pin(t.yourPin())}`
                  : nothing
              }`
      }
      ${
        this.problem
          ? html`<p class="problem" role="alert">
              ${icon('circle-alert')}${problemText(this.problem, 'sign')}
            </p>`
          : nothing
      }
      <button
        type="button"
        class="btn primary"
        aria-describedby=${c.describedBy}
        ?disabled=${!this.#ready || this.busy}
        @click=${this.#sign}
      >
        ${icon('pen-line')}${this.busy ? t.busy() : t.sign()}
      </button>`;
  }

  #ways() {
    return html`<div class="chips" role="radiogroup" aria-label=${t.how()}>
      ${methods.map(
        (method) =>
          html`<label class="chip"
            ><input
              type="radio"
              name=${`${this.context.id}-how`}
              .checked=${live(this.method === method)}
              @change=${() => {
                this.method = method;
                this.#reset();
              }}
            /><span>${t[method]()}</span></label
          >`,
      )}
    </div>`;
  }

  #name() {
    const id = `${this.context.id}-name`;
    return html`<div class="field">
      <label class="label small" for=${id}>${t.name()}</label
      ><input
        class="input"
        id=${id}
        type="text"
        autocomplete="off"
        maxlength="60"
        .value=${live(this.draft.name || this.#customer)}
        @input=${(event: Event) =>
          (this.draft = { ...this.draft, name: (event.target as HTMLInputElement).value })}
      />
    </div>`;
  }

  #witness() {
    const id = `${this.context.id}-witness`;
    return html`<div class="field">
      <label class="label small" for=${id}>${t.witness()}</label
      ><select
        class="input"
        id=${id}
        @change=${(event: Event) =>
          (this.draft = { ...this.draft, witness: (event.target as HTMLSelectElement).value })}
      >
        <option value="">${t.choose()}</option>
        ${this.context.host.people.map(
          (each) =>
            html`<option value=${each.id} .selected=${live(each.id === this.draft.witness)}>
              ${each.name}
            </option>`,
        )}
      </select>
    </div>`;
  }

  #pin(label: string) {
    const id = `${this.context.id}-pin`;
    const kiosk = this.context.surface === 'kiosk';
    return html`<div class="field">
      <label class="label small" for=${id}>${label}</label
      ><input
        class="input num short"
        id=${id}
        type="password"
        inputmode=${kiosk ? 'none' : 'numeric'}
        autocomplete="off"
        maxlength="12"
        .value=${live(this.draft.pin)}
        @input=${(event: Event) =>
          (this.draft = { ...this.draft, pin: (event.target as HTMLInputElement).value })}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (this.#ready && !this.busy) this.#sign();
        }}
      />
      ${kiosk ? keypad(id) : nothing}
    </div>`;
  }
}
customElements.define('fd-sign', FdSign);
declare global {
  interface HTMLElementTagNameMap {
    'fd-sign': FdSign;
  }
}
