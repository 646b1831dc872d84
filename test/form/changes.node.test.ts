import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { changesOf } from '../../src/form/changes.ts';
import type { Procedure } from '../../src/spec/procedure.ts';

const opening = JSON.parse(
  readFileSync(new URL('../../public/procedures/opening.json', import.meta.url), 'utf8'),
) as Procedure;
type Open = { -readonly [K in keyof Procedure]: Procedure[K] };

const told = (change: (procedure: Open) => void): string[] => {
  const after = structuredClone(opening) as Open;
  change(after);
  return changesOf(opening, after).map(
    ({ kind, what, label, before, after: now }) =>
      `${kind} ${what} ${label['zh-CN']}${typeof now === 'string' ? ` ${String(before)} → ${now}` : ''}`,
  );
};
const itemOf = (procedure: Procedure, id: string) =>
  procedure.sections.flatMap(({ items }) => items).find((each) => each.id === id);

describe('what changed in a procedure', () => {
  it('is nothing where only what people never see changed', () => {
    assert.deepEqual(
      told((procedure) => (procedure.version = '9.0.0')),
      [],
    );
  });
  it('is told by items, limits, times and stages', () => {
    const changes = told((procedure) => {
      const radio = itemOf(procedure, 'radio');
      if (radio?.type === 'check' && radio.measure) radio.measure.min = 60;
      const remark = itemOf(procedure, 'remark');
      if (remark) remark.required = true;
      procedure.sections[1]?.items.shift();
      procedure.sections[1]?.items.push({
        id: 'gloves',
        type: 'bool',
        label: { 'zh-CN': '手套', en: 'Gloves' },
      });
      const [stage] = procedure.stages ?? [];
      if (stage?.deadlines?.[0]) stage.deadlines[0].within = 'PT20M';
      procedure.stages?.push({ id: 'seen', title: { 'zh-CN': '已复核', en: 'Seen' }, next: [] });
    });
    assert.deepEqual(changes, [
      'added item 手套',
      'limit item 对讲机电量 50–100 → 60–100',
      'required item 说明',
      'removed item 工服整洁、穿着齐全',
      'limit time 完成岗前检查 PT30M → PT20M',
      'added stage 已复核',
    ]);
  });
  it('a new table is one change, and so is one that is gone', () => {
    const without = structuredClone(opening) as Open;
    for (const section of without.sections)
      section.items.splice(
        0,
        section.items.length,
        ...section.items.filter(({ type }) => type !== 'table'),
      );
    const added = changesOf(without, opening).map(({ kind, label }) => `${kind} ${label['zh-CN']}`);
    assert.deepEqual(added, ['added 登记的区域', 'added 登记的设备', 'added 快用完的用品']);
    const removed = changesOf(opening, without).map(({ kind }) => kind);
    assert.deepEqual(removed, ['removed', 'removed', 'removed']);
  });
});
