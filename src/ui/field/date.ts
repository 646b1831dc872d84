/** `date`, `time` and `dt`: native pickers, with one tap for what is meant most often. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ItemOf } from '../../spec/procedure.ts';
import { icon } from '../base/icon.ts';
import { words } from '../words/words.ts';
import { addDays, localDate, localTime } from '../../spec/zoned.ts';
import type { FieldContext } from './context.ts';
import { fromLocal, toLocal } from './local-time.ts';

const t = words({
  now: ['现在', 'Now'],
  today: ['今天', 'Today'],
  tomorrow: ['明天', 'Tomorrow'],
  fixed: ['已当场整改', 'Put right on the spot'],
});

const zoneOf = (c: FieldContext): string => c.session.options.around.zone;

/** While a year is typed digit by digit, browsers tell of the years 2, 20 and 202; what hangs on them would stay. */
const isHalfTyped = (text: string): boolean => /^0\d{3}-/.test(text);

function picker(
  c: FieldContext,
  type: 'date' | 'time' | 'datetime-local',
  value: string,
  parse: (text: string) => string | undefined,
  quick: readonly (readonly [label: string, value: string])[],
) {
  const shortcuts = c.frame === 'cell' ? [] : quick;
  return html`<div class="picker">
    <input
      class="input num"
      id=${c.id}
      type=${type}
      autocomplete="off"
      aria-labelledby=${c.labelledBy}
      aria-describedby=${c.describedBy}
      aria-invalid=${c.invalid}
      aria-required=${c.state.required}
      .value=${live(value)}
      @change=${(event: Event) => {
        const { value: typed } = event.target as HTMLInputElement;
        if (isHalfTyped(typed)) return;
        c.answer(parse(typed));
        c.touch();
      }}
      @blur=${c.touch}
    />
    ${
      shortcuts.length > 0
        ? html`<div class="chips">
            ${shortcuts.map(
              ([label, answer]) =>
                html`<button
                  type="button"
                  class="chip"
                  aria-pressed=${c.state.value === answer}
                  @click=${() => {
                    c.answer(answer);
                    c.touch();
                  }}
                >
                  ${label}
                </button>`,
            )}
          </div>`
        : nothing
    }
  </div>`;
}

const text = (c: FieldContext): string => (typeof c.state.value === 'string' ? c.state.value : '');
const given = (value: string) => value || undefined;

export function date(c: FieldContext<ItemOf<'date'>>) {
  const today = localDate(new Date(c.host.now()), zoneOf(c));
  return picker(c, 'date', text(c), given, [
    [t.today(), today],
    [t.tomorrow(), addDays(today, 1)],
  ]);
}

export function time(c: FieldContext<ItemOf<'time'>>) {
  const now = localTime(new Date(c.host.now()), zoneOf(c));
  return picker(c, 'time', text(c), given, [[t.now(), now]]);
}

export function dt(c: FieldContext<ItemOf<'dt'>>) {
  const zone = zoneOf(c);
  if (c.frame === 'follow-up') return tick(c, zone);
  return picker(
    c,
    'datetime-local',
    toLocal(c.state.value, zone),
    (local) => fromLocal(local, zone),
    [[t.now(), c.host.now()]],
  );
}

/** The `fixed` of a failed check: a tick, stamped by the tap. */
function tick(c: FieldContext<ItemOf<'dt'>>, zone: string) {
  const at = toLocal(c.state.value, zone);
  return html`<label class="option tick"
    ><input
      type="checkbox"
      id=${c.id}
      aria-describedby=${c.describedBy}
      .checked=${live(at !== '')}
      @change=${(event: Event) =>
        c.answer((event.target as HTMLInputElement).checked ? c.host.now() : undefined)}
    /><span class="mark square">${icon('check')}</span><span>${t.fixed()}</span
    ><span class="muted small num">${at.slice(11)}</span></label
  >`;
}
