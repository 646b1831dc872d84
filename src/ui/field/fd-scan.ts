/**
 * A code read by the camera, or typed. The browser's own reader where there is one, otherwise the QR reader of `qr`,
 * fetched when first needed.
 */
import { LitElement, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ItemOf } from '../../spec/procedure.ts';
import '../base/fd-dialog.ts';
import { announce } from '../base/fd-toast.ts';
import { icon } from '../base/icon.ts';
import { say, words } from '../words/words.ts';
import { hasCamera, startCamera } from './camera.ts';
import { codeReader } from './code-reader.ts';
import type { FieldContext } from './context.ts';
import { typed } from './typed.ts';

const t = words({
  scan: ['扫码', 'Scan'],
  aim: ['把二维码或条码放进画面里', 'Hold the code in the picture'],
  found: ['已读到：{code}', 'Read: {code}'],
  refused: ['没有摄像头权限，请直接输入', 'The camera is not allowed; please type the code'],
  cancel: ['取消', 'Cancel'],
});

const parse = (text: string): string | undefined => text.trim() || undefined;

export class FdScan extends LitElement {
  static override properties = {
    context: { attribute: false },
    open: { state: true },
    refused: { state: true },
  };
  declare context: FieldContext<ItemOf<'scan'>>;
  declare open: boolean;
  declare refused: boolean;
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.open = false;
    this.refused = false;
  }
  protected override createRenderRoot() {
    return this;
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  async #scan(): Promise<void> {
    this.refused = false;
    this.open = true;
    await this.updateComplete;
    const video = this.querySelector('video');
    const stop = video ? await startCamera(video) : undefined;
    if (!this.open) return stop?.();
    this.#stop = stop;
    if (!video || !stop) {
      this.refused = true;
      return this.#close();
    }
    const reader = await codeReader(this.context.item.formats);
    while (this.open && this.isConnected) {
      const [found] = video.videoWidth ? await reader.detect(video).catch(() => []) : [];
      if (found?.rawValue && this.open) {
        this.context.answer(found.rawValue);
        this.context.touch();
        announce(t.found({ code: found.rawValue }));
        return this.#close();
      }
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
  }
  #close(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.open = false;
  }

  override render() {
    const { context: c } = this;
    if (!c) return nothing;
    const { value } = c.state;
    return html`<div class="input-group">
        <input
          class="input mono"
          id=${c.id}
          type="text"
          autocomplete="off"
          spellcheck="false"
          aria-labelledby=${c.labelledBy}
          aria-describedby=${c.describedBy}
          aria-invalid=${c.invalid}
          aria-required=${c.state.required}
          ${typed(value, parse, typeof value === 'string' ? value : '')}
          @input=${(event: Event) => c.answer(parse((event.target as HTMLInputElement).value))}
          @change=${c.touch}
        />
        ${
          hasCamera()
            ? html`<button
                type="button"
                class="btn"
                aria-label=${`${t.scan()}：${say(c.item.label)}`}
                @click=${() => void this.#scan()}
              >
                ${icon('scan-line')}${t.scan()}
              </button>`
            : nothing
        }
      </div>
      ${this.refused ? html`<p class="problem warn" role="alert">${t.refused()}</p>` : nothing}
      ${
        this.open
          ? html`<fd-dialog
              .open=${live(true)}
              size="large"
              heading=${say(c.item.label)}
              @fd-close=${() => this.#close()}
            >
              <p class="hint">${t.aim()}</p>
              <video class="viewfinder" playsinline muted></video>
              <button slot="actions" type="button" class="btn" @click=${() => this.#close()}>
                ${t.cancel()}
              </button>
            </fd-dialog>`
          : nothing
      }`;
  }
}
customElements.define('fd-scan', FdScan);
declare global {
  interface HTMLElementTagNameMap {
    'fd-scan': FdScan;
  }
}
