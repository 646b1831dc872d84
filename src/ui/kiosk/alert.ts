/**
 * What the lobby is told while an emergency lasts: nothing else is offered then but help. In both languages at once:
 * nobody looks for a language button while leaving a house.
 */
import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import type { L10n } from '../../spec/basics.ts';
import type { SiteDocument } from '../../store/store.ts';
import { icon } from '../base/icon.ts';

type Alert = NonNullable<SiteDocument['alerts']>[number];

/** Both languages, whichever is chosen. */
const both = (text: L10n): TemplateResult =>
  html`<span lang="zh-CN">${text['zh-CN']}</span><span class="en" lang="en">${text.en}</span>`;

const drill: L10n = { 'zh-CN': '正在演练', en: 'This is a drill' };

export const alertStyles = css`
  .alert {
    display: grid;
    align-content: center;
    gap: calc(var(--s6) * 1.5);
    min-block-size: 100%;
    padding: var(--s6);
    border-radius: var(--r3);
    /* The same red by day and night: it is a sign, not a theme. */
    background: #a8231c;
    color: #fff;
  }
  .alert .icon {
    inline-size: 8rem;
    block-size: 8rem;
  }
  .alert h1,
  .alert li,
  .alert .drill {
    display: grid;
    gap: var(--s2);
  }
  .alert h1 {
    font-size: calc(var(--t-3xl) * 1.35);
    line-height: 1.25;
    text-wrap: balance;
  }
  .alert .en {
    font-size: 0.62em;
    font-weight: 500;
  }
  .alert ul {
    display: grid;
    gap: var(--s5);
    padding: 0;
    list-style: none;
    font-size: var(--t-2xl);
    font-weight: 600;
  }
  .alert .drill {
    justify-self: start;
    padding: var(--s3) var(--s5);
    border: 3px solid currentcolor;
    border-radius: var(--r2);
    font-size: var(--t-xl);
    font-weight: 700;
  }
`;

/** The one that is told: what is real before a drill, the newest first. */
export function alertOf(site: SiteDocument | undefined): Alert | undefined {
  return site?.alerts
    ?.toSorted((a, b) => Number(a.drill) - Number(b.drill) || (a.since < b.since ? 1 : -1))
    .at(0);
}

export function alertScreen(alert: Alert): TemplateResult {
  return html`<section class="alert" role="alert" data-alert>
    ${icon(alert.icon)} ${alert.drill ? html`<p class="drill">${both(drill)}</p>` : ''}
    <h1>${both(alert.title)}</h1>
    <ul>
      ${alert.say.map((each) => html`<li>${both(each)}</li>`)}
    </ul>
  </section>`;
}
