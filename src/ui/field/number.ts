/** `int`, `num` and `money` (yuan typed, whole fen kept). A text that is no number is kept as text, and is a problem. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Json } from '../../spec/json.ts';
import type { ItemOf } from '../../spec/procedure.ts';
import { icon } from '../base/icon.ts';
import { say, words } from '../words/words.ts';
import type { FieldContext } from './context.ts';
import { keypad } from './keypad.ts';
import { typed } from './typed.ts';

const t = words({
  less: ['减一', 'One less'],
  more: ['加一', 'One more'],
  between: ['{min}–{max}{unit}', '{min}–{max}{unit}'],
  least: ['不小于 {min}{unit}', 'at least {min}{unit}'],
  most: ['不大于 {max}{unit}', 'at most {max}{unit}'],
});

type NumberItem = ItemOf<'int'> | ItemOf<'num'> | ItemOf<'money'>;

/** Full-width digits and signs that a Chinese keyboard writes, as ASCII; no grouping. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replaceAll('−', '-')
    .replaceAll(/[,\s¥元]/g, '');

export function parseNumber(text: string): Json | undefined {
  const clean = plain(text);
  if (clean === '') return undefined;
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(clean) ? Number(clean) : text;
}
export function parseInteger(text: string): Json | undefined {
  const clean = plain(text);
  if (clean === '') return undefined;
  return /^[-+]?\d{1,15}$/.test(clean) ? Number(clean) : text;
}
/** `128.5` → 12850. Computed on the digits, so that no fen is lost to a float. */
export function parseYuan(text: string): Json | undefined {
  const clean = plain(text);
  if (clean === '') return undefined;
  const found = /^([-+]?)(\d{1,12})(?:\.(\d{0,2}))?$/.exec(clean);
  if (!found) return text;
  const fen = Number(found[2]) * 100 + Number((found[3] ?? '').padEnd(2, '0'));
  return found[1] === '-' && fen !== 0 ? -fen : fen;
}
/** 12850 → `128.50`, 12800 → `128`. */
export function yuan(fen: number): string {
  const [whole = '0', cents = ''] = (fen / 100).toFixed(2).split('.');
  return cents === '00' ? whole : `${whole}.${cents}`;
}

/** `0.2–0.6 MPa`; undefined without limits. */
export function limits(
  item: { min?: number | undefined; max?: number | undefined; unit?: NumberItem['unit'] },
  write: (value: number) => string = String,
): string | undefined {
  const { min, max } = item;
  const unit = item.unit ? ` ${say(item.unit)}` : '';
  if (min !== undefined && max !== undefined)
    return t.between({ min: write(min), max: write(max), unit });
  if (min !== undefined) return t.least({ min: write(min), unit });
  return max === undefined ? undefined : t.most({ max: write(max), unit });
}

function numeric(
  c: FieldContext<NumberItem>,
  parse: (text: string) => Json | undefined,
  write: (value: number) => string,
  unit: string,
): TemplateResult {
  const { value } = c.state;
  const text = typeof value === 'number' ? write(value) : typeof value === 'string' ? value : '';
  const kiosk = c.surface === 'kiosk';
  const whole = c.item.type === 'int';
  const step = (by: number) => () => {
    const from = typeof value === 'number' ? value : (c.item.min ?? 0) - (by > 0 ? by : 0);
    const next = Math.min(Math.max(from + by, c.item.min ?? -Infinity), c.item.max ?? Infinity);
    c.answer(next);
    c.touch();
  };
  const stepper = (by: number) =>
    html`<button
      type="button"
      class="btn only"
      aria-label=${`${by < 0 ? t.less() : t.more()}：${say(c.item.label)}`}
      @click=${step(by)}
    >
      ${icon(by < 0 ? 'minus' : 'plus')}
    </button>`;
  return html`<div class="input-group number">
      ${whole && c.surface !== 'desk' ? stepper(-1) : nothing}
      <input
        class="input num"
        id=${c.id}
        type="text"
        inputmode=${kiosk ? 'none' : whole ? 'numeric' : 'decimal'}
        autocomplete="off"
        aria-labelledby=${c.labelledBy}
        aria-describedby=${c.describedBy}
        aria-invalid=${c.invalid}
        aria-required=${c.state.required}
        ${typed(value, parse, text)}
        @input=${(event: Event) => c.answer(parse((event.target as HTMLInputElement).value))}
        @change=${c.touch}
      />
      ${whole && c.surface !== 'desk' ? stepper(1) : nothing}
      ${unit ? html`<span class="affix">${unit}</span>` : nothing}
    </div>
    ${kiosk && !whole ? keypad(c.id, '.') : nothing}`;
}

export const int = (c: FieldContext<ItemOf<'int'>>) =>
  numeric(c as FieldContext<NumberItem>, parseInteger, String, say(c.item.unit));
export const num = (c: FieldContext<ItemOf<'num'>>) =>
  numeric(c as FieldContext<NumberItem>, parseNumber, String, say(c.item.unit));
export const money = (c: FieldContext<ItemOf<'money'>>) =>
  numeric(
    c as FieldContext<NumberItem>,
    parseYuan,
    yuan,
    c.item.unit ? say(c.item.unit) : c.locale === 'en' ? 'CNY' : '元',
  );
