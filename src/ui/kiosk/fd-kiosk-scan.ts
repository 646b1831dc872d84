/** Reads a code with the kiosk's camera. `fd-scanned` (detail: its text). */
import { LitElement, css, html, nothing } from 'lit';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { startCamera } from '../field/camera.ts';
import { codeReader } from '../field/code-reader.ts';
import { LocaleController, words } from '../words/words.ts';

const t = words({
  aim: ['把二维码放到摄像头前', 'Hold the code in front of the camera'],
  refused: [
    '摄像头打不开，请用扫码枪，或者手工输入',
    'The camera does not open: use the scanner, or type',
  ],
});

export class FdKioskScan extends LitElement {
  static override properties = { refused: { state: true } };
  static override styles = [
    ...base,
    css`
      :host {
        display: block;
      }
      video {
        display: block;
        inline-size: 100%;
        max-block-size: 46dvh;
        border-radius: var(--r3);
        background: #000;
        object-fit: cover;
      }
      .aim {
        margin-block-start: var(--s3);
        text-align: center;
        font-size: var(--t-lg);
      }
    `,
  ];
  declare refused: boolean;
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.refused = false;
    new LocaleController(this);
  }
  protected override firstUpdated(): void {
    void this.#run();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
  }

  async #run(): Promise<void> {
    const video = this.renderRoot.querySelector('video');
    const stop = video ? await startCamera(video) : undefined;
    if (!this.isConnected) return stop?.();
    if (!video || !stop) {
      this.refused = true;
      return;
    }
    this.#stop = stop;
    const reader = await codeReader(undefined);
    while (this.isConnected) {
      const [found] = video.videoWidth ? await reader.detect(video).catch(() => []) : [];
      if (found?.rawValue && this.isConnected) {
        this.dispatchEvent(new CustomEvent('fd-scanned', { detail: found.rawValue }));
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
  }

  override render() {
    if (this.refused)
      return html`<p class="banner warn" role="alert">
        ${icon('camera')}<span>${t.refused()}</span>
      </p>`;
    return html`<video muted playsinline aria-hidden="true"></video>
      <p class="aim">${icon('qr-code')} ${t.aim()}</p>
      ${nothing}`;
  }
}
customElements.define('fd-kiosk-scan', FdKioskScan);
