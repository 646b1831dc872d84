/** What a checked pass means for who stands at the gate: let it through or not, why, and what to do. */
import type { TemplateResult } from 'lit';
import { html } from 'lit';
import type { CheckedPass } from '../../store/store.ts';
import { icon } from '../base/icon.ts';
import { words } from '../words/words.ts';
import type { SiteView } from './site.ts';
import { stampText } from './when.ts';

const t = words({
  go: ['可以放行', 'Let it through'],
  stop: ['不要放行', 'Do not let it through'],
  ok: [
    '是本项目签发的，在有效期内。请核对人和物。',
    'Issued by this site and in time. Compare with what you see.',
  ],
  okRows: ['请一件一件核对，只放单子上有的。', 'Check one by one; only what is listed may pass.'],
  damaged: [
    '没有读清，或者不是放行凭证。把码铺平再扫一次，还不行就输入编号和短码。',
    'Not read properly, or no pass at all. Flatten the paper and scan again, or type number and short code.',
  ],
  'unknown-site': [
    '这是别的项目的凭证，在这里不能用。请持单人回前台办理。',
    'This pass is of another site and not valid here. Send its holder to the front desk.',
  ],
  forged: [
    '不是本项目签发的，或者内容被改过。请留住这张单子，打前台核对。',
    'Not issued by this site, or changed afterwards. Keep the paper and call the front desk.',
  ],
  'wrong-code': [
    '编号和短码对不上。请照单子再输一次；还不对，打前台核对。',
    'Number and short code do not belong together. Type them again; if they still do not, call the front desk.',
  ],
  revoked: [
    '开这张单的设备（{device}）已停用，它开的单子不再作数。请打前台核对。',
    'The device that issued it ({device}) was switched off; its passes no longer count. Call the front desk.',
  ],
  expired: [
    '已经过期：有效到 {until}。请持单人回前台重新开单。',
    'It has run out: valid until {until}. Send its holder to the front desk for a new one.',
  ],
  'not-yet': [
    '还没到时间：{from} 起才有效。请到时候再来。',
    'Too early: valid from {from}. It can be used then.',
  ],
  used: [
    '已经用过：{at} 由 {who} 放行。不能再用，请打前台核对。',
    'Already used: {who} let it through at {at}. It cannot be used again; call the front desk.',
  ],
  withdrawn: [
    '前台已经收回或办结这张单子。请打前台核对。',
    'The front desk has withdrawn or closed this pass. Call the front desk.',
  ],
  'no-key': [
    '这台设备还没有本项目的验证钥匙。请连一次网络再试，急的话打前台核对。',
    'This device has not got the site’s key yet. Connect once and try again, or call the front desk.',
  ],
});

/** Why, and what to do. */
export function verdictText(checked: CheckedPass, site: SiteView): string {
  if (!('pass' in checked)) return t[checked.outcome]();
  const { pass, uses, left, device } = checked;
  const stamp = (at: string | undefined): string => (at ? stampText(at, site.zone) : '');
  switch (checked.outcome) {
    case 'ok':
      return left.length > 0 ? t.okRows() : t.ok();
    case 'used': {
      const last = uses.at(-1);
      return t.used({ at: stamp(last?.at), who: site.person(last?.by ?? null) });
    }
    case 'expired':
      return t.expired({ until: stamp(pass.until) });
    case 'not-yet':
      return t['not-yet']({ from: stamp(pass.from) });
    case 'revoked':
      return t.revoked({ device: device ?? '' });
    default:
      return t[checked.outcome]();
  }
}

export const isGood = ({ outcome }: CheckedPass): boolean => outcome === 'ok';

/** Green or red, in words that are read from an arm's length away. */
export function verdictHead(checked: CheckedPass, site: SiteView): TemplateResult {
  const good = isGood(checked);
  return html`<div class="verdict ${good ? 'good' : 'bad'}" role=${good ? 'status' : 'alert'}>
    ${icon(good ? 'circle-check' : 'ban', 'huge')}
    <div>
      <h2 tabindex="-1" id="verdict">${good ? t.go() : t.stop()}</h2>
      <p>${verdictText(checked, site)}</p>
    </div>
  </div>`;
}
