// SurveyJS (survey-core, survey-react-ui), drawing as one types.
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Model } from 'survey-core';
import { Survey } from 'survey-react-ui';
import { limit, options } from './questions.ts';

let model;
let root;
const types = { number: 'number', date: 'date', text: 'text' };

function elementOf({ id, type, label, hides, of }) {
  const common = {
    name: id,
    title: label,
    ...(hides && { visibleIf: `{${hides}} empty or {${hides}} < ${limit}` }),
  };
  if (type === 'one')
    return {
      ...common,
      type: 'radiogroup',
      choices: options.map(({ value, label: text }) => ({ value, text })),
    };
  if (type === 'long') return { ...common, type: 'comment' };
  if (type === 'sum')
    return { ...common, type: 'expression', expression: `{${of[0]}} + {${of[1]}}` };
  return { ...common, type: 'text', inputType: types[type] };
}

export function mount(into, questions) {
  root = into;
  model = new Model({
    elements: questions.map(elementOf),
    textUpdateMode: 'onTyping',
    showQuestionNumbers: 'off',
  });
  createRoot(into).render(createElement(Survey, { model }));
}
export const read = (id) => model.getValue(id);
export const control = (id) => {
  const question = model.getQuestionByName(id);
  return document.getElementById(question.inputId) ?? document.getElementById(question.id);
};
export const count = () => root.querySelectorAll('.sd-question, .sv-question, [data-name]').length;
