/**
 * A made-up procedure that uses most of what there is, for tests to break.
 */
import { type ParsedProcedure, parseProcedure } from '../../src/spec/parse.ts';
import type { Problem } from '../../src/spec/problem.ts';
import type { Procedure } from '../../src/spec/procedure.ts';

const text = (zh: string): { 'zh-CN': string; en: string } => ({ 'zh-CN': zh, en: `(${zh})` });

export const sampleOptions = {
  size: [
    { value: 'small', label: text('小') },
    { value: 'big', label: text('大') },
  ],
};

/** A new object each time. */
export function sample(): Record<string, unknown> {
  return {
    format: 1,
    id: 'moving',
    code: 'T01',
    version: '1.0.0',
    title: text('搬运登记'),
    kind: 'case',
    covers: [],
    surfaces: { desk: { icon: 'box', order: 1 } },
    access: { create: ['frontdesk'] },
    summary: text('{name} {type}'),
    facets: { name: 'name', due: 'until' },
    options: {
      direction: [
        { value: 'in', label: text('搬入') },
        { value: 'out', label: text('搬出') },
      ],
    },
    number: '{site}-{code}-{date}-{device}{seq:3}',
    sections: [
      {
        id: 'who',
        title: text('谁'),
        items: [
          { id: 'name', type: 'text', label: text('姓名'), required: true },
          { id: 'type', type: 'one', options: 'direction', label: text('方向'), required: true },
          { id: 'phone', type: 'phone', label: text('电话'), require: "type == 'out'" },
          { id: 'until', type: 'dt', label: text('到何时'), default: "now + duration('4h')" },
          { id: 'weight', type: 'num', label: text('重量'), min: 0, max: 900 },
          {
            id: 'fee',
            type: 'money',
            label: text('费用'),
            value: 'goods.map(r, r.count).sum() * 100',
          },
        ],
      },
      {
        id: 'what',
        title: text('什么'),
        show: "type == 'out'",
        items: [
          {
            id: 'goods',
            type: 'table',
            label: text('物品'),
            items: [
              { id: 'kind', type: 'one', options: 'size', label: text('大小') },
              { id: 'count', type: 'int', label: text('件数'), show: 'answered(kind)', min: 1 },
            ],
          },
          {
            id: 'door',
            type: 'check',
            label: text('门框完好'),
            fail: { note: true, action: { procedure: 'moving', with: { name: 'label' } } },
          },
        ],
      },
      {
        id: 'end',
        title: text('办结'),
        at: ['done'],
        items: [
          { id: 'keeper', type: 'person', label: text('经办人') },
          { id: 'keeperSign', type: 'sign', label: text('经办人签字'), by: 'keeper' },
          { id: 'ownerSign', type: 'sign', label: text('业主签字'), distinct: ['keeperSign'] },
        ],
      },
    ],
    stages: [
      {
        id: 'open',
        title: text('受理'),
        next: ['done', 'refused'],
        deadlines: [{ id: 'quick', label: text('时限'), within: 'PT4H', warn: 0.8 }],
      },
      {
        id: 'done',
        title: text('完成'),
        next: [],
        guard: { ok: 'answered(keeper)', say: text('先填经办人') },
      },
      { id: 'refused', title: text('不予办理'), next: [] },
    ],
    effects: [
      {
        id: 'again',
        on: 'refused',
        when: 'answered(phone)',
        create: { procedure: 'moving', with: { name: 'name' } },
      },
    ],
    outputs: [
      {
        id: 'slip',
        title: text('小票'),
        paper: '80mm',
        blocks: [
          { facts: ['name', 'type'] },
          { table: 'goods' },
          { signs: ['ownerSign'] },
          { qr: 'number' },
        ],
      },
    ],
  };
}

/** The sample as a procedure. */
export function sampleProcedure(): Procedure {
  return procedureOf(sample());
}

/** Sets (or with `undefined` removes) the member at a path such as `sections.0.items.1.show`. */
export function change<T>(value: T, path: string, to: unknown): T {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let owner = value as Record<string, unknown>;
  for (const name of names) owner = owner[name] as Record<string, unknown>;
  if (to === undefined) delete owner[last];
  else owner[last] = to;
  return value;
}

export function procedureOf(value: unknown): Procedure {
  const parsed = parseProcedure(JSON.stringify(value));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.procedure;
}

export function problemsIn(parsed: ParsedProcedure): readonly Problem[] {
  return parsed.ok ? [] : parsed.problems;
}

/** Milliseconds of processor time that something takes: other work on the machine does not count. */
export function cpuTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
