import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aroundToCel } from '../../src/spec/around.ts';
import { failureScopeOf, parseExpression, scopeOf, type Scope } from '../../src/spec/expression.ts';
import type { Json } from '../../src/spec/json.ts';
import type { ItemType } from '../../src/spec/procedure.ts';
import { toCel } from '../../src/spec/cel.ts';
import { change, cpuTime, procedureOf, sample } from './sample.ts';

const label = { 'zh-CN': '项', en: 'Item' };
const item = (id: string, type: ItemType, more: object = {}): object => ({
  id,
  type,
  label,
  ...more,
});
const procedure = procedureOf(
  change(sample(), 'sections.0.items', [
    item('name', 'text'),
    item('type', 'one', { options: 'direction' }),
    item('phone', 'phone'),
    item('until', 'dt'),
    item('weight', 'num'),
    item('count', 'int'),
    item('tags', 'many', { options: 'direction' }),
    item('length', 'dur'),
    item('seal', 'sign'),
    item('lamp', 'check'),
    item('carry', 'table', {
      rows: 'open',
      items: [item('what', 'text', { default: 'row.title' })],
    }),
    item('pieces', 'table', {
      items: [
        item('size', 'one', { options: 'direction' }),
        item('number', 'int'),
        item('kilos', 'num'),
      ],
    }),
  ]),
);
const scope = scopeOf(procedure);
const around = aroundToCel({
  now: '2026-11-24T23:30:00Z',
  zone: 'Asia/Shanghai',
  surface: 'desk',
  user: { id: 'u1', name: '测试员', roles: ['frontdesk'] },
  site: { id: 's1', name: '示例苑', settings: { idCheck: true, limit: 3 } },
  open: [
    {
      id: 'e1',
      number: 'N1',
      title: '换灯',
      procedure: 'repair',
      room: '1-1-101',
      stage: 'open',
      due: '',
    },
  ],
});
const answers: Readonly<Record<string, [ItemType, Json]>> = {
  type: ['one', 'in'],
  weight: ['num', 2.5],
  count: ['int', 3],
  tags: ['many', ['a', 'b']],
  length: ['dur', 'PT1H30M'],
  until: ['dt', '2026-11-25T04:00:00+08:00'],
  lamp: ['check', 'fail'],
  seal: ['sign', { by: null, name: '王某', at: '2026-11-24T20:00:00Z', method: 'ink' }],
};
const pieces = [
  { size: 'in', number: 2n, kilos: 1.5 },
  new Map<string, unknown>([
    ['size', 'out'],
    ['number', 3n],
  ]),
];
const read = (name: string): unknown => {
  if (name === 'pieces') return pieces;
  const answer = answers[name];
  return answer ? toCel(...answer) : around.get(name);
};

function evaluate(source: string, within: Scope = scope): unknown {
  const parsed = parseExpression(source, within, [], 'here');
  assert.ok(parsed.ok, `${source}: ${JSON.stringify(parsed.ok || parsed.problem)}`);
  return parsed.expression.evaluate(read);
}

const refusal = (source: string, expect: string[] = [], within: Scope = scope) => {
  const parsed = parseExpression(source, within, expect, 'here');
  assert.ok(!parsed.ok, `${source} should be refused`);
  return parsed.problem;
};

