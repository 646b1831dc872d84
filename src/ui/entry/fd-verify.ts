/**
 * The gate: a pass is scanned, pasted or typed, and judged with no network; what goes through is recorded in the form that
 * its procedure names as gate.
 */
import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Around } from '../../form/around.ts';
import type { Form } from '../../form/compile.ts';
import type { Entry } from '../../form/entry.ts';
import type { CheckedPass, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { toast } from '../base/fd-toast.ts';
import { icon } from '../base/icon.ts';
import '../field/fd-code.ts';
import { LocaleController, say, words } from '../words/words.ts';
import './fd-fill.ts';
import { entryLink } from './links.ts';
import { usesList } from './pass-uses.ts';
import { SiteView } from './site.ts';
import { isGood, verdictHead } from './verdict.ts';
import { verifySheet } from './verify-sheet.ts';

const t = words({
  title: ['验证放行', 'Check a pass'],
  lead: ['没有网络也能验。', 'Works with no network.'],
  scan: ['出示的二维码', 'The code that is shown'],
  number: ['编号', 'Number'],
  numberHint: [
    '扫码枪对着这里扫，或把码的内容粘贴进来。今天开的单，只输最后一段就行，如 D1003',
    'Scan or paste into this field. Of a pass of today the last part will do, such as D1003',
  ],
  code: ['短码（6位）', 'Short code (6 digits)'],
  check: ['验证', 'Check'],
  ask: ['请输入编号和6位短码', 'Enter the number and the six digits'],
  left: ['还可以放行的', 'May still go out'],
  says: ['单子上写着', 'What the pass says'],
  before: ['已经放行过', 'Has gone through before'],
  next: ['验下一张', 'Next one'],
  go: ['登记放行', 'Record and let through'],
  open: ['看这张单子', 'Open the entry'],
  call: ['打前台：{phone}', 'Call the desk: {phone}'],
  done: ['已登记，会传回开单的前台', 'Recorded; the desk that issued it will be told'],
  noGate: [
    '这台设备还没有放行登记表，请先手工记下编号和时间。',
    'This device does not have the form for the gate yet: write down number and time by hand.',
  ],
  number2: ['编号 {n}', 'No. {n}'],
});

interface Gate {
  readonly form: Form;
  readonly version: string;
  readonly around: Around;
}

export class FdVerify extends LitElement {
  static override properties = {
    store: { attribute: false },
    checked: { state: true },
    gate: { state: true },
    asked: { state: true },
    busy: { state: true },
  };
  static override styles = [base, verifySheet];
  declare store: Store | undefined;
  declare checked: CheckedPass | undefined;
  declare gate: Gate | undefined;
  /** Something is missing of what was typed. */
  declare asked: boolean;
  declare busy: boolean;
  readonly #site = new SiteView(this, () => this.store);
  /** How the one in hand was given, to look again once something has gone through. */
  #again: (() => Promise<CheckedPass>) | undefined;

  constructor() {
    super();
    this.asked = false;
    this.busy = false;
    new LocaleController(this);
  }

  override render() {
    const { store, checked } = this;
    if (!store?.passes) return nothing;
    return html`<div class="stack loose">
      <header>
        <h1>${t.title()}</h1>
        <p class="muted">${t.lead()}</p>
      </header>
      ${checked ? this.#judged(store, checked) : this.#form()}
    </div>`;
  }

  #form(): TemplateResult {
    return html`<form class="card stack" @submit=${this.#typed}>
      <fd-code
        class="scan"
        label=${t.scan()}
        .formats=${['qr_code']}
        @fd-code=${(event: CustomEvent<string>) => void this.#take(event.detail)}
      ></fd-code>
      <div class="typed">
        <label class="field"
          ><span class="label">${t.number()}</span>
          <input
            class="input mono"
            id="number"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            aria-describedby="number-hint"
        /></label>
        <label class="field"
          ><span class="label">${t.code()}</span>
          <input class="input mono" id="code" inputmode="numeric" autocomplete="off" maxlength="12"
        /></label>
        <button type="submit" class="btn primary" ?disabled=${this.busy}>
          ${icon('shield-check')}${t.check()}
        </button>
      </div>
      <p class="hint" id="number-hint">${t.numberHint()}</p>
      ${this.asked ? html`<p class="problem" role="alert">${t.ask()}</p>` : nothing}
    </form>`;
  }

  #judged(store: Store, checked: CheckedPass): TemplateResult {
    const phone = this.#site.site?.phone;
    const told = 'pass' in checked ? checked : undefined;
    return html`<section class="stack loose" aria-labelledby="verdict">
      ${verdictHead(checked, this.#site)} ${told ? this.#says(told) : nothing}
      ${
        told && told.uses.length > 0
          ? html`<section class="card stack tight">
              <h3>${t.before()}</h3>
              ${usesList(told, this.#site)}
            </section>`
          : nothing
      }
      ${isGood(checked) ? this.#record(store) : nothing}
      <div class="cluster">
        <button type="button" class="btn ${isGood(checked) ? '' : 'primary'}" @click=${this.#next}>
          ${icon('scan-line')}${t.next()}
        </button>
        ${
          phone && !isGood(checked)
            ? html`<a class="btn" href=${`tel:${phone}`}>${icon('phone')}${t.call({ phone })}</a>`
            : nothing
        }
      </div>
    </section>`;
  }

  #says(told: Extract<CheckedPass, { pass: unknown }>): TemplateResult {
    const { pass, form, left } = told;
    const facts = pass.facts.flatMap((text, at) => {
      const item = form?.items.get(form.procedure.pass?.facts[at] ?? '');
      return text === '' ? [] : [{ label: item ? say(item.label) : '', text }];
    });
    return html`<section class="card stack says" aria-label=${t.says()}>
      <div>
        <p class="muted cluster">
          <span>${say(form?.procedure.title)}</span>
          <span class="mono">${t.number2({ n: pass.number })}</span>
        </p>
        <p class="big">${pass.title}</p>
      </div>
      ${
        facts.length > 0
          ? html`<dl class="told">
              ${facts.map(
                ({ label, text }) =>
                  html`<div>
                    <dt>${label}</dt>
                    <dd>${text}</dd>
                  </div>`,
              )}
            </dl>`
          : nothing
      }
      ${
        !this.gate && left.length > 0
          ? html`<div>
              <h3>${t.left()}</h3>
              <ul>
                ${left.map(({ text }) => html`<li>${text}</li>`)}
              </ul>
            </div>`
          : nothing
      }
    </section>`;
  }

  #record(store: Store): TemplateResult {
    const { gate } = this;
    if (!gate)
      return html`<p class="banner warn">${icon('circle-alert')}<span>${t.noGate()}</span></p>`;
    return html`<section class="card" aria-label=${say(gate.form.procedure.title)}>
      <fd-fill
        .store=${store}
        .form=${gate.form}
        version=${gate.version}
        .around=${gate.around}
        action=${t.go()}
        @fd-saved=${this.#saved}
        @fd-cancel=${this.#next}
      ></fd-fill>
    </section>`;
  }

  readonly #typed = (event: Event): void => {
    event.preventDefault();
    const value = (id: string): string =>
      this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value.trim() ?? '';
    const [number, code] = [value('number'), value('code')];
    if (number !== '' && code === '' && number.length > longestNumber) void this.#take(number);
    else if (number === '' || code === '') this.asked = true;
    else void this.#judge((passes) => passes.checkCode(number, code));
  };

  /** A code that is no pass may still be a slip's number: its digits are asked for. */
  async #take(text: string): Promise<void> {
    if (text.length > longestNumber || /^QT/i.test(text))
      return this.#judge((passes) => passes.check(text));
    const number = this.renderRoot.querySelector<HTMLInputElement>('#number');
    if (number) number.value = text;
    this.asked = true;
    this.renderRoot.querySelector<HTMLInputElement>('#code')?.focus();
  }

  async #judge(ask: (passes: NonNullable<Store['passes']>) => Promise<CheckedPass>): Promise<void> {
    const passes = this.store?.passes;
    if (!passes || this.busy) return;
    this.busy = true;
    this.asked = false;
    this.#again = () => ask(passes);
    await this.#show(await ask(passes));
    this.busy = false;
    navigator.vibrate?.(this.checked && isGood(this.checked) ? 60 : [120, 80, 120]);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#verdict')?.focus();
  }

  async #show(checked: CheckedPass): Promise<void> {
    this.gate = isGood(checked) ? await this.#gateOf(checked) : undefined;
    this.checked = checked;
  }

  async #gateOf(checked: CheckedPass): Promise<Gate | undefined> {
    const { store } = this;
    if (!store || !('pass' in checked)) return undefined;
    const id = checked.form?.procedure.pass?.gate;
    const found = this.#site.procedures.find(({ procedure }) => procedure.id === id);
    const form = found && (await store.form(found.procedure.id, found.hash));
    if (!found || !form) return undefined;
    const { entry, number, code, title, until, facts } = checked.pass;
    const pass = { entry, number, code, title, until, facts, rows: checked.left };
    return { form, version: found.hash, around: { ...(await store.around(form)), pass } };
  }

  /** Looks at the same pass again: what is left of it, or that it is used up. */
  readonly #saved = async (event: CustomEvent<Entry>): Promise<void> => {
    const { id } = event.detail;
    toast(t.done(), {
      tone: 'good',
      action: { label: t.open(), run: () => void (location.hash = entryLink(id)) },
    });
    if (this.#again) await this.#show(await this.#again());
  };

  readonly #next = (): void => {
    this.checked = undefined;
    this.gate = undefined;
    this.#again = undefined;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('fd-code button, #number')?.focus(),
    );
  };
}
/** What is longer is no number, but what a code holds. */
const longestNumber = 60;

customElements.define('fd-verify', FdVerify);
declare global {
  interface HTMLElementTagNameMap {
    'fd-verify': FdVerify;
  }
}
