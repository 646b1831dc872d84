/** Something new: the cards of this tablet, and what was begun and put aside. */
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import type { Form } from '../../form/compile.ts';
import type { Entry } from '../../form/entry.ts';
import type { Draft, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { entryLink, go, link } from '../entry/links.ts';
import '../entry/fd-cards.ts';
import '../entry/fd-fill.ts';
import { SiteView } from '../entry/site.ts';
import { agoText } from '../entry/when.ts';
import { LocaleController, say, words } from '../words/words.ts';

const t = words({
  title: ['登记', 'New'],
  drafts: ['没填完的', 'Unfinished'],
  none: ['您的岗位在平板上没有可登记的表单', 'There is no form for your role on this tablet'],
});

export class FdTabletNew extends LitElement {
  static override properties = {
    store: { attribute: false },
    procedure: {},
    draft: {},
    form: { state: true },
    version: { state: true },
    kept: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
    `,
  ];
  declare store: Store | undefined;
  declare procedure: string;
  /** Id of a draft to go on with. */
  declare draft: string;
  declare form: Form | undefined;
  declare version: string;
  declare kept: Draft | undefined;
  readonly #site = new SiteView(this, () => this.store);
  readonly #drafts = new Live<readonly Draft[]>(this, () => this.store?.drafts);

  constructor() {
    super();
    this.procedure = '';
    this.draft = '';
    this.version = '';
    new LocaleController(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('procedure') && !changed.has('draft') && this.form) return;
    const drafts = this.#drafts.value;
    const kept = this.draft ? drafts?.find(({ id }) => id === this.draft) : undefined;
    const id = kept?.procedure ?? this.procedure;
    const current = this.#site.procedures.find(({ procedure }) => procedure.id === id);
    const version = kept?.version ?? current?.hash;
    if (!id || !version || (this.form?.procedure.id === id && this.version === version)) {
      if (!id) this.form = undefined;
      return;
    }
    void this.store?.form(id, version).then((form) => {
      this.kept = kept;
      this.version = version;
      this.form = form;
    });
  }

  override render() {
    const { store, form } = this;
    if (!store) return nothing;
    if (form && (this.procedure || this.draft))
      return html`<div class="stack">
        <h1>${say(form.procedure.title)}</h1>
        <fd-fill
          .store=${store}
          .form=${form}
          version=${this.version}
          .draft=${this.kept}
          @fd-saved=${(event: CustomEvent<Entry>) => go(entryLink(event.detail.id))}
          @fd-cancel=${() => go(link('new'))}
        ></fd-fill>
      </div>`;
    const { roles } = this.#site;
    const cards = this.#site.procedures.filter(
      ({ procedure: { surfaces, schedule, access } }) =>
        surfaces.tablet && !schedule && access.create.some((role) => roles.includes(role)),
    );
    const drafts = (this.#drafts.value ?? []).filter(({ entry }) => !entry);
    return html`<div class="stack loose">
      <h1>${t.title()}</h1>
      ${cards.length === 0 ? html`<p class="muted">${t.none()}</p>` : nothing}
      <fd-cards .procedures=${cards}></fd-cards>
      ${
        drafts.length > 0
          ? html`<section class="stack">
              <h2>${t.drafts()}</h2>
              <div class="list">
                ${drafts.map(
                  (draft) =>
                    html`<a class="row" href=${link('draft', draft.id)}>
                      <span class="row-main"
                        ><span class="row-title">${this.#site.title(draft.procedure)}</span
                        ><span class="row-sub">${agoText(draft.touched, store.now())}</span></span
                      >
                      <span class="row-end">${icon('chevron-right')}</span>
                    </a>`,
                )}
              </div>
            </section>`
          : nothing
      }
    </div>`;
  }
}
customElements.define('fd-tablet-new', FdTabletNew);
declare global {
  interface HTMLElementTagNameMap {
    'fd-tablet-new': FdTabletNew;
  }
}
