/**
 * What an entry says, section by section: only what was answered, tables as tables, photos as pictures.
 */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Json } from '../../spec/json.ts';
import type { Column, Item, Section, Table } from '../../spec/procedure.ts';
import { isEmpty, rowsOf } from '../../form/answers.ts';
import type { Answers, Path, Signature } from '../../form/answers.ts';
import type { Form } from '../../form/compile.ts';
import type { Listed, Store } from '../../store/store.ts';
import { say } from '../words/words.ts';
import { answerText } from './answer-text.ts';
import './fd-picture.ts';
import './fd-ref-line.ts';
import { ink } from './ink.ts';
import { roomLink } from './links.ts';
import type { SiteView } from './site.ts';

export interface FactsContext {
  readonly store: Store;
  readonly site: SiteView;
}

const followUps = ['measure', 'note', 'photo', 'fixed'] as const;

/** Paths of an item that hold something: its own and what hangs on it. */
function answered(form: Form, item: Item, answers: Answers): Path[] {
  if (item.type === 'table') return rowsOf(answers, item.id).length > 0 ? [item.id] : [];
  const paths = [
    item.id,
    ...(item.type === 'check' ? followUps.map((name) => `${item.id}.${name}`) : []),
  ];
  return paths.filter((path) => form.items.has(path) && !isEmpty(answers[path]));
}

function value(form: Form, path: Path, answers: Answers, { store, site }: FactsContext): unknown {
  const item = form.items.get(path);
  const given = answers[path];
  if (item?.type === 'photo' && Array.isArray(given))
    return html`<span class="cluster"
      >${given.map(
        (sha) =>
          html`<fd-picture
            .store=${store}
            sha=${String(sha)}
            label=${say(item.label)}
          ></fd-picture>`,
      )}</span
    >`;
  if (item?.type === 'ref')
    return html`<fd-ref-line .store=${store} entry=${String(given)}></fd-ref-line>`;
  const text = answerText(form, item, given, site);
  if (item?.type === 'sign') return html`${ink(given as unknown as Signature)}<span>${text}</span>`;
  if (item?.type === 'phone')
    return /^\+?[\d ]+$/.test(text)
      ? html`<a href=${`tel:${text.replaceAll(' ', '')}`}>${text}</a>`
      : text;
  if (item?.type === 'room') return html`<a href=${roomLink(String(given))}>${text}</a>`;
  if (item?.type === 'check')
    return html`<span class="badge ${given === 'fail' ? 'bad' : given === 'pass' ? 'good' : ''}"
      >${text}</span
    >`;
  return item?.type === 'long' ? html`<span class="words">${text}</span>` : text;
}

function cell(
  form: Form,
  column: Column,
  given: Json | undefined,
  { store, site }: FactsContext,
): unknown {
  return column.type === 'ref' && given
    ? html`<fd-ref-line .store=${store} entry=${String(given)}></fd-ref-line>`
    : answerText(form, column, given, site);
}

/** Rows of a table as a table. */
export function rowsTable(
  form: Form,
  table: Table,
  answers: Answers,
  context: FactsContext,
): TemplateResult {
  const rows = rowsOf(answers, table.id);
  const columns = table.items.filter((column) =>
    rows.some((row) => !isEmpty(answers[`${table.id}/${row}/${column.id}`])),
  );
  return html`<div class="table-wrap" tabindex="0" role="group" aria-label=${say(table.label)}>
    <table class="table">
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${say(column.label)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${columns.map(
                (column) =>
                  html`<td>
                    ${cell(form, column, answers[`${table.id}/${row}/${column.id}`], context)}
                  </td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function sectionFacts(
  listed: Listed,
  section: Section,
  context: FactsContext,
): TemplateResult | typeof nothing {
  const { form, entry } = listed;
  const paths = section.items.flatMap((item) => answered(form, item, entry.answers));
  if (paths.length === 0) return nothing;
  return html`<section class="stack tight facts-section" data-section=${section.id}>
    <h3>${say(section.title)}</h3>
    <dl class="facts">
      ${paths.map((path) => {
        const item = form.items.get(path);
        return item?.type === 'table'
          ? html`<dt class="whole">${say(item.label)}</dt>
              <dd class="whole">${rowsTable(form, item, entry.answers, context)}</dd>`
          : html`<dt>${say(item?.label)}</dt>
              <dd>${value(form, path, entry.answers, context)}</dd>`;
      })}
    </dl>
  </section>`;
}

/** All sections with an answer, those of the latest stages last, as they were filled in. */
export function facts(listed: Listed, context: FactsContext): TemplateResult {
  return html`${listed.form.sections.map((section) => sectionFacts(listed, section, context))}`;
}
