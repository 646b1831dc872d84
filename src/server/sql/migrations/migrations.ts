/**
 * Every migration in order. One is never changed once released: a correction is a new file.
 */
import type { Migration } from 'kysely/migration';
import type { Engine } from '../transaction.ts';
import * as first from './0001-first.ts';

export function migrationsFor(engine: Engine): Record<string, Migration> {
  return {
    '0001-first': {
      up: async (db) => {
        await first.up(db);
        if (engine === 'postgres') await first.isolate(db);
      },
    },
  };
}
