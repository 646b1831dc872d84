/**
 * Answers what a form still asks, as the seed has it: the generator says what matters of an entry, and this gives the rest
 * something of the right kind. Nothing here knows a single procedure.
 */
import assert from 'node:assert/strict';
import type { Answers } from '../../src/form/answers.ts';
import type { Session } from '../../src/form/session.ts';
import type { Json } from '../../src/spec/json.ts';
import { isBlocking } from '../../src/spec/problem.ts';
import type { Item } from '../../src/spec/procedure.ts';

/** What the generator's world has at hand. */
export interface Stock {
  iso(): string;
  /** Who writes, and the photo that is here. */
  readonly me: string;
  readonly photo: string;
  /** An entry that may be named. */
  entryOf(procedure: string): string | undefined;
  /** A signature: of staff, or of a customer by hand. */
  sign(path: string, staff: string | undefined): Promise<Json>;
}

/** `table/row: true` adds a row; `table/*` + a column sets the column of every row that is there. */
export function give(session: Session, set: Answers): void {
  for (const [path, value] of Object.entries(set)) {
    const [table = '', row = '', column] = path.split('/');
    if (row === '*')
      for (const each of session.rows(table)) session.answer(`${table}/${each}/${column}`, value);
    else if (value === true && row !== '' && column === undefined) session.addRow(table, row);
    else session.answer(path, value);
  }
}

/** Answers what is required and empty, round by round: an answer may ask for more. */
export async function fillIn(session: Session, stock: Stock): Promise<void> {
  for (let round = 0; round < 12; round++) {
    const missing = session
      .problems()
      .filter((problem) => isBlocking(problem) && problem.code === 'required');
    if (missing.length === 0) return;
    for (const { path } of missing) {
      const item = session.get(path)?.item;
      assert.ok(item, path);
      if (item.type === 'table') session.addRow(path, 'a');
      else session.answer(path, await answerTo(item, path, session, stock));
    }
  }
}

async function answerTo(
  item: Item,
  path: string,
  session: Session,
  stock: Stock,
): Promise<Json | undefined> {
  const local = new Date(Date.parse(stock.iso()) + 8 * 3_600_000).toISOString();
  switch (item.type) {
    case 'int':
    case 'num':
    case 'money':
      return Math.max(item.min ?? 1, 1);
    case 'one':
      return choice(item, session);
    case 'many':
      return [choice(item, session)];
    case 'bool':
      return true;
    case 'check':
      return 'pass';
    case 'photo':
      return [stock.photo];
    case 'person':
      return stock.me;
    case 'dept':
      return 'service';
    case 'date':
      return local.slice(0, 10);
    case 'time':
      return local.slice(11, 16);
    case 'dt':
      return new Date(Date.parse(stock.iso()) + 2 * 3_600_000).toISOString();
    case 'dur':
      return 'PT1H';
    case 'room':
      return '1-1-0101';
    case 'phone':
      return '13800000000';
    case 'plate':
      return '沪A12345';
    case 'ref':
      return item.procedure === undefined ? undefined : stock.entryOf(item.procedure);
    case 'sign': {
      // In a table's line the signer is the line's own column first.
      const [table, row] = path.split('/');
      const by = item.by;
      const signer =
        by === undefined
          ? undefined
          : (session.answers[row === undefined ? by : `${table}/${row}/${by}`] ??
            session.answers[by]);
      return stock.sign(path, typeof signer === 'string' ? signer : undefined);
    }
    default:
      return '示例说明';
  }
}

function choice({ options }: Extract<Item, { type: 'one' | 'many' }>, session: Session): string {
  const list = typeof options === 'string' ? session.form.procedure.options?.[options] : options;
  const [first] = list ?? [];
  assert.ok(first, String(options));
  return first.value;
}
