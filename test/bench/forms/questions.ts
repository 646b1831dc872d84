/**
 * The one form that every engine is given, in no engine's words. Groups of ten questions: four texts, two one-of-five,
 * two numbers, a date, a long text. With logic, four questions of each group hide once its first number reaches a
 * million, and an eleventh is the sum of its two numbers.
 */
export interface Question {
  readonly id: string;
  readonly type: 'text' | 'one' | 'number' | 'date' | 'long' | 'sum';
  readonly label: string;
  readonly group: number;
  /** Hides when that number is `limit` or more. */
  readonly hides?: string;
  /** A sum of these. */
  readonly of?: readonly [string, string];
}

export const options = ['a', 'b', 'c', 'd', 'e'].map((value, index) => ({
  value,
  label: `选项 ${index + 1}`,
}));
export const limit = 1_000_000;

const kinds = [
  'text',
  'number',
  'one',
  'text',
  'number',
  'date',
  'text',
  'one',
  'text',
  'long',
] as const;
/** Places in a group of what hides. */
const hiding = new Set([3, 5, 6, 9]);

export function questions(count: number, logic: boolean): Question[] {
  const all: Question[] = [];
  for (let at = 0; at < count; at++) {
    const group = Math.floor(at / 10);
    const place = at % 10;
    const first = `q${group * 10 + 1}`;
    const question = {
      id: `q${at}`,
      type: kinds[place] ?? 'text',
      label: `第 ${at + 1} 题`,
      group,
    };
    all.push(logic && hiding.has(place) ? { ...question, hides: first } : question);
    if (logic && place === 9)
      all.push({
        id: `s${group}`,
        type: 'sum',
        label: `第 ${group + 1} 组合计`,
        group,
        of: [first, `q${group * 10 + 4}`],
      });
  }
  return all;
}

/** What one types into: the first text, and the first number, on which four questions and a sum depend. */
export const typedInto = { plain: 'q0', logic: 'q1' } as const;
/** Of the questions that hide with `logic`, one. */
export const hider = 'q3';
