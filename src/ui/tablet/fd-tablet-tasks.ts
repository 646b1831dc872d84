/** Open things: those that wait for my role first, each by what is due first. */
import { LitElement, css, html, nothing } from 'lit';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { Clocks } from '../entry/clocks.ts';
import { entryRow } from '../entry/lines.ts';
import { link } from '../entry/links.ts';
import { arrivalRegisters, insideOf } from '../entry/registers.ts';
import { SiteView } from '../entry/site.ts';
import { stepsOf } from '../entry/steps.ts';
import { LocaleController, words } from '../words/words.ts';

const t = words({
  inside: ['在场访客 {n}', 'Inside now {n}'],
  title: ['待办', 'Tasks'],
  mine: ['等我的岗位处理', 'For my role'],
  others: ['在别的岗位手上', 'With other roles'],
  none: ['没有未办结的事', 'Nothing is open'],
  noneHint: [
    '检查不合格、报修和交办的事会出现在这里。',
    'Failed checks, repairs and tasks appear here.',
  ],
});

export class FdTabletTasks extends LitElement {
  static override properties = { store: { attribute: false } };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
    `,
  ];
  declare store: Store | undefined;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #open = new Live<readonly Listed[]>(this, () => this.store?.entries({ open: true }));

  constructor() {
    super();
    new LocaleController(this);
  }

  override render() {
    if (!this.store || !this.#open.value) return nothing;
    const due = (listed: Listed): string => this.#clocks.of(listed)?.due ?? '9';
    const all = this.#open.value
      .filter(({ form }) => !form.procedure.schedule)
      .toSorted((a, b) => due(a).localeCompare(due(b)));
    const isMine = (listed: Listed): boolean => stepsOf(listed, this.#site.roles).length > 0;
    return html`<div class="stack loose">
      <div class="split">
        <h1>${t.title()}</h1>
        <a class="btn" href=${link('visitors')}
          >${icon('users')}${t.inside({
            n: insideOf(this.#open.value, arrivalRegisters(this.#site.procedures)).length,
          })}</a
        >
      </div>
      ${
        all.length === 0
          ? html`<div class="empty">
              ${icon('circle-check', 'huge')}
              <h2>${t.none()}</h2>
              <p>${t.noneHint()}</p>
            </div>`
          : nothing
      }
      ${this.#part(t.mine(), all.filter(isMine))}
      ${this.#part(
        t.others(),
        all.filter((one) => !isMine(one)),
      )}
    </div>`;
  }

  #part(title: string, rows: readonly Listed[]) {
    if (rows.length === 0) return nothing;
    return html`<section class="stack">
      <h2>${title} <span class="muted num">${rows.length}</span></h2>
      <div class="list">
        ${rows.map((one) => entryRow(one, { site: this.#site, clocks: this.#clocks }))}
      </div>
    </section>`;
  }
}
customElements.define('fd-tablet-tasks', FdTabletTasks);
declare global {
  interface HTMLElementTagNameMap {
    'fd-tablet-tasks': FdTabletTasks;
  }
}
