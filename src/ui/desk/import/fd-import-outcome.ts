/**
 * What will become of the rows, what has, and the way back: numbers, the rows that are refused and why, undo.
 */
import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { base } from '../../base/base.ts';
import '../../base/fd-dialog.ts';
import { icon } from '../../base/icon.ts';
import { link } from '../../entry/links.ts';
import { own } from '../../entry/own.ts';
import { problemText } from '../../words/problems.ts';
import { LocaleController, words } from '../../words/words.ts';
import type { Verdict } from './check.ts';
import type { ImportTask, Progress } from './import-task.ts';
import { importSheet } from './import-sheet.ts';
import { refusedCsv } from './refused.ts';
import { procedureText, rowProblems, rowSaid } from './said.ts';

const t = words({
  check: ['正在检查 {done} / {of} 行', 'Checking {done} of {of} rows'],
  write: ['正在导入 {done} / {of} 行', 'Importing {done} of {of} rows'],
  undo: ['正在撤销 {done} / {of} 行', 'Undoing {done} of {of} rows'],
  stop: ['停下', 'Stop'],
  ready: ['检查好了', 'Checked'],
  done: ['导入好了', 'Imported'],
  halted: ['没有导完，已导入的留着', 'Not finished; what was imported stays'],
  back: ['已撤销', 'Undone'],
  create: ['新增', 'new'],
  patch: ['更新', 'updated'],
  skip: ['跳过', 'left out'],
  refuse: ['不导入', 'refused'],
  go: ['导入 {n} 行到“{title}”', 'Import {n} rows into “{title}”'],
  rest: ['接着导入', 'Go on'],
  nothing: ['没有可以导入的行', 'No row can be imported'],
  refused: ['不导入的行', 'Rows that are refused'],
  refusedLead: [
    '改好文件再导一次就行：已经导入的会自动跳过。',
    'Mend the file and import it again: what is in already is left out.',
  ],
  row: ['行', 'Row'],
  why: ['原因', 'Why'],
  more: ['还有 {n} 行，下载后都能看到', '{n} more; the download has all of them'],
  download: ['下载这些行和原因', 'Download these rows with reasons'],
  take: ['撤销这次导入', 'Undo this import'],
  sure: ['撤销 {n} 行？', 'Undo {n} rows?'],
  sureLead: [
    '新增的作废，更新的改回原样；导入后有人改过的保留。',
    'What is new becomes void, what was updated is put back; what somebody has changed since stays.',
  ],
  keep: ['不撤销', 'Keep them'],
  reason: ['撤销导入', 'Import undone'],
  undone: ['撤销了 {n} 行', '{n} rows undone'],
  kept: ['{n} 行有人改过，保留着', '{n} rows were changed since and stay'],
  book: ['看登记本', 'Open the register'],
});
const listed = 50;

export class FdImportOutcome extends LitElement {
  static override properties = {
    task: { attribute: false },
    version: { attribute: false },
    asking: { state: true },
  };
  static override styles = [base, importSheet];
  declare task: ImportTask | undefined;
  /** A task changes within; this tells when. */
  declare version: number;
  declare asking: boolean;

  constructor() {
    super();
    this.asking = false;
    new LocaleController(this);
  }

  override render() {
    const { task } = this;
    if (!task) return nothing;
    return html`<section class="stack">
      ${task.problems.map(
        (problem) => html`<p class="banner bad" role="alert">${problemText(problem)}</p>`,
      )}
      ${task.progress ? this.#progress(task, task.progress) : this.#numbers(task)}
      ${task.verdicts ? this.#refused(task, task.verdicts) : nothing} ${this.#sure(task)}
    </section>`;
  }

