/**
 * An entry as a pass: its signed code and short code, on the screen with what has gone through by it, or on paper.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import { passRows, rowsLeft } from '../../form/pass.ts';
import type { PassUse } from '../../form/pass.ts';
import type { IssuedPass, Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { printLink } from './links.ts';
import { usesList } from './pass-uses.ts';
import { qrCode } from './qr-code.ts';
import { SiteView } from './site.ts';
import { stampText } from './when.ts';

const t = words({
  title: ['凭证', 'Pass'],
  uses: ['放行记录', 'What went through'],
  left: ['还没出门：{things}', 'Not out yet: {things}'],
  qr: ['凭证二维码，编号 {number}', 'Code of the pass, no. {number}'],
  code: ['短码', 'Short code'],
  until: ['有效至 {until}', 'Valid until {until}'],
  hint: [
    '门岗扫码就能验，没有网络也行；扫不了就输编号和短码。',
    'The gate scans it, with no network too; otherwise number and short code are typed.',
  ],
});
/** Not a mistake to tell: it is no pass yet, or not any more. */
const quiet = new Set(['pass-stage', 'pass-void', 'no-pass']);

export class FdPass extends LitElement {
  static override properties = {
    store: { attribute: false },
    listed: { attribute: false },
    paper: { type: Boolean },
    issued: { state: true },
    problem: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .screen {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s4) var(--s5);
        align-items: center;
      }
      .screen .qr {
        inline-size: 12rem;
        max-inline-size: 100%;
      }
      .code {
        font-family: var(--mono);
        font-size: var(--t-2xl);
        font-weight: 700;
        letter-spacing: 0.08em;
      }
      .print {
        display: grid;
        justify-items: center;
        text-align: center;
        break-inside: avoid;
      }
      /* Dense codes need their size: 58 mm paper prints 50 mm. */
      .print .qr {
        inline-size: 50mm;
        block-size: 50mm;
      }
      .print .code {
        font-size: 1.9em;
      }
      .print .number {
        font-family: var(--mono);
      }
    `,
  ];
  declare store: Store | undefined;
  declare listed: Listed | undefined;
  declare paper: boolean;
  declare issued: IssuedPass | undefined;
  declare problem: Problem | undefined;
  readonly #site = new SiteView(this, () => this.store);
  readonly #uses = new Live<readonly PassUse[]>(
    this,
    () => {
      const number = this.listed?.entry.number;
      return number === undefined ? undefined : this.store?.passes?.uses(number);
    },
    () => this.listed?.entry.number,
  );
  #asked = '';

  constructor() {
    super();
    this.paper = false;
    new LocaleController(this);
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { store, listed } = this;
    if (!store?.passes || !listed) return;
    const { id, updated, stage } = listed.entry;
    const asked = `${id} ${updated} ${stage}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    void store.passes.issue(id).then((result) => {
      if (this.#asked !== asked) return;
      this.issued = result.ok ? result.value : undefined;
      this.problem = result.ok ? undefined : result.problems[0];
    });
  }

  /** Whether all of it is drawn: for who prints. */
  get isReady(): boolean {
    return this.issued !== undefined || this.problem !== undefined;
  }

  override render() {
    const { listed, issued, problem } = this;
    if (!listed?.form.procedure.pass) return nothing;
    const told = problem && !quiet.has(problem.code) ? problemText(problem) : '';
    if (this.paper) return issued ? this.#print(issued) : html`<p>${told}</p>`;
    const uses = this.#uses.value ?? [];
    if (!issued && told === '' && uses.length === 0) return nothing;
    return html`<section class="card stack" aria-labelledby="pass">
      <h2 id="pass">${issued || told ? t.title() : t.uses()}</h2>
      ${told ? html`<p class="banner warn">${icon('circle-alert')}<span>${told}</span></p>` : nothing}
      ${issued ? this.#screen(listed, issued) : nothing}
      ${uses.length > 0 ? this.#gone(listed, uses, issued !== undefined) : nothing}
    </section>`;
  }

  #print({ text, number, code, until }: IssuedPass): TemplateResult {
    return html`<div class="print">
      ${qrCode(text, t.qr({ number }))}
      <span class="number">${number}</span>
      <span>${t.code()} <span class="code">${spaced(code)}</span></span>
      <span>${t.until({ until: stampText(until, this.#site.zone) })}</span>
    </div>`;
  }

  #screen({ entry, form }: Listed, { text, number, code, until }: IssuedPass): TemplateResult {
    const slips = (form.procedure.outputs ?? []).filter(({ blocks }) =>
      blocks.some((block) => 'pass' in block),
    );
    return html`<div class="screen">
      ${qrCode(text, t.qr({ number }))}
      <div class="stack tight">
        <span class="muted small">${t.code()}</span>
        <span class="code">${spaced(code)}</span>
        <span>${t.until({ until: stampText(until, this.#site.zone) })}</span>
        <p class="small muted">${t.hint()}</p>
        <div class="cluster">
          ${slips.map(
            (slip) =>
              html`<a class="btn primary" href=${printLink(entry.id, slip.id)}
                >${icon('printer')}${say(slip.title)}</a
              >`,
          )}
        </div>
      </div>
    </div>`;
  }

  #gone({ form, entry }: Listed, uses: readonly PassUse[], holds: boolean): TemplateResult {
    const rows = passRows(form, entry.answers, { zone: this.#site.zone });
    const pass = { once: form.procedure.pass?.once === true, rows };
    const left = rowsLeft(pass, uses);
    return html`<div class="stack tight">
      ${usesList({ pass, uses }, this.#site)}
      ${
        holds && left.length > 0
          ? html`<p class="strong">
              ${t.left({ things: left.map(({ text }) => text).join('、') })}
            </p>`
          : nothing
      }
    </div>`;
  }
}
const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

customElements.define('fd-pass', FdPass);
declare global {
  interface HTMLElementTagNameMap {
    'fd-pass': FdPass;
  }
}
