/** A plain Lit page, rendered whole at each key: what one would write by hand. */
import { html, nothing, render } from 'lit';
import { limit, options, type Question } from './questions.ts';

const data: Record<string, string> = {};
let root: HTMLElement;
let all: readonly Question[] = [];

const sum = (of: readonly string[]): number =>
  of.reduce((total, id) => total + Number(data[id] || 0), 0);

function control({ id, type, of }: Question) {
  const typing = (event: Event): void => {
    data[id] = (event.target as HTMLInputElement).value;
    draw();
  };
  if (type === 'one')
    return html`<div role="radiogroup" id=${id}>
      ${options.map(
        (option) =>
          html`<label
            ><input
              type="radio"
              name=${id}
              .checked=${data[id] === option.value}
              value=${option.value}
              @change=${typing}
            />${option.label}</label
          >`,
      )}
    </div>`;
  if (type === 'long')
    return html`<textarea id=${id} .value=${data[id] ?? ''} @input=${typing}></textarea>`;
  if (type === 'sum') return html`<output id=${id}>${sum(of ?? [])}</output>`;
  return html`<input id=${id} type=${type} .value=${data[id] ?? ''} @input=${typing} />`;
}

function draw(): void {
  render(
    html`<form>
      ${all.map((question) =>
        question.hides && Number(data[question.hides] || 0) >= limit
          ? nothing
          : html`<p data-q=${question.id}>
              <label for=${question.id}>${question.label}</label>${control(question)}
            </p>`,
      )}
    </form>`,
    root,
  );
}

export function mount(into: HTMLElement, questions: readonly Question[]): void {
  root = into;
  all = questions;
  draw();
}
export const read = (id: string): unknown => data[id];
const byId = (id: string): Element | null => document.getElementById(id);
export { byId as control };
export const count = (): number => root.querySelectorAll('[data-q]').length;
