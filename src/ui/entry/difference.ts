/**
 * What a form that is being filled in sets of an entry: paths with their new values, null where emptied.
 */
import { sameJson } from '../../spec/json.ts';
import type { Json } from '../../spec/json.ts';
import { isEmpty } from '../../form/answers.ts';
import type { Answers, Path } from '../../form/answers.ts';
import type { Session } from '../../form/session.ts';

/** The item of a section that a path belongs to. */
const rootOf = (path: Path): string => path.split(/[/.]/, 1)[0] ?? path;

/** Only paths of sections that are asked now: an answer that is not shown here is not touched. */
export function difference(session: Session, before: Answers): Record<Path, Json> {
  const after = session.submission();
  const asked = new Set(session.sections().flatMap(({ items }) => items.map(({ id }) => id)));
  const set: Record<Path, Json> = {};
  for (const path of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!asked.has(rootOf(path))) continue;
    const [was, now] = [before[path], after[path]];
    if (isEmpty(was) && isEmpty(now)) continue;
    if (!sameJson(was, now)) set[path] = now ?? null;
  }
  return set;
}
