/**
 * What two people set apart from one another, and the choice between them. Choosing writes a change that settles it.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Conflict } from '../../form/entry.ts';
import type { Problem } from '../../spec/problem.ts';
import type { Listed, Result, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { toast } from '../base/fd-toast.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { answerText, itemOf, pathText } from './answer-text.ts';
import { SiteView } from './site.ts';
import { whenText } from './when.ts';

const t = words({
  title: ['有 {n} 处两边填得不一样', '{n} answers differ between two people'],
  lead: [
    '两边的内容都留着。请选一个作数，另一个会留在经过里。',
    'Both are kept. Choose which one counts.',
  ],
  current: ['现在的', 'As it is now'],
  mine: ['{name} 填的（{at}）', 'By {name} ({at})'],
  empty: ['（空）', '(empty)'],
  keep: ['用现在的', 'Keep this one'],
  take: ['用这一个', 'Use this one'],
  keepStage: ['保持现在的步骤', 'Keep this step'],
  takeStage: ['改到这一步', 'Move to this step'],
  settled: ['已选定', 'Settled'],
});

export class FdConflicts extends LitElement {
  static override properties = {
    store: { attribute: false },
    listed: { attribute: false },
    problems: { state: true },
  };
  static override styles = [
    base,
    css`
      .both {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
        gap: var(--s3);
      }
      .side {
        display: flex;
        flex-direction: column;
        gap: var(--s2);
        padding: var(--s3);
        border: 1px solid var(--line);
        border-radius: var(--r2);
        background: var(--surface);
      }
      .side > .btn {
        align-self: flex-start;
        margin-block-start: auto;
      }
      .said {
        font-weight: 600;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
    `,
  ];
  declare store: Store | undefined;
  declare listed: Listed | undefined;
  declare problems: readonly Problem[];
  readonly #site = new SiteView(this, () => this.store);

  constructor() {
    super();
    this.problems = [];
    new LocaleController(this);
  }

  override render() {
    const { listed, store } = this;
    // A move that lost is settled last: settling it alone settles everything that came with it.
    const rows = [...(listed?.entry.conflicts ?? [])].sort(
      (a, b) => Number(a.path === 'stage') - Number(b.path === 'stage'),
    );
    if (!listed || !store || rows.length === 0) return nothing;
    return html`<section class="banner warn">
      ${icon('triangle-alert')}
      <div class="stack tight grow">
        <h3>${t.title({ n: rows.length })}</h3>
        <p>${t.lead()}</p>
        ${this.problems.map(
          (problem) => html`<p class="problem" role="alert">${problemText(problem)}</p>`,
        )}
        ${rows.map((row) => this.#row(listed, row))}
      </div>
    </section>`;
  }

  #row(listed: Listed, row: Conflict): TemplateResult {
    const { form } = listed;
    const stage = row.path === 'stage';
    const text = (value: Conflict['mine']) =>
      (stage
        ? say(form.stages.find((each) => each.id === value)?.title)
        : answerText(form, itemOf(form, row.path), value, this.#site)) || t.empty();
    const label = pathText(form, row.path);
    const now = this.store?.now() ?? row.at;
    const at = whenText(row.at, now, this.#site.zone);
    return html`<div class="stack tight" role="group" aria-label=${label}>
      <h4>${label}</h4>
      <div class="both">
        <div class="side">
          <span class="small muted">${t.current()}</span
          ><span class="said">${text(row.current)}</span>
          <button type="button" class="btn small" @click=${() => this.#settle(row, false)}>
            ${stage ? t.keepStage() : t.keep()}
          </button>
        </div>
        <div class="side">
          <span class="small muted">${t.mine({ name: this.#site.person(row.by), at })}</span
          ><span class="said">${text(row.mine)}</span>
          <button type="button" class="btn small" @click=${() => this.#settle(row, true)}>
            ${stage ? t.takeStage() : t.take()}
          </button>
        </div>
      </div>
    </div>`;
  }

  async #settle(row: Conflict, mine: boolean): Promise<void> {
    const { store, listed } = this;
    if (!store || !listed) return;
    const { id } = listed.entry;
    const settles = { settles: [row.change] };
    let result: Result<unknown>;
    if (row.path !== 'stage') {
      const value = mine ? row.mine : (listed.entry.answers[row.path] ?? null);
      result = await store.patch(id, { [row.path]: value }, settles);
    } else {
      result = mine ? await store.move(id, String(row.mine), {}) : { ok: true, value: undefined };
      if (result.ok) result = await store.patch(id, {}, settles);
    }
    this.problems = result.ok ? [] : result.problems;
    if (result.ok) toast(t.settled(), { tone: 'good' });
  }
}
customElements.define('fd-conflicts', FdConflicts);
declare global {
  interface HTMLElementTagNameMap {
    'fd-conflicts': FdConflicts;
  }
}
