/**
 * What happened to an entry: who, when, on which device, what; newest last, as in a log book.
 */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { LogLine } from '../../form/entry.ts';
import type { Form } from '../../form/compile.ts';
import { isUndo, readMark } from '../../store/import-mark.ts';
import type { Listed } from '../../store/store.ts';
import { icon } from '../base/icon.ts';
import { say, words } from '../words/words.ts';
import { pathText } from './answer-text.ts';
import { entryLink } from './links.ts';
import type { SiteView } from './site.ts';
import { stampText, whenText } from './when.ts';

const t = words({
  create: ['登记', 'Opened'],
  imported: ['从“{file}”第 {row} 行导入', 'Read in from row {row} of “{file}”'],
  restored: ['撤销导入，改回原样', 'Import undone, put back as it was'],
  caused: ['由另一张单子自动开出', 'Opened by another entry'],
  move: ['{to}', '{to}'],
  moveFrom: ['（原为“{from}”）', '(was “{from}”)'],
  lost: ['想改为“{to}”，但单子已到了别的步骤', 'Wanted “{to}”, but the entry had moved on'],
  patch: ['填写：{paths}', 'Filled in: {paths}'],
  andMore: ['{paths} 等 {n} 项', '{paths} and more, {n} in all'],
  note: ['备注', 'Note'],
  missed: ['没能把关联的单子转到“{to}”', 'The linked entry could not go to “{to}”'],
  missedVoid: ['：那张单子已作废', ': it is void'],
  missedUnknown: ['：那张单子一直没有传到', ': it never arrived'],
  missedOther: [
    '：它现在这一步不能这样走，请打开处理',
    ': it stands elsewhere now; please see to it',
  ],
  open: ['打开那张单子', 'Open it'],
  link: ['关联：{why}', 'Linked: {why}'],
  void: ['作废', 'Voided'],
  tick: ['勾选', 'Ticked'],
  settled: ['处理了冲突', 'Settled a conflict'],
  comma: ['、', ', '],
  forced: ['（之前的一次改动一直没有到达）', '(an earlier change never arrived)'],
  waiting: ['已存在本机，还没传到服务器', 'On this device, not yet on the server'],
  done: ['已传到服务器', 'On the server'],
});

const stageTitle = (form: Form, id: string | undefined): string =>
  say(form.stages.find((stage) => stage.id === id)?.title) || (id ?? '');

function paths(form: Form, line: LogLine): string {
  const names = [...new Set((line.paths ?? []).map((path) => pathText(form, path)))];
  const first = names.slice(0, 4).join(t.comma());
  return names.length > 4 ? t.andMore({ paths: first, n: names.length }) : first;
}

function missedText({ to, title, code }: NonNullable<LogLine['missed']>): string {
  const why =
    code === 'void'
      ? t.missedVoid()
      : code === 'unknown-entry'
        ? t.missedUnknown()
        : t.missedOther();
  return `${t.missed({ to: say(title) || to })}${why}`;
}

/** One line in words, without who and when. */
export function lineText(form: Form, line: LogLine): string {
  const mark = readMark(line);
  if (mark) return t.imported({ file: mark.file, row: mark.row });
  if (isUndo(line)) return t.restored();
  switch (line.kind) {
    case 'create':
      return /^(effect|fail):/.test(line.text ?? '') ? t.caused() : t.create();
    case 'move':
      return t.move({ to: stageTitle(form, line.to) });
    case 'note':
      if (line.missed) return missedText(line.missed);
      return line.to ? t.lost({ to: stageTitle(form, line.to) }) : t.note();
    case 'link':
      return t.link({ why: line.text ?? '' });
    case 'patch': {
      const names = paths(form, line);
      return names ? t.patch({ paths: names }) : t.settled();
    }
    case 'void':
      return t.void();
    default:
      return t.tick();
  }
}

const said = (line: LogLine): string =>
  line.kind === 'link' || line.kind === 'create' || readMark(line) || isUndo(line)
    ? ''
    : (line.text ?? '');

export function timeline(listed: Listed, site: SiteView, now: string): TemplateResult {
  const { entry, form } = listed;
  const last = entry.log.length - 1;
  return html`<ol class="timeline">
    ${entry.log.map((line, index) => {
      const text = said(line);
      const device = site.device(line.device);
      const tone = index === last ? 'now' : line.kind === 'void' ? 'late' : 'done';
      return html`<li class=${tone}>
        <span class="timeline-time" title=${stampText(line.at, site.zone)}
          >${whenText(line.at, now, site.zone)} ·
          ${site.person(line.by)}${device ? ` · ${device}` : nothing}</span
        >
        <span class=${line.kind === 'move' || line.kind === 'create' ? 'strong' : ''}
          >${lineText(form, line)}</span
        >${
          line.kind === 'move' && line.from
            ? html`<span class="muted small">
                ${t.moveFrom({ from: stageTitle(form, line.from) })}</span
              >`
            : nothing
        }
        ${
          line.missed
            ? html`<p class="small"><a href=${entryLink(line.missed.entry)}>${t.open()}</a></p>`
            : nothing
        }
        ${text ? html`<p class="words">${text}</p>` : nothing}
        ${line.forced ? html`<p class="small muted">${t.forced()}</p>` : nothing}
      </li>`;
    })}
  </ol>`;
}

/** The promise of saving: one tick is on disk, two are on the server. */
export function savedMark(listed: Listed): TemplateResult {
  return listed.pending
    ? html`<span class="saved" title=${t.waiting()}
        >${icon('check')}<span class="sr-only">${t.waiting()}</span></span
      >`
    : html`<span class="saved server" title=${t.done()}
        >${icon('check-check')}<span class="sr-only">${t.done()}</span></span
      >`;
}
