/** Qiantai's own form engine and renderer, as the desk uses it. */
import { compile } from '../../../src/form/compile.ts';
import { openSession, type Session } from '../../../src/form/session.ts';
import type { Item, Procedure } from '../../../src/spec/procedure.ts';
import type { FieldHost } from '../../../src/ui/field/context.ts';
import '../../../src/ui/form/fd-form.ts';
import { applyAppearance } from '../../../src/ui/base/appearance.ts';
import { limit, options, type Question } from './questions.ts';

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

let session: Session;
let root: HTMLElement;

export function mount(into: HTMLElement, questions: readonly Question[]): void {
  applyAppearance({ surface: 'desk', theme: 'light' });
  const groups = Map.groupBy(questions, ({ group }) => group);
  const procedure: Procedure = {
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
  session = openSession(compile(procedure), {
    surface: 'desk',
    around: {
      now: '2026-11-24T08:00:00Z',
      zone: 'Asia/Shanghai',
      surface: 'desk',
      site: { id: 's', name: '示例花园', settings: {} },
    },
  });
  const form = document.createElement('fd-form');
  form.session = session;
  // Nothing of the desk is asked for by these types of question but the time.
  form.host = { now: () => '2026-11-24T08:00:00Z' } as unknown as FieldHost;
  form.actions = 'none';
  into.append(form);
  root = form;
}
export const read = (id: string): unknown => session.answers[id];
export const control = (id: string): Element | null =>
  root.shadowRoot?.querySelector(`[id="f-${id}"]`) ?? null;
export const count = (): number => root.shadowRoot?.querySelectorAll('[data-path]').length ?? 0;
export const evaluated = (): number => session.stats.evaluated;
