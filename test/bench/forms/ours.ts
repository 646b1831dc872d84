/** Qiantai's own form engine and renderer, as the desk uses it. */
import { compile } from '../../../src/form/compile.ts';
import { openSession, type Session } from '../../../src/form/session.ts';
import type { FieldHost } from '../../../src/ui/field/context.ts';
import '../../../src/ui/form/fd-form.ts';
import { applyAppearance } from '../../../src/ui/base/appearance.ts';
import { around, procedureOf } from './procedure.ts';
import type { Question } from './questions.ts';

let session: Session;
let root: HTMLElement;

export function mount(into: HTMLElement, questions: readonly Question[]): void {
  applyAppearance({ surface: 'desk', theme: 'light' });
  session = openSession(compile(procedureOf(questions)), { surface: 'desk', around });
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
