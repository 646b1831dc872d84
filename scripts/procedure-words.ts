// What each problem of a procedure file means, in English, for the command line.
import type { Problem } from '../src/spec/problem.ts';

type Params = Readonly<Record<string, unknown>>;
type Wording = (params: Params) => string;

const list = (value: unknown): string =>
  Array.isArray(value) && value.length > 0 ? value.map(String).join(', ') : 'nothing';
const quoted = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
const cel: Wording = ({ message }) => String(message);

const words: Readonly<Record<string, Wording>> = {
  // The file.
  'too-large': ({ most, what }) => `the ${what} may have at most ${most}`,
  'too-small': ({ least, what }) => `the ${what} must have at least ${least}`,
  'too-deep': ({ most, got }) => `nested ${got} deep; ${most} are the most`,
  'too-many': ({ what, most, got }) => `${got ?? 'too many'} ${what}; ${most} are the most`,
  'not-json': ({ message }) => `not JSON: ${message}`,
  'byte-order-mark': () => 'the file begins with a byte order mark; save it as UTF-8 without one',
  'forbidden-name': ({ name }) => `no member may be called ${quoted(name)}`,
  'duplicate-member': ({ name }) => `${quoted(name)} is there twice; only the last would count`,
  'bad-text': ({ character }) => `the text holds ${character}, which cannot be shown`,
  missing: ({ expected, allowed }) => `missing; expected ${expected ?? list(allowed)}`,
  'wrong-type': ({ expected, got }) => `expected ${expected}, got ${got}`,
  'unknown-member': ({ name, allowed }) =>
    `there is no ${quoted(name)} here; known: ${list(allowed)}`,
  'wrong-value': ({ got, allowed }) => `${quoted(got)} is not allowed; allowed: ${list(allowed)}`,
  'wrong-format': ({ got, pattern }) => `${quoted(got)} does not look like ${pattern}`,
  // Names.
  'duplicate-id': ({ id, first }) => `${quoted(id)} is already the id at ${first}`,
  'duplicate-procedure': ({ id, file }) => `${quoted(id)} is already used in ${file}`,
  'file-name': ({ id }) => `the file of procedure ${quoted(id)} must be called ${id}.json`,
  'reserved-id': ({ id }) =>
    `${quoted(id)} has a meaning of its own in expressions; choose another id`,
  'unknown-reference': ({ what, name }) => `there is no ${what} called ${quoted(name)}`,
  'wrong-kind': ({ name, expect, type }) =>
    `${quoted(name)} is of type ${type}; expected ${list(expect)}`,
  computed: ({ name, procedure }) =>
    `${quoted(name)} of ${procedure} is computed and cannot be filled in`,
  'no-options': ({ name }) => `every option of ${quoted(name)} is retired`,
  'unknown-option': ({ item, option, known }) =>
    `${quoted(option)} is no option of ${item}; known: ${list(known)}`,
  'bad-schedule': () => 'these times or days do not belong to this schedule',
  'no-playbook': ({ kind }) => `there is no playbook for ${kind}`,
  'not-append': () => 'the timeline could be rewritten: the table has to be append-only',
  'bad-call': ({ why }) => `a call of staff: ${why}`,
  // Expressions.
  'expression-syntax': cel,
  'expression-type': cel,
  'expression-limit': cel,
  'expression-result': cel,
  'unknown-name': ({ name }) => `there is no item or surrounding called ${quoted(name)} here`,
  'unknown-function': ({ name, known }) => `there is no function ${name}(); known: ${list(known)}`,
  'too-nested': cel,
  'bad-pattern': cel,
  'unsafe-pattern': cel,
  'rows-without-id': ({ type }) => `each line needs an id; a ${type} has none`,
  cycle: ({ through }) => `depends on itself: ${Array.isArray(through) ? through.join(' → ') : ''}`,
  // Stages.
  'unreachable-stage': ({ id }) => `no way leads to stage ${quoted(id)}`,
  'no-end': ({ id }) => `from stage ${quoted(id)} no finishing stage can be reached`,
  'duplicate-next': ({ id }) => `${quoted(id)} is there twice`,
  'first-stage': ({ what }) =>
    `an entry begins in the first stage without moving there: ${what} has no effect`,
  'bad-deadline': ({ why }) => `the deadline cannot be counted: ${why}`,
  'unreachable-deadline': ({ after }) => `never used: deadline ${after} before it always holds`,
  // Items.
  contradiction: ({ one, other }) => `${one} and ${other} cannot both be`,
  'not-for-type': ({ what, type }) => `${what} means nothing for an item of type ${type}`,
  'bad-bounds': ({ min, max }) =>
    `nothing fits between ${min ?? 'no minimum'} and ${max ?? 'no maximum'}`,
  'self-reference': ({ name }) => `${quoted(name)} cannot refer to itself`,
  'not-kept': ({ id, use }) => `the answer of ${quoted(id)} is never stored, but ${use} shows it`,
  nobody: ({ surface }) => `who may create an entry and the surface ${surface} do not go together`,
  'never-asked': ({ surfaces }) => `asked only on ${list(surfaces)}, where this procedure is not`,
  // Other entries.
  'no-effect': () => 'it neither creates an entry nor moves one',
  unlike: ({ mine, theirs }) =>
    `an answer of type ${mine} is never the same as one of type ${theirs}`,
  endless: ({ through }) =>
    `new entries would open one another for ever: ${Array.isArray(through) ? through.join(' → ') : ''}`,
  // Measures.
  'mean-without-part': () => 'a mean needs a part to divide',
  'measures-differ': ({ id, procedure }) =>
    `${quoted(id)} is told in another way in ${procedure}; what adds up has one label, unit and kind`,
  // Texts.
  'no-english': () => 'the English text is missing',
  'unknown-placeholder': ({ placeholder, known }) =>
    `{${placeholder}} is unknown; known: ${list(known)}`,
  'bad-placeholder': () => 'a brace without its other half',
  'number-collides': ({ lacks }) => `without {${lacks}} two entries could have one number`,
};

/** The codes that have wording; a test compares them with those that can occur. */
export const worded: ReadonlySet<string> = new Set(Object.keys(words));

/** A problem in English. */
export function inEnglish({ code, params }: Problem): string {
  return words[code]?.(params ?? {}) ?? JSON.stringify(params ?? {});
}
