import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { depthOf } from '../../src/spec/json-text.ts';
import { locator } from '../../src/spec/locate.ts';
import { parseOptions, parseProcedure } from '../../src/spec/parse.ts';
import { change, problemsIn, sample, sampleOptions } from './sample.ts';

const problemsWith = (path: string, to: unknown) =>
  problemsIn(parseProcedure(JSON.stringify(change(sample(), path, to))));

describe('parseProcedure', () => {
  it('reads the sample', () => assert.ok(parseProcedure(JSON.stringify(sample())).ok));
  it('reads option lists', () => {
    assert.ok(parseOptions(JSON.stringify(sampleOptions)).ok);
    assert.ok(!parseOptions('{"size":[]}').ok);
  });

  const cases: [path: string, to: unknown, code: string, at: string, param?: [string, unknown]][] =
    [
      ['titel', {}, 'unknown-member', 'titel'],
      ['sections.0.items.0.requird', true, 'unknown-member', 'sections.0.items.0.requird'],
      [
        'sections.1.items.0.items.1.options',
        'x',
        'unknown-member',
        'sections.1.items.0.items.1.options',
      ],
      [
        'outputs.0.blocks.0.html',
        '<b>',
        'unknown-member',
        'outputs.0.blocks.0.html',
        ['allowed', ['facts']],
      ],
      ['outputs.0.blocks.1', { picture: 'x' }, 'unknown-member', 'outputs.0.blocks.1.picture'],
      [
        'options.direction.0.lable',
        text(),
        'unknown-member',
        'options.direction.0.lable',
        ['allowed', ['value', 'label', 'icon', 'retired']],
      ],
      ['sections.0.items.0.type', 'txt', 'wrong-value', 'sections.0.items.0.type'],
      ['sections.0.items.0.type', undefined, 'wrong-value', 'sections.0.items.0.type'],
      [
        'kind',
        'note',
        'wrong-value',
        'kind',
        ['allowed', ['form', 'checklist', 'case', 'register']],
      ],
      ['format', 2, 'wrong-value', 'format', ['allowed', [1]]],
      ['id', undefined, 'missing', 'id'],
      ['id', 7, 'wrong-type', 'id', ['got', 'number']],
      ['id', 'Moving', 'wrong-format', 'id'],
      ['sections', [], 'too-small', 'sections'],
      ['stages.0.deadlines.0.warn', 1, 'too-large', 'stages.0.deadlines.0.warn'],
      ['stages.0.deadlines.0.within', '4h', 'wrong-format', 'stages.0.deadlines.0.within'],
      ['sections.0.items.0.label', '姓名', 'wrong-type', 'sections.0.items.0.label'],
      ['options', { 'a b': [] }, 'wrong-format', 'options.a b'],
    ];
  for (const [path, to, code, at, param] of cases)
    it(`${code} at ${at}`, () => {
      const problem = problemsWith(path, to).find((each) => each.code === code && each.path === at);
      assert.ok(problem, JSON.stringify(problemsWith(path, to)));
      if (param) assert.deepEqual(problem.params?.[param[0]], param[1]);
    });
  it('says what is allowed for the type of an item', () => {
    const [problem] = problemsWith('sections.0.items.0.options', 'x');
    const allowed = problem?.params?.['allowed'] as string[];
    assert.ok(
      allowed.includes('maxLength') && allowed.includes('suggest') && !allowed.includes('options'),
    );
  });
});

describe('locator', () => {
  const file = JSON.stringify(
    change(sample(), 'sections.0.items.2.show', '"\\n" == \'a\' && nobody'),
    null,
    2,
  );
  const line = (at: number): string => file.split('\n')[at - 1] ?? '';
  const locate = locator(file);
  it('finds values, members and what is missing', () => {
    const { line: at, column } = locate({ code: 'x', path: 'sections.0.items.2.show' });
    assert.match(line(at).slice(column - 1), /^"\\"/);
    const member = locate({
      code: 'unknown-member',
      path: 'sections.0.items.2.show',
      params: { name: 'show' },
    });
    assert.match(line(member.line).slice(member.column - 1), /^"show": /);
    const missing = locate({ code: 'missing', path: 'sections.0.items.2.nothing' });
    assert.equal(line(missing.line).trim(), '{');
  });
  it('counts into an expression past escapes', () => {
    const source = '"\\n" == \'a\' && nobody';
    const { line: at, column } = locate({
      code: 'x',
      path: 'sections.0.items.2.show',
      params: { start: source.indexOf('nobody') },
    });
    assert.match(line(at).slice(column - 1), /^nobody/);
  });
  it('finds where JSON ends to be JSON', () => {
    const broken = '{\n  "format": 1,\n  "id": nope\n}';
    const [problem] = problemsIn(parseProcedure(broken));
    assert.ok(problem);
    assert.deepEqual(locator(broken)(problem), { line: 3, column: 9 });
  });
  it('takes any text', () => {
    for (const text of ['', '[', '{"a"', '{"a":[1,', ']', '"', '{"a":}', '[,]'])
      assert.ok(locator(text)({ code: 'x', path: 'a.b' }).line >= 1);
  });
});

describe('depthOf', () => {
  it('leaves out what stands in strings', () => {
    assert.equal(depthOf('{"a":"[[[[","b":[["\\"[["]]}'), 3);
    assert.equal(depthOf('['.repeat(50)), 50);
    assert.equal(depthOf('"['), 0);
  });
});

function text(): object {
  return { 'zh-CN': '项', en: 'Item' };
}
