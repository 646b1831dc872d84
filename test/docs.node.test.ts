/** What the READMEs say of procedures is what the files hold; both READMEs have the same parts. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { coverage, coverageText, lines, numberOf } from '../scripts/coverage.ts';
import { readmes, withTable } from '../scripts/docs.ts';
import { performanceText } from '../scripts/performance.ts';

const read = (file: string): Promise<string> =>
  readFile(join(import.meta.dirname, '..', file), 'utf8');
const cells = (text: string): string => text.replace(/[ -]+/g, ' ');

it('the tables of procedures are current (npm run docs)', async () => {
  for (const file of readmes) {
    const text = await read(file);
    assert.equal(cells(withTable(file, text)), cells(text), file);
    assert.notEqual(
      cells(withTable(file, text.replace('public/procedures/', 'x/'))),
      cells(text.replace('public/procedures/', 'x/')),
    );
  }
});

it('both READMEs have the same headings, commands and settings', async () => {
  const [en = '', zh = ''] = await Promise.all(readmes.map(read));
  const shape = (text: string) => ({
    headings: text.match(/^#+ /gm)?.join(''),
    commands: text.match(/npm (start|test|run [a-z:]+)/g)?.sort(),
    variables: text.match(/`[A-Z_]{4,}`/g)?.sort(),
  });
  assert.deepEqual(shape(zh), shape(en));
});

it('docs/performance.md says what the results say (npm run docs)', async () => {
  assert.equal(cells(await read('docs/performance.md')), cells(performanceText()));
});

it('docs/coverage.md is current (npm run docs)', async () => {
  const written = new Set(cells(await read('docs/coverage.md')).split('\n'));
  const old = cells(coverageText())
    .split('\n')
    .filter((line) => !written.has(line));
  assert.deepEqual(
    old.map((line) => line.slice(0, 40)),
    [],
  );
});

/** Lines that no procedure serves yet; it only gets shorter. */
const open = ['S00', 'S20', 'S23', 'S32', 'S33', 'S35', 'S36', 'S39', 'S41'];

it('every line of the work is served by a procedure and shown by a story, save those known to be open', () => {
  const bare = coverage().filter(
    ({ procedures, stories }) => !procedures.length || !stories.length,
  );
  const numbers = bare.map(({ number }) => number);
  assert.deepEqual(
    numbers.filter((number) => !open.includes(number)),
    [],
  );
  const counter = (number: string) => /^S(0[5-9]|1[0-5]|2[4-9]|3[01])$/.test(number);
  assert.deepEqual([...numbers, ...open].filter(counter), []);
});

it('procedures name lines that there are', () => {
  const known = new Set(lines.map((_, at) => numberOf(at)));
  const named = coverage().flatMap(({ procedures }) => procedures.flatMap(({ covers }) => covers));
  assert.equal(known.size, 42);
  assert.deepEqual(
    named.filter((number) => !known.has(number)),
    [],
  );
});
