/**
 * A form at the kiosk, a page at a time, with the privacy notice before anything personal is asked. What is typed is
 * in the visit's session and nowhere else. `fd-saved` (detail: the entry), `fd-leave`, `fd-declined`, `fd-turn`.
 */
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import type { Answers } from '../../form/answers.ts';
import type { Entry } from '../../form/entry.ts';
import type { Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import type { FieldHost } from '../field/context.ts';
import '../form/fd-form.ts';
import type { FdForm } from '../form/fd-form.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { visitStyles } from './visit-styles.ts';
import { consentOf, isPersonal, noticeOf, saveVisit } from './visit.ts';
import type { Visit } from './visit.ts';

const t = words({
  back: ['上一步', 'Back'],
  leave: ['不办了', 'Leave'],
  next: ['下一步', 'Next'],
  send: ['确认提交', 'Confirm'],
  saving: ['正在保存…', 'Saving…'],
  notice: ['先跟您说明一下', 'Before you go on'],
  noticeSub: ['接下来要问几项个人信息', 'The next questions are about you'],
  purpose: ['用来做什么', 'What it is for'],
  agree: ['同意，继续', 'Agree and go on'],
  decline: ['不同意，请前台人工办理', 'No, I prefer the front desk'],
  failed: ['还没有保存成功', 'Not saved yet'],
  failedSay: [
    '您填的都还在这里。请再点一次“确认提交”；还不行，请点左下角“叫人帮忙”，前台可以照着屏幕帮您登记。',
    'Everything you filled in is still here. Tap Confirm again; if it still fails, tap Call staff at the bottom left and the desk will take it from the screen.',
  ],
  options: ['可以选：{list}', 'Choose from: {list}'],
});

export class FdKioskVisit extends LitElement {
  static override properties = {
    store: { attribute: false },
    visit: { attribute: false },
    host: { attribute: false },
    page: { state: true },
    agreed: { state: true },
    saving: { state: true },
    problems: { state: true },
  };
  static override styles = [...base, visitStyles];
  declare store: Store | undefined;
  declare visit: Visit | undefined;
  declare host: FieldHost | undefined;
  declare page: number;
  declare agreed: boolean;
  declare saving: boolean;
  declare problems: readonly Problem[];

  constructor() {
    super();
    this.store = undefined;
    this.visit = undefined;
    this.host = undefined;
    this.page = 0;
    this.agreed = false;
    this.saving = false;
    this.problems = [];
    new LocaleController(this);
  }

  get #form(): FdForm | null {
    return this.renderRoot.querySelector('fd-form');
  }
  #sections() {
    return this.visit?.session.sections() ?? [];
  }
  get #section() {
    const sections = this.#sections();
    return sections[Math.min(this.page, sections.length - 1)];
  }
  /** Whether the notice stands before the page. */
  get #asking(): boolean {
    const { visit } = this;
    const section = this.#section;
    return !this.agreed && !!visit && !!section && !!noticeOf(visit.form) && isPersonal(section);
  }

  /** What is read aloud. */
  spoken(): string {
    const { visit } = this;
    const section = this.#section;
    if (!visit || !section) return '';
    if (this.#asking)
      return [t.notice(), say(noticeOf(visit.form)), t.agree(), t.decline()].join('。');
    const lines = [say(section.title), say(section.hint)];
    for (const item of section.items) {
      if (!visit.session.get(item.id)?.visible) continue;
      lines.push(say(item.label), say(item.hint));
      if (item.type !== 'one' && item.type !== 'many') continue;
      const options = visit.form.procedure.options?.[item.options] ?? [];
      lines.push(t.options({ list: options.map((option) => say(option.label)).join('，') }));
    }
    return lines.filter(Boolean).join('。');
  }

  protected override firstUpdated(): void {
    void this.updateComplete.then(() => this.#focusHeading());
  }
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('page') || changed.has('agreed')) {
      this.dispatchEvent(new CustomEvent('fd-turn'));
      if (this.hasUpdated && this.#asking) this.#focusHeading();
    }
  }
  #focusHeading(): void {
    const root = this.#asking ? this.renderRoot : this.#form?.renderRoot;
    root?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
  }

  override render() {
    const { visit, host } = this;
    if (!visit || !host) return nothing;
    const asking = this.#asking;
    const { procedure } = visit.form;
    return html`<div class="scroll">
        <p class="what">
          ${icon(procedure.surfaces.kiosk?.icon ?? 'file-text')}<span>${say(procedure.title)}</span>
        </p>
        ${asking ? this.#notice(visit) : nothing}
        <fd-form
          pages
          actions="none"
          surface="kiosk"
          ?hidden=${asking}
          .session=${visit.session}
          .host=${host}
          @fd-page=${(event: CustomEvent<{ page: number }>) => this.#turned(event.detail.page)}
          @fd-change=${() => this.requestUpdate()}
          @fd-submit=${(event: CustomEvent<Answers>) => void this.#save(event.detail)}
          @fd-cancel=${this.#leave}
        ></fd-form>
      </div>
      ${this.problems.length > 0 ? this.#trouble() : nothing} ${this.#actions(asking)}`;
  }

  #notice({ form }: Visit) {
    const { purpose } = form.procedure.privacy ?? {};
    return html`<section class="notice" aria-labelledby="notice">
      <header>
        <h1 id="notice" tabindex="-1">${t.notice()}</h1>
        <p class="lead">${t.noticeSub()}</p>
      </header>
      <p class="card text">${say(noticeOf(form))}</p>
      ${
        purpose
          ? html`<p class="cluster">
              ${icon('shield-check')}<span><strong>${t.purpose()}</strong>　${say(purpose)}</span>
            </p>`
          : nothing
      }
      <button type="button" class="btn big decline" @click=${this.#decline}>
        ${icon('concierge-bell')}${t.decline()}
      </button>
    </section>`;
  }

  #trouble() {
    const texts = [
      ...new Set(
        this.problems.filter((each) => each.code !== 'not-saved').map((each) => problemText(each)),
      ),
    ];
    return html`<div class="banner bad" role="alert">
      ${icon('triangle-alert')}
      <div>
        <p class="strong">${t.failed()}</p>
        ${texts.map((text) => html`<p>${text}</p>`)}
        <p>${t.failedSay()}</p>
      </div>
    </div>`;
  }

  #actions(asking: boolean) {
    const last = this.page >= this.#sections().length - 1;
    const forward = asking
      ? html`${icon('check')}${t.agree()}`
      : this.saving
        ? t.saving()
        : last
          ? html`${icon('check')}${t.send()}`
          : html`${t.next()}${icon('arrow-right')}`;
    return html`<div class="actions">
      <button type="button" class="btn big" ?disabled=${this.saving} @click=${this.#back}>
        ${icon(this.page > 0 ? 'arrow-left' : 'x')}${this.page > 0 ? t.back() : t.leave()}
      </button>
      <button
        type="button"
        class="btn primary big"
        aria-disabled=${this.saving}
        @click=${asking ? this.#agree : this.#forward}
      >
        ${forward}
      </button>
    </div>`;
  }

  #turned(page: number): void {
    this.page = page;
    this.problems = [];
    this.renderRoot.querySelector('.scroll')?.scrollTo({ top: 0 });
  }
  readonly #forward = () => {
    if (!this.saving) this.#form?.next();
  };
  readonly #back = () => {
    this.#form?.back();
  };
  readonly #leave = () => {
    this.dispatchEvent(new CustomEvent('fd-leave'));
  };
  readonly #agree = async () => {
    const { visit } = this;
    const consent = visit && consentOf(visit.form);
    if (consent) visit.session.answer(consent, true);
    this.agreed = true;
    await this.updateComplete;
    this.#focusHeading();
  };
  readonly #decline = () => {
    this.dispatchEvent(new CustomEvent('fd-declined'));
  };

  async #save(answers: Answers): Promise<void> {
    const { store, visit } = this;
    if (!store || !visit || this.saving) return;
    this.saving = true;
    this.problems = [];
    const saved = await saveVisit(store, visit, answers);
    this.saving = false;
    // The person may have been sent home meanwhile: the entry is saved, and nobody is here to be told.
    if (!this.isConnected || this.visit !== visit) return;
    if (saved.ok) this.dispatchEvent(new CustomEvent<Entry>('fd-saved', { detail: saved.value }));
    else this.problems = saved.problems;
  }
}
customElements.define('fd-kiosk-visit', FdKioskVisit);
declare global {
  interface HTMLElementTagNameMap {
    'fd-kiosk-visit': FdKioskVisit;
  }
}
