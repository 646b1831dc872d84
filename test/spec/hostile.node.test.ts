import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inEnglish, worded } from '../../scripts/procedure-words.ts';
import { check } from '../../src/spec/check.ts';
import { locator } from '../../src/spec/locate.ts';
import { parseProcedure } from '../../src/spec/parse.ts';
import type { Problem } from '../../src/spec/problem.ts';
import { hostileFiles } from './hostile.ts';
import { cpuTime, sampleOptions } from './sample.ts';

function verdict(text: string): readonly Problem[] {
  const parsed = parseProcedure(text);
  return parsed.ok
    ? check(parsed.procedure, { options: sampleOptions, procedures: [] })
    : parsed.problems;
}

describe('hostile and broken files', () => {
  const files = hostileFiles();
  const names = Object.getOwnPropertyNames(Object.prototype).join();
  let slowest = { what: '', took: 0 };

  it('are many', () => assert.ok(files.length >= 250, `${files.length}`));

  for (const [what, text] of files)
    it(what, () => {
      let problems: readonly Problem[] = [];
      const took = cpuTime(() => (problems = verdict(text)));
      if (took > slowest.took) slowest = { what, took };
      assert.ok(took < 1000, `${took} ms`);
      assert.ok(problems.length > 0, 'was accepted');
      for (const problem of problems) {
        assert.ok(worded.has(problem.code), `no wording for ${problem.code}`);
        assert.ok(inEnglish(problem).length > 5);
        assert.doesNotMatch(inEnglish(problem), /undefined|\[object/);
        assert.equal(typeof problem.path, 'string');
      }
      // The whole file is a path too, but only of what concerns all of it.
      const whole = [
        'not-json',
        'too-deep',
        'too-large',
        'too-many',
        'byte-order-mark',
        'wrong-type',
      ];
      assert.ok(
        problems.every(({ code, path }) => path !== '' || whole.includes(code)),
        JSON.stringify(problems.slice(0, 3)),
      );
      assert.ok(locator(text.slice(0, 100_000))(problems[0] as Problem).line >= 1);
    });

  it('leave nothing behind', () => {
    assert.equal(Object.getOwnPropertyNames(Object.prototype).join(), names);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });
  it('are each refused in less than a second', (context) => {
    context.diagnostic(
      `slowest of ${files.length}: ${slowest.what}, ${Math.round(slowest.took)} ms of processor time`,
    );
    assert.ok(slowest.took < 1000);
  });
});
