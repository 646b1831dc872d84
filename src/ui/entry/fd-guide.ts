/**
 * What a customer should bring and know, for the clerk to read out and print. `compact`: folded, to stand beside a record.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Procedure } from '../../spec/procedure.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { LocaleController, words } from '../words/words.ts';
import { guideSections } from './guide.ts';
import type { GuideSection } from './guide.ts';
import { link } from './links.ts';

const t = words({
  title: ['办理须知', 'What to tell the customer'],
  print: ['打印须知', 'Print for the customer'],
});

export class FdGuide extends LitElement {
  static override properties = {
    procedure: { attribute: false },
    compact: { type: Boolean },
  };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .card {
        padding: var(--s4);
      }
      h3,
      summary {
        font-size: var(--t-md);
        font-weight: 650;
      }
      h4 {
        margin-block-start: var(--s3);
        font-size: var(--t-sm);
        color: var(--muted);
      }
      ul,
      ol {
        padding-inline-start: 1.3em;
        list-style: disc;
      }
      ol {
        list-style: decimal;
      }
      li {
        padding-block: 0.1em;
      }
      ul.materials {
        padding-inline-start: 0;
        list-style: none;
      }
      .materials > li {
        display: flex;
        gap: var(--s2);
      }
      .materials > li::before {
        content: '□';
        flex: none;
        color: var(--muted);
      }
      [data-part='forbidden'] {
        color: var(--bad);
      }
      summary {
        min-block-size: var(--control-small);
        cursor: pointer;
      }
      .btn {
        margin-block-start: var(--s3);
      }
    `,
  ];
  declare procedure: Procedure | undefined;
  declare compact: boolean;

  constructor() {
    super();
    this.compact = false;
    new LocaleController(this);
  }

  override render() {
    const guide = this.procedure?.guide;
    if (!guide || !this.procedure) return nothing;
    const sections = guideSections(guide);
    if (sections.length === 0) return nothing;
    const body = html`${sections.map(section)}
      <a class="btn small" href=${link('guide', this.procedure.id)}
        >${icon('printer')}${t.print()}</a
      >`;
    if (!this.compact)
      return html`<section class="card" aria-labelledby="guide">
        <h3 id="guide">${t.title()}</h3>
        ${body}
      </section>`;
    return html`<details class="card">
      <summary>${t.title()}</summary>
      ${body}
    </details>`;
  }
}

function section({ part, title, lines }: GuideSection): TemplateResult {
  const items = lines.map((line) => html`<li><span>${line}</span></li>`);
  return html`<div data-part=${part}>
    <h4>${title}</h4>
    ${
      part === 'steps'
        ? html`<ol>
            ${items}
          </ol>`
        : lines.length === 1 && part !== 'materials'
          ? html`<p>${lines[0]}</p>`
          : html`<ul class=${part}>
              ${items}
            </ul>`
    }
  </div>`;
}
customElements.define('fd-guide', FdGuide);
declare global {
  interface HTMLElementTagNameMap {
    'fd-guide': FdGuide;
  }
}