  #progress(task: ImportTask, { what, done, of }: Progress): TemplateResult {
    const text = t[what]({ done, of });
    return html`<div class="card stack tight">
      <div class="split">
        <p class="strong num" id="doing">${text}</p>
        <button type="button" class="btn" @click=${() => task.cancel()}>${t.stop()}</button>
      </div>
      <progress aria-labelledby="doing" max=${Math.max(1, of)} .value=${done}></progress>
    </div>`;
  }

  #numbers(task: ImportTask) {
    const { verdicts, written, undone } = task;
    if (!verdicts) return nothing;
    const kinds = ['create', 'patch', 'skip', 'refuse'] as const;
    const rows = task.count('create') + task.count('patch');
    const whole = written && written.done >= rows;
    const title = undone ? t.back() : !written ? t.ready() : whole ? t.done() : t.halted();
    return html`<div
      class="card stack"
      data-state=${undone ? 'undone' : written ? 'written' : 'checked'}
    >
      <div role="status"><h2>${title}</h2></div>
      ${
        undone
          ? html`<p>
              ${t.undone({ n: undone.done })}${
                undone.kept.length > 0 ? html` · ${t.kept({ n: undone.kept.length })}` : nothing
              }
            </p>`
          : html`<div class="numbers">
              ${kinds.map(
                (kind) =>
                  html`<div
                    class="stat ${kind === 'refuse' && task.count(kind) > 0 ? 'bad' : ''}"
                    data-kind=${kind}
                  >
                    <span class="stat-number num">${this.#count(task, kind)}</span
                    ><span class="stat-label">${t[kind]()}</span>
                  </div>`,
              )}
            </div>`
      }
      <div class="cluster">${this.#buttons(task, rows, whole ?? false)}</div>
    </div>`;
  }

  /** After writing, what was written; of one that was broken off, no more than that. */
  #count(task: ImportTask, kind: Verdict['kind']): number {
    const { written } = task;
    if (!written || (kind !== 'create' && kind !== 'patch')) return task.count(kind);
    const done = (task.verdicts ?? [])
      .filter((each) => each.kind === 'create' || each.kind === 'patch')
      .slice(0, written.done);
    return done.filter((each) => each.kind === kind && !written.refused.has(each.row)).length;
  }

  #buttons(task: ImportTask, rows: number, whole: boolean) {
    const { written, undone, form } = task;
    const book = html`<a class="btn quiet" href=${link('registers', form.procedure.id)}
      >${icon('book-open')}${t.book()}</a
    >`;
    if (undone) return book;
    if (!written)
      return rows === 0
        ? html`<p class="muted">${t.nothing()}</p>`
        : html`<button type="button" class="btn primary" @click=${() => void task.write()}>
            ${icon('upload')}${t.go({ n: rows, title: procedureText(form) })}
          </button>`;
    return html`${
      whole
        ? book
        : html`<button type="button" class="btn primary" @click=${() => void task.write()}>
            ${t.rest()}
          </button>`
    }
    ${
      task.done > 0
        ? html`<button type="button" class="btn" @click=${() => (this.asking = true)}>
            ${icon('undo')}${t.take()}
          </button>`
        : nothing
    }`;
  }

  #refused(task: ImportTask, verdicts: readonly Verdict[]) {
    const refused = verdicts.filter((each) => rowProblems(each, task.written).length > 0);
    if (refused.length === 0) return nothing;
    return html`<section class="stack tight">
      <div class="split">
        <h2>${t.refused()}</h2>
        <button
          type="button"
          class="btn"
          @click=${() => void refusedCsv(task, refused).then((csv) => save(task, csv))}
        >
          ${icon('download')}${t.download()}
        </button>
      </div>
      <p class="muted">${t.refusedLead()}</p>
      <div class="table-wrap" tabindex="0" role="group" aria-label=${t.refused()}>
        <table class="table refused">
          <thead>
            <tr>
              <th scope="col" class="end">${t.row()}</th>
              <th scope="col">${t.why()}</th>
            </tr>
          </thead>
          <tbody>
            ${refused.slice(0, listed).map(
              (verdict) =>
                html`<tr>
                  <td class="end num">${verdict.row}</td>
                  <td>${rowSaid(task.form, verdict, task.written)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${
        refused.length > listed
          ? html`<p class="muted">${t.more({ n: refused.length - listed })}</p>`
          : nothing
      }
    </section>`;
  }

  #sure(task: ImportTask) {
    return html`<fd-dialog
      heading=${t.sure({ n: task.done })}
      .open=${this.asking}
      @fd-close=${own(() => (this.asking = false))}
    >
      <p>${t.sureLead()}</p>
      <button slot="actions" type="button" class="btn" @click=${() => (this.asking = false)}>
        ${t.keep()}
      </button>
      <button
        slot="actions"
        type="button"
        class="btn danger"
        @click=${() => {
          this.asking = false;
          void task.undo(t.reason());
        }}
      >
        ${t.take()}
      </button>
    </fd-dialog>`;
  }
}
customElements.define('fd-import-outcome', FdImportOutcome);
declare global {
  interface HTMLElementTagNameMap {
    'fd-import-outcome': FdImportOutcome;
  }
}

/** Gives the browser a file to keep. */
function save(task: ImportTask, csv: string): void {
  const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = `${task.options.file.replace(/\.[^.]*$/, '')}-${t.refuse()}.csv`;
  anchor.click();
  // The download has begun by the time anything else runs.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
