import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { check } from '../../src/spec/check.ts';
import { parseProcedure } from '../../src/spec/parse.ts';
import type { Procedure } from '../../src/spec/procedure.ts';
import { change, cpuTime, procedureOf, sample, sampleOptions } from './sample.ts';

const text = { 'zh-CN': '项', en: 'Item' };
const note = { id: 'extra', type: 'note', label: text };

/** Checks the sample with one member changed, together with its library. */
function problemsWith(path: string, to: unknown, more: Readonly<Record<string, unknown>> = {}) {
  const value = sample();
  for (const [where, what] of Object.entries({ ...more, [path]: to })) change(value, where, what);
  return check(procedureOf(value), { options: sampleOptions, procedures: [] });
}

type Case = [
  path: string,
  to: unknown,
  code: string,
  at?: string | undefined,
  more?: Readonly<Record<string, unknown>>,
];
const who = 'sections.0.items';
const goods = 'sections.1.items.0';

const link = (part: object): object => ({
  procedure: 'moving',
  at: ['done'],
  until: 'until',
  with: {},
  ...part,
});

const cases: Readonly<Record<string, Case[]>> = {
  ids: [
    [`${who}.1.id`, 'name', 'duplicate-id', `${who}.1.id`],
    ['sections.1.id', 'who', 'duplicate-id', 'sections.1.id'],
    [`${goods}.items.1.id`, 'kind', 'duplicate-id', `${goods}.items.1.id`],
    [`${goods}.items.1.id`, 'phone', 'duplicate-id', `${goods}.items.1.id`],
    ['stages.2.id', 'done', 'duplicate-id', 'stages.2.id'],
    [
      'effects',
      [1, 2].map(() => ({ id: 'e', on: 'done', create: { procedure: 'moving', with: {} } })),
      'duplicate-id',
      'effects.1.id',
    ],
    ['options.direction.1.value', 'in', 'duplicate-id', 'options.direction.1.value'],
    [`${who}.2.id`, 'now', 'reserved-id', `${who}.2.id`],
    [`${who}.2.id`, 'while', 'reserved-id', `${who}.2.id`],
    [`${who}.2.id`, 'constructor', 'reserved-id', `${who}.2.id`],
    [`${goods}.items.1.id`, 'toString', 'reserved-id', `${goods}.items.1.id`],
  ],
  references: [
    [`${who}.1.options`, 'nowhere', 'unknown-reference', `${who}.1.options`],
    [`${who}.1.options`, 'valueOf', 'unknown-reference', `${who}.1.options`],
    [`${goods}.items.0.options`, 'nowhere', 'unknown-reference', `${goods}.items.0.options`],
    ['pinned', ['nowhere'], 'unknown-reference', 'pinned.0'],
    [
      'acknowledges',
      { procedure: 'nothing', title: 'name', version: 'name', by: 'name' },
      'unknown-reference',
      'acknowledges.procedure',
    ],
    [
      'acknowledges',
      { procedure: 'name', title: 'name', version: 'name', by: 'name' },
      'wrong-kind',
      'acknowledges.by',
    ],
    [
      'roster',
      { day: 'name', shift: 'name', dept: 'name', person: 'name', name: 'name', phone: 'nothing' },
      'unknown-reference',
      'roster.phone',
    ],
    ['facets.name', 'nobody', 'unknown-reference', 'facets.name'],
    ['facets.due', 'name', 'wrong-kind', 'facets.due'],
    ['privacy', { consent: 'name' }, 'wrong-kind', 'privacy.consent'],
    ['sections.2.items.1.by', 'nobody', 'unknown-reference', 'sections.2.items.1.by'],
    ['sections.2.items.1.by', 'name', 'wrong-kind', 'sections.2.items.1.by'],
    ['sections.2.items.2.distinct', ['keeper'], 'wrong-kind', 'sections.2.items.2.distinct.0'],
    [
      'sections.2.items.2.distinct',
      ['ownerSign'],
      'self-reference',
      'sections.2.items.2.distinct.0',
    ],
    ['sections.2.at', ['never'], 'unknown-reference', 'sections.2.at.0'],
    ['stages.0.next', ['done', 'refused', 'never'], 'unknown-reference', 'stages.0.next.2'],
    ['effects.0.on', 'never', 'unknown-reference', 'effects.0.on'],
    ['effects.0.create.procedure', 'nothing', 'unknown-reference', 'effects.0.create.procedure'],
    [
      'effects.0.create.with',
      { nothing: 'name' },
      'unknown-reference',
      'effects.0.create.with.nothing',
    ],
    ['effects.0.create.with', { fee: '1' }, 'computed', 'effects.0.create.with.fee'],
    ['effects.0.create.with', { goods: '[1]' }, 'wrong-kind', 'effects.0.create.with.goods'],
    [
      'sections.1.items.1.fail.action.procedure',
      'nothing',
      'unknown-reference',
      'sections.1.items.1.fail.action.procedure',
    ],
    [
      'outputs.0.blocks.0',
      { facts: ['name', 'nobody'] },
      'unknown-reference',
      'outputs.0.blocks.0.facts.1',
    ],
    ['outputs.0.blocks.1', { table: 'name' }, 'wrong-kind', 'outputs.0.blocks.1.table'],
    ['outputs.0.blocks.2', { signs: ['name'] }, 'wrong-kind', 'outputs.0.blocks.2.signs.0'],
    [
      `${who}.0`,
      { id: 'name', type: 'ref', label: text, procedure: 'nothing' },
      'unknown-reference',
      `${who}.0.procedure`,
    ],
    [
      'options.direction',
      [{ value: 'in', label: text, retired: true }],
      'no-options',
      `${who}.1.options`,
    ],
  ],
  expressions: [
    [`${who}.0.show`, 'nobody == 1', 'unknown-name', `${who}.0.show`],
    [`${who}.0.show`, 'name +', 'expression-syntax', `${who}.0.show`],
    [`${who}.0.show`, 'name', 'expression-result', `${who}.0.show`],
    [`${who}.2.require`, "type == 'inn'", 'unknown-option', `${who}.2.require`],
    [`${who}.2.require`, "type in ['in', 'up']", 'unknown-option', `${who}.2.require`],
    [`${who}.2.require`, "goods.exists(g, g.kind == 'huge')", 'unknown-option', `${who}.2.require`],
    [`${who}.2.require`, "surface == 'desktop'", 'unknown-option', `${who}.2.require`],
    [`${who}.2.require`, "'boss' in user.roles", 'unknown-option', `${who}.2.require`],
    [`${who}.2.require`, "door == 'failed'", 'unknown-option', `${who}.2.require`],
    [`${who}.3.default`, 'today', 'expression-result', `${who}.3.default`],
    [`${goods}.rows`, 'goods', 'rows-without-id', `${goods}.rows`],
    [`${goods}.rows`, '[1, 2]', 'rows-without-id', `${goods}.rows`],
    ['stages.1.guard.ok', 'keeper', 'expression-result', 'stages.1.guard.ok'],
    [
      'effects.0.create.with',
      { weight: 'name' },
      'expression-result',
      'effects.0.create.with.weight',
    ],
    [
      'sections.1.items.1.fail.action.with',
      { name: 'photos' },
      'expression-result',
      'sections.1.items.1.fail.action.with.name',
    ],
    ['sections.1.show', 'count > 1', 'unknown-name', 'sections.1.show'],
    ['stages.0.deadlines.0.when', '1', 'expression-result', 'stages.0.deadlines.0.when'],
  ],
  cycles: [
    [`${who}.0.show`, 'answered(name)', 'cycle', `${who}.0.show`],
    [
      `${who}.0.show`,
      'answered(phone)',
      'cycle',
      `${who}.2.show`,
      { [`${who}.2.show`]: 'answered(name)' },
    ],
    [`${who}.1.show`, "door == 'pass'", 'cycle', undefined],
    [`${goods}.items.0.show`, 'count(goods) > 1', 'cycle', undefined],
    [`${goods}.items.0.show`, 'count > 1', 'cycle', undefined],
    [`${who}.4.default`, 'double(fee)', 'cycle', undefined, { [`${who}.5.value`]: 'int(weight)' }],
  ],
  stages: [
    ['stages.0.next', ['done'], 'unreachable-stage', 'stages.2.id'],
    ['stages.1.next', ['done'], 'no-end', 'stages.1.next'],
    ['stages.0.next', ['done', 'refused', 'done'], 'duplicate-next', 'stages.0.next.2'],
    ['stages.0.guard', { ok: 'true', say: text }, 'first-stage', 'stages.0.guard'],
    ['stages.0.deadlines.0.within', undefined, 'bad-deadline', 'stages.0.deadlines.0'],
    ['stages.0.deadlines.0.until', 'until', 'bad-deadline', 'stages.0.deadlines.0'],
    ['stages.0.deadlines.0.within', 'PT0M', 'bad-deadline', 'stages.0.deadlines.0'],
    [
      'stages.1.deadlines',
      [{ id: 'x', label: text, within: 'PT1H' }],
      'bad-deadline',
      'stages.1.deadlines',
    ],
    [
      'stages.0.deadlines',
      ['a', 'b'].map((id) => ({ id, label: text, within: 'PT1H' })),
      'unreachable-deadline',
      'stages.0.deadlines.1',
    ],
  ],
  items: [
    [`${who}.5.required`, true, 'contradiction', `${who}.5.required`],
    [`${who}.5.default`, '1', 'contradiction', `${who}.5.default`],
    [`${who}.0.readonly`, true, 'contradiction', `${who}.0.readonly`],
    [`${who}.0.require`, 'true', 'contradiction', `${who}.0.require`],
    [`${who}.0`, { ...note, id: 'name', required: true }, 'not-for-type', `${who}.0.required`],
    ['sections.2.items.1.default', "'x'", 'not-for-type', 'sections.2.items.1.default'],
    [`${who}.4.min`, 901, 'bad-bounds', `${who}.4`],
    [`${goods}.max`, -1, 'bad-bounds', goods],
    [`${goods}.min`, 1.5, 'bad-bounds', goods],
    [`${who}.0.maxLength`, 0, 'bad-bounds', `${who}.0`],
    ['sections.1.items.1.measure', { min: 5, max: 1 }, 'bad-bounds', 'sections.1.items.1.measure'],
    [`${who}.0.retain`, 'P0D', 'not-kept', `${who}.0.retain`],
    [`${who}.0.surfaces`, ['kiosk'], 'never-asked', `${who}.0.surfaces`],
    ['access.create', ['visitor'], 'nobody', 'surfaces'],
    ['surfaces.kiosk', { icon: 'box', order: 1 }, 'nobody', 'access.create'],
  ],
  calls: [
    ['calls', true, 'bad-call', 'calls'],
    ['invites', link({ at: ['nowhere'] }), 'unknown-reference', 'invites.at.0'],
    ['invites', link({ until: 'nobody' }), 'unknown-reference', 'invites.until'],
    ['invites', link({ until: 'name' }), 'wrong-kind', 'invites.until'],
    ['invites', link({ procedure: 'nowhere' }), 'unknown-reference', 'invites.procedure'],
    ['invites', link({ with: { there: 'nobody' } }), 'unknown-reference', 'invites.with.there'],
  ],
  schedules: [
    ['schedule', { each: 'shift' }, 'bad-schedule', 'stages.0.draft'],
    ['schedule', { each: 'day' }, 'bad-schedule', 'stages.0.draft', { stages: undefined }],
    [
      'schedule',
      { each: 'week', on: 8 },
      'bad-schedule',
      'schedule.on',
      { 'stages.0.draft': true },
    ],
    [
      'schedule',
      { each: 'shift', times: ['08:30'] },
      'bad-schedule',
      'schedule.times',
      { 'stages.0.draft': true },
    ],
  ],
  texts: [
    [`${who}.0.label.en`, undefined, 'no-english', `${who}.0.label`],
    ['options.direction.0.label.en', undefined, 'no-english', 'options.direction.0.label'],
    ['summary.en', '{nobody}', 'unknown-placeholder', 'summary.en'],
    ['summary.en', '{goods}', 'unknown-placeholder', 'summary.en'],
    ['summary.en', '{name', 'bad-placeholder', 'summary.en'],
    ['number', '{site}{seq}', 'number-collides', 'number'],
    ['number', '{device}{seq}{year}', 'unknown-placeholder', 'number'],
  ],
};

