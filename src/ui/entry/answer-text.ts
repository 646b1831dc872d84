/**
 * Answers as words, for facts, timelines, conflicts and paper.
 */
import type { Json } from '../../spec/json.ts';
import type { Item } from '../../spec/procedure.ts';
import type { Path, Signature } from '../../form/answers.ts';
import type { Form } from '../../form/compile.ts';
import { isEmpty } from '../../form/answers.ts';
import { answerText as plainText } from '../field/shown.ts';
import { say, words } from '../words/words.ts';
import type { SiteView } from './site.ts';
import { stampText } from './when.ts';

const t = words({
  photos: ['{n} 张照片', '{n} photos'],
  signed: ['{name} 已签（{at}）', 'Signed by {name} ({at})'],
  row: ['（有这一行）', '(this line)'],
  stage: ['步骤', 'Step'],
});

/** The item that an answer path belongs to. */
export function itemOf(form: Form, path: Path): Item | undefined {
  const [table, , column] = path.split('/');
  return form.items.get(column ? `${table}/${column}` : (table ?? path));
}

/** `物品清单 · 数量` for a cell, the label for the rest. */
export function pathText(form: Form, path: Path): string {
  if (path === 'stage') return t.stage();
  const [table] = path.split('/');
  const item = itemOf(form, path);
  const whole = table === path ? undefined : form.items.get(table ?? '');
  const own = item === whole ? undefined : item;
  const labels = [whole, own].filter((each) => each !== undefined);
  return labels.map((each) => say(each.label)).join(' · ') || path;
}

/** Empty text where there is no answer. */
export function answerText(
  form: Form,
  item: Item | undefined,
  value: Json | undefined,
  site: SiteView,
): string {
  if (value === undefined || isEmpty(value)) return '';
  if (!item) return typeof value === 'string' ? value : JSON.stringify(value);
  switch (item.type) {
    case 'person':
      return site.person(String(value));
    case 'room':
      return site.room(String(value));
    case 'photo':
      return Array.isArray(value) ? t.photos({ n: value.length }) : '';
    case 'sign': {
      const { name, at } = value as unknown as Signature;
      return t.signed({ name, at: stampText(at, site.zone) });
    }
    case 'table':
      return value === true ? t.row() : '';
    default:
      return plainText(item, value, {
        options: form.procedure.options ?? {},
        zone: site.zone,
        people: site.staff,
        departments: site.site?.departments ?? [],
      });
  }
}
