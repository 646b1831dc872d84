/**
 * A page for the worker's test: enrols and saves like the app, but never sends by itself.
 */
import '../../src/store/jitless.ts';
import { enrol } from '../../src/store/enrol.ts';
import { openStore } from '../../src/store/open.ts';
import type { Answers } from '../../src/form/answers.ts';
import { openDatabase } from '../../src/store/database.ts';
import { cycle } from '../../src/store/sender.ts';

export interface TestPage {
  enrol(code: string): Promise<void>;
  /** Saves one change of a kiosk; the id of the entry. */
  save(procedure: string, answers: Answers): Promise<string>;
  /** Changes that the server has not acknowledged. */
  waiting(): Promise<number>;
}

const page: TestPage = {
  async enrol(code) {
    const done = await enrol(code, 'kiosk', 'kiosk');
    if (!done.ok) throw new Error(JSON.stringify(done));
    const db = openDatabase();
    await cycle({ db });
    db.close();
  },
  async save(procedure, answers) {
    const store = await openStore();
    const form = await store?.form(procedure);
    if (!store || !form) throw new Error('no store or form');
    const saved = await store.submit(form, answers, await store.around(form));
    if (!saved.ok) throw new Error(JSON.stringify(saved));
    return saved.value.id;
  },
  async waiting() {
    const db = openDatabase();
    const count = await db.outbox.where('state').equals('ready').count();
    db.close();
    return count;
  },
};
Object.assign(window, { page });
