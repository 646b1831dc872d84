import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { change, sample } from './sample.ts';

const script = fileURLToPath(new URL('../../scripts/procedures.ts', import.meta.url));
const schema = fileURLToPath(new URL('../../scripts/schema.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'procedures-check-'));
after(() => rmSync(folder, { recursive: true }));

function run(...args: string[]): { code: number | null; lines: string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    cwd: folder,
  });
  assert.equal(stderr, '');
  return { code: status, lines: stdout.trimEnd().split('\n') };
}

function save(value: unknown, name = 'moving.json'): string {
  writeFileSync(
    join(folder, name),
    typeof value === 'string' ? value : JSON.stringify(value, null, 2),
  );
  return name;
}

/** The sample with an option list of its own, so that it needs no other file. */
const whole = (): Record<string, unknown> => {
  const list = ['small', 'big'].map((value) => ({ value, label: { 'zh-CN': value, en: value } }));
  return change(sample(), 'options.size', list);
};

describe('procedures:check', () => {
  it('passes a good file', () => {
    const { code, lines } = run(save(whole()));
    assert.deepEqual(lines, ['1 file checked: 0 errors, 0 warnings.']);
    assert.equal(code, 0);
  });
  it('names line, column, code, path and what is wrong', () => {
    const { code, lines } = run(
      save(change(whole(), 'sections.0.items.2.require', "type == 'out' && nobody")),
    );
    assert.match(
      lines[0] ?? '',
      /^moving\.json:\d+:\d+ unknown-name sections\.0\.items\.2\.require there is no item .*"nobody"/,
    );
    assert.equal(lines[1], '1 file checked: 1 error, 0 warnings.');
    assert.equal(code, 1);
  });
  it('fails on warnings unless told otherwise', () => {
    const file = save(change(whole(), 'title.en', undefined));
    assert.equal(run(file).code, 1);
    const { code, lines } = run(file, '--allow-warnings');
    assert.equal(code, 0);
    assert.match(lines[0] ?? '', /no-english title warning: /);
  });
  it('takes files that are no procedures at all', () => {
    const texts = ['', '{', '[]', '\uFEFF{}', '['.repeat(1000)];
    const { code, lines } = run(...texts.map((text, at) => save(text, `broken${at}.json`)));
    assert.equal(code, 1);
    for (const at of texts.keys())
      assert.ok(
        lines.some((line) => line.startsWith(`broken${at}.json:1:`)),
        lines.join('\n'),
      );
  });
  it('wants the file to be called as the procedure, and codes to be of one procedure', () => {
    assert.match(run(save(whole(), 'other.json')).lines.join(), /file-name/);
    const { lines } = run(save(whole()), save(change(whole(), 'id', 'second'), 'second.json'));
    assert.match(lines.join(), /duplicate-procedure code/);
  });
  it('checks shared option lists', () => {
    const { code, lines } = run(
      save(
        { size: ['a', 'a'].map((value) => ({ value, label: { 'zh-CN': '甲' } })) },
        'options.json',
      ),
    );
    assert.equal(code, 1);
    assert.match(lines.join(), /no-english size\.0\.label.*duplicate-id size\.1\.value/);
  });
  it('passes the procedures that come with the product', () => {
    const { lines } = run();
    assert.match(
      lines.at(-1) ?? '',
      /^\d+ files checked: 0 errors, 0 warnings\.$/,
      lines.join('\n'),
    );
  });
  it('the JSON Schema for editors is current', () => {
    assert.equal(spawnSync(process.execPath, [schema, '--check'], { encoding: 'utf8' }).stderr, '');
  });
});
