/** Bare inputs and no logic: what the browser itself needs. */
import { options, type Question } from './questions.ts';

let root: HTMLElement;

function controlOf({ id, type, label }: Question): HTMLElement {
  if (type === 'one') {
    const group = document.createElement('div');
    group.id = id;
    group.setAttribute('role', 'radiogroup');
    for (const option of options) {
      const input = Object.assign(document.createElement('input'), {
        type: 'radio',
        name: id,
        value: option.value,
      });
      const one = document.createElement('label');
      one.append(input, option.label);
      group.append(one);
    }
    return group;
  }
  if (type === 'long') return Object.assign(document.createElement('textarea'), { id });
  if (type === 'sum') return Object.assign(document.createElement('output'), { id });
  const input = document.createElement('input');
  input.id = id;
  input.type = type;
  input.setAttribute('aria-label', label);
  return input;
}

export function mount(into: HTMLElement, questions: readonly Question[]): void {
  root = into;
  const form = document.createElement('form');
  for (const question of questions) {
    const line = document.createElement('p');
    line.dataset['q'] = question.id;
    const label = document.createElement('label');
    label.htmlFor = question.id;
    label.textContent = question.label;
    line.append(label, controlOf(question));
    form.append(line);
  }
  into.append(form);
}
export const read = (id: string): unknown =>
  (document.getElementById(id) as HTMLInputElement | null)?.value;
export const control = (id: string): Element | null => document.getElementById(id);
export const count = (): number => root.querySelectorAll('[data-q]').length;
