/** Numbers as an entry: a statement that is filled in with them as they are now, for somebody to sign. */
import type { Answers, Path } from '../../../form/answers.ts';
import type { Tallied } from '../../../form/tally.ts';
import type { Json } from '../../../spec/json.ts';
import type { Published } from '../../../spec/library.ts';
import type { Role } from '../../../spec/procedure.ts';
import type { Store } from '../../../store/store.ts';
import { say } from '../../words/words.ts';
import { measureOf, valueText } from './say.ts';
import type { Days } from './span.ts';

/** The procedure whose entries are statements, where this person may open one. */
export function statementOf(
  all: readonly Published[],
  roles: readonly Role[],
): Published | undefined {
  return all.find(
    ({ procedure: { statement, access } }) =>
      statement && access.create.some((role) => roles.includes(role)),
  );
}

/** The answers of a statement: the days and a row for each number that there is. */
export function statementAnswers(
  { procedure: { statement } }: Published,
  days: Days,
  results: readonly Tallied[],
): Answers {
  if (!statement) return {};
  const { from, to, table, columns } = statement;
  const answers: Record<Path, Json> = { [from]: days.from, [to]: days.to };
  results
    .filter(({ total }) => total.of > 0)
    .forEach((each, at) => {
      const measure = measureOf(each);
      const row = `${table}/r${String(at + 1).padStart(3, '0')}`;
      const { part, of } = each.total;
      Object.assign(answers, {
        [row]: true,
        [`${row}/${columns.label}`]: say(measure.label),
        ...(measure.part !== undefined && { [`${row}/${columns.part}`]: part }),
        [`${row}/${columns.of}`]: of,
        [`${row}/${columns.value}`]: valueText(measure, each.total),
        [`${row}/${columns.formula}`]: say(measure.formula),
      });
    });
  return answers;
}

/** Puts a draft of the statement down; its id, to go on with it. */
export async function draftStatement(
  store: Store,
  published: Published,
  answers: Answers,
): Promise<string | undefined> {
  const form = await store.form(published.procedure.id, published.hash);
  if (!form) return undefined;
  const id = store.newId();
  await store.saveDraft({
    id,
    procedure: published.procedure.id,
    version: published.hash,
    answers,
    around: await store.around(form),
    touched: store.now(),
  });
  return id;
}
