/** Somebody at the desk or inside, as a card: who, where to, since when, and the next steps. */
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { facetsOf } from '../../form/summary.ts';
import type { Listed, Store } from '../../store/store.ts';
import { icon } from '../base/icon.ts';
import { say, words } from '../words/words.ts';
import { clockBadge } from './clocks.ts';
import type { Clocks } from './clocks.ts';
import './fd-steps.ts';
import { stageBadge, titleOf } from './lines.ts';
import { entryLink, printLink, roomLink } from './links.ts';
import { asSeen } from './mask.ts';
import type { SiteView } from './site.ts';
import { savedMark } from './timeline.ts';
import { agoText } from './when.ts';

const t = words({
  kiosk: ['自助机', 'Kiosk'],
  came: ['{ago}到', 'came {ago}'],
  fresh: ['刚到', 'New'],
});

export const peopleSheet = css`
  .people {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr));
    gap: var(--gap);
    align-items: start;
  }
  .people > .card {
    display: flex;
    flex-direction: column;
    gap: var(--s3);
    padding: var(--s4);
  }
  .people > .card.fresh {
    border-color: var(--accent);
    animation: fresh 1.6s var(--ease);
  }
  @keyframes fresh {
    from {
      background: var(--accent-soft);
    }
  }
  .who {
    font-size: var(--t-lg);
    font-weight: 650;
    color: var(--text);
    text-decoration: none;
  }
  .who:hover {
    text-decoration: underline;
  }
`;

export interface CardContext {
  readonly store: Store | undefined;
  readonly site: SiteView;
  readonly clocks: Clocks;
  readonly fresh?: boolean;
}

/** A masked number cannot be called. */
const phoneLink = (phone: string): TemplateResult =>
  /^\+?\d+$/.test(phone)
    ? html`<a href=${`tel:${phone}`}>${icon('phone')} ${phone}</a>`
    : html`<span class="num">${icon('phone')} ${phone}</span>`;

export function personCard(
  listed: Listed,
  { store, site, clocks, fresh = false }: CardContext,
): TemplateResult {
  const { entry, form } = listed;
  const { room, phone } = facetsOf(form, asSeen(listed, site).entry.answers);
  const { now } = clocks;
  const slip = form.procedure.outputs?.find(({ paper }) => paper !== 'A4');
  return html`<article class="card ${fresh ? 'fresh' : ''}" data-entry=${entry.id}>
    <div class="split">
      <a class="who" href=${entryLink(entry.id)}>${titleOf(listed, site)}</a>
      ${fresh ? html`<span class="badge accent">${t.fresh()}</span>` : nothing}
    </div>
    <p class="cluster small">
      ${stageBadge(listed)} ${clockBadge(clocks.of(listed), now)} ${savedMark(listed)}
      <span class="muted"
        >${t.came({ ago: agoText(entry.created, now) })}${
          entry.surface === 'kiosk' ? ` · ${t.kiosk()}` : nothing
        }</span
      >
    </p>
    <p class="cluster small">
      ${room ? html`<a href=${roomLink(room)}>${icon('door-open')} ${site.room(room)}</a>` : nothing}
      ${phone ? phoneLink(phone) : nothing}
      ${
        slip
          ? html`<a href=${printLink(entry.id, slip.id)}>${icon('printer')} ${say(slip.title)}</a>`
          : nothing
      }
    </p>
    <fd-steps compact .store=${store} .listed=${listed}></fd-steps>
  </article>`;
}
