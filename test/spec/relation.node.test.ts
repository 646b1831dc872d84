import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { check } from '../../src/spec/check.ts';
import { change, procedureOf, sample, sampleOptions } from './sample.ts';

const text = { 'zh-CN': '项', en: 'Item' };

/** What the sample is related to. */
function other(): Record<string, unknown> {
  return {
    format: 1,
    id: 'card',
    code: 'T02',
    version: '1.0.0',
    title: text,
    kind: 'register',
    covers: [],
    surfaces: { desk: { icon: 'box', order: 2 } },
    access: { create: ['frontdesk'] },
    summary: text,
    sections: [
      {
        id: 'all',
        title: text,
        items: [
          { id: 'who', type: 'text', label: text },
          { id: 'tel', type: 'phone', label: text },
          { id: 'home', type: 'room', label: text },
          { id: 'number', type: 'int', label: text },
          { id: 'until', type: 'date', label: text },
        ],
      },
    ],
    stages: [
      { id: 'valid', title: text, next: ['over'] },
      { id: 'over', title: text, next: ['valid'] },
    ],
  };
}

/** The sample with a `ref` (`sections.0.items.6`) and a table of entries (`.7`), and changes to it or to its library. */
function problems(...changes: readonly (readonly [path: string, to: unknown])[]) {
  const value = change(sample(), 'sections.0.items.6', {
    id: 'card',
    type: 'ref',
    label: text,
    procedure: 'card',
    stages: ['valid'],
    copy: { name: 'who', phone: 'tel' },
  });
  change(value, 'sections.0.items.7', {
    id: 'cards',
    type: 'table',
    label: text,
    from: { procedure: 'card', stages: ['valid'] },
    items: [{ id: 'called', type: 'text', label: text, value: 'row.title' }],
  });
  change(value, 'offers', [
    {
      id: 'copy',
      label: text,
      procedure: 'card',
      with: { who: 'name + selfNumber' },
      at: ['open'],
    },
  ]);
  change(value, 'anywhere', { ref: 'card', with: { name: 'room' } });
  change(value, 'hints', [
    {
      id: 'known',
      procedure: 'card',
      same: [{ mine: 'phone', theirs: 'tel', by: 'last4' }],
      stages: ['valid'],
      when: "type == 'out'",
      say: { 'zh-CN': '{who}来过 {count} 次', en: '{who} {count}' },
      offer: { label: text, procedure: 'card', with: { who: 'self' } },
    },
  ]);
  change(value, 'unique', [['name', 'phone']]);
  change(value, 'pass', {
    at: ['open'],
    until: 'until',
    facts: ['name'],
    rows: { table: 'goods', columns: ['kind'] },
    gate: 'card',
  });
  change(value, 'guide', { fees: text });
  change(value, 'outputs.0.blocks', [{ pass: true }, { guide: true }]);
  change(value, 'effects.1', {
    id: 'end',
    on: 'done',
    when: 'lot < 30 && self != selfNumber',
    move: { entry: 'card', to: 'over', with: { who: 'name' } },
  });
  const procedures = [other()];
  for (const [path, to] of changes)
    if (path.startsWith('card:')) change(procedures[0], path.slice(5), to);
    else change(value, path, to);
  return check(procedureOf(value), {
    options: sampleOptions,
    procedures: procedures.map(procedureOf),
  });
}

const ref = 'sections.0.items.6';
const table = 'sections.0.items.7';
const hint = 'hints.0';