describe('what expressions give', () => {
  const cases: [string, unknown][] = [
    ["type in ['in', 'out']", true],
    ['count > 2.5 && weight < 3', true],
    ['count + weight', 5.5],
    ['2 * weight - count', 2],
    ['count == weight', false],
    ['weight == 2.5', true],
    ['count / 2', 1n],
    ["pieces.exists(r, r.size == 'out')", true],
    ['pieces.map(r, r.number).sum()', 5n],
    ['sum(pieces.map(r, r.number)) * 1.5', 7.5],
    ['sum(pieces.filter(r, answered(r.kilos)).map(r, r.kilos))', 1.5],
    ['sum(pieces.map(r, orElse(r.kilos, 1)))', 2.5],
    ['count(pieces) == 2 && pieces.size() == 2', true],
    ['pieces[1].size', 'out'],
    ["'a' in tags", true],
    ["length > duration('1h')", true],
    ['length.getMinutes()', 90n],
    ['seal.name', '王某'],
    ['seal.at < now', true],
    ["lamp == 'fail'", true],
    ['site.idCheck', true],
    ['site.limit * 1.5', 4.5],
    ["'frontdesk' in user.roles", true],
    ['open.map(o, o.id)', ['e1']],
    ["surface == 'desk'", true],
    ['today', '2026-11-25'],
    ['date(now)', '2026-11-25'],
    ['time(now)', '07:30'],
    ['weekday(now)', 3n],
    ['addDays(today, 30)', '2026-12-25'],
    ["daysBetween(today, '2026-12-25')", 30n],
    ['minutesBetween(until, now)', 210n],
    ["minutesBetween('22:00', '06:30')", 510n],
    ["'123X'.matches('^[0-9]{3}[0-9X]$')", true],
    ["idcardOk('11010519491231002X')", true],
    ["plateOk('粤B12345') && phoneOk('13800138000')", true],
    ["['x', 'y'].join('/')", 'x/y'],
    ['[1, 2].map(type, type + 1)', [2n, 3n]],
  ];
  for (const [source, expected] of cases)
    it(source, () => assert.deepEqual(evaluate(source), expected));
});

describe('what is unanswered', () => {
  it('makes the result unknown', () => {
    for (const source of [
      "name == 'x'",
      "!(name == 'x')",
      'sum(pieces.map(r, r.kilos))',
      'user.dept',
      'site.nothing',
      'shift.id',
      'count / 0',
    ])
      assert.equal(evaluate(source), undefined, source);
  });
  it('is absorbed by && and ||', () => {
    assert.equal(evaluate("name == 'x' || count == 3"), true);
    assert.equal(evaluate("name == 'x' && count == 4"), false);
    assert.equal(evaluate("name == 'x' && count == 3"), undefined);
  });
  it('can be asked for, and replaced', () => {
    assert.equal(evaluate('answered(name)'), false);
    assert.equal(evaluate('answered(count)'), true);
    assert.equal(evaluate('answered(seal.by)'), false);
    assert.equal(evaluate('answered(pieces[7].size)'), false);
    assert.equal(evaluate("orElse(name, '某人')"), '某人');
    assert.equal(evaluate('orElse(count, 1.5)'), 3);
  });
  it('comes of errors, which are never thrown, but what reading throws is', () => {
    assert.equal(evaluate("timestamp('rubbish') < now"), undefined);
    assert.equal(evaluate('addDays(today, 99999999999999)'), undefined);
    assert.equal(evaluate("date(now + duration('9999999999999h'))"), undefined);
    const parsed = parseExpression('name', scope, [], '');
    assert.ok(parsed.ok);
    const bug = new RangeError('a bug');
    assert.throws(
      () =>
        parsed.expression.evaluate(() => {
          throw bug;
        }),
      bug,
    );
  });
});

describe('what expressions read', () => {
  const reads = (source: string, within = scope): string[] => {
    const parsed = parseExpression(source, within, [], '');
    return parsed.ok ? [...parsed.expression.reads].sort() : [];
  };
  it('is known from their tree, without what loops bind', () => {
    assert.deepEqual(reads('pieces.exists(r, r.size == type) && answered(name)'), [
      'name',
      'pieces',
      'type',
    ]);
    assert.deepEqual(reads('[1].all(type, type > count)'), ['count']);
  });
  it('includes the zone of local texts', () =>
    assert.deepEqual(reads('date(until)'), ['until', 'zone']));
  it('includes columns, and the line of a table whose rows are given', () => {
    const inside = scopeOf(procedure, 'carry');
    assert.deepEqual(reads('what == row.title', inside), ['row', 'what']);
    assert.equal(refusal('row.titel', [], inside).code, 'expression-type');
    assert.equal(refusal('row').code, 'unknown-name');
    assert.equal(refusal('what').code, 'unknown-name');
  });
  it('of a corrective action includes the failed check', () => {
    const parsed = parseExpression('label + note', failureScopeOf(procedure), ['string'], '');
    assert.ok(parsed.ok);
    assert.equal(
      parsed.expression.evaluate((name) => `<${name}>`),
      '<label><note>',
    );
  });
});

