/** What choosing an entry in a `ref` field fills in. */
import type { ItemOf } from '../../spec/procedure.ts';
import { isEmpty, rowsOf } from '../../form/answers.ts';
import type { Answers, Path } from '../../form/answers.ts';
import type { Session } from '../../form/session.ts';

/** Items of `copy` that nobody has answered yet; in a table's row, its own columns first. A table is copied row by row. */
export function fillFrom(
  session: Session,
  path: Path,
  item: Pick<ItemOf<'ref'>, 'copy'>,
  theirs: Answers,
): void {
  const row = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  for (const [mine, source] of Object.entries(item.copy ?? {})) {
    const target = row && session.get(`${row}${mine}`) ? `${row}${mine}` : mine;
    const state = session.get(target);
    if (!state || state.readonly) continue;
    if (state.item.type === 'table') {
      if (session.rows(target).length === 0) copyRows(session, target, theirs, source);
    } else if (isEmpty(state.value) && !isEmpty(theirs[source]))
      session.answer(target, theirs[source]);
  }
}

function copyRows(session: Session, table: string, theirs: Answers, source: string): void {
  for (const row of rowsOf(theirs, source)) {
    session.addRow(table, row);
    const prefix = `${source}/${row}/`;
    for (const [path, value] of Object.entries(theirs))
      if (path.startsWith(prefix))
        session.answer(`${table}/${row}/${path.slice(prefix.length)}`, value);
  }
}
