/** `table`: rows of fields; a grid on a desk, a card for each row elsewhere. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemOf } from '../../spec/procedure.ts';
import { isAutomatic } from '../../form/lines.ts';
import { icon } from '../base/icon.ts';
import { say, words } from '../words/words.ts';
import type { FieldContext } from './context.ts';
import { answerText } from './shown.ts';

const t = words({
  add: ['添加{line}', 'Add {line}'],
  line: ['一行', 'a line'],
  nth: ['第 {n} 行', 'Line {n}'],
  remove: ['删除第 {n} 行', 'Remove line {n}'],
  none: ['还没有内容', 'Nothing here yet'],
  actions: ['操作', 'Actions'],
});

/** Row ids sort by time; one after the last where the clock stands still. Letters and digits only. */
export function nextRow(rows: readonly string[], now: string): string {
  const last = Number.parseInt(rows.at(-1)?.slice(0, 9) ?? '', 36);
  const time = Math.max(Date.parse(now), Number.isNaN(last) ? 0 : last + 1);
  const [chance = 0] = crypto.getRandomValues(new Uint16Array(1));
  return time.toString(36).padStart(9, '0') + chance.toString(36).padStart(4, '0');
}

/** Columns of lines that come by themselves: more of them are read as a sentence each, not by moving sideways. */
const widest = 6;

/** DOM id of a column's head, which names the cells below it. */
export const columnHead = (table: string, column: string): string => `f-${table}-head-${column}`;

/** What one line is called (`一件物品`, `A thing`) after "add". */
function addText(item: ItemOf<'table'>): string {
  const line = item.line ? say(item.line) : t.line();
  return t.add({ line: line.replace(/^[A-Z](?=[a-z]|\s)/, (first) => first.toLowerCase()) });
}

export function table(c: FieldContext<ItemOf<'table'>>) {
  const { item, state, session } = c;
  const { path } = state;
  const rows = session.rows(path);
  const fixed = state.readonly || isAutomatic(item);
  const full = item.max !== undefined && rows.length >= item.max;

  const focusRow = (root: ParentNode, row: string) =>
    // After lit has drawn the row.
    setTimeout(() =>
      root
        .querySelector<HTMLElement>(
          `[data-row="${row}"] :is(input, select, textarea, button):not(.remove)`,
        )
        ?.focus(),
    );
  const add = (event: Event) => {
    if (fixed || full) return;
    const row = nextRow(rows, c.host.now());
    const root = (event.currentTarget as HTMLElement).getRootNode() as ShadowRoot;
    session.addRow(path, row);
    focusRow(root, row);
  };
  const remove = (row: string, index: number) => (event: Event) => {
    const root = (event.currentTarget as HTMLElement).getRootNode() as ShadowRoot;
    session.removeRow(path, row);
    c.touch();
    const next = rows[index + 1] ?? rows[index - 1];
    if (next) focusRow(root, next);
    else root.getElementById(`${c.id}-add`)?.focus();
  };
  const remover = (row: string, index: number) =>
    fixed
      ? nothing
      : html`<button
          type="button"
          class="btn quiet only small remove"
          aria-label=${t.remove({ n: index + 1 })}
          @click=${remove(row, index)}
        >
          ${icon('trash-2')}
        </button>`;
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    add(event);
  };
  const cell = (row: string, column: string) => `${path}/${row}/${column}`;
  const shown = item.items.filter(
    (column) => !column.surfaces || column.surfaces.includes(c.surface),
  );

  const grid = () =>
    html`<div class="table-wrap" tabindex="0" role="group" aria-labelledby=${c.labelledBy}>
      <table class="table cells" aria-labelledby=${c.labelledBy}>
        <thead>
          <tr>
            ${shown.map((column) => html`<th scope="col" id=${columnHead(path, column.id)}>${say(column.label)}</th>`)}
            ${fixed ? nothing : html`<th scope="col"><span class="sr-only">${t.actions()}</span></th>`}
          </tr>
        </thead>
        <tbody>
          ${repeat(
            rows,
            (row) => row,
            (row, index) =>
              html`<tr data-row=${row}>
                ${shown.map(
                  (column) =>
                    html`<td class="td-${column.type}">
                      ${c.child(cell(row, column.id), 'cell')}
                    </td>`,
                )}
                ${fixed ? nothing : html`<td class="end">${remover(row, index)}</td>`}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  /** What a line that came by itself is about: its first columns, which nobody types, stand as one sentence. */
  const typed = shown.findIndex((column) => column.value === undefined);
  const told = isAutomatic(item) ? shown.slice(0, typed < 0 ? shown.length : typed) : [];
  const sentence = (row: string) =>
    told
      .map((column) => {
        const value = session.get(cell(row, column.id))?.value;
        return answerText(column, value, {
          options: c.options,
          zone: session.options.around.zone,
          people: c.host.people,
          departments: c.host.departments,
        });
      })
      .filter(Boolean)
      .join(' · ');
  const asked = shown.filter((column) => !told.includes(column));
  const cards = () =>
    html`<ol class="row-cards">
      ${repeat(
        rows,
        (row) => row,
        (row, index) =>
          html`<li class="row-card" data-row=${row}>
            <div class="split">
              ${
                told.length > 0
                  ? html`<p class="strong">${sentence(row)}</p>`
                  : html`<span class="strong muted small">${t.nth({ n: index + 1 })}</span>`
              }${remover(row, index)}
            </div>
            <div class="items">${asked.map((column) => c.child(cell(row, column.id), 'line'))}</div>
          </li>`,
      )}
    </ol>`;

  return html`<div
    class="table-field"
    id=${c.id}
    role="group"
    aria-labelledby=${c.labelledBy}
    aria-describedby=${c.describedBy}
    @keydown=${keys}
  >
    ${
      rows.length === 0
        ? html`<p class="hint">${t.none()}</p>`
        : c.surface === 'desk' && !(fixed && shown.length > widest)
          ? grid()
          : cards()
    }
    ${
      fixed
        ? nothing
        : html`<button
            type="button"
            class="btn soft add"
            id=${`${c.id}-add`}
            aria-keyshortcuts="Control+Enter"
            ?disabled=${full}
            @click=${add}
          >
            ${icon('plus')}${addText(item)}
          </button>`
    }
  </div>`;
}
