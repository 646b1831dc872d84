/**
 * Reads a list in a file (CSV, XLSX) into a register: choose the register and the file, see what each column means and
 * what each row would become, import, undo.
 */
import { LitElement, html, nothing } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import type { Procedure } from '../../spec/procedure.ts';
import type { ImportJob, Imports, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { go, link } from '../entry/links.ts';
import { SiteView } from '../entry/site.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { Unreadable } from './import/cells.ts';
import './import/fd-import-columns.ts';
import './import/fd-import-outcome.ts';
import './import/fd-import-past.ts';
import { ImportTask } from './import/import-task.ts';
import type { Choices } from './import/import-task.ts';
import { importSheet } from './import/import-sheet.ts';
import { openSource } from './import/source.ts';
import { inOrder } from './kinds.ts';

const t = words({
  title: ['导入名册', 'Import a list'],
  lead: [
    '把 Excel 或 CSV 名册变成登记；导入前先看清楚，导错了能整批撤销。',
    'Turn a list from a spreadsheet into entries. You see what happens before it does, and can undo the whole.',
  ],
  into: ['导入到', 'Into'],
  drop: ['把文件拖到这里，或者', 'Drop a file here, or'],
  choose: ['选择文件', 'Choose a file'],
  kinds: [
    'XLSX 或 CSV，最多 50 MB、10 万行。中文 CSV 不分编码都能读。',
    'XLSX or CSV, up to 50 MB and 100,000 rows, in any usual encoding.',
  ],
  reading: ['正在读“{file}”', 'Reading “{file}”'],
  read: ['{file} · {rows} 行', '{file} · {rows} rows'],
  coded: ['{file} · {rows} 行 · {encoding}', '{file} · {rows} rows · {encoding}'],
  other: ['换一个文件', 'Another file'],
  check: ['检查所有行', 'Check all rows'],
  again: ['再导一个文件', 'Import another file'],
  left: [
    '上次导入“{file}”没有做完。接着做不会重复：已经导入的会跳过。',
    'The import of “{file}” was not finished. Going on repeats nothing: what is in is left out.',
  ],
  goOn: ['接着导入', 'Go on'],
  forget: ['不用了', 'Forget it'],
  none: ['没有您可以导入的登记本', 'There is no register that you may import into'],
});

export class FdDeskImport extends LitElement {
  static override properties = {
    store: { attribute: false },
    procedure: {},
    reading: { state: true },
    problem: { state: true },
    over: { state: true },
    version: { state: true },
  };
  static override styles = [base, importSheet];
  declare store: Store | undefined;
  /** Its id; the first that may be imported into where it is missing. */
  declare procedure: string;
  declare reading: string;
  declare problem: Problem | undefined;
  declare over: boolean;
  /** Counts what changes within the task. */
  declare version: number;
  readonly #site = new SiteView(this, () => this.store);
  readonly #job = new Live<ImportJob | undefined>(this, () => this.store?.imports?.job);
  #task: ImportTask | undefined;

  constructor() {
    super();
    this.procedure = '';
    this.reading = '';
    this.over = false;
    this.version = 0;
    new LocaleController(this);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
  }
  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('procedure')) this.#leave();
  }

  get #registers(): Procedure[] {
    const { roles } = this.#site;
    return inOrder(this.#site.procedures)
      .map(({ procedure }) => procedure)
      .filter(({ imports, access }) => imports && access.create.some((r) => roles.includes(r)));
  }

  override render() {
    const { store } = this;
    const imports = store?.imports;
    if (!store || !imports) return nothing;
    const registers = this.#registers;
    const chosen = registers.find(({ id }) => id === this.procedure) ?? registers[0];
    return html`<div class="stack loose">
      <header class="stack tight">
        <h1>${t.title()}</h1>
        <p class="muted">${t.lead()}</p>
      </header>
      ${
        chosen
          ? html`${this.#unfinished(imports)} ${this.#choice(registers, chosen)}
            ${this.#file(chosen)} ${this.#work()}`
          : html`<p class="muted">${t.none()}</p>`
      }
      <fd-import-past .store=${store} .imports=${imports}></fd-import-past>
    </div>`;
  }

  #unfinished(imports: Imports) {
    const job = this.#job.value;
    if (!job || this.#task || this.reading) return nothing;
    return html`<div class="banner warn">
      ${icon('triangle-alert')}<span class="grow">${t.left({ file: job.file })}</span>
      <button type="button" class="btn small primary" @click=${() => void this.#goOn(job)}>
        ${t.goOn()}
      </button>
      <button type="button" class="btn small" @click=${() => void imports.keepJob(undefined)}>
        ${t.forget()}
      </button>
    </div>`;
  }

  #choice(registers: readonly Procedure[], chosen: Procedure) {
    return html`<fieldset class="field">
      <legend class="label">${t.into()}</legend>
      <div class="chips">
        ${registers.map(
          (procedure) =>
            html`<button
              type="button"
              class="chip"
              aria-pressed=${procedure === chosen}
              ?disabled=${this.#task?.progress !== undefined || this.reading !== ''}
              @click=${() => go(link('import', procedure.id))}
            >
              ${icon(procedure.surfaces.desk?.icon ?? 'book-open')}${say(procedure.title)}
            </button>`,
        )}
      </div>
    </fieldset>`;
  }

  #file(chosen: Procedure) {
    const task = this.#task;
    if (task) {
      const { file, source } = task.options;
      const { encoding, sheets } = source.head;
      const rows = sheets[task.choices.sheet]?.count ?? 0;
      return html`<div class="card split">
        <p class="cluster">
          ${icon('file-text')}<span class="strong"
            >${encoding ? t.coded({ file, rows, encoding }) : t.read({ file, rows })}</span
          >
        </p>
        ${
          task.progress
            ? nothing
            : html`<button type="button" class="btn small" @click=${() => this.#leave()}>
                ${task.written ? t.again() : t.other()}
              </button>`
        }
      </div>`;
    }
    return html`<div
      class="drop ${this.over ? 'over' : ''}"
      @dragover=${(event: DragEvent) => {
        event.preventDefault();
        this.over = true;
      }}
      @dragleave=${() => (this.over = false)}
      @drop=${(event: DragEvent) => {
        event.preventDefault();
        this.over = false;
        void this.#take(chosen, event.dataTransfer?.files[0]);
      }}
    >
      ${
        this.reading
          ? html`<p class="strong" role="status">${t.reading({ file: this.reading })}</p>`
          : html`${icon('upload', 'large')}
              <p>${t.drop()}</p>
              <button
                type="button"
                class="btn primary"
                @click=${() => this.renderRoot.querySelector<HTMLInputElement>('#file')?.click()}
              >
                ${t.choose()}
              </button>
              <input
                id="file"
                type="file"
                hidden
                accept=".xlsx,.csv,.txt,.tsv,.xls"
                @change=${(event: Event) => {
                  const input = event.target as HTMLInputElement;
                  const [file] = input.files ?? [];
                  input.value = '';
                  void this.#take(chosen, file);
                }}
              />
              <p class="small muted">${t.kinds()}</p>`
      }
      ${
        this.problem
          ? html`<p class="problem" role="alert">${problemText(this.problem)}</p>`
          : nothing
      }
    </div>`;
  }

  #work() {
    const task = this.#task;
    if (!task) return nothing;
    const { version } = this;
    const busy = task.progress !== undefined || task.written !== undefined;
    return html`${
      busy
        ? nothing
        : html`<fd-import-columns .task=${task} .version=${version}></fd-import-columns>`
    }
    ${
      task.verdicts || task.progress
        ? html`<fd-import-outcome .task=${task} .version=${version}></fd-import-outcome>`
        : html`<button
            type="button"
            class="btn primary"
            ?disabled=${task.choices.columns.every((key) => key === null)}
            @click=${() => void task.check()}
          >
            ${icon('list-checks')}${t.check()}
          </button>`
    }`;
  }

  async #take(procedure: Procedure, file: File | undefined): Promise<void> {
    if (!file || this.reading) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const task = await this.#open(procedure.id, file.name, bytes);
    await task?.useSheet(0);
  }

  async #goOn({ procedure, file, bytes, choices }: ImportJob): Promise<void> {
    const task = await this.#open(procedure, file, bytes);
    const wanted = choices as unknown as Choices;
    await task?.useSheet(wanted.sheet);
    task?.restore(wanted);
    await task?.check();
  }

  async #open(procedure: string, file: string, bytes: Uint8Array): Promise<ImportTask | undefined> {
    const { store } = this;
    const form = await store?.form(procedure);
    const imports = store?.imports;
    if (!store || !imports || !form) return undefined;
    this.#leave();
    this.reading = file;
    this.problem = undefined;
    try {
      const source = await openSource(file, bytes);
      const { site } = this.#site;
      this.#task = new ImportTask({
        store,
        imports,
        form,
        file,
        bytes,
        source,
        places: {
          buildings: site?.buildings ?? [],
          departments: site?.departments ?? [],
          people: this.#site.staff,
          zone: this.#site.zone,
        },
        changed: () => this.version++,
      });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.problem = { code: error.code, path: '', params: error.params };
    } finally {
      this.reading = '';
    }
    return this.#task;
  }

  #leave(): void {
    this.#task?.close();
    this.#task = undefined;
    this.version++;
  }
}
customElements.define('fd-desk-import', FdDeskImport);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-import': FdDeskImport;
  }
}
