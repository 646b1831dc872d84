/** The link of an entry that invites: to be sent, copied, or scanned off the screen. Nothing for other entries. */
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import type { InviteLink, Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { toast } from '../base/fd-toast.ts';
import { icon } from '../base/icon.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, words } from '../words/words.ts';
import { qrCode } from './qr-code.ts';
import { SiteView } from './site.ts';
import { stampText } from './when.ts';

const t = words({
  title: ['发给住户的链接', 'Link for the resident'],
  say: [
    '住户用自己的手机打开，登记要来的访客。不要发到群里：拿到链接的人都能以这户的名义登记。',
    'The resident opens it on their own phone and announces visitors. Do not post it in a group: whoever has it can announce visitors for this room.',
  ],
  until: ['用到 {when}', 'Works until {when}'],
  copy: ['复制链接', 'Copy link'],
  copied: ['链接已复制', 'Link copied'],
  share: ['发送', 'Send'],
  qr: ['链接的二维码，让住户当面扫', 'QR code of the link, for the resident to scan'],
  scan: ['住户在场时，让住户扫这个码', 'If the resident is here, let them scan this'],
  waiting: [
    '链接要联网才能生成，连上后自动出现。',
    'The link is made by the server; it appears when there is a network.',
  ],
  text: ['{site}访客预约：{url}', '{site}, announce a visitor: {url}'],
});

const retryEvery = 5000;

export class FdInvite extends LitElement {
  static override properties = {
    store: { attribute: false },
    listed: { attribute: false },
    link: { state: true },
    problem: { state: true },
  };
  static override styles = [
    ...base,
    css`
      :host {
        display: block;
      }
      .invite {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s5);
      }
      .code {
        padding: var(--s2);
        border: 1px solid var(--line);
        border-radius: var(--r2);
        background: #fff;
      }
      .code .qr {
        display: block;
        inline-size: 10rem;
        block-size: 10rem;
      }
      .words {
        flex: 1 1 16rem;
      }
      .url {
        overflow-wrap: anywhere;
      }
    `,
  ];
  declare store: Store | undefined;
  declare listed: Listed | undefined;
  declare link: InviteLink | undefined;
  declare problem: string;
  readonly #site = new SiteView(this, () => this.store);
  #asked = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.store = undefined;
    this.listed = undefined;
    this.link = undefined;
    this.problem = '';
    new LocaleController(this);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#asked = '';
  }

  get #invites(): boolean {
    const { listed } = this;
    const invites = listed?.form.procedure.invites;
    return !!listed && !!invites && !listed.entry.void && invites.at.includes(listed.entry.stage);
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const { listed } = this;
    const key = this.#invites && listed ? `${listed.entry.id} ${listed.entry.rev}` : '';
    if (key === this.#asked) return;
    this.#asked = key;
    clearTimeout(this.#timer);
    if (listed && key) void this.#ask(listed.entry.id, key);
  }

  async #ask(entry: string, key: string): Promise<void> {
    const told = await this.store?.inviteLink(entry);
    if (!told || this.#asked !== key) return;
    this.link = told.ok ? told.value : undefined;
    this.problem = told.ok ? '' : (told.problems[0]?.code ?? '');
    // The entry itself may still be on its way to the server.
    const wait = this.problem === 'offline' || (this.problem !== '' && this.listed?.pending);
    if (wait && this.isConnected)
      this.#timer = setTimeout(() => void this.#ask(entry, key), retryEvery);
  }

  override render() {
    const { link, problem } = this;
    if (!this.#invites) return nothing;
    return html`<section class="card stack tight" aria-labelledby="invite">
      <h2 id="invite">${t.title()}</h2>
      ${
        link
          ? this.#ready(link)
          : html`<p class="muted" role="status">
              ${problem && problem !== 'offline' && !this.listed?.pending ? problemText({ code: problem, path: '' }) : t.waiting()}
            </p>`
      }
    </section>`;
  }

  #ready({ url, until }: InviteLink) {
    return html`<div class="invite">
      <div class="code">${qrCode(url, t.qr())}</div>
      <div class="words stack tight">
        <p class="url mono small">${url}</p>
        <p class="strong num">${t.until({ when: stampText(until, this.#site.zone) })}</p>
        <p class="small muted">${t.say()}</p>
        <div class="cluster">
          <button type="button" class="btn primary" @click=${() => void this.#copy(url)}>
            ${icon('copy')}${t.copy()}
          </button>
          ${
            'share' in navigator
              ? html`<button type="button" class="btn" @click=${() => void this.#share(url)}>
                  ${icon('send')}${t.share()}
                </button>`
              : nothing
          }
        </div>
        <p class="small muted">${t.scan()}</p>
      </div>
    </div>`;
  }

  async #copy(url: string): Promise<void> {
    await navigator.clipboard.writeText(url).then(
      () => toast(t.copied()),
      () => toast(url),
    );
  }
  async #share(url: string): Promise<void> {
    const site = this.#site.site?.name ?? '';
    // Closed by the person, or not possible here: the link can still be copied.
    await navigator.share({ text: t.text({ site, url }) }).catch(() => undefined);
  }
}
customElements.define('fd-invite', FdInvite);
declare global {
  interface HTMLElementTagNameMap {
    'fd-invite': FdInvite;
  }
}
