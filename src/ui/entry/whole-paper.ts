/** An entry in full, on paper: its own A4 page where its procedure has one, else everything that was answered; and its log. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Block, Item, Section } from '../../spec/procedure.ts';
import type { Listed } from '../../store/store.ts';
import { say, words } from '../words/words.ts';
import type { FactsContext } from './facts.ts';
import { stageOf } from './steps.ts';
import { paperBlock } from './paper.ts';
import { stampText } from './when.ts';

const t = words({
  happened: ['办理经过', 'What happened'],
  at: ['时间', 'When'],
  who: ['谁', 'Who'],
  what: ['做了什么', 'What'],
  opened: ['登记', 'Opened'],
  changed: ['补充或改正', 'Added or corrected'],
  noted: ['备注', 'Note'],
  linked: ['关联', 'Linked'],
  voided: ['作废', 'Voided'],
  void: ['已作废：{reason}', 'Voided: {reason}'],
});

const isFact = (item: Item): boolean => !['note', 'table', 'sign', 'photo'].includes(item.type);

/** A section as the blocks of a sheet: what is short, then each table, then who signed. */
function blocksOf({ items }: Section): Block[] {
  const signs = items.filter(({ type }) => type === 'sign').map(({ id }) => id);
  return [
    { facts: items.filter(isFact).map(({ id }) => id) },
    ...items.filter(({ type }) => type === 'table').map(({ id }) => ({ table: id })),
    ...(signs.length > 0 ? [{ signs }] : []),
  ];
}

/** Of a section nothing of which was answered, nothing. */
function isAnswered({ entry }: Listed, { items }: Section): boolean {
  const ids = new Set(items.map(({ id }) => id));
  return Object.keys(entry.answers).some((path) => ids.has(path.split('/')[0] ?? ''));
}

function allSections(listed: Listed, context: FactsContext): TemplateResult {
  const { sections } = listed.form.procedure;
  return html`${sections
    .filter((section) => isAnswered(listed, section))
    .map(
      (section) =>
        html`<h2>${say(section.title)}</h2>
          ${blocksOf(section).map((block) => paperBlock(block, listed, context, false))}`,
    )}`;
}

function log({ form, entry }: Listed, { site }: FactsContext): TemplateResult {
  const verbs: Readonly<Record<string, () => string>> = {
    create: t.opened,
    patch: t.changed,
    tick: t.changed,
    note: t.noted,
    link: t.linked,
    void: t.voided,
  };
  const stage = (id: string | undefined): string =>
    say(form.stages.find((each) => each.id === id)?.title);
  return html`<h2>${t.happened()}</h2>
    <div class="table-wrap">
      <table class="table log">
        <thead>
          <tr>
            <th scope="col">${t.at()}</th>
            <th scope="col">${t.who()}</th>
            <th scope="col">${t.what()}</th>
          </tr>
        </thead>
        <tbody>
          ${entry.log.map(
            ({ at, by, kind, to, text }) =>
              html`<tr>
                <td class="num">${stampText(at, site.zone)}</td>
                <td>${site.person(by)}</td>
                <td>
                  ${kind === 'move' ? stage(to) : verbs[kind]?.()}${
                    text && kind !== 'create' ? `：${text}` : nothing
                  }
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

export function wholePaper(listed: Listed, context: FactsContext): TemplateResult {
  const { form, entry } = listed;
  const own = form.procedure.outputs?.find(({ paper }) => paper === 'A4');
  const blocks = own?.blocks.filter((block) => !('qr' in block) && !('pass' in block));
  return html`${
    entry.void ? html`<p class="void">${t.void({ reason: entry.void.reason })}</p>` : nothing
  }
  ${
    blocks
      ? blocks.map((block) => paperBlock(block, listed, context, false))
      : html`<h1>${say(form.procedure.title)}</h1>
          ${allSections(listed, context)}`
  }
  ${log(listed, context)}`;
}

/** What an index says of where it stands. */
export const stageText = (listed: Listed): string =>
  listed.entry.void ? t.voided() : say(stageOf(listed)?.title);
