/** What the READMEs say of procedures is what the files hold; both READMEs have the same parts. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { readmes, withTable } from '../scripts/docs.ts';

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
