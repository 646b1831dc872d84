/**
 * Another entry: typed words find it (title, number, room, name, phone, or its code read by the camera), the arrow keys
 * choose. Once chosen it stands as a line that opens it. Where the device knows no entries (a kiosk), its id is typed.
 */
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ItemOf } from '../../spec/procedure.ts';
import { announce } from '../base/fd-toast.ts';
import { icon } from '../base/icon.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { fillFrom } from './choose-ref.ts';
import type { FieldContext, RefChoice } from './context.ts';
import './fd-code.ts';

const t = words({
  placeholder: ['输编号、房号、姓名或电话查找', 'Find by number, room, name or phone'],
  none: ['没有找到。换个说法，或少打几个字。', 'Nothing found. Try other or fewer words.'],
  other: ['换一张', 'Change'],
  found: ['{n} 个结果', '{n} results'],
  chosen: ['已选：{title}', 'Chosen: {title}'],
  gone: ['（这台设备上没有这张单子）', '(not on this device)'],
  looking: ['正在找…', 'Looking…'],
});
const most = 8;

export class FdRef extends LitElement {
  static override properties = {
    context: { attribute: false },
    text: { state: true },
    hits: { state: true },
    at: { state: true },
    open: { state: true },
    chosen: { state: true },
  };
  declare context: FieldContext<ItemOf<'ref'>>;
  declare text: string;
  declare hits: readonly RefChoice[] | undefined;
  declare at: number;
  declare open: boolean;
  /** null: not here. */
  declare chosen: RefChoice | null | undefined;
  #known = '';
  #asked = 0;

