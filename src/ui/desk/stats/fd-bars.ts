/**
 * A small bar chart: one colour, labels, and the target as a dashed line. It is a picture for the eye; what it shows is
 * always beside it as a table, so it has one sentence as its name and nothing to tab to.
 */
import { LitElement, css, html, nothing, svg } from 'lit';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** What stands on top of it. */
  readonly text: string;
  readonly tone?: 'bad' | undefined;
}
const [width, height, top, foot] = [640, 220, 22, 26];

export class FdBars extends LitElement {
  static override properties = {
    bars: { attribute: false },
    target: { attribute: false },
    label: {},
  };
  static override styles = css`
    :host {
      display: block;
    }
    svg {
      display: block;
      inline-size: 100%;
      block-size: auto;
      font-family: inherit;
    }
    rect {
      fill: var(--accent);
    }
    rect.bad {
      fill: var(--bad-line);
    }
    .axis {
      stroke: var(--line-strong);
    }
    .target {
      stroke: var(--good);
      stroke-dasharray: 6 4;
    }
    text {
      fill: var(--muted);
      font-size: 12px;
      text-anchor: middle;
    }
    text.value {
      fill: var(--text);
      font-weight: 600;
    }
    @media print {
      rect {
        fill: #555;
      }
      rect.bad {
        fill: #999;
      }
      text,
      text.value {
        fill: #000;
      }
    }
  `;
  declare bars: readonly Bar[];
  declare target: number | undefined;
  declare label: string;

  constructor() {
    super();
    this.bars = [];
    this.label = '';
  }

  override render() {
    const { bars, target } = this;
    if (bars.length === 0) return nothing;
    const most = Math.max(...bars.map(({ value }) => value), target ?? 0) || 1;
    const room = width / bars.length;
    const bar = Math.min(64, room * 0.66);
    const tall = height - top - foot;
    const y = (value: number): number => top + tall * (1 - value / most);
    const fits = Math.max(1, Math.floor(room / 7.5));
    const every = Math.ceil(bars.length / 16);
    return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${this.label}>
      ${bars.map(({ label, value, text, tone }, at) => {
        const x = room * (at + 0.5);
        const shown = at % every === 0;
        return svg`<rect class=${tone ?? ''} x=${x - bar / 2} y=${y(value)} width=${bar}
            height=${Math.max(value > 0 ? 1 : 0, top + tall - y(value))} rx="2"></rect>
          ${bars.length <= 24 && value > 0 ? svg`<text class="value" x=${x} y=${y(value) - 6}>${text}</text>` : nothing}
          ${shown ? svg`<text x=${x} y=${height - 8}>${short(label, fits * every)}</text>` : nothing}`;
      })}
      <line class="axis" x1="0" x2=${width} y1=${top + tall + 0.5} y2=${top + tall + 0.5}></line>
      ${
        target === undefined
          ? nothing
          : svg`<line class="target" x1="0" x2=${width} y1=${y(target)} y2=${y(target)}></line>`
      }
    </svg>`;
  }
}

/** As many letters as fit; a Chinese character takes two. */
function short(label: string, columns: number): string {
  let used = 0;
  let text = '';
  for (const each of label) {
    used += each > '\u2e7f' ? 2 : 1;
    if (used > columns) return `${text.trimEnd()}…`;
    text += each;
  }
  return text;
}
customElements.define('fd-bars', FdBars);
declare global {
  interface HTMLElementTagNameMap {
    'fd-bars': FdBars;
  }
}
