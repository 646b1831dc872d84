/** The picture of the home screen: a quiet estate under the sky of the hour. Decoration; colours come from classes. */
import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';

interface Tower {
  readonly x: number;
  readonly top: number;
  readonly width: number;
  readonly layer: 'far' | 'mid' | 'near';
}

const ground = 560;
const towers: readonly Tower[] = [
  { x: 20, top: 250, width: 96, layer: 'far' },
  { x: 136, top: 180, width: 84, layer: 'far' },
  { x: 420, top: 220, width: 92, layer: 'far' },
  { x: 660, top: 150, width: 88, layer: 'far' },
  { x: 764, top: 240, width: 100, layer: 'far' },
  { x: 960, top: 200, width: 92, layer: 'far' },
  { x: 220, top: 270, width: 120, layer: 'mid' },
  { x: 540, top: 240, width: 110, layer: 'mid' },
  { x: 866, top: 300, width: 130, layer: 'mid' },
  { x: 60, top: 350, width: 140, layer: 'near' },
  { x: 366, top: 330, width: 150, layer: 'near' },
  { x: 700, top: 370, width: 140, layer: 'near' },
];

/** Windows in rows; which are lit follows from their place, so that the picture is the same each time. */
function windows({ x, top, width, layer }: Tower) {
  if (layer === 'far') return [];
  const columns = layer === 'near' ? 4 : 3;
  const step = width / (columns + 0.6);
  const rows = Math.floor((ground - top - 60) / 34);
  return Array.from({ length: rows * columns }, (_, index) => {
    const column = index % columns;
    const row = Math.floor(index / columns);
    const lit = (x * 7 + row * 13 + column * 29 + row * column * 5) % 5 < 2;
    return svg`<rect class=${lit ? 'window lit' : 'window'} x=${x + step * (column + 0.42)} y=${top + 26 + row * 34}
      width=${step * 0.5} height="15" rx="2"></rect>`;
  });
}

const tower = (each: Tower) =>
  svg`<g class=${each.layer}><rect x=${each.x} y=${each.top} width=${each.width} height=${ground - each.top + 60} rx="7"></rect>${windows(each)}</g>`;

const tree = (x: number, size: number) =>
  svg`<g class="tree"><rect class="trunk" x=${x - 3} y=${ground - size * 0.5} width="6" height=${size * 0.7} rx="3"></rect>
    <ellipse cx=${x} cy=${ground - size * 0.72} rx=${size * 0.42} ry=${size * 0.55}></ellipse></g>`;

const trees: readonly (readonly [number, number])[] = [
  [18, 74],
  [222, 92],
  [262, 62],
  [344, 70],
  [536, 96],
  [584, 66],
  [672, 82],
  [862, 88],
  [1010, 104],
  [1056, 70],
];

/** Drawn three times side by side, so that it fills any width. */
const estate = (shift: number) =>
  svg`<g transform=${`translate(${shift} 0)`}>
    <path class="hill" d="M0 430 C180 330 330 380 520 400 S860 300 1080 430 V640 H0Z"></path>
    ${towers.map(tower)}
    <path class="lawn" d=${`M0 ${ground - 8} C240 ${ground - 34} 420 ${ground + 6} 640 ${ground - 12} S940 ${ground - 26} 1080 ${ground - 8} V640 H0Z`}></path>
    ${trees.map(([x, size]) => tree(x, size))}
  </g>`;

export function scene(): TemplateResult {
  return html`<svg
    class="scene"
    viewBox="0 110 1080 510"
    preserveAspectRatio="xMidYMax meet"
    aria-hidden="true"
  >
    ${svg`<circle class="halo" cx="800" cy="-20" r="170"></circle><circle class="sun" cx="800" cy="-20" r="78"></circle>
    <g class="cloud"><ellipse cx="300" cy="110" rx="120" ry="20"></ellipse><ellipse cx="370" cy="94" rx="76" ry="18"></ellipse>
    <ellipse cx="930" cy="30" rx="90" ry="14"></ellipse></g>`}
    ${[-1080, 1080, 0].map(estate)}
  </svg>`;
}
