/** On a room's page: its links that hold, and the button that makes one. Nothing where no procedure invites. */
import { LitElement, css, html, nothing } from 'lit';
import type { Entry } from '../../form/entry.ts';
import type { Form } from '../../form/compile.ts';
import { facetsOf } from '../../form/summary.ts';
import type { Listed, Store } from '../../store/store.ts';
import type { Published } from '../../spec/library.ts';
import { base } from '../base/base.ts';
import '../base/fd-dialog.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import '../entry/fd-fill.ts';
import '../entry/fd-invite.ts';
import { entryLink } from '../entry/links.ts';
import { SiteView } from '../entry/site.ts';
import { LocaleController, say, words } from '../words/words.ts';

const t = words({
  make: ['邀请链接', 'Invitation link'],
  create: ['生成链接', 'Make the link'],
  open: ['查看这条记录', 'Open the record'],
});

export class FdDeskInvite extends LitElement {
  static override properties = {
    store: { attribute: false },
    room: {},
    form: { state: true },
  };
  static override styles = [
    ...base,
    css`
      :host {
        display: block;
      }
    `,
  ];
  declare store: Store | undefined;
  declare room: string;
  /** Being filled in. */
  declare form: { readonly form: Form; readonly version: string } | undefined;
  readonly #site = new SiteView(this, () => this.store);
  readonly #open = new Live<readonly Listed[]>(
    this,
    () => this.store?.entries({ room: this.room, open: true }),
    () => this.room,
  );

  constructor() {
    super();
    this.store = undefined;
    this.room = '';
    this.form = undefined;
    new LocaleController(this);
  }

  /** The procedure that invites, where this person may open one. */
  get #procedure(): Published | undefined {
    return this.#site.procedures.find(
      ({ procedure }) =>
        procedure.invites &&
        procedure.facets?.room &&
        procedure.access.create.some((role) => this.#site.roles.includes(role)),
    );
  }

  override render() {
    const { store, form } = this;
    const published = this.#procedure;
    if (!store || !published) return nothing;
    const holding = (this.#open.value ?? []).filter(
      (one) =>
        one.form.procedure.invites?.at.includes(one.entry.stage) &&
        facetsOf(one.form, one.entry.answers).room === this.room,
    );
    const { facets } = published.procedure;
    return html`<div class="stack">
      ${holding.map(
        (one) =>
          html`<div class="stack tight">
            <fd-invite .store=${store} .listed=${one}></fd-invite>
            <a class="small" href=${entryLink(one.entry.id)}>${t.open()}</a>
          </div>`,
      )}
      <div>
        <button type="button" class="btn" @click=${() => void this.#begin(published)}>
          ${icon('link')}${t.make()}
        </button>
      </div>
      <fd-dialog
        heading=${say(published.procedure.title)}
        .open=${form !== undefined}
        @fd-close=${() => (this.form = undefined)}
      >
        ${
          form
            ? html`<fd-fill
                .store=${store}
                .form=${form.form}
                version=${form.version}
                .answers=${{ [facets?.room ?? '']: this.room }}
                .action=${t.create()}
                @fd-saved=${(_event: CustomEvent<Entry>) => (this.form = undefined)}
                @fd-cancel=${() => (this.form = undefined)}
              ></fd-fill>`
            : nothing
        }
      </fd-dialog>
    </div>`;
  }

  async #begin({ procedure, hash }: Published): Promise<void> {
    const form = await this.store?.form(procedure.id, hash);
    if (form) this.form = { form, version: hash };
  }
}
customElements.define('fd-desk-invite', FdDeskInvite);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-invite': FdDeskInvite;
  }
}
