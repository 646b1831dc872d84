/** Every screen that a procedure appears on is walked end to end, by every-form or by a test that is named. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { elsewhere, procedures, screens, walked } from '../e2e/walked.ts';

const folder = join(import.meta.dirname, '../e2e');

test('no procedure appears on a surface where no end-to-end test opens it', () => {
  const all = screens();
  assert.ok(all.length > procedures.length);
  const known = new Set([...walked(), ...Object.keys(elsewhere)]);
  assert.deepEqual(
    all.filter((each) => !known.has(each)),
    [],
  );
});

test('what has a test of its own is there, is not walked twice, and its test works with it', () => {
  const all = new Set(screens());
  const generic = new Set(walked());
  for (const [screen, name] of Object.entries(elsewhere)) {
    const [surface = '', id = ''] = screen.split(' ');
    assert.ok(all.has(screen), `${screen} is not on that surface`);
    assert.ok(!generic.has(screen), `${screen} is walked by every-form`);
    const text = readFileSync(join(folder, `${name}.e2e.test.ts`), 'utf8');
    const { title, code } = procedures.find((each) => each.id === id) ?? {};
    const signs = [`'${id}'`, `-${code}-`, title?.['zh-CN'] ?? '?'];
    assert.ok(
      signs.some((sign) => text.includes(sign)),
      `${name} does not work with ${id}`,
    );
    assert.ok(text.includes(`'${surface}'`), `${name} has no ${surface}`);
  }
});