const cases: readonly (readonly [path: string, to: unknown, code: string, at?: string])[] = [
  [`${ref}.stages`, ['gone'], 'unknown-reference', `${ref}.stages.0`],
  [`${ref}.procedure`, undefined, 'unknown-reference', `${ref}.stages`],
  [`${ref}.copy`, { nobody: 'who' }, 'unknown-reference', `${ref}.copy.nobody`],
  [`${ref}.copy`, { name: 'nobody' }, 'unknown-reference', `${ref}.copy.name`],
  [`${ref}.copy`, { goods: 'who' }, 'wrong-kind', `${ref}.copy.goods`],
  [`${ref}.copy`, { name: 'number' }, 'unlike', `${ref}.copy.name`],
  [`${ref}.copy`, { fee: 'number' }, 'computed', `${ref}.copy.fee`],
  [`${table}.from.procedure`, 'nothing', 'unknown-reference'],
  [`${table}.from.stages`, ['gone'], 'unknown-reference', `${table}.from.stages.0`],
  [`${table}.rows`, 'open', 'contradiction', `${table}.from`],
  [`${table}.from.with`, ['who', 'nobody'], 'unknown-reference', `${table}.from.with.1`],
  [
    `${table}.items.1`,
    { id: 'shot', type: 'photo', label: text, beside: [{ item: 'who' }] },
    'wrong-kind',
    `${table}.items.1.beside.0.item`,
  ],
  [
    `${table}.items.1`,
    {
      id: 'shot',
      type: 'photo',
      label: text,
      beside: [{ procedure: 'card', table: 'tel', item: 'x' }],
    },
    'unknown-reference',
    `${table}.items.1.beside.0.table`,
  ],
  ['effects.1.create', { procedure: 'card', with: {} }, 'contradiction', 'effects.1.move'],
  ['effects.1.move', undefined, 'no-effect', 'effects.1'],
  ['effects.1.move.entry', 'name', 'wrong-kind'],
  ['effects.1.move.entry', 'nobody', 'unknown-reference'],
  ['effects.1.move.to', 'gone', 'unknown-reference'],
  ['effects.1.move.with', { nobody: 'name' }, 'unknown-reference', 'effects.1.move.with.nobody'],
  ['effects.1.move.with', { who: '1' }, 'expression-result', 'effects.1.move.with.who'],
  ['effects.1.when', 'lots < 30', 'unknown-name'],
  ['sections.0.items.0.show', "self == ''", 'unknown-name'],
  ['offers.0.procedure', 'nothing', 'unknown-reference'],
  ['offers.0.with', { nobody: 'name' }, 'unknown-reference', 'offers.0.with.nobody'],
  ['offers.0.with', { who: 'name + 1' }, 'expression-type', 'offers.0.with.who'],
  ['offers.0.at', ['gone'], 'unknown-reference', 'offers.0.at.0'],
  ['offers.0.when', 'name', 'expression-result'],
  ['anywhere.ref', 'name', 'wrong-kind'],
  ['anywhere.with', { nobody: 'room' }, 'unknown-reference', 'anywhere.with.nobody'],
  ['anywhere.with', { name: 'colour' }, 'unknown-reference', 'anywhere.with.name'],
  [`${hint}.procedure`, 'nothing', 'unknown-reference'],
  [`${hint}.same.0.mine`, 'nobody', 'unknown-reference'],
  [`${hint}.same.0.theirs`, 'nobody', 'unknown-reference'],
  [`${hint}.same.0.mine`, 'fee', 'wrong-kind'],
  [`${hint}.same.0.by`, 'riser', 'wrong-kind', `${hint}.same.0.mine`],
  [`${hint}.same.0`, { mine: 'name', theirs: 'number' }, 'unlike'],
  [`${hint}.stages`, ['gone'], 'unknown-reference', `${hint}.stages.0`],
  [`${hint}.when`, 'type', 'expression-result'],
  [`${hint}.say.en`, '{nobody}', 'unknown-placeholder'],
  [`${hint}.offer.with`, { nobody: 'name' }, 'unknown-reference', `${hint}.offer.with.nobody`],
  ['unique.0', ['name', 'nobody'], 'unknown-reference', 'unique.0.1'],
  ['unique.0', ['goods'], 'wrong-kind', 'unique.0.0'],
  ['pass.at', ['gone'], 'unknown-reference', 'pass.at.0'],
  ['pass.until', 'name', 'wrong-kind'],
  ['pass.facts', ['nobody'], 'unknown-reference', 'pass.facts.0'],
  ['pass.rows.table', 'name', 'wrong-kind'],
  ['pass.rows.columns', ['nobody'], 'unknown-reference', 'pass.rows.columns.0'],
  ['pass.gate', 'nothing', 'unknown-reference'],
  ['pass', undefined, 'unknown-reference', 'outputs.0.blocks.0.pass'],
  ['guide', undefined, 'unknown-reference', 'outputs.0.blocks.1.guide'],
  ['facets.until', 'name', 'wrong-kind'],
  ['facets.plate', 'until', 'wrong-kind'],
  ['sections.0.items.2.id', 'self', 'reserved-id'],
  ['sections.0.items.2.id', 'selfNumber', 'reserved-id'],
  ['sections.0.items.2.id', 'lot', 'reserved-id'],
  ['sections.0.items.2.id', 'stage', 'reserved-id'],
  ['sections.0.items.2.id', 'units', 'reserved-id'],
  ['sections.0.items.2.id', 'pass', 'reserved-id'],
];

