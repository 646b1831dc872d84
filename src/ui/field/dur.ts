/** `dur`: days, hours and minutes as an ISO duration, with the usual ones one tap away. */
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ItemOf } from '../../spec/procedure.ts';
import { say, words } from '../words/words.ts';
import type { FieldContext } from './context.ts';

const t = words({
  days: ['{n} 天', '{n} d'],
  hours: ['{n} 小时', '{n} h'],
  minutes: ['{n} 分钟', '{n} min'],
  hoursUnit: ['小时', 'hours'],
  minutesUnit: ['分钟', 'minutes'],
});
const usual = ['PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'P1D'];

/** Whole minutes of an ISO duration of days, hours, minutes and seconds; undefined when it is none. */
export function minutesOf(duration: unknown): number | undefined {
  const found =
    typeof duration === 'string' &&
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  if (!found) return undefined;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = found.map((part) => Number(part ?? 0));
  return days * 1440 + hours * 60 + minutes + Math.round(seconds / 60);
}
/** 90 → `PT1H30M`; 1440 → `P1D`. */
export function durationOf(minutes: number): string | undefined {
  if (!Number.isFinite(minutes) || minutes <= 0) return undefined;
  if (minutes % 1440 === 0) return `P${minutes / 1440}D`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `PT${hours ? `${hours}H` : ''}${rest ? `${rest}M` : ''}`;
}
/** `1 小时 30 分钟`. */
export function sayDuration(duration: unknown): string {
  const all = minutesOf(duration);
  if (all === undefined) return '';
  const [days, hours, minutes] = [Math.floor(all / 1440), Math.floor((all % 1440) / 60), all % 60];
  const said = [
    days ? t.days({ n: days }) : '',
    hours ? t.hours({ n: hours }) : '',
    minutes || all === 0 ? t.minutes({ n: minutes }) : '',
  ];
  return said.filter(Boolean).join(' ');
}

export function dur(c: FieldContext<ItemOf<'dur'>>) {
  const all = minutesOf(c.state.value);
  const set = (hours: number, minutes: number) => {
    c.answer(durationOf(hours * 60 + minutes));
    c.touch();
  };
  const hours = all === undefined ? 0 : Math.floor(all / 60);
  const minutes = all === undefined ? 0 : all % 60;
  const part = (name: string, unit: string, value: number, change: (value: number) => void) =>
    html`<input
        class="input num short"
        id=${`${c.id}-${name}`}
        type="number"
        inputmode="numeric"
        min="0"
        autocomplete="off"
        aria-label=${`${say(c.item.label)} ${unit}`}
        aria-describedby=${c.describedBy}
        aria-invalid=${c.invalid}
        .value=${live(all === undefined ? '' : String(value))}
        @change=${(event: Event) =>
          change(Math.max(0, Math.trunc(Number((event.target as HTMLInputElement).value) || 0)))}
      /><span class="affix">${unit}</span>`;
  return html`<div class="picker" id=${c.id} role="group" aria-labelledby=${c.labelledBy}>
    <div class="chips">
      ${usual.map(
        (duration) =>
          html`<button
            type="button"
            class="chip"
            aria-pressed=${c.state.value === duration}
            @click=${() => {
              c.answer(c.state.value === duration ? undefined : duration);
              c.touch();
            }}
          >
            ${sayDuration(duration)}
          </button>`,
      )}
    </div>
    ${
      c.surface === 'kiosk'
        ? ''
        : html`<div class="cluster">
            ${part('h', t.hoursUnit(), hours, (value) => set(value, minutes))}
            ${part('m', t.minutesUnit(), minutes, (value) => set(hours, value))}
          </div>`
    }
  </div>`;
}
