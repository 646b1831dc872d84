/**
 * Imports whose entries are on this device, with a way to undo each as a whole, on whichever desk.
 */
import { LitElement, html, nothing } from 'lit';
import type { Imports, PastImport, Store } from '../../../store/store.ts';
import type { Problem } from '../../../spec/problem.ts';
import { base } from '../../base/base.ts';
import '../../base/fd-dialog.ts';
import { icon } from '../../base/icon.ts';
import { Live } from '../../base/live.ts';
import { own } from '../../entry/own.ts';
import '../../entry/fd-reason.ts';
import { SiteView } from '../../entry/site.ts';
import { stampText } from '../../entry/when.ts';
import { problemText } from '../../words/problems.ts';
import { LocaleController, words } from '../../words/words.ts';
import { importSheet } from './import-sheet.ts';
import { undoRows } from './run.ts';

const t = words({
  title: ['导入过的文件', 'Files imported'],
  file: ['文件', 'File'],
  register: ['登记本', 'Register'],
  when: ['什么时候', 'When'],
  who: ['谁', 'Who'],
  rows: ['行数', 'Rows'],
  there: ['{n} 行', '{n} rows'],
  some: ['{n} 行，另有 {undone} 行已撤销', '{n} rows, {undone} undone'],
  gone: ['已撤销', 'Undone'],
  undo: ['撤销', 'Undo'],
  sure: ['撤销“{file}”导入的 {n} 行？', 'Undo the {n} rows of “{file}”?'],
  lead: [
    '新增的作废，更新的改回原样；导入后有人改过的保留。',
    'What is new becomes void, what was updated is put back; what somebody has changed since stays.',
  ],
  reason: ['为什么撤销', 'Why'],
  wrongFile: ['导错文件', 'Wrong file'],
  wrongColumns: ['列对应错了', 'Wrong columns'],
  old: ['资料过时', 'Out of date'],
  keep: ['不撤销', 'Keep them'],
  doing: ['正在撤销 {done} / {of} 行', 'Undoing {done} of {of} rows'],
  done: ['撤销了 {n} 行', '{n} rows undone'],
  kept: ['{n} 行有人改过，保留着', '{n} rows were changed since and stay'],
  stop: ['停下', 'Stop'],
});

export class FdImportPast extends LitElement {
  static override properties = {
    store: { attribute: false },
    imports: { attribute: false },
    asking: { state: true },
    reason: { state: true },
    doing: { state: true },
    said: { state: true },
    problems: { state: true },
  };
  static override styles = [base, importSheet];
  declare store: Store | undefined;
  declare imports: Imports | undefined;
  declare asking: PastImport | undefined;
  declare reason: string;
  declare doing: { readonly done: number; readonly of: number } | undefined;
  declare said: string;
  declare problems: readonly Problem[];
  readonly #site = new SiteView(this, () => this.store);
  readonly #past = new Live<readonly PastImport[]>(this, () => this.imports?.past);
  #abort = new AbortController();

  constructor() {
    super();
    this.reason = '';
    this.said = '';
    this.problems = [];
    new LocaleController(this);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort.abort();
  }

  override render() {
    const past = this.#past.value ?? [];
    if (past.length === 0) return nothing;
    return html`<section class="stack">
      <h2>${t.title()}</h2>
      ${this.problems.map(
        (problem) => html`<p class="banner bad" role="alert">${problemText(problem)}</p>`,
      )}
      ${this.said ? html`<p class="banner good" role="status">${this.said}</p>` : nothing}
      ${this.#progress()}
      <div class="table-wrap" tabindex="0" role="group" aria-label=${t.title()}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">${t.file()}</th>
              <th scope="col">${t.register()}</th>
              <th scope="col">${t.when()}</th>
              <th scope="col">${t.who()}</th>
              <th scope="col">${t.rows()}</th>
              <th scope="col"><span class="sr-only">${t.undo()}</span></th>
            </tr>
          </thead>
          <tbody>
            ${past.map((each) => this.#row(each))}
          </tbody>
        </table>
      </div>
      ${this.#sure()}
    </section>`;
  }

  #row(each: PastImport) {
    const { file, procedure, at, by, there, undone } = each;
    const rows =
      there === 0 ? t.gone() : undone > 0 ? t.some({ n: there, undone }) : t.there({ n: there });
    return html`<tr data-import=${each.id}>
      <td>${file}</td>
      <td>${this.#site.title(procedure)}</td>
      <td class="num">${stampText(at, this.#site.zone)}</td>
      <td>${this.#site.person(by)}</td>
      <td class="num">${rows}</td>
      <td class="end">
        ${
          there > 0 && !this.doing
            ? html`<button
                type="button"
                class="btn small"
                @click=${() => {
                  this.reason = '';
                  this.asking = each;
                }}
              >
                ${icon('undo')}${t.undo()}
              </button>`
            : nothing
        }
      </td>
    </tr>`;
  }

  #progress() {
    if (!this.doing) return nothing;
    const { done, of } = this.doing;
    return html`<div class="card stack tight">
      <div class="split">
        <p class="strong num" id="doing">${t.doing({ done, of })}</p>
        <button type="button" class="btn" @click=${() => this.#abort.abort()}>${t.stop()}</button>
      </div>
      <progress aria-labelledby="doing" max=${Math.max(1, of)} .value=${done}></progress>
    </div>`;
  }

  #sure() {
    const { asking } = this;
    return html`<fd-dialog
      heading=${asking ? t.sure({ file: asking.file, n: asking.there }) : ''}
      .open=${asking !== undefined}
      @fd-close=${own(() => (this.asking = undefined))}
    >
      ${
        asking
          ? html`<div class="stack">
              <p>${t.lead()}</p>
              <fd-reason
                label=${t.reason()}
                .choices=${[t.wrongFile(), t.wrongColumns(), t.old()]}
                @fd-reason=${(event: CustomEvent<string>) => (this.reason = event.detail)}
              ></fd-reason>
            </div>`
          : nothing
      }
      <button slot="actions" type="button" class="btn" @click=${() => (this.asking = undefined)}>
        ${t.keep()}
      </button>
      <button
        slot="actions"
        type="button"
        class="btn danger"
        ?disabled=${!this.reason}
        @click=${() => asking && void this.#undo(asking)}
      >
        ${t.undo()}
      </button>
    </fd-dialog>`;
  }

  async #undo({ id, there }: PastImport): Promise<void> {
    const { imports, reason } = this;
    if (!imports) return;
    this.asking = undefined;
    this.said = '';
    this.#abort = new AbortController();
    this.doing = { done: 0, of: there };
    const result = await undoRows(imports, id, reason, {
      signal: this.#abort.signal,
      told: (done) => (this.doing = { done, of: there }),
    });
    this.doing = undefined;
    this.problems = result.ok ? [] : result.problems;
    if (!result.ok) return;
    const { done, kept } = result.value;
    const more = kept.length > 0 ? ` · ${t.kept({ n: kept.length })}` : '';
    this.said = t.done({ n: done }) + more;
  }
}
customElements.define('fd-import-past', FdImportPast);
declare global {
  interface HTMLElementTagNameMap {
    'fd-import-past': FdImportPast;
  }
}