describe('refusals', () => {
  const cases: [string, string, number?][] = [
    ['1 +', 'expression-syntax', 3],
    ["count > ''", 'expression-type', 0],
    ['user.nmae', 'expression-type', 5],
    ['pieces.map(r, r.nmuber).sum()', 'expression-type', 16],
    ["true && nobody == 'x'", 'unknown-name', 8],
    ['site.__proto__', 'unknown-name', 0],
    ['constructor', 'unknown-name', 0],
    ['__proto__', 'expression-syntax', 0],
    ["'a'.repeat(9)", 'unknown-function', 0],
    ['type(count)', 'unknown-function', 0],
    ['cel.bind(a, 1, a)', 'unknown-function', 0],
    ["b'x'.json()", 'unknown-function', 0],
    ["now.getHours('UTC')", 'expression-type', 0],
    ['now.getHours()', 'expression-type', 0],
    ['[1].map(a, [1].map(b, [1].map(c, c)))', 'too-nested', 22],
    ["name.matches('(a+)+$')", 'unsafe-pattern', 13],
    ["name.matches('(')", 'bad-pattern', 13],
    ['name.matches(name)', 'unsafe-pattern', 13],
    ["tags.all(t, t.matches('.*x'))", 'unsafe-pattern', 22],
    [`${'('.repeat(40)}1${')'.repeat(40)}`, 'expression-limit'],
    [`[${'1,'.repeat(101)}1]`, 'expression-limit'],
    [`${'true&&'.repeat(300)}true`, 'expression-limit'],
    [`'${'x'.repeat(2000)}'`, 'expression-limit'],
  ];
  for (const [source, code, start] of cases)
    it(`${source.slice(0, 40)} is ${code}`, () => {
      const problem = refusal(source);
      assert.equal(problem.code, code);
      assert.equal(problem.path, 'here');
      assert.ok(typeof problem.params?.['message'] === 'string');
      if (start !== undefined) assert.equal(problem.params['start'], start);
    });
  it('of another type than expected', () => {
    assert.equal(refusal('count', ['bool']).code, 'expression-result');
    assert.equal(refusal('now', ['string']).params?.['type'], 'timestamp');
    for (const [source, expect] of [
      ['site.x', 'bool'],
      ['[]', 'list<string>'],
      ['open', 'list'],
      ['now', 'timestamp'],
    ] as const)
      assert.ok(parseExpression(source, scope, [expect], '').ok, source);
  });
});

describe('bounds of work', () => {
  it('end long loops as unknown, in little time', () => {
    const list = `[${Array(100).fill(1).join()}]`;
    const long = `${list}.all(a, ${list}.all(b, ${Array(60).fill('a+b').join('+')} > 0))`;
    const rows = Array.from({ length: 2000 }, () => ({ size: 'in', number: 1n }));
    const parsed = parseExpression(
      'pieces.all(a, pieces.all(b, a.number == b.number))',
      scope,
      ['bool'],
      '',
    );
    assert.ok(parsed.ok);
    const took = cpuTime(() => {
      assert.equal(
        parsed.expression.evaluate((name) => (name === 'pieces' ? rows : read(name))),
        undefined,
      );
      evaluate(long);
    });
    assert.ok(took < 1000, `${took} ms`);
    assert.equal(
      parsed.expression.evaluate((name) => (name === 'pieces' ? rows.slice(0, 300) : read(name))),
      true,
    );
  });
  it('refuse texts that patterns or joins would take too long for', () => {
    const parsed = parseExpression(
      "name.matches('^a*$') || pieces.map(p, name).join().size() > 0",
      scope,
      ['bool'],
      '',
    );
    assert.ok(parsed.ok);
    const rows = Array.from({ length: 200 }, () => ({}));
    assert.equal(
      parsed.expression.evaluate((name) => (name === 'pieces' ? rows : 'a'.repeat(2001))),
      undefined,
    );
    assert.equal(
      parsed.expression.evaluate((name) => (name === 'pieces' ? rows : 'a'.repeat(2000))),
      true,
    );
  });
});
