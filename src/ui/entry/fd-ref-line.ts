/** Another entry where an answer names it: what it is about, its number and stage, as a link; `plain` for paper. */
import { LitElement, html, nothing } from 'lit';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { Live } from '../base/live.ts';
import { LocaleController, words } from '../words/words.ts';
import { stageBadge, titleOf } from './lines.ts';
import { entryLink } from './links.ts';
import { SiteView } from './site.ts';

const t = words({ away: ['不在这台设备上的单子', 'An entry that is not on this device'] });

export class FdRefLine extends LitElement {
  static override properties = {
    store: { attribute: false },
    entry: {},
    plain: { type: Boolean },
  };
  static override styles = base;
  declare store: Store | undefined;
  /** Its id. */
  declare entry: string;
  declare plain: boolean;
  readonly #site = new SiteView(this, () => this.store);
  readonly #listed = new Live<Listed | undefined>(
    this,
    () => this.store?.entry(this.entry),
    () => this.entry,
  );

  constructor() {
    super();
    this.entry = '';
    this.plain = false;
    new LocaleController(this);
  }

  override render() {
    const listed = this.#listed.value;
    if (!listed) return html`<span class="muted">${t.away()}</span>`;
    const title = titleOf(listed, this.#site);
    const number = listed.entry.number;
    if (this.plain) return html`${title}${number ? ` (${number})` : nothing}`;
    return html`<a href=${entryLink(this.entry)}>${title}</a>
      ${number ? html`<span class="small muted num">${number}</span>` : nothing}
      ${stageBadge(listed)}`;
  }
}
customElements.define('fd-ref-line', FdRefLine);
declare global {
  interface HTMLElementTagNameMap {
    'fd-ref-line': FdRefLine;
  }
}
