/** The questions as a procedure of ours. */
import type { Around } from '../../../src/form/around.ts';
import type { Item, Procedure } from '../../../src/spec/procedure.ts';
import { limit, options, type Question } from './questions.ts';

export const around: Around = {
  now: '2026-11-24T08:00:00Z',
  zone: 'Asia/Shanghai',
  surface: 'desk',
  site: { id: 's', name: '示例花园', settings: {} },
};

const both = (text: string) => ({ 'zh-CN': text, en: text });

function itemOf({ id, type, label, hides, of }: Question): Item {
  const common = {
    id,
    label: both(label),
    ...(hides && { show: `orElse(${hides}, 0) < ${limit}` }),
  };
  switch (type) {
    case 'text':
    case 'long':
    case 'date':
      return { ...common, type };
    case 'number':
      return { ...common, type: 'int' };
    case 'one':
      return { ...common, type: 'one', options: 'five', look: 'list' };
    case 'sum':
      return { ...common, type: 'int', value: `orElse(${of?.[0]}, 0) + orElse(${of?.[1]}, 0)` };
  }
}

export function procedureOf(questions: readonly Question[]): Procedure {
  const groups = Map.groupBy(questions, ({ group }) => group);
  return {
    format: 1,
    id: 'bench',
    code: 'B01',
    version: '1.0.0',
    title: both('基准'),
    kind: 'form',
    covers: [],
    surfaces: {},
    access: { create: ['frontdesk'] },
    summary: both('{q0}'),
    options: { five: options.map(({ value, label }) => ({ value, label: both(label) })) },
    sections: [...groups].map(([group, each]) => ({
      id: `g${group}`,
      title: both(`第 ${group + 1} 组`),
      items: each.map(itemOf),
    })),
  };
}
