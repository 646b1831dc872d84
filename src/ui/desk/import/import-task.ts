/**
 * One file on its way into a register: chosen, its columns named, its rows judged, written, and perhaps undone again.
 */
import type { Problem } from '../../../spec/problem.ts';
import type { Json } from '../../../spec/json.ts';
import type { Form } from '../../../form/compile.ts';
import type { ImportJob, Imports, Store } from '../../../store/store.ts';
import { cellText } from './cells.ts';
import type { Cell } from './cells.ts';
import { Check } from './check.ts';
import type { Duplicates, Verdict } from './check.ts';
import type { Places } from './convert.ts';
import { recall, remember } from './memory.ts';
import { checkRows, isWritable, undoRows, writeRows } from './run.ts';
import type { Undone, Written } from './run.ts';
import type { Source } from './source.ts';
import { guessColumns, guessHeader } from './targets.ts';

export interface Choices {
  readonly sheet: number;
  /** Row of the headings; 0 is the first. */
  readonly header: number;
  readonly columns: readonly (string | null)[];
  readonly duplicates: Duplicates;
}
export interface Progress {
  readonly what: 'check' | 'write' | 'undo';
  readonly done: number;
  readonly of: number;
}

export interface TaskOptions {
  readonly store: Store;
  readonly imports: Imports;
  readonly form: Form;
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly source: Source;
  readonly places: Omit<Places, 'options'>;
  changed(): void;
}

/** Rows that are looked at for headings, and shown. */
const sampled = 60;

export class ImportTask {
  readonly options: TaskOptions;
  choices: Choices = { sheet: 0, header: 0, columns: [], duplicates: 'skip' };
  /** The first rows of the sheet. */
  sample: readonly (readonly Cell[])[] = [];
  progress: Progress | undefined;
  /** Of all rows, once they have been judged. */
  verdicts: readonly Verdict[] | undefined;
  written: Written | undefined;
  undone: Undone | undefined;
  problems: readonly Problem[] = [];
  id = '';
  #abort = new AbortController();
  #told = 0;

  constructor(options: TaskOptions) {
    this.options = options;
  }

  get form(): Form {
    return this.options.form;
  }
  get headings(): string[] {
    return (this.sample[this.choices.header] ?? []).map((cell) => cellText(cell));
  }
  /** Columns of the widest of the first rows. */
  get width(): number {
    return Math.max(0, ...this.sample.map((row) => row.length));
  }
  count(kind: Verdict['kind']): number {
    const refusedLate = this.written?.refused.size ?? 0;
    const all = this.verdicts?.filter((each) => each.kind === kind).length ?? 0;
    return kind === 'refuse' ? all + refusedLate : all;
  }
  /** Entries that are there now because of this file, as far as it went. */
  get done(): number {
    return this.written ? this.written.done - this.written.refused.size : 0;
  }

  async useSheet(sheet: number): Promise<void> {
    const { source, form } = this.options;
    this.sample = await source.rows(sheet, 0, sampled);
    const header = guessHeader(
      form,
      this.sample.map((row) => row.map((cell) => cellText(cell))),
    );
    this.choices = { ...this.choices, sheet, header };
    this.useHeader(header);
  }
  useHeader(header: number): void {
    this.choices = { ...this.choices, header };
    const known = recall(this.form.procedure.id, this.headings);
    const guessed = guessColumns(this.form, this.headings);
    // What a person once said of a heading counts, unless another column has it.
    const columns = guessed.map((key, at) => (known[at] === undefined ? key : known[at]));
    this.#use({
      columns: Array.from({ length: this.width }, (_, at) => {
        const key = columns[at] ?? null;
        return key !== null && columns.indexOf(key) < at ? null : key;
      }),
    });
  }
  useColumn(at: number, key: string | null): void {
    const columns = this.choices.columns.map((each, index) =>
      index === at ? key : each === key ? null : each,
    );
    remember(this.form.procedure.id, this.headings, columns);
    this.#use({ columns });
  }
  useDuplicates(duplicates: Duplicates): void {
    this.#use({ duplicates });
  }
  restore(choices: Choices): void {
    this.#use(choices);
  }
  #use(some: Partial<Choices>): void {
    this.choices = { ...this.choices, ...some };
    this.#abort.abort();
    this.verdicts = undefined;
    this.progress = undefined;
    this.options.changed();
  }

  /** Judges all rows. */
  async check(): Promise<void> {
    const { store, imports, form, bytes, source, places } = this.options;
    const { sheet, header, columns, duplicates } = this.choices;
    const abort = this.#begin('check', this.#rows);
    const hash = await sha256(bytes);
    const id = await imports.identify(`${hash}/${form.procedure.id}/${sheet}`);
    const check = new Check({
      form,
      around: await store.around(form),
      places: { ...places, options: form.procedure.options ?? {} },
      columns,
      duplicates,
      known: await imports.entries(form.procedure.id),
      entryOf: (row) => imports.entryOf(id, row),
    });
    const verdicts = await checkRows(source, { sheet, header, check }, this.#watch(abort));
    if (abort.signal.aborted) return;
    this.id = id;
    this.verdicts = verdicts;
    this.#end();
  }

  async write(): Promise<void> {
    const { imports, form, file, bytes } = this.options;
    const rows = (this.verdicts ?? []).filter(isWritable);
    const abort = this.#begin('write', rows.length);
    const job: ImportJob = {
      id: this.id,
      procedure: form.procedure.id,
      file,
      bytes,
      choices: this.choices as unknown as Json,
    };
    await imports.keepJob(job);
    this.written = await writeRows(imports, form, { id: this.id, file }, rows, this.#watch(abort));
    this.problems = this.written.stopped ?? [];
    if (this.problems.length === 0) await imports.keepJob(undefined);
    this.#end();
  }

  async undo(reason: string): Promise<void> {
    const { imports } = this.options;
    const abort = this.#begin('undo', this.done);
    const result = await undoRows(imports, this.id, reason, this.#watch(abort));
    if (result.ok) this.undone = result.value;
    else this.problems = result.problems;
    this.#end();
  }

  /** Breaks off what is going on. What was written stays, until it is undone. */
  cancel(): void {
    this.#abort.abort();
    if (this.progress?.what === 'check') this.#end();
  }
  close(): void {
    this.#abort.abort();
    this.options.source.close();
  }

  get #rows(): number {
    const { sheet, header } = this.choices;
    return (this.options.source.head.sheets[sheet]?.count ?? 0) - header - 1;
  }
  #begin(what: Progress['what'], of: number): AbortController {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.problems = [];
    this.progress = { what, done: 0, of };
    this.options.changed();
    return this.#abort;
  }
  #end(): void {
    this.progress = undefined;
    this.options.changed();
  }
  #watch({ signal }: AbortController) {
    return {
      signal,
      told: (done: number) => {
        const { progress } = this;
        if (signal.aborted || !progress) return;
        this.progress = { ...progress, done };
        // A bar that moves ten times a second moves smoothly enough.
        const now = performance.now();
        if (now - this.#told < 100 && done < progress.of) return;
        this.#told = now;
        this.options.changed();
      },
    };
  }
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
