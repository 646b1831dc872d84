/**
 * Keys that an index finds an entry by: what people search for, and what the hints and `unique` of the current procedures
 * compare. So nothing that is asked while somebody types reads through a table.
 */
import type { Json } from '../spec/json.ts';
import type { Procedure } from '../spec/procedure.ts';
import type { Answers } from '../form/answers.ts';
import type { Form } from '../form/compile.ts';
import type { Entry } from '../form/entry.ts';
import { keyOf, likenessOf, plainText, type Likeness } from '../form/same.ts';
import { facetsOf } from '../form/summary.ts';

/** What is compared of an entry at once: its items, each by its likeness. */
export type Shape = readonly { readonly item: string; readonly by: Likeness }[];
/** By procedure. */
export type Shapes = Readonly<Record<string, readonly Shape[]>>;

export const nameOf = (shape: Shape): string =>
  shape.map(({ item, by }) => `${item}/${by}`).join('+');

/** Everything that hints and `unique` of these procedures compare. */
export function shapesOf(procedures: readonly Procedure[]): Shapes {
  const shapes = new Map<string, Map<string, Shape>>();
  const add = (procedure: string, shape: Shape) => {
    const known = shapes.get(procedure) ?? new Map<string, Shape>();
    shapes.set(procedure, known.set(nameOf(shape), shape));
  };
  for (const { id, hints = [], unique = [] } of procedures) {
    for (const hint of hints)
      add(
        hint.procedure,
        hint.same.map(({ theirs, by = 'equal' }) => ({ item: theirs, by })),
      );
    for (const items of unique)
      add(
        id,
        items.map((item) => ({ item, by: 'equal' })),
      );
  }
  return Object.fromEntries([...shapes].map(([id, known]) => [id, [...known.values()]]));
}

const longest = 60;

/** Before the instant of creation, which ends a key; undefined where an answer is missing, which is like nothing. */
export function shapeKey(
  procedure: string,
  shape: Shape,
  values: readonly (Json | undefined)[],
): string | undefined {
  const parts = shape.map(({ by }, at) => likenessOf(values[at], by).slice(0, longest));
  return parts.includes('') ? undefined : `=${procedure}:${nameOf(shape)}=${parts.join('\n')}@`;
}

const reversed = (text: string): string => [...text].reverse().join('');

/** A person is searched for by the whole name or by how it ends; what is longer is a company. */
function nameKeys(name: string | undefined): string[] {
  const letters = [...keyOf(name)];
  const ends = letters.length <= 4 ? letters.map((_, at) => letters.slice(at).join('')) : [];
  return [letters.join(''), ...ends].map((each) => each && `name:${each}`);
}

/** Found by how it begins and by how it ends. */
const bothWays = (kind: string, text: string): string[] =>
  text === '' ? [] : [`${kind}:${text}`, `${kind}~${reversed(text)}`];

/** A record of the gate is found by the number of the pass that it is about. */
export const passKey = (number: string): string => `pass:${keyOf(number)}`;
/** As `bothWays` writes a number. */
export const numberKey = (number: string): string => `no:${keyOf(number)}`;

/** All keys of an entry. */
export function keysFor(
  form: Form,
  { procedure, answers, created, number, around, void: voided }: Entry,
  shapes: Shapes,
): string[] {
  const { room, name, phone, plate } = facetsOf(form, answers);
  const compared = voided ? [] : (shapes[procedure] ?? []);
  const keys = [
    ...bothWays('room', keyOf(room)),
    ...bothWays('phone', keyOf(phone)),
    ...bothWays('plate', keyOf(plate)),
    ...bothWays('no', keyOf(number)),
    ...nameKeys(name),
    around.pass ? passKey(around.pass.number) : '',
    ...compared.flatMap((shape) => {
      const key = shapeKey(procedure, shape, valuesOf(shape, answers));
      return key === undefined ? [] : [`${key}${created}`];
    }),
  ];
  return [...new Set(keys)].filter(Boolean);
}

const valuesOf = (shape: Shape, answers: Answers) => shape.map(({ item }) => answers[item]);

/** How the keys of what a person typed begin; what is too short to tell things apart has none. */
export function searchKeys(word: string): string[] {
  const text = plainText(word);
  const digits = keyOf(word);
  if (text.length < 2) return text === '' || /^[\x21-\x7e]$/.test(text) ? [] : [`name:${text}`];
  const ends = text.length >= 3 ? ['room', 'phone', 'plate', 'no'] : [];
  const keys = [
    ...['room', 'name', 'phone', 'plate', 'no'].map((kind) => `${kind}:${text}`),
    ...ends.map((kind) => `${kind}~${reversed(text)}`),
    `phone:${digits}`,
  ];
  return [...new Set(keys)];
}
