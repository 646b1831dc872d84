/**
 * Compiled procedures: each version once, kept for the life of the page.
 */
import { compile } from '../form/compile.ts';
import type { Form } from '../form/compile.ts';
import { currentOf } from './current.ts';
import type { Database, ProcedureRow } from './database.ts';

export class Forms {
  readonly #db: Database;
  readonly #compiled = new Map<string, Form>();
  readonly #hashes = new WeakMap<Form, string>();

  constructor(db: Database) {
    this.#db = db;
  }
  /** By content hash; undefined when this device does not have that version. */
  async version(hash: string): Promise<Form | undefined> {
    const known = this.#compiled.get(hash);
    if (known) return known;
    const row = await this.#db.procedures.get(hash);
    return row && this.#compile(row);
  }
  /** The current version of a procedure. */
  async current(procedure: string): Promise<{ form: Form; hash: string } | undefined> {
    const row = currentOf(await this.#db.procedures.where('id').equals(procedure).toArray());
    return row && { form: this.#compiled.get(row.hash) ?? this.#compile(row), hash: row.hash };
  }
  /** The content hash of a form that came from here. */
  hashOf(form: Form): string | undefined {
    return this.#hashes.get(form);
  }
  #compile(row: ProcedureRow): Form {
    const form = compile(row.procedure);
    this.#compiled.set(row.hash, form);
    this.#hashes.set(form, row.hash);
    return form;
  }
}
