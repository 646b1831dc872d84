import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { check } from '../../src/spec/check.ts';
import { parseExpression, scopeOf } from '../../src/spec/expression.ts';
import { faultIn } from '../../src/spec/json-text.ts';
import { locator } from '../../src/spec/locate.ts';
import { parseProcedure } from '../../src/spec/parse.ts';
import type { Procedure } from '../../src/spec/procedure.ts';
import { fromCel, toCel } from '../../src/spec/cel.ts';
import { change, cpuTime, sample, sampleOptions, sampleProcedure } from './sample.ts';

// More with RUNS=100000.
const numRuns = Number(process.env['RUNS'] ?? 500);

function read(text: string): Procedure | undefined {
  const parsed = parseProcedure(text);
  if (parsed.ok) {
    check(parsed.procedure, { options: sampleOptions, procedures: [] });
    return parsed.procedure;
  }
  assert.ok(parsed.problems.length > 0);
  for (const problem of parsed.problems) locator(text)(problem);
  return undefined;
}

const paths: string[] = [];
const collect = (value: unknown, path: string): void => {
  if (path) paths.push(path);
  if (typeof value === 'object' && value !== null)
    for (const [name, each] of Object.entries(value))
      collect(each, path ? `${path}.${name}` : name);
};
collect(sample(), '');

/** Pieces of the language, wildly put together, with some of everything that should not be there. */
const pieces = fc.constantFrom(
  ...(
    'name type phone until weight fee goods door keeper keeperSign now today zone user site shift open row r x true false null 0 1 2.5 1e400 7u -1 ' +
    "'a' 'out' '' '\\n' b'x' ( ) [ ] { } , . : ? && || ! == != < <= > >= + - * / % in .size() .map(r, .filter(r, .all(r, .exists(r, .sum() .kind .count " +
    ".matches('^a+$') .matches( .join() .contains( .substring( .name .at .roles .__proto__ .constructor answered( orElse( sum( count( date( time( weekday( " +
    "minutesBetween( daysBetween( addDays( timestamp( duration( duration('1h') int( double( string( has( size( idcardOk( cel.bind( type( dyn( bytes( 中 \0 \\ \" ` @ #"
  ).split(' '),
);
const expressionText = fc.oneof(
  fc.array(pieces, { maxLength: 14 }).map((list) => list.join('')),
  fc.array(pieces, { maxLength: 14 }).map((list) => list.join(' ')),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

const celValue = fc.oneof(
  fc.constant(undefined),
  fc.constant(null),
  fc.string(),
  fc.boolean(),
  fc.double(),
  fc.bigInt(),
  fc.date({ noInvalidDate: false }),
  fc.array(fc.string()),
  fc.array(fc.dictionary(fc.constantFrom('kind', 'count', '__proto__', 'x'), fc.anything())),
  fc.anything(),
);

describe('whatever is thrown at it', () => {
  it('JSON is a procedure or has problems', () => {
    fc.assert(
      fc.property(fc.json(), (text) => void read(text)),
      { numRuns },
    );
  });
  it('a procedure with anything anywhere is one or has problems', () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.string(),
      expressionText,
      fc.constantFrom(...paths),
    );
    const changes = fc.array(fc.tuple(fc.constantFrom(...paths), anything), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(changes, (list) => {
        const value = sample();
        for (const [path, to] of list) {
          try {
            change(value, path, to);
          } catch {
            // An earlier change took away what this one was for.
          }
        }
        read(JSON.stringify(value));
      }),
      { numRuns },
    );
  });
  it('a damaged text is a procedure or has problems', () => {
    const whole = JSON.stringify(sample());
    const place = fc.nat({ max: whole.length });
    fc.assert(
      fc.property(place, place, fc.string({ unit: 'binary', maxLength: 5 }), (from, to, put) => {
        read(whole.slice(0, from) + put + whole.slice(to));
      }),
      { numRuns },
    );
  });
  it('the offset of a fault is found wherever JSON.parse finds one', () => {
    const whole = JSON.stringify(sample()).slice(0, 400);
    fc.assert(
      fc.property(
        fc.nat({ max: 400 }),
        fc.constantFrom(
          '',
          ',',
          ']',
          '}',
          '"',
          ':',
          '1',
          'x',
          '\\',
          '[',
          '{',
          ' ',
          '\n',
          '\u00a0',
          '-',
          '.',
        ),
        (at, put) => {
          const text = whole.slice(0, at) + put;
          const isJson = (() => {
            try {
              return JSON.parse(text) !== undefined;
            } catch {
              return false;
            }
          })();
          assert.equal(faultIn(text) === undefined, isJson, text);
        },
      ),
      { numRuns: Math.max(numRuns, 2000) },
    );
  });

  it('an expression is refused or gives a value, in little time, and throws nothing', () => {
    const procedure = sampleProcedure();
    const scopes = [scopeOf(procedure), scopeOf(procedure, 'goods')];
    let accepted = 0;
    fc.assert(
      fc.property(
        expressionText,
        fc.array(celValue, { minLength: 1, maxLength: 5 }),
        (source, values) => {
          for (const scope of scopes) {
            let next = 0;
            const took = cpuTime(() => {
              const parsed = parseExpression(source, scope, [], 'x');
              if (!parsed.ok) return assert.match(parsed.problem.code, /^[a-z-]+$/);
              accepted++;
              return parsed.expression.evaluate(() => values[next++ % values.length]);
            });
            assert.ok(took < 500, `${source}: ${took} ms`);
          }
        },
      ),
      { numRuns: numRuns * 4 },
    );
    assert.ok(accepted > 10, `only ${accepted} of these were expressions`);
  });
  it('what comes back from a CEL value goes there again', () => {
    const type = fc.constantFrom(
      ...([
        'text',
        'int',
        'num',
        'bool',
        'date',
        'time',
        'dt',
        'dur',
        'many',
        'check',
        'sign',
        'table',
        'note',
      ] as const),
    );
    fc.assert(
      fc.property(type, celValue, (of, value) => {
        const answer = fromCel(of, value);
        if (answer !== undefined) assert.deepEqual(fromCel(of, toCel(of, answer)), answer);
      }),
      { numRuns: numRuns * 4 },
    );
  });
});
