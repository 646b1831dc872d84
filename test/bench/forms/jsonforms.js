// JSON Forms with its plain React renderers; sums, which it has no word for, in a middleware.
import { JsonForms } from '@jsonforms/react';
import { vanillaCells, vanillaRenderers } from '@jsonforms/vanilla-renderers';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { limit, options } from './questions.ts';

let data = {};
let root;

function schemaOf({ type }) {
  if (type === 'one') return { type: 'string', enum: options.map(({ value }) => value) };
  if (type === 'number' || type === 'sum') return { type: 'number' };
  if (type === 'date') return { type: 'string', format: 'date' };
  return { type: 'string' };
}

export function mount(into, questions) {
  root = into;
  const schema = {
    type: 'object',
    properties: Object.fromEntries(questions.map((each) => [each.id, schemaOf(each)])),
  };
  const uischema = {
    type: 'VerticalLayout',
    elements: questions.map(({ id, type, label, hides }) => ({
      type: 'Control',
      scope: `#/properties/${id}`,
      label,
      options: {
        ...(type === 'one' && { format: 'radio' }),
        ...(type === 'long' && { multi: true }),
        ...(type === 'sum' && { readonly: true }),
      },
      ...(hides && {
        rule: {
          effect: 'HIDE',
          condition: { scope: `#/properties/${hides}`, schema: { type: 'number', minimum: limit } },
        },
      }),
    })),
  };
  const sums = questions.filter(({ of }) => of);
  const middleware = (state, action, reducer) => {
    const next = reducer(state, action);
    if (sums.length === 0 || next.data === state.data) return next;
    const filled = { ...next.data };
    for (const { id, of } of sums) filled[id] = (filled[of[0]] ?? 0) + (filled[of[1]] ?? 0);
    return { ...next, data: filled };
  };
  createRoot(into).render(
    createElement(JsonForms, {
      schema,
      uischema,
      data: {},
      renderers: vanillaRenderers,
      cells: vanillaCells,
      middleware,
      onChange: (state) => (data = state.data),
    }),
  );
}
export const read = (id) => data[id];
export const control = (id) =>
  document.getElementById(`#/properties/${id}-input`) ??
  document.getElementById(`#/properties/${id}`)?.querySelector('input, textarea') ??
  null;
export const count = () => root.querySelectorAll('.control').length;
