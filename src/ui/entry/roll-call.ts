/** Who is in the building, on paper: to call out by name where everybody has gathered. Needs no network. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Item } from '../../spec/procedure.ts';
import { isEmpty } from '../../form/answers.ts';
import { facetsOf } from '../../form/summary.ts';
import type { Listed } from '../../store/store.ts';
import { say, words } from '../words/words.ts';
import { answerText } from './answer-text.ts';
import { titleOf } from './lines.ts';
import { asSeen } from './mask.ts';
import type { SiteView } from './site.ts';
import { stampText, whenText } from './when.ts';

const t = words({
  title: ['在场人员清点表', 'Roll call'],
  at: ['{site} · {at} 打印 · 共 {n} 条登记', '{site} · printed {at} · {n} entries'],
  n: ['序', 'No.'],
  who: ['姓名', 'Name'],
  room: ['去向', 'Where to'],
  phone: ['电话', 'Phone'],
  since: ['进入时间', 'Since'],
  more: ['人数', 'People'],
  here: ['已点到', 'Present'],
  by: ['清点人签字：', 'Called by:'],
  note: ['备注：', 'Notes:'],
});

/** The item that counts heads: the first whole number with a unit and at least one. */
function heads({ form }: Listed): Item | undefined {
  return form.sections
    .flatMap(({ items }) => items)
    .find((item) => item.type === 'int' && item.min === 1);
}

export function rollCall(inside: readonly Listed[], site: SiteView, now: string): TemplateResult {
  return html`<article class="roll-call print-only">
    <h1>${t.title()}</h1>
    <p>${t.at({ site: site.site?.name ?? '', at: stampText(now, site.zone), n: inside.length })}</p>
    <table class="table grid-lines">
      <thead>
        <tr>
          ${[t.n(), t.who(), t.more(), t.room(), t.phone(), t.since(), t.here()].map(
            (head) => html`<th scope="col">${head}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${inside.map((one, index) => row(one, index + 1, site, now))}
      </tbody>
    </table>
    <p class="sign">${t.by()}</p>
    <p class="sign">${t.note()}</p>
  </article>`;
}

function row(listed: Listed, n: number, site: SiteView, now: string): TemplateResult {
  const { form, entry } = asSeen(listed, site);
  const { name, room, phone } = facetsOf(form, entry.answers);
  const count = heads(listed);
  const given = count && entry.answers[count.id];
  return html`<tr>
    <td class="num">${n}</td>
    <td>
      ${name ?? titleOf(listed, site)}<br /><span class="tiny">${say(form.procedure.title)}</span>
    </td>
    <td class="num">${isEmpty(given) ? 1 : answerText(form, count, given, site)}</td>
    <td>${room ? site.room(room) : nothing}</td>
    <td class="num">${phone}</td>
    <td class="num">${whenText(entry.staged, now, site.zone)}</td>
    <td></td>
  </tr>`;
}
