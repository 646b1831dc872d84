/** The kinds of emergency as buttons big enough for a shaking hand. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Procedure } from '../../spec/procedure.ts';
import { icon } from '../base/icon.ts';
import { say } from '../words/words.ts';

export function pictures(procedure: Procedure, choose: (kind: string) => void): TemplateResult {
  const options = Object.values(procedure.options ?? {}).flat();
  return html`<div class="kinds">
    ${procedure.emergency?.playbooks.map(
      ({ kind, icon: picture }) =>
        html`<button type="button" class="kind" @click=${() => choose(kind)}>
          ${icon(picture, 'huge')}<span
            >${say(options.find(({ value }) => value === kind)?.label)}</span
          >
        </button>`,
    )}
  </div>`;
}
