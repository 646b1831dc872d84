/**
 * The quick line: the first section of the desk's first register, on one line. Enter saves. A room that is typed shows
 * what is open there, so that a second call about one thing becomes a note on it. What is typed is a draft from the first key.
 */
import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Item } from '../../spec/procedure.ts';
import type { Published } from '../../spec/library.ts';
import { isBlocking } from '../../spec/problem.ts';
import type { Problem } from '../../spec/problem.ts';
import { facetsOf } from '../../form/summary.ts';
import type { Hinted, Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { toast } from '../base/fd-toast.ts';
import { Live } from '../base/live.ts';
import { Clocks, clockBadge } from '../entry/clocks.ts';
import '../entry/fd-hints.ts';
import { Filling } from '../entry/filling.ts';
import { pictureOf, stageBadge, titleOf } from '../entry/lines.ts';
import { entryLink, go, link, roomLink } from '../entry/links.ts';
import { openOffered } from '../entry/opening.ts';
import { SiteView } from '../entry/site.ts';
import { hasRoom, readRoom, roomText } from '../field/room-number.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { isOpen, quickRegister } from './kinds.ts';
import { quickSheet } from './quick-sheet.ts';

const t = words({
  label: ['速记：{title}', 'Quick line: {title}'],
  save: ['记下', 'Save'],
  more: ['细填', 'More'],
  saved: ['已记下 {number}', 'Saved {number}'],
  show: ['打开', 'Open'],
  aside: ['放一放', 'Put aside'],
  put: ['已放进草稿，随时接着记', 'Kept as a draft; go on whenever you like'],
  beside: ['系统提示和正在办的', 'Worth knowing, and what is open'],
  openHere: ['{room} 正在办的', 'Open at {room}'],
  nothingOpen: ['{room} 没有正在办的事', 'Nothing is open at {room}'],
  same: ['同一件事', 'Same matter'],
  sameHint: [
    '不另立一条，把这次的话记到这张单子上',
    'No second entry: what was said is added to this one',
  ],
  again: ['{name} 又来问：{what}', '{name} asked again: {what}'],
  linked: ['已记到 {number}', 'Added to {number}'],
  all: ['这户全部记录', 'All of this room'],
  example: ['1-2-301', '1-2-301'],
});
const most = 5;
const drawable = new Set<Item['type']>(['text', 'long', 'room', 'phone', 'bool']);

export class FdDeskQuick extends LitElement {
  static override properties = {
    store: { attribute: false },
    filling: { state: true },
    next: { state: true },
    problems: { state: true },
    room: { state: true },
    wrongRoom: { state: true },
  };
  static override styles = [base, quickSheet];
  declare store: Store | undefined;
  declare filling: Filling | undefined;
  /** What is opened once this is saved. */
  declare next: Hinted | undefined;
  declare problems: readonly Problem[];
  /** A whole room that was typed. */
  declare room: string;
  declare wrongRoom: string;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #here = new Live<readonly Listed[]>(
    this,
    () => (this.room ? this.store?.entries({ room: this.room }) : undefined),
    () => this.room,
  );
  #opening: Promise<Filling | undefined> | undefined;

  constructor() {
    super();
    this.problems = [];
    this.room = '';
    this.wrongRoom = '';
    new LocaleController(this);
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLInputElement>('input')?.focus();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.filling?.save();
    this.filling?.close();
    this.filling = undefined;
    this.#opening = undefined;
  }

  get #register(): Published | undefined {
    return quickRegister(this.#site.procedures);
  }
  #items({ procedure }: Published): Item[] {
    return (procedure.sections[0]?.items ?? []).filter((item) => drawable.has(item.type));
  }

  override render() {
    const register = this.#register;
    if (!register) return nothing;
    const title = say(register.procedure.title);
    return html`<form
        class="quick"
        role="search"
        aria-label=${t.label({ title })}
        @submit=${this.#submit}
        @keydown=${this.#key}
      >
        <span class="what" aria-hidden="true"
          >${icon(register.procedure.surfaces.desk?.icon ?? 'phone')}</span
        >
        ${this.#items(register).map((item) => this.#field(item, register))}
        <button class="btn primary">${icon('check')}${t.save()}</button>
        <button type="button" class="btn" @click=${this.#more}>
          ${icon('square-pen')}<span class="more">${t.more()}</span>
        </button>
        ${
          this.filling
            ? html`<button type="button" class="btn quiet" @click=${this.#aside}>
                ${t.aside()}
              </button>`
            : nothing
        }
      </form>
      ${this.#said(register)}${this.#beside()}`;
  }

  #field(item: Item, register: Published): TemplateResult | typeof nothing {
    const { facets } = register.procedure;
    const state = this.filling?.session.get(item.id);
    if (state && !state.visible && item.type !== 'room') return nothing;
    const label = say(item.label);
    if (item.type === 'bool')
      return html`<label class="tick"
        ><input
          type="checkbox"
          .checked=${state?.value === true}
          @change=${(event: Event) => this.#answer(item, (event.target as HTMLInputElement).checked)}
        />${label}</label
      >`;
    const place = facets?.room === item.id ? 'room' : facets?.name === item.id ? 'name' : 'text';
    const shown = item.type === 'room' ? t.example() : label;
    const bad =
      this.problems.some(({ path }) => path === item.id) ||
      (item.type === 'room' && this.wrongRoom);
    return html`<label class=${`box ${place}`}
      ><span class="tiny muted">${label}</span
      ><input
        class="input ${item.type === 'room' ? 'num' : ''}"
        name=${item.id}
        autocomplete="off"
        placeholder=${shown}
        list=${place === 'name' ? 'names' : nothing}
        ?disabled=${state?.visible === false}
        aria-invalid=${bad ? 'true' : 'false'}
        aria-describedby="problems"
        @input=${(event: Event) => this.#typed(item, (event.target as HTMLInputElement).value)}
      />${place === 'name' ? this.#names() : nothing}</label
    >`;
  }

  /** Who was in touch about this room before. */
  #names() {
    const names = new Set(
      (this.#here.value ?? []).map(({ form, entry }) => facetsOf(form, entry.answers).name),
    );
    return html`<datalist id="names">
      ${[...names].map((name) => (name ? html`<option value=${name}></option>` : nothing))}
    </datalist>`;
  }

  #said(register: Published) {
    const items = this.#items(register);
    const lines = this.problems.map((problem) => {
      const item = items.find(({ id }) => id === problem.path);
      return `${item ? `${say(item.label)}：` : ''}${problemText(problem, item?.type)}`;
    });
    if (this.wrongRoom) lines.unshift(problemText({ code: this.wrongRoom, path: '' }));
    return html`<div id="problems" role="status" class="cluster">
      ${lines.map((line) => html`<span class="problem">${icon('circle-alert')}${line}</span>`)}
    </div>`;
  }

  /** What the desk should know of who is on the line: as a form would say it, and what is open at the room. */
  #beside() {
    const open = this.room ? (this.#here.value ?? []).filter(isOpen).slice(0, most) : [];
    return html`<aside class="beside" aria-label=${t.beside()}>
      ${this.#hints(open)}${this.room ? this.#openAt(this.room, open) : nothing}
    </aside>`;
  }

  #hints(open: readonly Listed[]) {
    const { filling } = this;
    if (!filling) return nothing;
    return html`<fd-hints
      .store=${this.store}
      .form=${filling.session.form}
      .answers=${filling.session.answers}
      self=${filling.id}
      .chosen=${[...filling.links.keys()]}
      .shown=${open.map(({ entry }) => entry.id)}
      offered=${this.next?.hint.id ?? ''}
      @fd-same=${this.#linked}
      @fd-offer=${this.#offer}
    ></fd-hints>`;
  }

  #openAt(room: string, open: readonly Listed[]) {
    const name = this.#site.room(room);
    return html`<p class="small strong split">
        <span>${open.length > 0 ? t.openHere({ room: name }) : t.nothingOpen({ room: name })}</span>
        <a href=${roomLink(room)}>${t.all()}</a>
      </p>
      ${open.map(
        (one) =>
          html`<div class="line">
            ${icon(pictureOf(one))}
            <a class="grow one-line" href=${entryLink(one.entry.id)}>${titleOf(one, this.#site)}</a>
            ${clockBadge(this.#clocks.of(one), this.#clocks.now)}${stageBadge(one)}
            <button
              type="button"
              class="btn small"
              title=${t.sameHint()}
              @click=${() => this.#same(one)}
            >
              ${icon('link')}${t.same()}
            </button>
          </div>`,
      )}`;
  }

  /** What is saved will be linked to it; said twice, it is taken back. */
  readonly #linked = ({ detail }: CustomEvent<{ entry: { id: string }; why: string }>) => {
    const links = this.filling?.links;
    if (links && !links.delete(detail.entry.id)) links.set(detail.entry.id, detail.why);
    this.requestUpdate();
  };
  readonly #offer = ({ detail }: CustomEvent<Hinted>) => {
    this.next = this.next?.hint.id === detail.hint.id ? undefined : detail;
  };

  /** A form is opened with the first key, so that its time is when the call began. */
  #start(): Promise<Filling | undefined> {
    const { store } = this;
    const register = this.#register;
    if (!store || !register) return Promise.resolve(undefined);
    this.#opening ??= (async () => {
      const form = await store.form(register.procedure.id, register.hash);
      const filling = form && (await Filling.open({ store, form, version: register.hash }));
      this.filling = filling;
      filling?.session.subscribe(() => this.requestUpdate());
      return filling;
    })();
    return this.#opening;
  }

  async #answer(item: Item, value: string | boolean | null): Promise<void> {
    const filling = await this.#start();
    filling?.session.answer(item.id, value);
    this.problems = this.problems.filter(({ path }) => path !== item.id);
  }

  #typed(item: Item, text: string): void {
    const trimmed = text.trim();
    if (item.type !== 'room') return void this.#answer(item, trimmed || null);
    const buildings = this.#site.site?.buildings ?? [];
    const parts = readRoom(trimmed, buildings);
    const room =
      buildings.length === 0 ? trimmed : hasRoom(buildings, parts) ? roomText(parts) : '';
    this.room = room;
    this.wrongRoom = '';
    void this.#answer(item, room || null);
  }

  readonly #key = (event: KeyboardEvent) => {
    if (event.key === 'Escape') (event.target as HTMLElement).blur();
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const register = this.#register;
    const filling = await this.#start();
    if (!filling || !register) return;
    const field = register.procedure.facets?.room ?? '';
    const typed = this.renderRoot.querySelector<HTMLInputElement>(`input[name="${field}"]`);
    const room = typed && !typed.disabled && typed.value.trim() !== '' && !this.room;
    this.wrongRoom = room ? 'no-such-room' : '';
    this.problems = filling.session.problems().filter(isBlocking);
    if (room || this.problems.length > 0) return this.#focusProblem();
    const result = await filling.submit();
    if (!result.ok) {
      this.problems = result.problems;
      return;
    }
    const { id, number = '' } = result.value;
    const { next, store } = this;
    this.#clear();
    toast(t.saved({ number }), {
      tone: 'good',
      action: { label: t.show(), run: () => go(entryLink(id)) },
    });
    this.focus();
    const { offer } = next?.hint ?? {};
    if (store && next && offer) {
      const all = [result.value, ...next.entries.map(({ entry }) => entry)];
      await openOffered(store, offer, next.answers ?? {}, all);
    }
  };

  #focusProblem(): void {
    const [first] = this.problems;
    const name = this.wrongRoom ? this.#register?.procedure.facets?.room : first?.path;
    this.renderRoot.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.focus();
  }

  readonly #same = async (one: Listed): Promise<void> => {
    const { store, filling } = this;
    const facets = this.#register?.procedure.facets;
    if (!store) return;
    const answers = filling?.session.answers ?? {};
    const name = String(answers[facets?.name ?? ''] ?? '');
    const items = this.#register ? this.#items(this.#register) : [];
    const what = items
      .filter(({ id, type }) => (type === 'long' || type === 'text') && id !== facets?.name)
      .map(({ id }) => answers[id])
      .filter(Boolean)
      .join(' ');
    const result = await store.note(one.entry.id, t.again({ name, what }));
    if (!result.ok) {
      this.problems = result.problems;
      return;
    }
    await filling?.drop();
    this.#clear();
    toast(t.linked({ number: one.entry.number ?? titleOf(one, this.#site) }), {
      tone: 'good',
      action: { label: t.show(), run: () => go(entryLink(one.entry.id)) },
    });
  };

  readonly #more = async (): Promise<void> => {
    const filling = await this.#start();
    await filling?.save();
    const touched = filling && Object.keys(filling.session.answers).length > 0;
    const register = this.#register;
    const draft = filling?.isTyped ? filling.id : undefined;
    this.#clear();
    if (draft && touched) go(link('draft', draft));
    else if (register) go(link('new', register.procedure.id));
  };

  readonly #aside = async (): Promise<void> => {
    await this.filling?.save();
    this.#clear();
    toast(t.put());
    this.focus();
  };

  #clear(): void {
    this.filling?.close();
    this.filling = undefined;
    this.#opening = undefined;
    this.next = undefined;
    this.problems = [];
    this.room = '';
    this.wrongRoom = '';
    this.renderRoot.querySelector('form')?.reset();
  }
}
customElements.define('fd-desk-quick', FdDeskQuick);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-quick': FdDeskQuick;
  }
}