describe('relations to other entries', () => {
  it('are right in a procedure that is', () => {
    assert.deepEqual(problems(), []);
  });
  for (const [path, to, code, at = path] of cases)
    it(`${path} = ${JSON.stringify(to)}: ${code}`, () => {
      const found = problems([path, to]).filter((each) => each.code === code);
      assert.ok(
        found.some((each) => each.path === at || each.path === `${at}.id`),
        JSON.stringify(problems([path, to])),
      );
    });

  it('a column may be called stage: only top items share paths with the stage', () => {
    assert.deepEqual(
      problems(['sections.1.items.0.items.2', { id: 'stage', type: 'text', label: text }]),
      [],
    );
  });
  it('a ref to any procedure moves to a stage that some procedure has', () => {
    const any = [
      [`${ref}.procedure`, undefined],
      [`${ref}.stages`, undefined],
      [`${ref}.copy`, undefined],
    ] as const;
    assert.deepEqual(problems(...any), []);
    const [problem] = problems(...any, ['effects.1.move.to', 'gone']);
    assert.equal(problem?.path, 'effects.1.move.to');
  });
  it('rows of surroundings are typed', () => {
    const rows = (source: string, value: string) =>
      problems(
        [`${table}.from`, undefined],
        [`${table}.rows`, source],
        [`${table}.items.0.value`, value],
      );
    assert.deepEqual(rows('units', 'row.name'), []);
    assert.deepEqual(rows('pass.rows', 'row.text'), []);
    assert.equal(rows('units', 'row.nmae')[0]?.code, 'expression-type');
  });
});

describe('procedures that open one another', () => {
  const opening = (procedure: string, when?: string) => ({
    id: 'again',
    on: 'valid',
    ...(when !== undefined && { when }),
    create: { procedure, with: {} },
  });
  const endless = (effect: object, theirs?: object) =>
    problems(
      [
        'effects.0',
        { id: 'again', on: 'open', create: { procedure: 'card', with: {} }, ...effect },
      ],
      ['card:effects', theirs ? [theirs] : undefined],
    ).filter(({ code }) => code === 'endless');

  it('for ever, are refused, with the way round', () => {
    const [found] = endless({}, opening('moving'));
    assert.deepEqual(found?.params?.['through'], ['moving', 'card', 'moving']);
    const [own] = endless({ create: { procedure: 'moving', with: {} } });
    assert.deepEqual(own?.params?.['through'], ['moving', 'moving']);
  });
  it('may, where something has to come about first', () => {
    assert.deepEqual(endless({}, opening('card')), []);
    assert.deepEqual(endless({}, opening('moving', "who != ''")), []);
    assert.deepEqual(endless({ on: 'refused' }, opening('moving')), []);
    assert.deepEqual(endless({ when: 'answered(phone)' }, opening('moving')), []);
  });
});
