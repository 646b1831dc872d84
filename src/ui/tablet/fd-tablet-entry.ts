/** One entry on the tablet: a checklist that is still being filled in, or the page of a record. */
import { LitElement, css, html, nothing } from 'lit';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { Live } from '../base/live.ts';
import '../entry/fd-conflicts.ts';
import '../entry/fd-entry.ts';
import { stageBadge } from '../entry/lines.ts';
import { stageOf } from '../entry/steps.ts';
import { savedMark } from '../entry/timeline.ts';
import { LocaleController, say } from '../words/words.ts';
import './fd-tablet-list.ts';

export class FdTabletEntry extends LitElement {
  static override properties = { store: { attribute: false }, entry: {} };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
    `,
  ];
  declare store: Store | undefined;
  declare entry: string;
  readonly #listed = new Live<Listed | undefined>(
    this,
    () => this.store?.entry(this.entry),
    () => this.entry,
  );

  constructor() {
    super();
    this.entry = '';
    new LocaleController(this);
  }

  override render() {
    const { store } = this;
    if (!store) return nothing;
    const listed = this.#listed.value?.entry.id === this.entry ? this.#listed.value : undefined;
    if (!listed || !stageOf(listed)?.draft || listed.entry.void)
      return html`<fd-entry .store=${store} entry=${this.entry}></fd-entry>`;
    return html`<article class="stack">
      <header class="split">
        <h1>${say(listed.form.procedure.title)}</h1>
        <span class="cluster">${stageBadge(listed)}${savedMark(listed)}</span>
      </header>
      <fd-conflicts .store=${store} .listed=${listed}></fd-conflicts>
      <fd-tablet-list .store=${store} .listed=${listed}></fd-tablet-list>
    </article>`;
  }
}
customElements.define('fd-tablet-entry', FdTabletEntry);
declare global {
  interface HTMLElementTagNameMap {
    'fd-tablet-entry': FdTabletEntry;
  }
}
