/** Forms ask what `fields.ts` lists, with the right kind of answer and in both languages. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Item, OptionLists, Procedure } from '../../src/spec/procedure.ts';
import { fields, limits, options, stages } from './fields.ts';

const folder = join(import.meta.dirname, '../../public/procedures');
const load = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const shared = load('options.json') as OptionLists;
const procedureOf = (id: string): Procedure => load(`${id}.json`) as Procedure;
const words = (text: string): string[] => text.trim().split(/\s+/);

/** Items and columns by path. */
function itemsOf(procedure: Procedure): Map<string, Item> {
  const items = procedure.sections.flatMap((section) => section.items);
  const columns = items.flatMap((item) =>
    item.type === 'table' ? item.items.map((each) => [`${item.id}/${each.id}`, each] as const) : [],
  );
  return new Map([...items.map((item) => [item.id, item] as const), ...columns]);
}

test('each form asks what it has to, in both languages', () => {
  const wrong = Object.entries(fields).flatMap(([id, list]) => {
    const items = itemsOf(procedureOf(id));
    return words(list)
      .filter((asked) => {
        const [path = '', type] = asked.split(':');
        const item = items.get(path);
        return item?.type !== type || !item?.label['zh-CN'] || !item.label.en;
      })
      .map((asked) => `${id} ${asked}`);
  });
  assert.deepEqual(wrong, []);
});

test('option lists offer what they have to', () => {
  const wrong = Object.entries(options).flatMap(([path, list]) => {
    const [id = '', name = ''] = path.split('.');
    const procedure = procedureOf(id);
    const item = itemsOf(procedure).get(name);
    const key = item && 'options' in item ? item.options : '';
    const offered = (procedure.options?.[key] ?? shared[key] ?? []).map(({ value }) => value);
    return words(list)
      .filter((value) => !offered.includes(value))
      .map((value) => `${path} ${value}`);
  });
  assert.deepEqual(wrong, []);
});

test('every stage is there and can be reached', () => {
  const wrong = Object.entries(stages).flatMap(([id, list]) => {
    const all = procedureOf(id).stages ?? [];
    const reached = new Set([all[0]?.id, ...all.flatMap(({ next }) => next)]);
    return words(list)
      .filter((stage) => !reached.has(stage))
      .map((stage) => `${id} ${stage}`);
  });
  assert.deepEqual(wrong, []);
});

test('limits are those that a site begins with', () => {
  const found = Object.keys(limits).map((path) => {
    const [id = '', stage, name] = path.split('.');
    const { deadlines = [] } = procedureOf(id).stages?.find((each) => each.id === stage) ?? {};
    return [path, deadlines.find((each) => each.id === name)?.within];
  });
  assert.deepEqual(Object.fromEntries(found), limits);
});
