/** Things that went out twice by one pass: a banner for who looks into it, gone once one of the records is void. */
import { LitElement, css, html, nothing } from 'lit';
import type { Store, UsedTwice } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { LocaleController, words } from '../words/words.ts';
import { entryLink } from './links.ts';

const t = words({
  twice: [
    '{number} 的东西被放行了两次，请查清，并作废错的那条',
    'Things of {number} were let out twice: find out why, and void the record that is wrong',
  ],
  look: ['去看', 'Look'],
});

export class FdPassTwice extends LitElement {
  static override properties = { store: { attribute: false } };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .banner {
        margin-block-end: var(--s4);
      }
    `,
  ];
  declare store: Store | undefined;
  readonly #twice = new Live<readonly UsedTwice[]>(this, () => this.store?.passes?.twice);

  constructor() {
    super();
    new LocaleController(this);
  }

  override render() {
    return (this.#twice.value ?? []).map(
      ({ number, entry, uses }) =>
        html`<div class="banner bad no-print" role="alert">
          ${icon('circle-alert')}<span class="grow">${t.twice({ number })}</span>
          ${
            entry || uses[0]
              ? html`<a class="btn small" href=${entryLink(entry || (uses[0]?.gate ?? ''))}
                  >${t.look()}</a
                >`
              : nothing
          }
        </div>`,
    );
  }
}
customElements.define('fd-pass-twice', FdPassTwice);
declare global {
  interface HTMLElementTagNameMap {
    'fd-pass-twice': FdPassTwice;
  }
}
