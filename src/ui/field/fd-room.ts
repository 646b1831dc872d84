/**
 * Building, unit, door. A desk types `1-2-301` on one line; elsewhere building and unit are a tap and the door is
 * digits. Only a room that the site has is an answer; what is not whole yet stays here and blocks submitting.
 */
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ItemOf } from '../../spec/procedure.ts';
import { icon } from '../base/icon.ts';
import { say, words } from '../words/words.ts';
import type { FieldContext } from './context.ts';
import { keypad } from './keypad.ts';
import { fullDoor, hasRoom, noRoom, readRoom, roomText } from './room-number.ts';
import type { RoomParts } from './room-number.ts';

const t = words({
  building: ['楼栋', 'Building'],
  unit: ['单元', 'Unit'],
  door: ['房号', 'Door'],
  unitName: ['{n} 单元', 'Unit {n}'],
  example: ['例如 1-2-301', 'e.g. 1-2-301'],
});

export class FdRoom extends LitElement {
  static override properties = { context: { attribute: false }, parts: { state: true } };
  declare context: FieldContext<ItemOf<'room'>>;
  declare parts: RoomParts;
  /** The text a desk is typing; undefined: written from the answer. */
  #text: string | undefined;
  #answer: string | undefined;

  constructor() {
    super();
    this.parts = noRoom;
  }

  /** In the form's own tree, so that label, hint and problems reach the inputs. */
  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('context')) return;
    const { value } = this.context.state;
    const next = typeof value === 'string' && value !== '' ? value : undefined;
    if (next === this.#answer) return;
    this.#answer = next;
    this.#text = undefined;
    this.parts = next ? readRoom(next, this.context.host.buildings) : noRoom;
  }

  #set(parts: RoomParts): void {
    this.parts = parts;
    const { host } = this.context;
    const whole = hasRoom(host.buildings, parts);
    const begun = parts.building || parts.unit || parts.door;
    this.#answer = whole ? roomText(parts) : undefined;
    this.context.answer(this.#answer);
    this.context.fault(
      whole || !begun
        ? undefined
        : parts.building && parts.unit && fullDoor(parts.door)
          ? 'no-such-room'
          : 'room-unfinished',
    );
  }

  override render() {
    const { context: c } = this;
    if (!c) return nothing;
    if (c.host.buildings.length === 0) return this.#line((text) => this.#plain(text));
    if (c.surface === 'desk' || c.frame === 'cell') {
      const { building, unit, door } = this.parts;
      const found = c.host.buildings.find((each) => each.id === building);
      return html`${this.#line((text) => this.#typed(text))}${
        found && c.state.value
          ? html`<p class="hint">
              ${icon('map-pin')} ${say(found.name as { 'zh-CN': string })}
              ${t.unitName({ n: unit })} ${fullDoor(door)}
            </p>`
          : nothing
      }`;
    }
    return this.#picked();
  }

  #plain(text: string): void {
    this.#answer = text.trim() || undefined;
    this.context.answer(this.#answer);
  }
  #typed(text: string): void {
    this.#text = text;
    this.#set(text.trim() ? readRoom(text, this.context.host.buildings) : noRoom);
  }

  #line(typed: (text: string) => void) {
    const { context: c } = this;
    const value = typeof c.state.value === 'string' ? c.state.value : '';
    return html`<input
      class="input num"
      id=${c.id}
      type="text"
      autocomplete="off"
      spellcheck="false"
      placeholder=${t.example()}
      aria-labelledby=${c.labelledBy}
      aria-describedby=${c.describedBy}
      aria-invalid=${c.invalid}
      aria-required=${c.state.required}
      .value=${live(this.#text ?? value)}
      @input=${(event: Event) => typed((event.target as HTMLInputElement).value)}
      @change=${c.touch}
    />`;
  }

  #picked() {
    const { context: c, parts } = this;
    const { buildings } = c.host;
    const building = buildings.find((each) => each.id === parts.building);
    const pick = (name: 'building' | 'unit', value: string, text: string) =>
      html`<label class="chip"
        ><input
          type="radio"
          name=${`${c.id}-${name}`}
          value=${value}
          .checked=${live(parts[name] === value)}
          @change=${() => this.#pick(name, value)}
        /><span>${text}</span></label
      >`;
    const kiosk = c.surface === 'kiosk';
    return html`<div
      class="stack"
      id=${c.id}
      role="group"
      aria-labelledby=${c.labelledBy}
      aria-describedby=${c.describedBy}
    >
      <div class="chips even" role="radiogroup" aria-label=${t.building()}>
        ${buildings.map((each) =>
          pick('building', each.id, say(each.name as { 'zh-CN': string; en?: string })),
        )}
      </div>
      ${
        building && building.units.length > 1
          ? html`<div class="chips even" role="radiogroup" aria-label=${t.unit()}>
              ${building.units.map((each) => pick('unit', each.id, t.unitName({ n: each.id })))}
            </div>`
          : nothing
      }
      ${
        building && parts.unit
          ? html`<div class="field">
              <label class="label small" for=${`${c.id}-door`}>${t.door()}</label>
              <input
                class="input num ${kiosk ? 'display' : ''}"
                id=${`${c.id}-door`}
                type="text"
                inputmode=${kiosk ? 'none' : 'numeric'}
                autocomplete="off"
                maxlength="5"
                aria-describedby=${c.describedBy}
                aria-invalid=${c.invalid}
                .value=${live(parts.door)}
                @input=${(event: Event) => {
                  const door = (event.target as HTMLInputElement).value
                    .normalize('NFKC')
                    .replaceAll(/\D/g, '');
                  this.#set({ ...parts, door });
                }}
                @change=${c.touch}
              />
              ${kiosk ? keypad(`${c.id}-door`) : nothing}
            </div>`
          : nothing
      }
    </div>`;
  }

  #pick(name: 'building' | 'unit', value: string): void {
    if (name === 'unit') this.#set({ ...this.parts, unit: value });
    else {
      const units = this.context.host.buildings.find((each) => each.id === value)?.units ?? [];
      const unit =
        units.length === 1 ? units[0] : units.find((each) => each.id === this.parts.unit);
      this.#set({ ...this.parts, building: value, unit: unit?.id ?? '' });
    }
  }
}
customElements.define('fd-room', FdRoom);
declare global {
  interface HTMLElementTagNameMap {
    'fd-room': FdRoom;
  }
}
