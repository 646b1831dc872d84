/** The blocks of a printed page. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Json } from '../../spec/json.ts';
import type { Block, Item, Table } from '../../spec/procedure.ts';
import { isEmpty, rowsOf } from '../../form/answers.ts';
import type { Signature } from '../../form/answers.ts';
import type { Form } from '../../form/compile.ts';
import type { Listed } from '../../store/store.ts';
import { say, words } from '../words/words.ts';
import { answerText } from './answer-text.ts';
import { rowsTable } from './facts.ts';
import type { FactsContext } from './facts.ts';
import './fd-ref-line.ts';
import './fd-pass.ts';
import { guideBlock } from './guide.ts';
import { ink } from './ink.ts';
import { qrCode } from './qr-code.ts';
import { stampText } from './when.ts';

const t = words({
  code: ['二维码：{text}', 'QR code: {text}'],
  sign: ['签字', 'Signature'],
});

function factText(
  form: Form,
  item: Item | undefined,
  given: Json | undefined,
  { store, site }: FactsContext,
): unknown {
  return item?.type === 'ref' && given
    ? html`<fd-ref-line plain .store=${store} entry=${String(given)}></fd-ref-line>`
    : answerText(form, item, given, site);
}

/** Lines to write on by hand. */
function blankTable(table: Table): TemplateResult {
  const cells = table.items.map(() => html`<td></td>`);
  return html`<table class="table write-on">
    <thead>
      <tr>
        ${table.items.map((column) => html`<th scope="col">${say(column.label)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${[1, 2, 3].map(
        () =>
          html`<tr>
            ${cells}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** An empty fact is left out on a slip and left blank to write on in A4. */
export function paperBlock(
  block: Block,
  listed: Listed,
  context: FactsContext,
  wide: boolean,
): TemplateResult | typeof nothing {
  const { form, entry } = listed;
  const { answers } = entry;
  const { site } = context;
  if ('text' in block)
    return block.big ? html`<h1>${say(block.text)}</h1>` : html`<p>${say(block.text)}</p>`;
  if ('line' in block) return html`<hr />`;
  if ('guide' in block) return guideBlock(form.procedure.guide);
  if ('pass' in block)
    return html`<fd-pass paper .store=${context.store} .listed=${listed}></fd-pass>`;
  if ('qr' in block) {
    const text = block.qr === 'number' ? (entry.number ?? entry.id) : entry.id;
    return html`<figure>
      ${qrCode(text, t.code({ text }))}
      <figcaption>${entry.number ?? ''}</figcaption>
    </figure>`;
  }
  if ('table' in block) {
    const table = form.items.get(block.table);
    if (table?.type !== 'table') return nothing;
    const filled = rowsOf(answers, table.id).length > 0;
    if (!filled && !wide) return nothing;
    return html`<h2>${say(table.label)}</h2>
      ${filled ? rowsTable(form, table, answers, context) : blankTable(table)}`;
  }
  if ('signs' in block)
    return html`<div class="signs">
      ${block.signs.map((id) => {
        const signature = answers[id] as unknown as Signature | undefined;
        return html`<div class="sign">
          <span>${say(form.items.get(id)?.label) || t.sign()}</span>
          ${
            signature
              ? html`${ink(signature)}<span
                    >${signature.name} ${stampText(signature.at, site.zone)}</span
                  >`
              : html`<span class="blank"></span>`
          }
        </div>`;
      })}
    </div>`;
  if (!('facts' in block)) return nothing;
  const facts = block.facts.filter((id) => form.items.has(id) && (wide || !isEmpty(answers[id])));
  if (facts.length === 0) return nothing;
  return html`<dl class="paper-facts">
    ${facts.map((id) => {
      const item = form.items.get(id);
      return html`<div>
        <dt>${say(item?.label)}</dt>
        <dd>${factText(form, item, answers[id], context)}</dd>
      </div>`;
    })}
  </dl>`;
}
