/**
 * The first rows of a file, each column under what it means: guessed, and changed here.
 */
import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { base } from '../../base/base.ts';
import { icon } from '../../base/icon.ts';
import { LocaleController, say, words } from '../../words/words.ts';
import { cellText } from './cells.ts';
import type { Duplicates } from './check.ts';
import type { ImportTask } from './import-task.ts';
import { importSheet } from './import-sheet.ts';
import { rowProblems, verdictBadge } from './said.ts';
import { targetsOf } from './targets.ts';
import type { RoomPart, Target } from './targets.ts';

const t = words({
  title: ['对应列', 'Columns'],
  lead: [
    '每一列对应登记表的哪一项？已按表头猜好，不对就改；这次怎么选，下次照旧。',
    'Which item is each column? Guessed from the headings; change what is wrong. It is remembered.',
  ],
  sheet: ['工作表', 'Sheet'],
  header: ['表头在第几行', 'Row of the headings'],
  row: ['行', 'Row'],
  column: ['第 {n} 列', 'Column {n}'],
  of: ['“{heading}”这一列是', 'The column “{heading}” is'],
  leave: ['不导入', 'Leave out'],
  missing: ['还没有对应的必填项：{items}', 'Required and not in the file: {items}'],
  result: ['结果', 'Result'],
  same: ['已经有了的怎么办', 'What is here already'],
  skip: ['跳过，不动原来的', 'Leave out, keep what is there'],
  update: ['用文件里的更新', 'Update from the file'],
  add: ['照样新增', 'Add all the same'],
  shown: ['前 {n} 行', 'First {n} rows'],
});
const partText = words({
  building: ['{label}的楼栋', 'Building of {label}'],
  unit: ['{label}的单元', 'Unit of {label}'],
  door: ['{label}的室号', 'Door of {label}'],
} satisfies Record<RoomPart, readonly [string, string]>);

export const targetText = ({ item, part }: Target): string =>
  part ? partText[part]({ label: say(item.label) }) : say(item.label);

const most = 8;

export class FdImportColumns extends LitElement {
  static override properties = { task: { attribute: false }, version: { attribute: false } };
  static override styles = [base, importSheet];
  declare task: ImportTask | undefined;
  /** A task changes within; this tells when. */
  declare version: number;

  constructor() {
    super();
    new LocaleController(this);
  }

  override render() {
    const { task } = this;
    if (!task) return nothing;
    return html`<section class="stack">
      <header class="stack tight">
        <h2>${t.title()}</h2>
        <p class="muted">${t.lead()}</p>
      </header>
      <div class="choices">
        ${this.#sheets(task)}
        <label class="field"
          ><span class="label">${t.header()}</span
          ><input
            class="input num"
            type="number"
            min="1"
            max=${task.sample.length}
            .value=${live(String(task.choices.header + 1))}
            @change=${(event: Event) => {
              const row = Number((event.target as HTMLInputElement).value) - 1;
              if (Number.isInteger(row) && row >= 0 && row < task.sample.length)
                task.useHeader(row);
            }}
        /></label>
        ${task.form.procedure.unique ? this.#same(task) : nothing}
      </div>
      ${this.#missing(task)}
      <div class="table-wrap" tabindex="0" role="group" aria-label=${t.shown({ n: most })}>
        ${this.#table(task)}
      </div>
    </section>`;
  }

  #sheets(task: ImportTask) {
    const { sheets } = task.options.source.head;
    if (sheets.length < 2) return nothing;
    return html`<label class="field"
      ><span class="label">${t.sheet()}</span
      ><select
        class="input"
        @change=${(event: Event) =>
          void task.useSheet(Number((event.target as HTMLSelectElement).value))}
      >
        ${sheets.map(
          ({ name, count }, at) =>
            html`<option value=${at} ?selected=${at === task.choices.sheet}>
              ${name}（${count}）
            </option>`,
        )}
      </select></label
    >`;
  }

  #same(task: ImportTask) {
    const ways: readonly (readonly [Duplicates, string])[] = [
      ['skip', t.skip()],
      ['update', t.update()],
      ['add', t.add()],
    ];
    return html`<label class="field"
      ><span class="label">${t.same()}</span
      ><select
        class="input"
        @change=${(event: Event) =>
          task.useDuplicates((event.target as HTMLSelectElement).value as Duplicates)}
      >
        ${ways.map(
          ([value, text]) =>
            html`<option value=${value} ?selected=${value === task.choices.duplicates}>
              ${text}
            </option>`,
        )}
      </select></label
    >`;
  }

  #missing(task: ImportTask) {
    const { columns } = task.choices;
    const missing = targetsOf(task.form).filter(
      ({ key, item, part }) =>
        !part &&
        item.required === true &&
        item.default === undefined &&
        !columns.includes(key) &&
        !columns.includes(`${key}#building`),
    );
    if (missing.length === 0) return nothing;
    return html`<p class="banner warn">
      ${icon('triangle-alert')}${t.missing({ items: missing.map(targetText).join('、') })}
    </p>`;
  }

  #table(task: ImportTask): TemplateResult {
    const { header, columns } = task.choices;
    const targets = targetsOf(task.form);
    const rows = task.sample.slice(header + 1, header + 1 + most);
    const heading = (at: number) => task.headings[at] || t.column({ n: at + 1 });
    return html`<table class="table cells">
      <thead>
        <tr>
          <th scope="col" class="end">${t.row()}</th>
          <th scope="col" class="outcome">${t.result()}</th>
          ${columns.map(
            (key, at) =>
              html`<th scope="col" class=${key === null ? 'off' : ''}>
                <span class="heading" title=${heading(at)}>${heading(at)}</span>
                <select
                  class="input"
                  aria-label=${t.of({ heading: heading(at) })}
                  @change=${(event: Event) =>
                    task.useColumn(at, (event.target as HTMLSelectElement).value || null)}
                >
                  <option value="" ?selected=${key === null}>${t.leave()}</option>
                  ${targets.map(
                    (target) =>
                      html`<option value=${target.key} ?selected=${target.key === key}>
                        ${targetText(target)}${target.item.required ? ' *' : ''}
                      </option>`,
                  )}
                </select>
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map((cells, index) => {
          const row = header + 2 + index;
          const verdict = task.verdicts?.find((each) => each.row === row);
          const problems = rowProblems(verdict, task.written);
          return html`<tr>
            <td class="end num muted">${row}</td>
            <td class="outcome">${verdictBadge(task.form, verdict, task.written)}</td>
            ${columns.map((key, at) => {
              const wrong = problems.find(({ path }) => path !== '' && path === key?.split('#')[0]);
              return html`<td class="${key === null ? 'off' : ''} ${wrong ? 'wrong' : ''}">
                ${cellText(cells[at])}
              </td>`;
            })}
          </tr>`;
        })}
      </tbody>
    </table>`;
  }
}
customElements.define('fd-import-columns', FdImportColumns);
declare global {
  interface HTMLElementTagNameMap {
    'fd-import-columns': FdImportColumns;
  }
}
