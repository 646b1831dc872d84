/**
 * Procedure files that somebody might make to harm: each must be refused, quickly, with a path and a message.
 */
import { change, sample } from './sample.ts';

const text = { 'zh-CN': '项', en: 'Item' };
const item = (id: string, more: object = {}): object => ({
  id,
  type: 'text',
  label: text,
  ...more,
});
const repeat = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const file = (path: string, to: unknown): string => JSON.stringify(change(sample(), path, to));
const sections = (items: object[][]): object[] =>
  items.map((each, at) => ({ id: `s${at}`, title: text, items: each }));

/** A value of the wrong type for each member of the sample, and one member missing each. */
function* wrongMembers(): Generator<[string, string]> {
  const paths: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (path) paths.push(path);
    if (typeof value === 'object' && value !== null)
      for (const [name, each] of Object.entries(value))
        visit(each, path ? `${path}.${name}` : name);
  };
  visit(sample(), '');
  for (const path of paths) {
    const to =
      path.endsWith('required') || path.endsWith('note') ? 'yes' : path.endsWith('.at') ? {} : true;
    yield [`wrong type at ${path}`, file(path, to)];
  }
  for (const path of [
    'format',
    'id',
    'code',
    'version',
    'title',
    'kind',
    'covers',
    'surfaces',
    'access',
    'summary',
    'sections',
    'sections.0.items.0.label',
    'stages.0.next',
  ])
    yield [`without ${path}`, file(path, undefined)];
}

