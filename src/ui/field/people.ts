/** `person` and `dept`: somebody, or a department, of this site. */
import type { ItemOf } from '../../spec/procedure.ts';
import { say } from '../words/words.ts';
import { select } from './choice.ts';
import type { FieldContext } from './context.ts';

export function person(c: FieldContext<ItemOf<'person'>>) {
  const { roles } = c.item;
  const people = c.host.people.filter(
    (each) =>
      each.id === c.state.value || !roles || roles.some((role) => each.roles.includes(role)),
  );
  return select(
    c,
    people.map(({ id, name }) => ({ value: id, text: name })),
  );
}

export function dept(c: FieldContext<ItemOf<'dept'>>) {
  return select(
    c,
    c.host.departments.map(({ id, name }) => ({
      value: id,
      text: say({ 'zh-CN': name['zh-CN'], ...(name.en && { en: name.en }) }),
    })),
  );
}