  constructor() {
    super();
    this.text = '';
    this.at = 0;
    this.open = false;
    new LocaleController(this);
  }
  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('context')) return;
    const { value } = this.context.state;
    const id = typeof value === 'string' ? value : '';
    if (id === this.#known) return;
    this.#known = id;
    this.chosen = undefined;
    if (!id) return;
    void this.context.host.refEntry?.(id).then((found) => {
      if (this.#known === id) this.chosen = found ?? null;
    });
  }

  override render(): TemplateResult | typeof nothing {
    const { context: c } = this;
    if (!c) return nothing;
    const fixed = c.state.readonly || c.item.value !== undefined;
    if (fixed && !c.state.value)
      return html`<output class="shown" id=${c.id} aria-labelledby=${c.labelledBy}>—</output>`;
    const knows = c.surface !== 'kiosk' && c.host.refEntries && c.host.refEntry;
    if (c.state.value && (knows || fixed)) return this.#shown(c, fixed);
    return knows ? this.#search(c) : this.#plain(c);
  }

  #shown(c: FieldContext<ItemOf<'ref'>>, fixed: boolean): TemplateResult {
    const { chosen } = this;
    return html`<div class="ref-chosen" id=${c.id} role="group" aria-labelledby=${c.labelledBy}>
      ${
        chosen
          ? html`<a class="grow" href=${chosen.href}
                >${icon(chosen.icon)}<span
                  ><span class="strong">${chosen.title}</span> ${this.#about(chosen)}</span
                ></a
              ><span class="badge ${chosen.tone}">${chosen.stage}</span>`
          : html`<span class="grow muted">${chosen === null ? t.gone() : '…'}</span>`
      }
      ${
        fixed
          ? nothing
          : html`<button type="button" class="btn small" @click=${this.#change}>
              ${t.other()}
            </button>`
      }
    </div>`;
  }

  #about(choice: RefChoice): TemplateResult {
    return html`<span class="small muted num"
      >${[choice.number, choice.procedure, choice.room, choice.when].filter(Boolean).join(' · ')}</span
    >`;
  }

  #search(c: FieldContext<ItemOf<'ref'>>): TemplateResult {
    const { hits } = this;
    const list = `${c.id}-hits`;
    const at = hits ? Math.min(this.at, hits.length - 1) : -1;
    return html`<div class="input-group">
        <input
          class="input"
          id=${c.id}
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          placeholder=${t.placeholder()}
          aria-labelledby=${c.labelledBy}
          aria-describedby=${c.describedBy}
          aria-invalid=${c.invalid}
          aria-required=${c.state.required}
          aria-expanded=${this.open}
          aria-controls=${list}
          aria-autocomplete="list"
          aria-activedescendant=${this.open && at >= 0 ? `${list}-${at}` : nothing}
          .value=${live(this.text)}
          @focus=${() => void this.#look()}
          @input=${(event: Event) => {
            this.text = (event.target as HTMLInputElement).value;
            this.at = 0;
            c.fault(this.text.trim() ? 'ref-unchosen' : undefined);
            void this.#look();
          }}
          @keydown=${this.#key}
          @blur=${this.#leave}
        />
        <fd-code
          label=${say(c.item.label)}
          @fd-code=${(event: CustomEvent<string>) => void this.#scanned(event.detail)}
        ></fd-code>
      </div>
      ${
        this.open
          ? html`<p class="sr-only" role="status">
                ${hits ? t.found({ n: hits.length }) : t.looking()}
              </p>
              <div class="ref-drop">
                <div class="ref-hits" id=${list} role="listbox" aria-labelledby=${c.labelledBy}>
                  ${(hits ?? []).map(
                    (hit, index) =>
                      html`<div
                        class="ref-hit"
                        id=${`${list}-${index}`}
                        role="option"
                        data-entry=${hit.id}
                        aria-selected=${index === at}
                        @mousedown=${(event: Event) => event.preventDefault()}
                        @click=${() => this.#choose(hit)}
                      >
                        ${icon(hit.icon)}<span class="grow"
                          ><span class="strong">${hit.title}</span> ${this.#about(hit)}</span
                        ><span class="badge ${hit.tone}">${hit.stage}</span>
                      </div>`,
                  )}
                </div>
                ${hits?.length === 0 ? html`<p class="hint">${t.none()}</p>` : nothing}
              </div>`
          : nothing
      }`;
  }

  #plain(c: FieldContext<ItemOf<'ref'>>): TemplateResult {
    return html`<input
      class="input mono"
      id=${c.id}
      type="text"
      autocomplete="off"
      spellcheck="false"
      aria-labelledby=${c.labelledBy}
      aria-describedby=${c.describedBy}
      aria-invalid=${c.invalid}
      aria-required=${c.state.required}
      .value=${live(typeof c.state.value === 'string' ? c.state.value : '')}
      @input=${(event: Event) =>
        c.answer((event.target as HTMLInputElement).value.trim() || undefined)}
      @change=${c.touch}
    />`;
  }

  async #look(): Promise<void> {
    const asked = ++this.#asked;
    const hits = await this.context.host.refEntries?.(this.context.item, this.text.trim(), most);
    if (asked !== this.#asked || !this.isConnected) return;
    this.hits = hits ?? [];
    this.open = true;
  }

  /** A slip's code holds the entry's id or its number. */
  async #scanned(code: string): Promise<void> {
    const { item, host } = this.context;
    const [only, ...others] = (await host.refEntries?.(item, code.trim(), 2)) ?? [];
    if (only && others.length === 0) return this.#choose(only);
    this.text = code.trim();
    this.querySelector('input')?.focus();
    await this.#look();
  }

  readonly #key = (event: KeyboardEvent) => {
    const { hits } = this;
    if (event.isComposing || !hits) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const hit = hits[Math.min(this.at, hits.length - 1)];
    if (step !== 0 && hits.length > 0) {
      event.preventDefault();
      this.open = true;
      this.at = (this.at + step + hits.length) % hits.length;
    } else if (event.key === 'Enter' && this.open && hit && !event.ctrlKey) {
      event.preventDefault();
      this.#choose(hit);
    } else if (event.key === 'Escape' && this.open) {
      event.preventDefault();
      event.stopPropagation();
      this.open = false;
    }
  };
  readonly #leave = () => {
    this.open = false;
    this.context.touch();
  };

  #choose(hit: RefChoice): void {
    const { context: c } = this;
    this.#known = hit.id;
    this.chosen = hit;
    this.open = false;
    this.text = '';
    c.fault(undefined);
    c.answer(hit.id);
    c.touch();
    fillFrom(c.session, c.state.path, c.item, hit.answers);
    announce(t.chosen({ title: hit.title }));
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('button')?.focus());
  }

  readonly #change = () => {
    this.#known = '';
    this.chosen = undefined;
    this.context.answer(undefined);
    void this.updateComplete.then(() => this.querySelector('input')?.focus());
  };
}
customElements.define('fd-ref', FdRef);
declare global {
  interface HTMLElementTagNameMap {
    'fd-ref': FdRef;
  }
}
