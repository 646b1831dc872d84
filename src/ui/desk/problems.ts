/** Problems of a page as words, announced. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import { icon } from '../base/icon.ts';
import { problemText } from '../words/problems.ts';

export function problemList(problems: readonly Problem[]): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<div class="banner bad" role="alert">
    ${icon('circle-alert')}
    <ul>
      ${problems.map((problem) => html`<li>${problemText(problem)}</li>`)}
    </ul>
  </div>`;
}