function* brokenTexts(): Generator<[string, string]> {
  const whole = JSON.stringify(sample());
  yield ['nested 100,000 deep, open', '['.repeat(100_000)];
  yield ['nested 100,000 deep, closed', `${'['.repeat(100_000)}${']'.repeat(100_000)}`];
  yield ['objects nested 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`];
  yield [
    'nested deep within',
    whole.replace('"covers":[]', `"covers":${'['.repeat(40)}${']'.repeat(40)}`),
  ];
  yield ['2 MB of text', file('title.en', 'x'.repeat(2_000_000))];
  yield ['1 MB of Chinese text', file('title.en', '长'.repeat(400_000))];
  yield ['1 MB in one string', file('title.en', 'x'.repeat(1_000_000))];
  yield ['1 MB of backslashes', `"${'\\'.repeat(1_000_000)}`];
  yield ['1 MB of blanks', ' '.repeat(1_000_000)];
  yield ['1 MB of quotes', '"'.repeat(1_000_000)];
  yield ['1 MB of numbers', `[${'1,'.repeat(500_000)}1]`];
  yield ['a number of 1 MB', '9'.repeat(1_000_000)];
  yield ['byte order mark', `\uFEFF${whole}`];
  yield ['empty', ''];
  for (const scalar of ['null', 'true', '7', '"x"', '[]', '{}']) yield [`only ${scalar}`, scalar];
  for (const part of [0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
    yield [`cut at ${part}`, whole.slice(0, Math.floor(whole.length * part))];
  for (const more of ['}', ',', ' x', '\0', '//'])
    yield [`${JSON.stringify(more)} after the end`, whole + more];
  yield ['comments', whole.replace('{', '{/* x */')];
  yield ['single quotes', whole.replaceAll('"', "'")];
  yield ['NaN', whole.replace('900', 'NaN')];
  yield ['infinity', whole.replace('900', '1e999')];
  yield ['NUL in a text', file('title.en', 'a\0b')];
  yield ['escape character in a text', file('title.en', 'a\u001b[31m')];
  yield ['half a surrogate pair', file('title.en', 'a\ud800b')];
  yield ['half a surrogate pair as a name', file('\udfff', 1)];
  yield ['raw NUL', whole.replace('搬运', '\0')];
  for (const name of ['__proto__', 'constructor', 'prototype'])
    for (const place of ['{"format"', '{"desk"', '{"direction"', '{"name":"label"'])
      yield [
        `${name} in ${place}`,
        whole.replace(place, `{"${name}":{"polluted":true},${place.slice(1)}`),
      ];
  yield [
    '__proto__ escaped',
    whole.replace('{"format"', '{"\\u005f_proto__":{"polluted":true},"format"'),
  ];
  yield ['a member twice', whole.replace('"required":true', '"required":true,"required":false')];
}

function* tooMuch(): Generator<[string, string]> {
  const many = (count: number): object[][] =>
    repeat(Math.ceil(count / 200), (at) => repeat(200, (next) => item(`i${at}x${next}`)));
  yield ['2,200 items', file('sections', sections(many(2200)))];
  yield [
    '300 items in a section',
    file('sections', sections([repeat(300, (at) => item(`i${at}`))])),
  ];
  yield ['101 sections', file('sections', sections(repeat(101, (at) => [item(`i${at}`)])))];
  yield [
    '3,000 sections',
    file(
      'sections',
      repeat(3000, () => ({})),
    ),
  ];
  yield [
    '2,000 broken items',
    file('sections', sections(repeat(10, () => repeat(200, () => ({}))))),
  ];
  yield [
    '21 tables',
    file(
      'sections',
      sections([repeat(21, (at) => item(`t${at}`, { type: 'table', items: [item('x')] }))]),
    ),
  ];
  yield [
    '100 tables of 20 columns',
    file(
      'sections',
      sections([
        repeat(100, (at) =>
          item(`t${at}`, { type: 'table', items: repeat(20, (next) => item(`c${next}`)) }),
        ),
      ]),
    ),
  ];
  yield [
    '3,000 options',
    file(
      'options.direction',
      repeat(3000, (at) => ({ value: `v${at}`, label: text })),
    ),
  ];
  yield [
    '201 options',
    file(
      'options.direction',
      repeat(201, (at) => ({ value: `v${at}`, label: text })),
    ),
  ];
  yield [
    '6,000 expressions',
    file(
      'effects',
      repeat(30, (at) => ({
        id: `e${at}`,
        on: 'done',
        create: {
          procedure: 'moving',
          with: Object.fromEntries(repeat(200, (next) => [`a${next}`, '1'])),
        },
      })),
    ),
  ];
  yield ['150,000 values', JSON.stringify(repeat(100, () => repeat(1500, () => 0)))];
  yield ['5,000 members', JSON.stringify(Object.fromEntries(repeat(5000, (at) => [`m${at}`, 0])))];
  yield [
    '41 stages',
    file(
      'stages',
      repeat(41, (at) => ({ id: `s${at}`, title: text, next: [] })),
    ),
  ];
  yield [
    '10,000 next stages',
    file(
      'stages.0.next',
      repeat(10_000, () => 'done'),
    ),
  ];
}

/** Expressions that must not get through, wherever they stand. */
const expressions: Readonly<Record<string, string>> = {
  'no CEL': 'type ==',
  'wrong type': "weight > 'x'",
  'unknown name': 'nobody',
  JavaScript: '(() => { throw 1 })()',
  'a constructor': "name.constructor('return 1')()",
  'a prototype': 'site.__proto__.polluted == true',
  'an inherited name': 'hasOwnProperty',
  'a map with __proto__': "{'__proto__': {'polluted': true}}.polluted",
  'a backtracking pattern': "name.matches('^(a+)+$')",
  another: "name.matches('(x|x)*y')",
  'another still': "name.matches('.*.*.*.*x')",
  'a computed pattern': "name.matches('(a' + '+)+$')",
  'a pattern of an answer': 'name.matches(name)',
  'a huge pattern': "name.matches('((a{100}){100}){100}')",
  'deep parentheses': `${'('.repeat(900)}true${')'.repeat(900)}`,
  'deep negation': `${'!'.repeat(1999)}true`,
  'deep lists': `${'['.repeat(400)}1${']'.repeat(400)}`,
  'deep members': `site${'.a'.repeat(600)}`,
  'deep calls': `${'size('.repeat(300)}'x'${')'.repeat(300)}`,
  'deep choices': `${'true?'.repeat(300)}1${':1'.repeat(300)}`,
  'many nodes': `${'true||'.repeat(320)}true`,
  'nested loops': `[1].all(a,${'[1].all(b,'.repeat(5)}true${')'.repeat(6)}`,
  bytes: "b'x' == b'x'  && bytes(name).size() > 0",
  'a binding': "cel.bind(x, 'ab', x + x) == ''",
  'a type name': 'type(name) == string',
  'too long': `name == '${'x'.repeat(3000)}'`,
  NUL: "name == '\0'",
  nothing: '',
  blanks: '   ',
  'an octal escape': "'\\777' == ''",
  'a huge number': `${'9'.repeat(400)} == 1`,
};

function* badExpressions(): Generator<[string, string]> {
  for (const [what, source] of Object.entries(expressions))
    for (const path of ['sections.0.items.0.show', 'stages.1.guard.ok', 'effects.0.when'])
      yield [`${what} at ${path}`, file(path, source)];
  yield ['an expression that is a number', file('sections.0.items.0.show', 1)];
  yield ['an expression that is true', file('sections.0.items.0.show', true)];
}

function* badSense(): Generator<[string, string]> {
  const chain = repeat(190, (at) => item(`i${at}`, { show: `answered(i${(at + 1) % 190})` }));
  yield ['a cycle of 190', file('sections', sections([chain]))];
  const all = repeat(60, (at) =>
    item(`i${at}`, { show: repeat(60, (next) => `answered(i${next})`).join('||') }),
  );
  yield ['everything depends on everything', file('sections', sections([all]))];
  yield ['a section that shows itself', file('sections.0.show', "name == ''")];
  yield [
    '2,000 times one id',
    file('sections', sections(repeat(10, () => repeat(200, () => item('same'))))),
  ];
  yield ['ids of objects', file('sections.0.items.2.id', 'hasOwnProperty')];
  yield ['options that objects have', file('sections.0.items.1.options', 'toString')];
  yield ['a number as an id', file('sections.0.items.2.id', 7)];
  yield ['an id with a dot', file('sections.0.items.2.id', 'a.b')];
  yield ['an id in Chinese', file('sections.0.items.2.id', '姓名')];
  yield [
    'a table in a table',
    file('sections.1.items.0.items.0', item('inner', { type: 'table', items: [item('x')] })),
  ];
  yield ['HTML in an output', file('outputs.0.blocks.0', { html: '<script>' })];
  yield ['a duration of ages', file('stages.0.deadlines.0.within', 'P999999999D')];
  yield [
    'stages in a ring',
    file(
      'stages',
      repeat(40, (at) => ({ id: `s${at}`, title: text, next: [`s${(at + 1) % 40}`] })),
    ),
  ];
}

/** What it is, and its text. */
export function hostileFiles(): [string, string][] {
  return [...wrongMembers(), ...brokenTexts(), ...tooMuch(), ...badExpressions(), ...badSense()];
}
