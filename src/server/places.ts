/**
 * Which company a site belongs to. Sites are few and never move, so they are remembered.
 */
import type { Database } from './sql/database.ts';
import type { Place } from './sql/transaction.ts';

export class Places {
  readonly #database: Database;
  readonly #known = new Map<string, Place>();

  constructor(database: Database) {
    this.#database = database;
  }

  async all(): Promise<readonly Place[]> {
    for (const { company, site } of await this.#database.sites())
      this.#known.set(site, { company, site });
    return [...this.#known.values()];
  }

  /** Asks the database again for a site that it has not seen: another server may have added it. */
  async of(site: string): Promise<Place | undefined> {
    if (!this.#known.has(site)) await this.all();
    return this.#known.get(site);
  }
}
