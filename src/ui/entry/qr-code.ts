/** A QR code as SVG in the colour of the text around it, with a quiet zone. */
import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';
import encodeQR from 'qr';

/** Modules of white around it; the encoder takes no less than one. */
const quiet = 2;

/** `label` says to those who cannot scan it what it holds. */
export function qrCode(text: string, label: string): TemplateResult {
  const rows = encodeQR(text, 'raw', { border: quiet, ecc: 'medium' });
  const size = rows.length;
  const path = rows
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return html`<svg
    class="qr"
    viewBox=${`0 0 ${size} ${size}`}
    role="img"
    aria-label=${label}
    shape-rendering="crispEdges"
  >
    ${svg`<rect width="100%" height="100%" fill="#fff"></rect><path d=${path} fill="#000"></path>`}
  </svg>`;
}
