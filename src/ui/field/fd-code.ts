/**
 * A button that reads a code with the camera: `fd-code` (detail: the text). Nothing where there is no camera.
 */
import { LitElement, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import '../base/fd-dialog.ts';
import { announce } from '../base/fd-toast.ts';
import { icon } from '../base/icon.ts';
import { LocaleController, words } from '../words/words.ts';
import { hasCamera, startCamera } from './camera.ts';
import { codeReader } from './code-reader.ts';

const t = words({
  scan: ['扫码', 'Scan'],
  aim: ['把二维码或条码放进画面里', 'Hold the code in the picture'],
  found: ['已读到：{code}', 'Read: {code}'],
  refused: ['没有摄像头权限，请直接输入', 'The camera is not allowed; please type the code'],
  cancel: ['取消', 'Cancel'],
});

export class FdCode extends LitElement {
  static override properties = {
    formats: { attribute: false },
    label: {},
    open: { state: true },
    refused: { state: true },
  };
  /** Formats as `BarcodeDetector` names them; all where missing. */
  declare formats: readonly string[] | undefined;
  /** What is scanned, for the button's name and the dialog's heading. */
  declare label: string;
  declare open: boolean;
  declare refused: boolean;
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.label = '';
    this.open = false;
    this.refused = false;
    new LocaleController(this);
  }
  /** In the form's own tree, where its styles are. */
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
    const reader = await codeReader(this.formats);
    while (this.open && this.isConnected) {
      const [found] = video.videoWidth ? await reader.detect(video).catch(() => []) : [];
      if (found?.rawValue && this.open) {
        announce(t.found({ code: found.rawValue }));
        this.#close();
        this.dispatchEvent(new CustomEvent('fd-code', { detail: found.rawValue }));
        return;
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
    if (!hasCamera()) return nothing;
    return html`<button
        type="button"
        class="btn"
        aria-label=${`${t.scan()}：${this.label}`}
        @click=${() => void this.#scan()}
      >
        ${icon('scan-line')}${t.scan()}
      </button>
      ${this.refused ? html`<p class="problem warn" role="alert">${t.refused()}</p>` : nothing}
      ${
        this.open
          ? html`<fd-dialog
              .open=${live(true)}
              size="large"
              heading=${this.label}
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
customElements.define('fd-code', FdCode);
declare global {
  interface HTMLElementTagNameMap {
    'fd-code': FdCode;
  }
}