describe('check', () => {
  it('has nothing against the sample', () => {
    assert.deepEqual(check(procedureOf(sample()), { options: sampleOptions, procedures: [] }), []);
  });
  for (const [kind, list] of Object.entries(cases))
    describe(kind, () => {
      for (const [path, to, code, at, more] of list)
        it(`${code}: ${path} = ${JSON.stringify(to)}`, () => {
          const problems = problemsWith(path, to, more);
          const found = problems.filter((problem) => problem.code === code);
          assert.ok(found.length > 0, JSON.stringify(problems));
          if (at !== undefined)
            assert.ok(
              found.some((problem) => problem.path === at),
              JSON.stringify(found),
            );
        });
    });

  it('names the way round a cycle', () => {
    const [cycle] = problemsWith(`${who}.0.show`, 'answered(phone)', {
      [`${who}.2.show`]: 'answered(weight)',
      [`${who}.4.show`]: 'answered(name)',
    });
    assert.deepEqual(cycle?.params?.['through'], ['name', 'phone', 'weight', 'name']);
  });
  it('lets two items each be required while the other is empty, a stage follow itself, two tables count', () => {
    const second = { ...(sample()['sections'] as { items: object[] }[])[1]?.items[0], id: 'more' };
    const problems = problemsWith(`${who}.0.required`, undefined, {
      [`${who}.0.require`]: '!answered(phone)',
      [`${who}.2.require`]: '!answered(name)',
      'stages.0.next': ['open', 'done', 'refused'],
      'sections.1.items.2': second,
    });
    assert.deepEqual(problems, []);
  });
  it('does not check what it has no library for', () => {
    const value = change(sample(), 'effects.0.create.procedure', 'elsewhere');
    assert.deepEqual(check(procedureOf(value)), []);
  });
  it('a table in a table cannot be written', () => {
    const inner = {
      id: 'inner',
      type: 'table',
      label: text,
      items: [{ id: 'x', type: 'text', label: text }],
    };
    const parsed = parseProcedure(JSON.stringify(change(sample(), `${goods}.items.0`, inner)));
    assert.ok(!parsed.ok);
    assert.equal(parsed.problems[0]?.code, 'wrong-value');
    assert.equal(parsed.problems[0].path, `${goods}.items.0.type`);
  });
  it('checks a large procedure in little time', () => {
    const items = Array.from({ length: 190 }, (_, at) => ({
      id: `item${at}`,
      type: 'int',
      label: text,
      check: [{ ok: `item${at} > 0 && item0 < 5`, say: text }],
      ...(at > 0 && { show: `answered(item${at - 1})` }),
    }));
    const value = change(
      sample(),
      'sections',
      Array.from({ length: 10 }, (_, at) => ({
        id: `section${at}`,
        title: text,
        items: items.map((item) => ({
          ...item,
          id: `s${at}${item.id}`,
          check: [],
          show: at > 0 || item.id !== 'item0' ? `answered(s0item0)` : 'true',
        })),
      })),
    );
    for (const path of ['facets', 'stages', 'effects', 'outputs', 'options'])
      change(value, path, undefined);
    change(value, 'summary', text);
    const procedure: Procedure = procedureOf(value);
    const took = cpuTime(() => check(procedure));
    assert.ok(took < 1000, `${took} ms`);
  });
});
