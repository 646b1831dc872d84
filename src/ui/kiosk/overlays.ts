/** What stands over a screen, and the way to the desk. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import '../base/fd-dialog.ts';
import { icon } from '../base/icon.ts';
import { words } from '../words/words.ts';

const t = words({
  help: ['叫人帮忙', 'Call staff'],
  close: ['知道了', 'OK'],
  still: ['还在吗？', 'Still there?'],
  stillSay: [
    '{n} 秒后会清空刚才填的内容，回到首页。',
    'In {n} seconds what you filled in is cleared and this screen starts again.',
  ],
  stay: ['还在，接着填', 'Yes, go on'],
  clear: ['不办了，清空', 'No, clear it'],
  declined: ['没关系，请到前台办理', 'No problem: please see the front desk'],
  declinedSay: [
    '您刚才填的已经清空，什么都没有留下。',
    'What you filled in has been cleared; nothing was kept.',
  ],
  homeIn: ['{n} 秒后回到首页', 'Back to the start in {n} s'],
  home: ['回到首页', 'Back to the start'],
});

/** For whoever would rather not use the machine. `ways`: how to reach a person. */
export function deskScreen(ways: TemplateResult, left: number, home: () => void): TemplateResult {
  return html`<section class="desk enter">
    <header>
      <h1>${t.declined()}</h1>
      <p class="lead">${t.declinedSay()}</p>
    </header>
    ${ways}
    <p class="muted num">${t.homeIn({ n: left })}</p>
    <button type="button" class="btn primary big" @click=${home}>
      ${icon('house')}${t.home()}
    </button>
  </section>`;
}

export function helpDialog(ways: TemplateResult, open: boolean, close: () => void): TemplateResult {
  return html`<fd-dialog heading=${t.help()} size="large" .open=${open} @fd-close=${close}>
    ${ways}
    <button slot="actions" type="button" class="btn primary big" @click=${close}>
      ${t.close()}
    </button>
  </fd-dialog>`;
}

/** Any touch says that somebody is there; the button is for those who look for one. */
export function stillThere(
  left: number | undefined,
  clear: () => void,
  stay: () => void,
): TemplateResult {
  return html`<fd-dialog heading=${t.still()} persistent .open=${left !== undefined}>
    <div class="warning" role="alert">
      <span class="count num" aria-hidden="true">${left}</span>
      <p class="large">${t.stillSay({ n: left ?? 0 })}</p>
    </div>
    <button slot="actions" type="button" class="btn big" @click=${clear}>${t.clear()}</button>
    <button slot="actions" type="button" class="btn primary big" autofocus @click=${stay}>
      ${t.stay()}
    </button>
  </fd-dialog>`;
}
