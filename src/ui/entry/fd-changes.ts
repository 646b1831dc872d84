/**
 * Procedures that changed since this person last read them: what changed, in words, and "read". What is not clear becomes
 * a question that somebody must answer.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { changesOf } from '../../form/changes.ts';
import type { ProcedureChange } from '../../form/changes.ts';
import { openSession } from '../../form/session.ts';
import type { Published } from '../../spec/library.ts';
import type { Changed, Listed, Store } from '../../store/store.ts';
import type { Problem } from '../../spec/problem.ts';
import type { L10n, Procedure } from '../../spec/procedure.ts';
import { base } from '../base/base.ts';
import { announce } from '../base/fd-toast.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { go, link } from './links.ts';
import { SiteView } from './site.ts';

const t = words({
  title: ['规程有变化', 'A procedure has changed'],
  from: ['{old} → {now}', '{old} → {now}'],
  added: ['新增：{label}', 'New: {label}'],
  removed: ['不再问：{label}', 'No longer asked: {label}'],
  stageAdded: ['新增一步：{label}', 'New step: {label}'],
  stageRemoved: ['取消一步：{label}', 'Step gone: {label}'],
  renamed: ['“{before}”改为“{after}”', '“{before}” is now “{after}”'],
  hint: ['{label}：{after}', '{label}: {after}'],
  required: ['{label}：现在必填', '{label}: must be answered now'],
  optional: ['{label}：现在可不填', '{label}: may be left out now'],
  limit: ['{label}：范围由 {before} 改为 {after}', '{label}: from {before} to {after}'],
  time: ['{label}：时限由 {before} 改为 {after}', '{label}: within {after} instead of {before}'],
  nothing: [
    '只改了文字或算法，做法不变',
    'Only wording or reckoning changed; the work is the same',
  ],
  unlimited: ['不限', 'no limit'],
  read: ['看懂了', 'Understood'],
  ask: ['有疑问', 'I have a question'],
  done: ['已记下：{title}', 'Noted: {title}'],
  more: ['还有 {n} 处', '{n} more'],
});
const shown = 8;

/** `PT1H30M` as people say it. */
function spoken(value: string | L10n | undefined): string {
  if (typeof value !== 'string') return say(value);
  const [, d, h, m] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(value) ?? [];
  const parts = [d && unit.days({ n: d }), h && unit.hours({ n: h }), m && unit.minutes({ n: m })];
  return parts.filter(Boolean).join(' ') || value || t.unlimited();
}
const unit = words({
  days: ['{n} 天', '{n} d'],
  hours: ['{n} 小时', '{n} h'],
  minutes: ['{n} 分钟', '{n} min'],
});

function changeText({ kind, what, label, before, after }: ProcedureChange): string {
  const params = { label: say(label), before: spoken(before), after: spoken(after) };
  if (what === 'stage') return kind === 'added' ? t.stageAdded(params) : t.stageRemoved(params);
  return what === 'time' ? t.time(params) : t[kind](params);
}

