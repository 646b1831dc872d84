/** `plate`: the province by a tap, the rest typed; on a kiosk both from our own keys. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ItemOf } from '../../spec/procedure.ts';
import { icon } from '../base/icon.ts';
import { words } from '../words/words.ts';
import type { FieldContext } from './context.ts';
import { press } from './keypad.ts';

const t = words({
  province: ['省份简称', 'Province'],
  letters: ['字母和数字', 'Letters and digits'],
  back: ['删除一位', 'Delete one'],
  none: ['—', '—'],
  tap: ['点这里输入', 'Tap to enter'],
});
const provinces = [...'京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新蒙使'];
const letters = [...'1234567890QWERTYUPASDFGHJKLZXCVBNM'];
const isProvince = (char: string | undefined): boolean => provinces.includes(char ?? '');

export const parsePlate = (text: string): string | undefined =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s·•.-]/g, '')
    .toUpperCase() || undefined;

/** `沪A·12345`, as plates are painted. */
export function paintedPlate(plate: unknown): string {
  if (typeof plate !== 'string') return '';
  return /^\p{Script=Han}[A-Z].{4,}$/u.test(plate)
    ? `${plate.slice(0, 2)}·${plate.slice(2)}`
    : plate;
}

export function plate(c: FieldContext<ItemOf<'plate'>>) {
  const value = typeof c.state.value === 'string' ? c.state.value : '';
  const kiosk = c.surface === 'kiosk';
  const province = isProvince(value[0]) ? (value[0] ?? '') : '';
  const rest = kiosk ? value : value.slice(province.length);
  const input = html`<input
    class="input num ${kiosk ? 'display' : ''}"
    id=${c.id}
    type="text"
    inputmode=${kiosk ? 'none' : 'text'}
    lang="en"
    autocapitalize="characters"
    autocomplete="off"
    spellcheck="false"
    maxlength="12"
    placeholder=${kiosk ? t.tap() : 'A12345'}
    aria-labelledby=${c.labelledBy}
    aria-describedby=${c.describedBy}
    aria-invalid=${c.invalid}
    aria-required=${c.state.required}
    .value=${live(rest)}
    @input=${(event: Event) => {
      if ((event as InputEvent).isComposing) return;
      const text = parsePlate((event.target as HTMLInputElement).value) ?? '';
      c.answer((kiosk || isProvince(text[0]) ? text : province + text) || undefined);
    }}
    @change=${(event: Event) => {
      const text = parsePlate((event.target as HTMLInputElement).value) ?? '';
      c.answer((kiosk || isProvince(text[0]) ? text : province + text) || undefined);
      c.touch();
    }}
  />`;
  if (!kiosk)
    return html`<div class="input-group">
      <select
        class="input province"
        aria-label=${t.province()}
        @change=${(event: Event) =>
          c.answer((event.target as HTMLSelectElement).value + rest || undefined)}
      >
        <option value="" ?selected=${province === ''}>${t.none()}</option>
        ${provinces.map(
          (each) =>
            html`<option value=${each} .selected=${live(each === province)}>${each}</option>`,
        )}
      </select>
      ${input}
    </div>`;
  const keys = value === '' ? provinces : letters;
  return html`${input}
    <div
      class="letterpad pad ${value === '' ? 'provinces' : ''}"
      role="group"
      aria-label=${value === '' ? t.province() : t.letters()}
    >
      ${keys.map(
        (key) =>
          html`<button
            type="button"
            class="btn"
            @click=${(event: Event) => press(event, c.id, key)}
          >
            ${key}
          </button>`,
      )}
      ${
        value === ''
          ? nothing
          : html`<button
              type="button"
              class="btn wide"
              aria-label=${t.back()}
              @click=${(event: Event) => press(event, c.id, '')}
            >
              ${icon('delete')}
            </button>`
      }
    </div>`;
}
