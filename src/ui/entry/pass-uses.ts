/** What has gone through by a pass: when, by whom, which things; and two records that let the same thing through. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { usedTwice } from '../../form/pass.ts';
import type { PassContent, PassUse } from '../../form/pass.ts';
import { icon } from '../base/icon.ts';
import { words } from '../words/words.ts';
import { entryLink } from './links.ts';
import type { SiteView } from './site.ts';
import { stampText } from './when.ts';

const t = words({
  through: ['{at} {who}（{device}）', '{at}, {who} ({device})'],
  twice: [
    '同一张单被放行了两次，请查清：{one} 和 {other}',
    'The same thing was let through twice; find out why: {one} and {other}',
  ],
});

interface Used {
  readonly pass: Pick<PassContent, 'rows' | 'once'>;
  readonly uses: readonly PassUse[];
}

const line = ({ at, by, device }: PassUse, site: SiteView): string =>
  t.through({ at: stampText(at, site.zone), who: site.person(by), device: site.device(device) });

export function usesList({ pass, uses }: Used, site: SiteView): TemplateResult {
  const twice = pass.once ? usedTwice(uses) : [];
  return html`${twice.map(
      ([one, other]) =>
        html`<p class="banner bad" role="alert">
          ${icon('circle-alert')}<span
            >${t.twice({ one: line(one, site), other: line(other, site) })}</span
          >
        </p>`,
    )}
    <ul class="list">
      ${uses.map((use) => {
        const things = pass.rows
          .filter(({ id }) => use.rows?.includes(id))
          .map(({ text }) => text)
          .join('、');
        return html`<li>
          <a class="row" href=${entryLink(use.gate)}
            ><span class="row-main"
              ><span class="row-title">${line(use, site)}</span>${
                things ? html`<span class="row-sub">${things}</span>` : nothing
              }</span
            ></a
          >
        </li>`;
      })}
    </ul>`;
}
