/**
 * Bugs to plant, one at a time, by editing product files as they are loaded: what the simulator does not find of these, it
 * would not find in the product either.
 */
import type { Edit } from './platform.ts';

export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
}

const edit = (file: string, from: string, to: string): Edit => ({ file: `src/${file}`, from, to });

export const mutants: readonly Mutant[] = [
  // The device's disk.
  ['a save is told before it is on the disk', edit('store/database.ts', "'strict'", "'relaxed'")],
  [
    'a page of before writes to a newer schema',
    edit('store/database.ts', 'epoch.value > schemaEpoch', 'false'),
  ],
  [
    'after a failed write it goes on writing',
    edit('store/database.ts', "db.health.set('disk');\n    freeze(db.name);", ''),
  ],
  [
    'the other tabs do not hear that the disk is full',
    edit('store/frozen.ts', 'channel.postMessage(database);', ''),
  ],
  [
    'what could not be journalled is called saved',
    edit('store/writer.ts', 'writer.rescue(rows)\n', '((await writer.rescue(rows)) || true)\n'),
  ],
  [
    'the journal is emptied without being read',
    edit('store/journal.ts', 'await db.outbox.add(row);', '{}'),
  ],
  [
    'two tabs give the same number',
    edit(
      'store/writer.ts',
      '!== planned.from) return false',
      '!== planned.from && false) return false',
    ),
  ],
  [
    'numbers are given twice',
    edit('store/writer.ts', 'value: planned.from + rows.length', 'value: planned.from'),
  ],
  [
    'a kiosk writes in the clear',
    edit(
      'store/writer.ts',
      "const sealed = writer.identity.device.surface === 'kiosk';",
      'const sealed = false;',
    ),
  ],
  // Sending.
  [
    'a refused change vanishes',
    edit(
      'store/replica.ts',
      "await db.outbox.update(row.id, { state: 'parked', problems: kept });",
      'await db.outbox.delete(row.id);',
    ),
  ],
  [
    'what was sent counts as received',
    edit(
      'sync/exchange.ts',
      'const reply = await this.#send(items);',
      "const reply = await this.#send(items); await this.#replica.settle(items.map(({ id, hash }) => ({ id, hash, outcome: 'applied', seq: 0 })));",
    ),
  ],
  [
    'a sleeper keeps the lock for ever',
    edit('store/sender.ts', 'const steal = since > 0', 'const steal = false && since > 0'),
  ],
  [
    'a lease from the future is believed',
    edit('store/sender.ts', 'Math.abs(Date.now() - since)', '(Date.now() - since)'),
  ],
  [
    'a clock that is set back stops the heart',
    edit('store/heart.ts', 'this.#notBefore - performance.now()', 'this.#notBefore - Date.now()'),
    edit('store/heart.ts', 'this.#notBefore = performance.now()', 'this.#notBefore = Date.now()'),
  ],
  [
    'after trouble it tries again next month',
    edit('store/heart.ts', 'return Math.min(nextIn ?? interval, interval);', 'return 2e9;'),
  ],
  // What comes back.
  [
    'the cursor runs ahead',
    edit('store/replica.ts', 'after: page.to });', 'after: page.to + 1 });'),
  ],
  [
    'a restored server is not given back what it lost',
    edit(
      'store/replica.ts',
      '  await sendAgain(db);\n  await db.documents',
      '  await db.documents',
    ),
  ],
  [
    'a kiosk forgets at the receipt',
    edit(
      'store/replica.ts',
      "    } else await db.outbox.update(row.id, { state: 'acked', seq: result.seq });",
      "    } else if (isKiosk(options)) await db.outbox.delete(row.id); else await db.outbox.update(row.id, { state: 'acked', seq: result.seq });",
    ),
  ],
  [
    'what is kept ages by the clock of its author',
    edit('store/keep.ts', 'row.since !== undefined && row.since < before', 'row.at < before'),
  ],
  [
    'what waits is not shown',
    edit('store/replica.ts', 'for (const id of touched) await predict(options, id);', ''),
  ],
  [
    'enrolling again throws away what waits',
    edit(
      'store/enrol.ts',
      "await db.outbox.where('state').anyOf('acked', 'kept').delete();",
      'await db.outbox.clear();',
    ),
  ],
  [
    'a device that is switched off throws away what waits',
    edit('store/wipe.ts', "where('state').anyOf('acked', 'kept', 'follows').delete()", 'clear()'),
  ],
  [
    'a device that is switched off goes on reading',
    edit('store/sender.ts', "if (end === 'revoked') await wipe(db);", ''),
  ],
  ['a portal switches a device off', edit('store/api.ts', 'said.success &&', 'true ||')],
  // The server.
  [
    'what is sent twice is stored twice',
    edit('sync/hub.ts', 'if (seen)\n', 'if (false)\n'),
    edit('sync/apply.ts', 'if (entry && hasApplied(entry, change.id))', 'if (false)'),
  ],
  [
    'the value that loses is dropped',
    edit(
      'sync/merge.ts',
      'else if (!sameAnswer(now, base)) clash(path, base, mine);',
      'else if (!sameAnswer(now, base)) continue;',
    ),
  ],
  [
    'the last one wins unseen',
    edit('sync/merge.ts', 'else if (!sameAnswer(now, base)) clash(path, base, mine);', ''),
  ],
  [
    'a lost move leaves no trace',
    edit('sync/amend.ts', '...(step.conflict ? [step.conflict] : [])', ''),
  ],
].map(([name, ...edits]) => ({ name: name as string, edits: edits as Edit[] }));
