/**
 * One entry as one page: what it says, its stage and clock, next steps, conflicts, what happened, what hangs on it, paper.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { facetsOf } from '../../form/summary.ts';
import { isFinished } from '../../form/stage.ts';
import { phaseOf, passedStages } from '../../form/phase.ts';
import type { Entry } from '../../form/entry.ts';
import type { Draft, Hinted, Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import '../base/fd-dialog.ts';
import { Live } from '../base/live.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { Clocks, clockLine } from './clocks.ts';
import { facts } from './facts.ts';
import './fd-conflicts.ts';
import './fd-invite.ts';
import './fd-fill.ts';
import './fd-guide.ts';
import './fd-hints.ts';
import { linkTwo } from './fd-link.ts';
import './fd-note.ts';
import './fd-steps.ts';
import { pictureOf, stageBadge, titleOf } from './lines.ts';
import { printLink, roomLink } from './links.ts';
import './fd-openings.ts';
import { openOffered } from './opening.ts';
import './fd-pass.ts';
import './fd-related.ts';
import './fd-void.ts';
import './fd-whole.ts';
import { asSeen } from './mask.ts';
import { recordSheet } from './sheet.ts';
import { SiteView } from './site.ts';
import { savedMark, timeline } from './timeline.ts';
import { whenText } from './when.ts';
import { own } from './own.ts';

const t = words({
  missing: ['这台设备上没有这张单子', 'This entry is not on this device'],
  missingHint: [
    '可能还在同步，或者超出了本机保存的日期。联网后稍等再看。',
    'It may still be syncing, or be older than this device keeps. Connect and look again.',
  ],
  next: ['下一步', 'Next step'],
  what: ['内容', 'Details'],
  happened: ['经过', 'What happened'],
  edit: ['补充或改正', 'Add or correct'],
  print: ['打印', 'Print'],
  opened: ['{name} {at} 登记', 'Opened by {name}, {at}'],
  void: ['已作废：{reason}', 'Voided: {reason}'],
  room: ['看这户的全部记录', 'Everything about this room'],
  draft: ['有一份没填完的草稿', 'There is an unfinished draft'],
  goOn: ['接着填', 'Go on'],
});

export class FdEntry extends LitElement {
  static override properties = {
    store: { attribute: false },
    entry: {},
    editing: { state: true },
    whole: { state: true },
  };
  static override styles = [
    base,
    recordSheet,
    css`
      :host {
        display: block;
      }
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 7fr) minmax(0, 5fr);
        gap: var(--gap);
        align-items: start;
      }
      @media (max-width: 60rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      .card {
        padding: var(--s4) var(--s5);
      }
      h2 {
        font-size: var(--t-lg);
      }
      .list .row-end {
        flex-wrap: wrap;
        justify-content: flex-end;
        max-inline-size: 50%;
      }
    `,
  ];
  declare store: Store | undefined;
  /** Its id. */
  declare entry: string;
  declare editing: boolean;
  /** Masked answers are shown, for a minute. */
  declare whole: boolean;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #listed = new Live<Listed | undefined>(
    this,
    () => this.store?.entry(this.entry),
    () => this.entry,
  );
  readonly #drafts = new Live<readonly Draft[]>(this, () => this.store?.drafts);

  constructor() {
    super();
    this.entry = '';
    this.editing = false;
    this.whole = false;
    new LocaleController(this);
  }

  get listed(): Listed | undefined {
    const listed = this.#listed.value;
    return listed?.entry.id === this.entry ? listed : undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('entry')) return;
    this.editing = false;
    this.whole = false;
  }

  override render() {
    const { store, listed } = this;
    if (!store) return nothing;
    if (!listed)
      return html`<div class="empty">
        ${icon('search-x', 'huge')}
        <h2>${t.missing()}</h2>
        <p>${t.missingHint()}</p>
      </div>`;
    const { entry, form } = listed;
    const { zone } = this.#site;
    const now = this.#clocks.now;
    return html`<article class="stack">
      ${this.#head(listed)}
      <fd-conflicts .store=${store} .listed=${listed}></fd-conflicts>
      <fd-invite .store=${store} .listed=${listed}></fd-invite>
      ${
        entry.void || isFinished(form, entry.stage)
          ? nothing
          : html`<fd-hints
              .store=${store}
              .form=${form}
              .answers=${entry.answers}
              self=${entry.id}
              .entry=${entry}
              @fd-same=${this.#same}
              @fd-offer=${this.#offer}
            ></fd-hints>`
      }
      <div class="columns">
        <div class="stack">
          <section class="card stack tight" aria-labelledby="next">
            <div class="split">
              <h2 id="next">${t.next()}</h2>
              ${clockLine(this.#clocks.of(listed), now, zone)}
            </div>
            ${this.#draftsOf(listed)}
            <fd-steps .store=${store} .listed=${listed}></fd-steps>
          </section>
          <fd-pass .store=${store} .listed=${listed}></fd-pass>
          <section class="card stack" aria-labelledby="what">
            <div class="split">
              <h2 id="what">${t.what()}</h2>
              ${
                this.#mayEdit(listed)
                  ? html`<button
                      type="button"
                      class="btn small"
                      @click=${() => (this.editing = true)}
                    >
                      ${icon('pencil')}${t.edit()}
                    </button>`
                  : nothing
              }
            </div>
            <fd-whole
              .store=${store}
              .listed=${listed}
              @fd-whole=${(event: CustomEvent<boolean>) => (this.whole = event.detail)}
            ></fd-whole>
            <div>
              ${facts(this.whole ? listed : asSeen(listed, this.#site), { store, site: this.#site })}
            </div>
          </section>
        </div>
        <div class="stack">
          <section class="card stack" aria-labelledby="happened">
            <h2 id="happened">${t.happened()}</h2>
            <fd-note .store=${store} entry=${entry.id}></fd-note>
            ${timeline(listed, this.#site, now)}
          </section>
          <fd-guide compact .procedure=${form.procedure}></fd-guide>
          <fd-openings .store=${store} .listed=${listed}></fd-openings>
          <fd-related .store=${store} .listed=${listed}></fd-related>
          <div class="cluster end"><fd-void .store=${store} .listed=${listed}></fd-void></div>
        </div>
      </div>
      <fd-dialog
        size="large"
        heading=${t.edit()}
        .open=${this.editing}
        @fd-close=${own(this.#stopEditing)}
      >
        ${
          this.editing
            ? html`<fd-fill
                .store=${store}
                .form=${listed.form}
                version=${entry.version}
                .listed=${listed}
                @fd-saved=${this.#stopEditing}
                @fd-cancel=${this.#stopEditing}
              ></fd-fill>`
            : nothing
        }
      </fd-dialog>
    </article>`;
  }

  #head(listed: Listed): TemplateResult {
    const { entry, form } = listed;
    const { room } = facetsOf(form, entry.answers);
    const outputs = form.procedure.outputs ?? [];
    const at = whenText(entry.created, this.#clocks.now, this.#site.zone);
    return html`<header class="split">
      <div class="stack tight grow">
        <p class="cluster small">
          <span class="eyebrow">${icon(pictureOf(listed))} ${say(form.procedure.title)}</span>
          ${entry.number ? html`<span class="mono">${entry.number}</span>` : nothing}
          ${stageBadge(listed)} ${savedMark(listed)}
        </p>
        <h1>${titleOf(listed, this.#site)}</h1>
        <p class="muted small cluster">
          <span>${t.opened({ name: this.#site.person(entry.by), at })}</span>
          ${room ? html`<a href=${roomLink(room)}>${icon('door-open')} ${t.room()}</a>` : nothing}
        </p>
        ${entry.void ? html`<p class="banner bad">${t.void({ reason: entry.void.reason })}</p>` : nothing}
      </div>
      <div class="cluster">
        ${outputs.map(
          (output) =>
            html`<a class="btn" href=${printLink(entry.id, output.id)}
              >${icon('printer')}${say(output.title)}</a
            >`,
        )}
      </div>
    </header>`;
  }

  /** Whether a section is open to be filled in where the entry stands. */
  #mayEdit({ form, entry }: Listed): boolean {
    if (entry.void || isFinished(form, entry.stage) || !this.#site.me) return false;
    const passed = passedStages(entry);
    return form.sections.some((section) => phaseOf(form, section, entry.stage, passed) === 'asked');
  }

  #draftsOf(listed: Listed): unknown {
    const drafts = (this.#drafts.value ?? []).filter((draft) => draft.entry === listed.entry.id);
    const next = listed.form.stages.find(({ id }) => id === listed.entry.stage)?.next ?? [];
    return drafts
      .filter((draft) => draft.to !== undefined && next.includes(draft.to))
      .map((draft) => {
        const stage = listed.form.stages.find(({ id }) => id === draft.to);
        return html`<p class="banner info">
          ${icon('file-pen')}<span class="grow"
            >${t.draft()}：${say(stage?.act ?? stage?.title)}</span
          ><button
            type="button"
            class="btn small"
            @click=${() => stage && this.renderRoot.querySelector('fd-steps')?.take(stage, draft)}
          >
            ${t.goOn()}
          </button>
        </p>`;
      });
  }

  readonly #same = ({ detail }: CustomEvent<{ entry: Entry; why: string }>) => {
    const { store, listed } = this;
    if (store && listed) void linkTwo(store, listed.entry, detail.entry, detail.why);
  };
  readonly #offer = ({ detail }: CustomEvent<Hinted>) => {
    const { store, listed } = this;
    const { hint, entries, answers = {} } = detail;
    if (!store || !listed || !hint.offer) return;
    const all = [listed.entry, ...entries.map(({ entry }) => entry)];
    void openOffered(store, hint.offer, answers, all);
  };

  readonly #stopEditing = () => {
    this.editing = false;
  };
}
customElements.define('fd-entry', FdEntry);
declare global {
  interface HTMLElementTagNameMap {
    'fd-entry': FdEntry;
  }
}
