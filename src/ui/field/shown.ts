/** An answer to be read, not changed: computed items, and those of earlier stages. */
import { html } from 'lit';
import type { Json } from '../../spec/json.ts';
import type { Item, OptionLists } from '../../spec/procedure.ts';
import { isEmpty } from '../../form/answers.ts';
import { say } from '../words/words.ts';
import { sayBool } from './bool.ts';
import { sayCheck } from './check.ts';
import type { FieldContext, FieldHost } from './context.ts';
import { sayDuration } from './dur.ts';
import { toLocal } from './local-time.ts';
import { yuan } from './number.ts';
import { spacedPhone } from './phone.ts';
import { paintedPlate } from './plate.ts';

interface Places {
  readonly options: OptionLists;
  readonly zone: string;
  readonly people: FieldHost['people'];
  readonly departments: FieldHost['departments'];
}

/** An answer as text in the current language; `''` for an empty one. Photos and signatures have their own look. */
export function answerText(item: Item, value: Json | undefined, places: Places): string {
  if (isEmpty(value)) return '';
  const label = (each: unknown) => {
    const list = 'options' in item ? places.options[item.options] : undefined;
    const option = list?.find((one) => one.value === each);
    return option ? say(option.label) : String(each);
  };
  const unit = 'unit' in item && item.unit ? ` ${say(item.unit)}` : '';
  switch (item.type) {
    case 'one':
      return label(value);
    case 'many':
      return Array.isArray(value) ? value.map(label).join('、') : '';
    case 'bool':
      return sayBool(value);
    case 'check':
      return sayCheck(value);
    case 'money':
      return typeof value === 'number' ? `¥${yuan(value)}` : String(value);
    case 'int':
    case 'num':
      return `${String(value)}${unit}`;
    case 'dt':
      return toLocal(value, places.zone).replace('T', ' ');
    case 'dur':
      return sayDuration(value);
    case 'phone':
      return spacedPhone(value);
    case 'plate':
      return paintedPlate(value);
    case 'person':
      return places.people.find((each) => each.id === value)?.name ?? String(value);
    case 'dept': {
      const found = places.departments.find((each) => each.id === value)?.name;
      return found ? say(found as { 'zh-CN': string; en?: string }) : String(value);
    }
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

export function shown(c: FieldContext) {
  const text = answerText(c.item, c.state.value, {
    options: c.options,
    zone: c.session.options.around.zone,
    people: c.host.people,
    departments: c.host.departments,
  });
  return html`<output class="shown num" id=${c.id} aria-labelledby=${c.labelledBy}
    >${text || '—'}</output
  >`;
}
