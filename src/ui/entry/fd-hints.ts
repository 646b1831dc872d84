/**
 * What other entries say about the one in hand: the same caller an hour ago, a standing instruction, somebody to look out
 * for, three like reports in one riser. Whether it is the same matter is a person's to say.
 *
 * Events: `fd-same` (detail: `{ entry, why }`), `fd-offer` (detail: the hint with what it offers).
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Answers } from '../../form/answers.ts';
import type { Form } from '../../form/compile.ts';
import type { Entry } from '../../form/entry.ts';
import { hintText } from '../../form/hint.ts';
import type { Hinted, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { LocaleController, locale, say, words } from '../words/words.ts';
import { Hinting } from './hinting.ts';
import { namingOf, stageBadge, titleOf } from './lines.ts';
import { entryLink } from './links.ts';
import { asSeen } from './mask.ts';
import { SiteView } from './site.ts';
import { whenText } from './when.ts';

const t = words({
  title: ['系统提示', 'Worth knowing'],
  twice: ['已经有一张同样的单子', 'There is one like this already'],
  same: ['同一件事', 'Same matter'],
  chosen: ['已关联', 'Linked'],
  more: ['还有 {n} 条', '{n} more'],
});
/** As it stands in the log. */
export const sameWhy = '同一件事';
const most = 3;

type Tone = 'info' | 'warn' | 'bad';
const order: readonly Tone[] = ['bad', 'warn', 'info'];
const icons = { info: 'info', warn: 'triangle-alert', bad: 'circle-alert' } as const;

interface Line {
  readonly key: string;
  readonly tone: Tone;
  readonly text: string;
  readonly others: readonly Other[];
  readonly asks: boolean;
  readonly hinted?: Hinted;
}
type Other = Hinted['entries'][number];

