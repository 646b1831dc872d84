/** A signature as it was written, for screen and paper. */
import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { Signature } from '../../form/answers.ts';

export function ink(signature: Signature): TemplateResult | typeof nothing {
  if (!signature.ink) return nothing;
  return html`<svg class="ink" viewBox="0 0 600 200" role="img" aria-label=${signature.name}>
    ${svg`<path d=${signature.ink} fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"></path>`}
  </svg>`;
}
