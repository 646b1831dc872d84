/**
 * An entry as one line of a list: number, what it is about, stage, clock.
 */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { facetsOf, summarise, type Naming } from '../../form/summary.ts';
import type { Listed } from '../../store/store.ts';
import { icon } from '../base/icon.ts';
import { locale, say } from '../words/words.ts';
import type { Clocks } from './clocks.ts';
import { clockBadge } from './clocks.ts';
import { entryLink } from './links.ts';
import { asSeen } from './mask.ts';
import type { SiteView } from './site.ts';
import { stageOf } from './steps.ts';
import { savedMark } from './timeline.ts';
import { whenText } from './when.ts';

/** As the roles of `site` may see it. */
export function titleOf(listed: Listed, site: SiteView): string {
  const { form, entry } = asSeen(listed, site);
  return summarise(form, entry.answers, locale(), namingOf(site)) || say(form.procedure.title);
}

/** A room stays as it is typed: short, and what is searched for. */
export function namingOf(site: SiteView): Naming {
  return {
    zone: site.zone,
    nameOf: (type, id) =>
      type === 'person' ? site.person(id) : type === 'dept' ? site.dept(id) : undefined,
  };
}

export function stageBadge(listed: Listed): TemplateResult {
  const stage = stageOf(listed);
  return html`<span class="badge ${stage?.tone ?? ''}">${say(stage?.title)}</span>`;
}

/** Picture of a procedure on this surface. */
export function pictureOf({ form }: Pick<Listed, 'form'>): string {
  const { desk, tablet, kiosk } = form.procedure.surfaces;
  return (desk ?? tablet ?? kiosk)?.icon ?? 'file-text';
}

export interface LineContext {
  readonly site: SiteView;
  readonly clocks: Clocks;
  /** Marked as new. */
  readonly fresh?: boolean;
  readonly end?: unknown;
}

export function entryRow(
  listed: Listed,
  { site, clocks, fresh, end }: LineContext,
): TemplateResult {
  const { entry, form } = listed;
  const clock = clocks.of(listed);
  const { assignee } = facetsOf(form, entry.answers);
  const tone = clock?.colour === 'red' ? 'bad' : clock?.colour === 'yellow' ? 'warn' : '';
  return html`<a
    class="row ${tone} ${fresh ? 'fresh' : ''}"
    href=${entryLink(entry.id)}
    data-entry=${entry.id}
  >
    ${icon(pictureOf(listed))}
    <span class="row-main"
      ><span class="row-title">${titleOf(listed, site)}</span
      ><span class="row-sub num"
        >${entry.number ? html`${entry.number} · ` : nothing}${say(form.procedure.title)} ·
        ${whenText(entry.created, clocks.now, site.zone)}${
          assignee ? html` · ${site.person(assignee)}` : nothing
        }</span
      ></span
    >
    <span class="row-end"
      >${clockBadge(clock, clocks.now)}${stageBadge(listed)}${savedMark(listed)}${end ?? nothing}</span
    >
  </a>`;
}