export class FdHints extends LitElement {
  static override properties = {
    store: { attribute: false },
    form: { attribute: false },
    answers: { attribute: false },
    self: {},
    entry: { attribute: false },
    chosen: { attribute: false },
    shown: { attribute: false },
    offered: {},
  };
  static override styles = [
    base,
    css`
      :host {
        display: contents;
      }
      .lines {
        display: grid;
        gap: var(--s2);
        max-block-size: 30vh;
        overflow: auto;
      }
      .banner {
        padding: var(--s2) var(--s3);
        flex-wrap: wrap;
      }
      .banner > .says {
        flex: 1 1 14rem;
        min-inline-size: 0;
      }
      .other {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s1) var(--s3);
        margin-block-start: var(--s1);
      }
    `,
  ];
  declare store: Store | undefined;
  declare form: Form | undefined;
  declare answers: Answers | undefined;
  /** Id of the entry that the answers are of, or will be. */
  declare self: string;
  /** The entry itself, where it is there. */
  declare entry: Entry | undefined;
  /** Entries that are the same matter already. */
  declare chosen: readonly string[];
  /** Entries that stand beside already, to be taken as the same matter: a line about nothing else is left out. */
  declare shown: readonly string[];
  /** Id of the hint whose offer is taken. */
  declare offered: string;
  readonly #site = new SiteView(this, () => this.store);
  readonly #hinting = new Hinting(this, () => {
    const { store, form, answers, self } = this;
    const who = this.#site.me?.id;
    return store && form && answers && who ? { store, form, answers, self, who } : undefined;
  });

  constructor() {
    super();
    this.self = '';
    this.chosen = [];
    this.shown = [];
    this.offered = '';
    new LocaleController(this);
  }

  override render() {
    const lines = this.#lines();
    // For what is drawn around it: nothing around nothing.
    this.toggleAttribute('data-says', lines.length > 0);
    if (lines.length === 0) return nothing;
    return html`<div class="lines" role="status" aria-label=${t.title()}>
      ${lines.map((line) => this.#line(line))}
    </div>`;
  }

  #lines(): Line[] {
    const { hints, duplicates } = this.#hinting;
    const twice = duplicates.map(({ items, entries }): Line => ({
      key: items.join(' '),
      tone: 'warn',
      text: t.twice(),
      others: entries,
      asks: true,
    }));
    const said = new Set(twice.flatMap(({ others }) => others.map(({ entry }) => entry.id)));
    const hinted = hints.map((each): Line => {
      const asks = each.hint.link === true;
      const others = asks ? each.entries.filter(({ entry }) => !said.has(entry.id)) : each.entries;
      if (asks) for (const { entry } of others) said.add(entry.id);
      const seen = each.entries.map((one) => asSeen({ ...one, pending: false }, this.#site));
      return {
        key: each.hint.id,
        tone: each.hint.tone ?? 'info',
        text: hintText({ ...each, entries: seen }, locale(), namingOf(this.#site)),
        others,
        asks,
        hinted: each,
      };
    });
    // One offer of a kind is enough, the first; none once such an entry is linked.
    const offered = new Set(
      hints.flatMap(({ entries }) =>
        entries.filter(({ entry }) => this.#isLinked(entry)).map(({ entry }) => entry.procedure),
      ),
    );
    return [...twice, ...hinted]
      .filter(({ asks, others, hinted: each }) => {
        const offers = each?.hint.offer?.procedure;
        const known = offers !== undefined && offered.has(offers);
        if (offers !== undefined) offered.add(offers);
        const isNews = ({ entry }: Other) =>
          !this.#isLinked(entry) && !this.shown.includes(entry.id);
        return !known && (!asks || others.some(isNews));
      })
      .toSorted((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
  }

  /** Somebody has said so before. */
  #isLinked(other: Entry): boolean {
    const names = (entry: Entry | undefined, id: string) =>
      entry?.links?.some((each) => each.entry === id) ?? false;
    return names(this.entry, other.id) || names(other, this.self);
  }

  #line(line: Line): TemplateResult {
    const { key, tone, text, others, hinted } = line;
    const offer = hinted?.answers && hinted.hint.offer;
    const taken = this.offered === key;
    return html`<div class="banner ${tone}" data-hint=${key}>
      ${icon(icons[tone])}
      <div class="says small">
        <strong>${text}</strong>
        ${others.slice(0, most).map((other) => this.#other(other, line))}
        ${others.length > most ? html`<div class="muted">${t.more({ n: others.length - most })}</div>` : nothing}
      </div>
      ${
        offer && hinted
          ? html`<button
              type="button"
              class="btn small ${taken ? 'primary' : ''}"
              aria-pressed=${taken ? 'true' : 'false'}
              data-offer=${key}
              @click=${() => this.#tell('fd-offer', hinted)}
            >
              ${taken ? icon('check') : nothing}${say(offer.label)}
            </button>`
          : nothing
      }
    </div>`;
  }

  #other({ form, entry }: Other, { asks }: Line): TemplateResult {
    const listed = { form, entry, pending: false };
    const chosen = this.chosen.includes(entry.id) || this.#isLinked(entry);
    return html`<div class="other">
      <a href=${entryLink(entry.id)}>${entry.number ?? ''} ${titleOf(listed, this.#site)}</a>
      <span class="muted"
        >${whenText(entry.created, this.store?.now() ?? entry.created, this.#site.zone)}</span
      >
      ${stageBadge(listed)}
      ${
        asks
          ? html`<button
              type="button"
              class="btn small ${chosen ? 'primary' : ''}"
              aria-pressed=${chosen ? 'true' : 'false'}
              data-same=${entry.id}
              @click=${() => this.#tell('fd-same', { entry, why: sameWhy })}
            >
              ${icon(chosen ? 'check' : 'link')}${chosen ? t.chosen() : t.same()}
            </button>`
          : nothing
      }
    </div>`;
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
customElements.define('fd-hints', FdHints);
declare global {
  interface HTMLElementTagNameMap {
    'fd-hints': FdHints;
  }
}
