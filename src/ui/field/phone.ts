/** `phone`: digits only, with our own keypad on a kiosk. */
import { html, nothing } from 'lit';
import type { ItemOf } from '../../spec/procedure.ts';
import { words } from '../words/words.ts';
import type { FieldContext } from './context.ts';
import { keypad } from './keypad.ts';
import { typed } from './typed.ts';

const t = words({ tap: ['点这里输入', 'Tap to enter'] });
const parse = (text: string): string | undefined =>
  text.normalize('NFKC').replaceAll(/[\s().]/g, '') || undefined;

/** `138 0013 8000`: a mobile number in the groups people read aloud. */
export function spacedPhone(phone: unknown): string {
  if (typeof phone !== 'string') return '';
  return /^1\d{4,10}$/.test(phone)
    ? [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)].filter(Boolean).join(' ')
    : phone;
}

export function phone(c: FieldContext<ItemOf<'phone'>>) {
  const kiosk = c.surface === 'kiosk';
  return html`<input
      class="input num ${kiosk ? 'display' : ''}"
      id=${c.id}
      type="tel"
      inputmode=${kiosk ? 'none' : 'tel'}
      autocomplete="off"
      maxlength="20"
      placeholder=${kiosk ? t.tap() : nothing}
      aria-labelledby=${c.labelledBy}
      aria-describedby=${c.describedBy}
      aria-invalid=${c.invalid}
      aria-required=${c.state.required}
      ${typed(c.state.value, parse, spacedPhone(c.state.value))}
      @input=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const answer = parse(input.value);
        // Grouped while typing at the end; left alone when a digit in the middle is mended.
        if (input.selectionStart === input.value.length) input.value = spacedPhone(answer);
        c.answer(answer);
      }}
      @change=${c.touch}
    />
    ${kiosk ? keypad(c.id) : nothing}`;
}
