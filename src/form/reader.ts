/**
 * Stored answers as expressions read them, where opening the whole form would be too much: lists are timed every minute.
 */
import { aroundToCel } from '../spec/around.ts';
import { toCel } from '../spec/cel.ts';
import { rowsOf, type Answers } from './answers.ts';
import type { Around } from './around.ts';
import type { Form } from './compile.ts';

/** CEL value of a name. Takes the answers as they stand: a submission holds no hidden ones. */
export function readerOf(form: Form, answers: Answers, around: Around): (name: string) => unknown {
  const surroundings = aroundToCel(around);
  return (name) => {
    const item = form.items.get(name);
    if (!item) return surroundings.get(name);
    if (item.type !== 'table') return toCel(item.type, answers[name]);
    return rowsOf(answers, name).map((row) => {
      const cells = item.items.map(({ id, type }) => [
        id,
        toCel(type, answers[`${name}/${row}/${id}`]),
      ]);
      return Object.fromEntries(cells.filter(([, value]) => value !== undefined));
    });
  };
}
