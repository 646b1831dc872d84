// React JSON Schema Form with its ajv validator; sums, which it has no word for, in onChange.
import Form from '@rjsf/core';
import validator from '@rjsf/validator-ajv8';
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { limit, options } from './questions.ts';

let data = {};
let root;

function schemaOf({ type, label }) {
  if (type === 'one')
    return { title: label, type: 'string', enum: options.map(({ value }) => value) };
  if (type === 'number' || type === 'sum') return { title: label, type: 'number' };
  if (type === 'date') return { title: label, type: 'string', format: 'date' };
  return { title: label, type: 'string' };
}

export function mount(into, questions) {
  root = into;
  const always = questions.filter(({ hides }) => !hides);
  const properties = Object.fromEntries(always.map((each) => [each.id, schemaOf(each)]));
  const allOf = questions
    .filter(({ hides }) => hides)
    .map((each) => ({
      if: { properties: { [each.hides]: { exclusiveMaximum: limit } } },
      // eslint-disable-next-line unicorn/no-thenable -- JSON Schema's own word
      then: { properties: { [each.id]: schemaOf(each) } },
    }));
  const schema = { type: 'object', properties, ...(allOf.length > 0 && { allOf }) };
  const uiSchema = Object.fromEntries(
    questions.map(({ id, type }) => [
      id,
      type === 'one'
        ? { 'ui:widget': 'radio' }
        : type === 'long'
          ? { 'ui:widget': 'textarea' }
          : type === 'sum'
            ? { 'ui:readonly': true }
            : {},
    ]),
  );
  uiSchema['ui:order'] = questions.map(({ id }) => id).concat('*');
  uiSchema['ui:submitButtonOptions'] = { norender: true };
  const sums = questions.filter(({ of }) => of);
  const App = () => {
    const [formData, setData] = useState({});
    return createElement(Form, {
      schema,
      uiSchema,
      validator,
      formData,
      onChange: ({ formData: next }) => {
        const filled = { ...next };
        for (const { id, of } of sums) filled[id] = (filled[of[0]] ?? 0) + (filled[of[1]] ?? 0);
        data = filled;
        setData(filled);
      },
    });
  };
  createRoot(into).render(createElement(App));
}
export const read = (id) => data[id];
export const control = (id) => document.getElementById(`root_${id}`);
export const count = () => root.querySelectorAll('.rjsf-field:not(.rjsf-field-object)').length;
