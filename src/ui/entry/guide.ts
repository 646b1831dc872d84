/** What a customer should bring, do and know, as lists: on a page, on paper to take home, or as plain text in a QR code. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Guide } from '../../spec/procedure.ts';
import { say, words } from '../words/words.ts';

const t = words({
  materials: ['要带的材料', 'What to bring'],
  steps: ['怎么办', 'How it goes'],
  fees: ['费用', 'Fees'],
  limit: ['多久办好', 'How long it takes'],
  notes: ['请留意', 'Please note'],
  forbidden: ['不可以', 'Not allowed'],
});

export type GuidePart = 'materials' | 'steps' | 'fees' | 'limit' | 'notes' | 'forbidden';

export interface GuideSection {
  readonly part: GuidePart;
  readonly title: string;
  readonly lines: readonly string[];
}

/** Its parts in the order in which a person needs them, in the current language; empty ones left out. */
export function guideSections(guide: Guide): readonly GuideSection[] {
  const material = (each: NonNullable<Guide['materials']>[number]): string =>
    each.when ? `${say(each.text)}（${say(each.when)}）` : say(each.text);
  const all: readonly [GuidePart, readonly string[]][] = [
    ['materials', (guide.materials ?? []).map(material)],
    ['steps', (guide.steps ?? []).map(say)],
    ['limit', guide.limit ? [say(guide.limit)] : []],
    ['fees', guide.fees ? [say(guide.fees)] : []],
    ['notes', (guide.notes ?? []).map(say)],
    ['forbidden', (guide.forbidden ?? []).map(say)],
  ];
  return all
    .filter(([, lines]) => lines.length > 0)
    .map(([part, lines]) => ({ part, title: t[part](), lines }));
}

/** For paper. */
export function guideBlock(guide: Guide | undefined): TemplateResult | typeof nothing {
  if (!guide) return nothing;
  return html`${guideSections(guide).map(
    ({ part, title, lines }) =>
      html`<h2>${title}</h2>
        ${
          part === 'steps'
            ? html`<ol>
                ${lines.map((line) => html`<li>${line}</li>`)}
              </ol>`
            : lines.length === 1
              ? html`<p>${lines[0]}</p>`
              : html`<ul>
                  ${lines.map((line) => html`<li>${part === 'materials' ? '□ ' : ''}${line}</li>`)}
                </ul>`
        }`,
  )}`;
}

/**
 * As much of it as a QR code that a telephone reads from a screen can hold: whole lines, the most needed first, at most
 * `most` bytes. Text, so that it works with no network on either side.
 */
export function guideText(title: string, guide: Guide, end: string, most = 900): string {
  const size = (text: string): number => new TextEncoder().encode(text).length;
  const lines = [title];
  const room = (line: string): boolean => size([...lines, line, end].join('\n')) <= most;
  for (const section of guideSections(guide)) {
    if (!room(section.title)) break;
    const before = lines.length;
    lines.push(`【${section.title}】`);
    for (const [at, line] of section.lines.entries()) {
      const text = `${section.part === 'steps' ? `${at + 1}. ` : '· '}${line}`;
      if (room(text)) lines.push(text);
    }
    // A heading with nothing under it says nothing.
    if (lines.length === before + 1) lines.pop();
  }
  return [...lines, end].filter(Boolean).join('\n');
}
