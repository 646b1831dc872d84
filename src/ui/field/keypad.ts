/**
 * Our own digits, so that a kiosk never shows the system keyboard. Acts on the input with id `target` in the same root,
 * as if typed there.
 */
import { html } from 'lit';
import { icon } from '../base/icon.ts';
import { words } from '../words/words.ts';

const t = words({
  pad: ['数字键盘', 'Digits'],
  back: ['删除一位', 'Delete one'],
  clear: ['清空', 'Clear'],
});

/** Puts text at the end of an input (or takes one off it: `''`), and says so with an `input` event. */
export function press(event: Event, target: string, key: string): void {
  const root = (event.currentTarget as HTMLElement).getRootNode() as Document | ShadowRoot;
  const input = root.getElementById(target) as HTMLInputElement | null;
  if (!input || input.readOnly) return;
  if (key && input.maxLength >= 0 && input.value.length >= input.maxLength) return;
  input.value = key ? input.value + key : [...input.value].slice(0, -1).join('');
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** `extra`: the key left of 0: `.`, `-`, `+`; without it, a key that empties the input. */
export function keypad(target: string, extra?: string) {
  const key = (text: string) =>
    html`<button type="button" class="btn" @click=${(event: Event) => press(event, target, text)}>
      ${text}
    </button>`;
  const clear = (event: Event) => {
    const root = (event.currentTarget as HTMLElement).getRootNode() as ShadowRoot;
    const input = root.getElementById(target) as HTMLInputElement | null;
    if (!input) return;
    input.value = '';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };
  return html`<div class="keypad pad" role="group" aria-label=${t.pad()}>
    ${['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(key)}
    ${
      extra
        ? key(extra)
        : html`<button type="button" class="btn" aria-label=${t.clear()} @click=${clear}>
            ${icon('x')}
          </button>`
    }
    ${key('0')}
    <button
      type="button"
      class="btn"
      aria-label=${t.back()}
      @click=${(event: Event) => press(event, target, '')}
    >
      ${icon('delete')}
    </button>
  </div>`;
}
