/** What has to be fetched before a screen stands there keeps within its budget. Runs beside the end-to-end tests: on the build. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { budgets, weigh } from '../bench/sizes.ts';

for (const { name, budget, goal, chunks } of budgets)
  test(`${name}: at most ${budget} kB`, (t) => {
    const { bytes, files } = weigh(chunks);
    const size = bytes / 1000;
    t.diagnostic(`${name}: ${size.toFixed(1)} kB in ${files.length} files; the goal is ${goal} kB`);
    assert.ok(size <= budget, `${name} has grown to ${size.toFixed(1)} kB: ${files.join(' ')}`);
  });

test('a chunk that is imported is weighed with what imports it', () => {
  const alone = weigh(['fd-kiosk']);
  assert.ok(alone.files.length > 1);
  assert.ok(alone.files.some((file) => file.startsWith('base-')));
  assert.throws(() => weigh(['fd-nowhere']), /fd-nowhere/);
});
