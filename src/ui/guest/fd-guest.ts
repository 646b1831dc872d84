/**
 * A resident says who is coming: a short form, and for each visitor the code that the kiosk or the desk reads. What is
 * added is kept on this telephone until the server has it, however the network is.
 */
import { LitElement, html, nothing } from 'lit';
import { openSession } from '../../form/session.ts';
import type { Session } from '../../form/session.ts';
import { compile } from '../../form/compile.ts';
import type { Form } from '../../form/compile.ts';
import type { Answers } from '../../form/answers.ts';
import type { Problem } from '../../spec/problem.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { qrCode } from '../entry/qr-code.ts';
import { dateText, dayOf, timeOf } from '../entry/when.ts';
import type { FieldHost } from '../field/context.ts';
import { spacedPhone } from '../field/phone.ts';
import '../form/fd-form.ts';
import { narrowed } from '../form/narrowed.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, locale, say, setLocale, words } from '../words/words.ts';
import { addEntry, openLink } from './ask.ts';
import type { Opened } from './ask.ts';
import { readBook, writeBook } from './book.ts';
import type { Announced, Book } from './book.ts';
import { guestStyles } from './guest-styles.ts';
import { passPicture, passText, sharePicture } from './pass-picture.ts';

const t = words({
  title: ['访客预约', 'Announce a visitor'],
  of: ['{site} · {place}', '{site} · {place}'],
  until: ['链接用到 {when}', 'This link works until {when}'],
  loading: ['正在打开…', 'Opening…'],
  offline: ['现在没有网络', 'There is no network now'],
  offlineSay: ['连上网络后会自动打开。', 'This opens by itself as soon as there is one.'],
  over: ['这个链接已经不能用了', 'This link does not work any more'],
  overSay: [
    '可能已过期或停用。请向物业前台要一个新的。',
    'It may have run out or been ended. Please ask the front desk for a new one.',
  ],
  add: ['添加访客', 'Add a visitor'],
  save: ['确定', 'Done'],
  cancel: ['取消', 'Cancel'],
  list: ['已预约的访客', 'Announced visitors'],
  none: [
    '还没有。添加后，把二维码发给访客，到了在自助机上扫一下，登记就自动填好。',
    'None yet. Add one and send them the code: at the kiosk it fills in the form for them.',
  ],
  waiting: ['等网络，还没送到前台', 'Waits for the network'],
  sent: ['前台已收到', 'The desk has it'],
  failed: ['没有登记上', 'Not accepted'],
  share: ['发给访客', 'Send the code'],
  show: ['二维码', 'Show code'],
  hide: ['收起', 'Hide'],
  remove: ['删除', 'Remove'],
  code: ['{name}的到访二维码', 'Visit code of {name}'],
  hint: [
    '到了请在大堂自助机扫码，或出示给前台',
    'Scan this at the lobby kiosk, or show it at the desk',
  ],
  change: ['有变化？打前台电话 {phone}', 'Change of plan? Call the desk on {phone}'],
  phoneOnly: [
    '只存在这台手机上，清除浏览器数据后列表会消失。',
    'This list is on this telephone only.',
  ],
  notKept: [
    '这个浏览器不保存内容，请等“前台已收到”再离开。',
    'This browser keeps nothing: wait until the desk has it before you leave.',
  ],
  language: ['English', '中文'],
});

const retryEvery = 10_000;

export class FdGuest extends LitElement {
  static override properties = {
    token: {},
    state: { state: true },
    book: { state: true },
    session: { state: true },
    shown: { state: true },
    kept: { state: true },
  };
  static override styles = [...base, guestStyles];
  declare token: string;
  declare state: 'loading' | 'offline' | 'over' | 'ready';
  declare book: Book;
  /** The form being filled in. */
  declare session: Session | undefined;
  /** Whose code is on the screen. */
  declare shown: string;
  declare kept: boolean;
  #form: { readonly hash: string; readonly form: Form } | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #busy = false;

