// Form.io.
import { Formio } from '@formio/js';
import { limit, options } from './questions.ts';

let form;
let root;

function componentOf({ id, type, label, hides, of }) {
  const common = {
    key: id,
    label,
    input: true,
    ...(hides && { customConditional: `show = !(data.${hides} >= ${limit})` }),
  };
  if (type === 'one') return { ...common, type: 'radio', values: options };
  if (type === 'long') return { ...common, type: 'textarea' };
  if (type === 'number') return { ...common, type: 'number' };
  if (type === 'date') return { ...common, type: 'textfield', inputType: 'date' };
  if (type === 'sum')
    return {
      ...common,
      type: 'number',
      disabled: true,
      calculateValue: `value = (data.${of[0]} || 0) + (data.${of[1]} || 0)`,
    };
  return { ...common, type: 'textfield' };
}

export async function mount(into, questions) {
  root = into;
  form = await Formio.createForm(
    into,
    { components: questions.map(componentOf) },
    { noAlerts: true },
  );
}
export const read = (id) => form?.data[id];
export const control = (id) => root.querySelector(`[name="data[${id}]"]`);
export const count = () =>
  root.querySelectorAll('.formio-component:not(.formio-component-form)').length;