export class FdChanges extends LitElement {
  static override properties = { store: { attribute: false }, problems: { state: true } };
  static override styles = [
    base,
    css`
      :host(:not([hidden])) {
        display: contents;
      }
      ul {
        margin: 0;
        padding-inline-start: 1.2em;
        display: grid;
        gap: var(--s1);
      }
    `,
  ];
  declare store: Store | undefined;
  declare problems: readonly Problem[];
  readonly #site = new SiteView(this, () => this.store);
  readonly #changed = new Live<readonly Changed[]>(this, () => this.store?.changed());
  readonly #read = new Live<readonly Listed[]>(
    this,
    () => {
      const record = this.#record?.procedure.id;
      return record ? this.store?.entries({ procedures: [record] }) : undefined;
    },
    () => this.#record?.hash,
  );

  constructor() {
    super();
    this.problems = [];
    new LocaleController(this);
  }

  /** The procedure whose entries say that a change was read. */
  get #record(): Published | undefined {
    return this.#site.procedures.find(({ procedure }) => procedure.acknowledges);
  }

  override render() {
    const { me } = this.#site;
    const record = this.#record?.procedure;
    if (!this.store || !me || !record || !this.#read.value) return nothing;
    const unread = (this.#changed.value ?? []).flatMap((one) => {
      const before = this.#unread(one, me.id);
      return before && this.#concerns(one.now.procedure) ? [{ now: one.now, before }] : [];
    });
    return unread.map(({ now, before }) => this.#card(now, before));
  }

  /** Only what this person may do at all. */
  #concerns({ access }: Procedure): boolean {
    return access.create.some((role) => this.#site.roles.includes(role));
  }

  /** The version that this person last read, or the one before; undefined where they have read the one that holds. */
  #unread({ now, earlier }: Changed, me: string): Procedure | undefined {
    const read = (this.#read.value ?? []).flatMap(({ entry, form }) => {
      const names = form.procedure.acknowledges;
      const { answers, void: gone } = entry;
      return names &&
        !gone &&
        answers[names.by] === me &&
        answers[names.procedure] === now.procedure.id
        ? [answers[names.version]]
        : [];
    });
    if (read.includes(now.hash)) return undefined;
    return (earlier.find(({ hash }) => read.includes(hash)) ?? earlier[0])?.procedure;
  }

  #card(now: Published, before: Procedure): TemplateResult {
    const { procedure } = now;
    const changes = changesOf(before, procedure);
    const id = `change-${procedure.id}`;
    return html`<section class="card stack tight" aria-labelledby=${id}>
      <p class="eyebrow">${icon('book-open')} ${t.title()}</p>
      <div class="split">
        <h2 id=${id}>${say(procedure.title)}</h2>
        <span class="small muted num"
          >${t.from({ old: before.version, now: procedure.version })}</span
        >
      </div>
      ${
        changes.length === 0
          ? html`<p>${t.nothing()}</p>`
          : html`<ul>
              ${changes.slice(0, shown).map((each) => html`<li>${changeText(each)}</li>`)}
            </ul>`
      }
      ${changes.length > shown ? html`<p class="small muted">${t.more({ n: changes.length - shown })}</p>` : nothing}
      ${this.problems.map((problem) => html`<p class="problem" role="alert">${problemText(problem)}</p>`)}
      <div class="cluster end">
        <button type="button" class="btn quiet" @click=${() => void this.#note(now, 'no')}>
          ${t.ask()}</button
        ><button type="button" class="btn primary" @click=${() => void this.#note(now, 'yes')}>
          ${icon('check')}${t.read()}
        </button>
      </div>
    </section>`;
  }

  /** Written down as read; a question is opened to be written. */
  async #note({ hash, procedure }: Published, understood: 'yes' | 'no'): Promise<void> {
    const { store } = this;
    const record = this.#record?.procedure;
    const names = record?.acknowledges;
    const form = record && (await store?.form(record.id));
    const { me } = this.#site;
    if (!store || !names || !form || !me) return;
    const around = await store.around(form);
    const { surface } = store.device;
    const given = {
      [names.procedure]: procedure.id,
      [names.title]: say(procedure.title),
      [names.version]: hash,
      [names.by]: me.id,
    };
    const answers = openSession(form, { answers: given, around, surface }).submission();
    if (understood === 'no') {
      const draft = store.newId();
      await store.saveDraft({
        id: draft,
        procedure: form.procedure.id,
        version: this.#record?.hash ?? '',
        answers,
        around,
        touched: store.now(),
      });
      return go(link('draft', draft));
    }
    const saved = await store.submit(form, answers, around);
    this.problems = saved.ok ? [] : saved.problems;
    if (saved.ok) announce(t.done({ title: say(procedure.title) }));
  }
}
customElements.define('fd-changes', FdChanges);
declare global {
  interface HTMLElementTagNameMap {
    'fd-changes': FdChanges;
  }
}
