/**
 * Random procedures and answers for properties of the engine. Items read only items before them, so nothing is cyclic.
 */
import fc from 'fast-check';
import type { Json } from '../../src/spec/json.ts';
import type { Item, Procedure } from '../../src/spec/procedure.ts';
import { item, procedure, say, section } from './fixture.ts';

export interface Step {
  readonly path: string;
  readonly value: Json;
}

interface Shape {
  readonly reads: readonly [number, number];
  readonly show: boolean;
  readonly value: boolean;
  readonly require: boolean;
  readonly check: boolean;
  readonly hideSection: boolean;
}

/** One item of a section of ten; `at` is its place in the whole. All are integers named `i<at>`. */
function itemOf(shape: Shape, at: number): Item {
  if (at === 0) return item('i0', { type: 'int' });
  const [a, b] = shape.reads.map((read) => `i${read % at}`);
  return item(`i${at}`, {
    type: 'int',
    max: 20,
    ...(shape.show && { show: `${a} > 3 || ${b} == 1` }),
    ...(shape.value ? { value: `${a} + ${b}` } : shape.require && { require: `${b} > 4` }),
    ...(shape.check && { check: [{ ok: `i${at} + ${a} < 12`, say: say('太大') }] }),
  });
}

const flag = (part: number): fc.Arbitrary<boolean> =>
  fc.integer({ min: 0, max: 99 }).map((n) => n < part);

/** A procedure of `size` integer items in sections of ten, some of them conditional. */
export function procedureOf(size: number): fc.Arbitrary<Procedure> {
  const shape = fc.record({
    reads: fc.tuple(fc.nat(size), fc.nat(size)),
    show: flag(30),
    value: flag(15),
    require: flag(20),
    check: flag(20),
    hideSection: flag(30),
  });
  return fc.array(shape, { minLength: size, maxLength: size }).map((shapes) => {
    const sections = [];
    for (let from = 0; from < size; from += 10) {
      const items = shapes.slice(from, from + 10).map((each, at) => itemOf(each, from + at));
      const hidden = from > 0 && shapes[from]?.hideSection;
      sections.push(section(`s${from}`, items, hidden ? { show: `i${from - 1} != 2` } : {}));
    }
    return procedure(sections);
  });
}

/** Answers to items of a procedure of that size, empty ones among them. */
export function stepsOf(size: number, most = 30): fc.Arbitrary<Step[]> {
  const step = fc.record({
    path: fc.nat(size - 1).map((at) => `i${at}`),
    value: fc.option(fc.integer({ min: 0, max: 25 }), { freq: 5 }),
  });
  return fc.array(step, { minLength: 1, maxLength: most });
}

/** An answer to every item, so that most conditions are known from the start. */
export function answersOf(size: number): fc.Arbitrary<Record<string, Json>> {
  return fc
    .array(fc.nat(9), { minLength: size, maxLength: size })
    .map((values) => Object.fromEntries(values.map((value, at) => [`i${at}`, value])));
}
