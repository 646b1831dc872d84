/** A pad to sign on: `fd-ink` fires `fd-ink` with the path data (`''` once cleared). Light tree, drawn by signature_pad. */
import { LitElement, html } from 'lit';
import SignaturePad from 'signature_pad';
import { icon } from '../base/icon.ts';
import { words } from '../words/words.ts';
import { inkOf } from './ink.ts';

const t = words({
  pad: ['签名区，请用手指或笔书写', 'Signing area: write with a finger or a pen'],
  here: ['在这里签名', 'Sign here'],
  clear: ['重写', 'Start over'],
});

export class FdInk extends LitElement {
  static override properties = { written: { state: true } };
  declare written: boolean;
  #pad: SignaturePad | undefined;
  #watch: ResizeObserver | undefined;

  constructor() {
    super();
    this.written = false;
  }
  protected override createRenderRoot() {
    return this;
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
    this.#pad?.off();
    this.#pad = undefined;
  }
  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#start();
  }
  protected override firstUpdated(): void {
    this.#start();
  }

  #start(): void {
    const canvas = this.querySelector('canvas');
    if (!canvas) return;
    const pad = new SignaturePad(canvas, {
      minWidth: 1,
      maxWidth: 3,
      penColor: getComputedStyle(this).color,
    });
    this.#pad = pad;
    pad.addEventListener('beginStroke', () => (this.written = true));
    pad.addEventListener('endStroke', () => this.#tell());
    this.#watch = new ResizeObserver(() => this.#fit(canvas, pad));
    this.#watch.observe(canvas);
  }

  /** A canvas has pixels of its own: keep them as many as the screen's, and the strokes with them. */
  #fit(canvas: HTMLCanvasElement, pad: SignaturePad): void {
    const ratio = Math.max(devicePixelRatio, 1);
    const [width, height] = [canvas.offsetWidth * ratio, canvas.offsetHeight * ratio];
    if (width === 0 || (canvas.width === width && canvas.height === height)) return;
    const strokes = pad.toData();
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')?.scale(ratio, ratio);
    pad.fromData(strokes);
  }

  #tell(): void {
    const canvas = this.querySelector('canvas');
    if (!canvas || !this.#pad) return;
    const strokes = this.#pad.toData().map((stroke) => stroke.points);
    const ink = inkOf(strokes, canvas.offsetWidth, canvas.offsetHeight);
    this.dispatchEvent(new CustomEvent<string>('fd-ink', { detail: ink }));
  }
  clear(): void {
    this.#pad?.clear();
    this.written = false;
    this.dispatchEvent(new CustomEvent<string>('fd-ink', { detail: '' }));
  }

  override render() {
    return html`<div class="ink ${this.written ? 'written' : ''}">
      <canvas role="img" aria-label=${t.pad()}></canvas>
      <span class="ink-here" aria-hidden="true">${t.here()}</span>
      <button type="button" class="btn small quiet" @click=${() => this.clear()}>
        ${icon('eraser')}${t.clear()}
      </button>
    </div>`;
  }
}
customElements.define('fd-ink', FdInk);
declare global {
  interface HTMLElementTagNameMap {
    'fd-ink': FdInk;
  }
}