  constructor() {
    super();
    this.token = '';
    this.state = 'loading';
    this.book = { announced: [] };
    this.session = undefined;
    this.shown = '';
    this.kept = true;
    new LocaleController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.book = readBook(this.token);
    if (this.book.opened) this.state = 'ready';
    document.documentElement.lang = locale();
    addEventListener('online', this.#again);
    this.#timer = setInterval(this.#again, retryEvery);
    void this.#refresh();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.#again);
    clearInterval(this.#timer);
  }

  readonly #again = () => {
    const waits = this.book.announced.some(({ sent, problem }) => !sent && !problem);
    if (this.state === 'offline' || waits) void this.#refresh();
  };

  /** Sends what waits, then hears how things stand. */
  async #refresh(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (const one of this.book.announced) if (!one.sent && !one.problem) await this.#send(one);
      const told = await openLink(
        this.token,
        this.book.announced.flatMap(({ id, sent }) => (sent ? [id] : [])),
      );
      if (told.ok) {
        this.#keep({ ...this.book, opened: told.value });
        this.state = 'ready';
      } else if (told.problem.code !== 'offline') this.state = 'over';
      else if (!this.book.opened) this.state = 'offline';
    } finally {
      this.#busy = false;
    }
  }
  async #send(one: Announced): Promise<void> {
    const told = await addEntry(this.token, one);
    if (told.ok) this.#change(one.id, { sent: true });
    else if (told.problem.code !== 'offline') this.#change(one.id, { problem: told.problem });
  }

  #change(id: string, change: { readonly sent?: true; readonly problem?: Problem }): void {
    const announced = this.book.announced.map((each) =>
      each.id === id ? { ...each, ...change } : each,
    );
    this.#keep({ ...this.book, announced });
  }
  #keep(book: Book): void {
    this.book = book;
    this.kept = writeBook(this.token, book);
  }

  /** Compiled once for each version. */
  #formOf({ hash, procedure }: Opened): Form {
    if (this.#form?.hash !== hash) this.#form = { hash, form: compile(procedure) };
    return this.#form.form;
  }

  #add(opened: Opened): void {
    const { site, filled } = opened;
    const session = openSession(this.#formOf(opened), {
      surface: 'kiosk',
      answers: filled,
      around: {
        now: new Date().toISOString(),
        zone: site.zone,
        surface: 'kiosk',
        site: { id: site.id, name: site.name, settings: site.settings },
      },
    });
    this.session = narrowed(session, ({ id, type }) => !(id in filled) && type !== 'ref');
  }

  #submit(opened: Opened, answers: Answers): void {
    const one: Announced = { id: crypto.randomUUID(), hash: opened.hash, answers, sent: false };
    this.session = undefined;
    this.shown = one.id;
    this.#keep({ ...this.book, announced: [one, ...this.book.announced] });
    void this.#refresh();
  }
  #remove(id: string): void {
    this.#keep({ ...this.book, announced: this.book.announced.filter((each) => each.id !== id) });
  }

  override render() {
    document.title = t.title();
    const { opened } = this.book;
    return html`<main class="page">
      ${
        this.state === 'over'
          ? this.#message('link', t.over(), t.overSay())
          : opened
            ? this.#ready(opened)
            : this.state === 'offline'
              ? this.#message('wifi-off', t.offline(), t.offlineSay())
              : this.#message('loader', t.loading(), '')
      }
    </main>`;
  }

  #message(picture: string, title: string, text: string) {
    return html`<div class="empty" role="status">
      ${icon(picture, 'huge')}
      <h1>${title}</h1>
      <p>${text}</p>
    </div>`;
  }

  #ready(opened: Opened) {
    const { site, place, until } = opened;
    return html`<header class="top">
        <div>
          <h1>${t.title()}</h1>
          <p class="muted">${place ? t.of({ site: site.name, place: say(place) }) : site.name}</p>
          <p class="small muted num">${t.until({ when: this.#when(until, site.zone) })}</p>
        </div>
        <button
          type="button"
          class="btn quiet small"
          lang=${locale() === 'en' ? 'zh-CN' : 'en'}
          @click=${() => setLocale(locale() === 'en' ? 'zh-CN' : 'en')}
        >
          ${t.language()}
        </button>
      </header>
      ${this.session ? this.#filling(opened, this.session) : this.#people(opened)}`;
  }

  #filling(opened: Opened, session: Session) {
    const notice = session.form.procedure.privacy?.notice;
    const host: FieldHost = {
      buildings: [],
      people: [],
      departments: [],
      // What needs a device of the site is not asked on a link.
      putBlob: () => Promise.reject(new Error('a link holds no attachments')),
      blobUrl: () => Promise.resolve(undefined),
      sign: () => Promise.resolve({ ok: false, problems: [{ code: 'offline', path: '' }] }),
      now: () => new Date().toISOString(),
    };
    return html`<fd-form
        surface="tablet"
        submit-label=${t.save()}
        .session=${session}
        .host=${host}
        @fd-submit=${(event: CustomEvent<Answers>) => this.#submit(opened, event.detail)}
        @fd-cancel=${() => (this.session = undefined)}
      ></fd-form>
      ${notice ? html`<p class="small muted">${say(notice)}</p>` : nothing}`;
  }

  #people(opened: Opened) {
    const { announced } = this.book;
    const { phone } = opened.site;
    return html`<button
        type="button"
        class="btn primary big block"
        @click=${() => this.#add(opened)}
      >
        ${icon('user-plus')}${t.add()}
      </button>
      <section aria-labelledby="list">
        <h2 id="list">${t.list()}</h2>
        ${
          announced.length === 0
            ? html`<p class="muted">${t.none()}</p>`
            : html`<ul class="people">
                ${announced.map((one) => this.#person(opened, one))}
              </ul>`
        }
      </section>
      ${this.kept ? nothing : html`<p class="banner warn">${icon('info')}${t.notKept()}</p>`}
      <footer class="small muted">
        ${phone ? html`<p>${t.change({ phone: spacedPhone(phone) })}</p>` : nothing}
        <p>${t.phoneOnly()}</p>
      </footer>`;
  }

  #when(instant: string, zone: string): string {
    return `${dateText(dayOf(instant, zone), zone)} ${timeOf(instant, zone)}`;
  }

  #person(opened: Opened, one: Announced) {
    const facets = opened.procedure.facets ?? {};
    const name = String(one.answers[facets.name ?? ''] ?? say(opened.procedure.title));
    const due = one.answers[facets.due ?? ''];
    const when = typeof due === 'string' ? this.#when(due, opened.site.zone) : '';
    const isShown = this.shown === one.id && !one.problem;
    return html`<li class="card person">
      <div class="split">
        <div>
          <p class="name">${name}</p>
          <p class="num">${when}</p>
        </div>
        ${this.#status(opened, one)}
      </div>
      ${one.problem ? html`<p class="problem">${problemText(one.problem)}</p>` : nothing}
      ${
        isShown
          ? html`<div class="code">
              ${qrCode(passText(this.#formOf(opened), one.id, one.answers), t.code({ name }))}
            </div>`
          : nothing
      }
      <div class="actions">
        ${
          one.problem
            ? html`<button type="button" class="btn" @click=${() => this.#remove(one.id)}>
                ${icon('trash-2')}${t.remove()}
              </button>`
            : html`<button
                  type="button"
                  class="btn"
                  aria-expanded=${isShown}
                  @click=${() => (this.shown = isShown ? '' : one.id)}
                >
                  ${icon('qr-code')}${isShown ? t.hide() : t.show()}
                </button>
                <button
                  type="button"
                  class="btn soft"
                  @click=${() => void this.#share(opened, one, name, when)}
                >
                  ${icon('share')}${t.share()}
                </button>`
        }
      </div>
    </li>`;
  }

  #status(opened: Opened, { id, sent, problem }: Announced) {
    if (problem) return html`<span class="badge bad">${t.failed()}</span>`;
    if (!sent) return html`<span class="badge warn">${icon('clock')}${t.waiting()}</span>`;
    const state = opened.states.find((each) => each.id === id);
    return html`<span class="badge ${state?.tone ?? 'good'}"
      >${icon('check')}${state ? say(state.stage) : t.sent()}</span
    >`;
  }

  async #share(opened: Opened, one: Announced, name: string, when: string): Promise<void> {
    const place = opened.place ? say(opened.place) : '';
    const picture = await passPicture(
      passText(this.#formOf(opened), one.id, one.answers),
      [opened.site.name, [name, place].filter(Boolean).join(' → '), when],
      [t.hint()],
    );
    if (picture) await sharePicture(picture, `${name}.png`);
  }
}
customElements.define('fd-guest', FdGuest);
declare global {
  interface HTMLElementTagNameMap {
    'fd-guest': FdGuest;
  }
}
