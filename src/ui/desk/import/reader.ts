/**
 * The worker that reads a file and hands out its rows.
 */
import { Unreadable } from './cells.ts';
import type { Workbook } from './cells.ts';
import { headOf } from './source.ts';
import type { Answered, Asked } from './source.ts';
import { readWorkbook } from './workbook.ts';

let workbook: Workbook | undefined;

async function answer(asked: Asked): Promise<Answered> {
  const { id } = asked;
  if (!('bytes' in asked))
    return { id, rows: workbook?.sheets[asked.sheet]?.rows.slice(asked.from, asked.to) ?? [] };
  try {
    workbook = await readWorkbook(asked.name, asked.bytes);
    return { id, head: headOf(workbook) };
  } catch (error) {
    if (error instanceof Unreadable) return { id, code: error.code, params: error.params };
    return { id, code: 'file-unreadable', params: {} };
  }
}

addEventListener('message', (event: MessageEvent<Asked>) => {
  void answer(event.data).then((answered) => postMessage(answered));
});
