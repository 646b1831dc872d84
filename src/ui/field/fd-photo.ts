/**
 * Photos of one item: taken with the camera or chosen, made small, put on this device at once, seen as thumbnails.
 */
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemOf } from '../../spec/procedure.ts';
import '../base/fd-dialog.ts';
import { announce } from '../base/fd-toast.ts';
import { icon } from '../base/icon.ts';
import { problemText } from '../words/problems.ts';
import { say, words } from '../words/words.ts';
import { hasCamera, startCamera } from './camera.ts';
import type { Beside, FieldContext } from './context.ts';
import { jpegOf } from './image.ts';

const t = words({
  take: ['拍照', 'Take photo'],
  choose: ['选照片', 'Choose'],
  shoot: ['拍下', 'Take'],
  cancel: ['取消', 'Cancel'],
  nth: ['照片 {n}', 'Photo {n}'],
  remove: ['删除照片 {n}', 'Remove photo {n}'],
  added: ['已添加照片', 'Photo added'],
  busy: ['正在处理…', 'Working…'],
  beside: ['对照：{title} {when}', 'To compare: {title} {when}'],
  gone: ['照片不在这台设备上', 'This photo is not on this device'],
});
const usualMax = 20;

export class FdPhoto extends LitElement {
  static override properties = {
    context: { attribute: false },
    camera: { state: true },
    busy: { state: true },
    trouble: { state: true },
    urls: { state: true },
    besides: { state: true },
  };
  declare context: FieldContext<ItemOf<'photo'>>;
  declare camera: boolean;
  declare busy: number;
  declare trouble: string;
  /** Object URL by SHA-256; `''`: not here. */
  declare urls: ReadonlyMap<string, string>;
  /** Pictures to compare with. */
  declare besides: readonly Beside[];
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.camera = false;
    this.busy = 0;
    this.trouble = '';
    this.urls = new Map();
    this.besides = [];
  }

  protected override createRenderRoot() {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#closeCamera();
    for (const url of this.urls.values()) if (url) URL.revokeObjectURL(url);
    this.urls = new Map();
  }
  override connectedCallback(): void {
    super.connectedCallback();
    if (this.context) void this.#load();
  }

  get #photos(): readonly string[] {
    const value = this.context.state.value;
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('context')) return;
    if (changed.get('context') === undefined) void this.#compare();
    void this.#load();
  }

  async #compare(): Promise<void> {
    const { item, host, state } = this.context;
    if (!item.beside || !host.beside) return;
    this.besides = await host.beside(item, state.path);
    void this.#load();
  }

  async #load(): Promise<void> {
    for (const sha of [...this.#photos, ...this.besides.flatMap(({ photos }) => photos)]) {
      if (this.urls.has(sha)) continue;
      this.urls = new Map(this.urls).set(sha, '');
      const url = await this.context.host.blobUrl(sha);
      if (!url) continue;
      if (this.isConnected) this.urls = new Map(this.urls).set(sha, url);
      else URL.revokeObjectURL(url);
    }
  }

  async #add(sources: readonly (Blob | HTMLVideoElement)[]): Promise<void> {
    const max = this.context.item.max ?? usualMax;
    this.trouble = '';
    this.busy++;
    try {
      for (const source of sources) {
        if (this.#photos.length >= max) break;
        const bytes = await jpegOf(source);
        if (!bytes) {
          this.trouble = 'bad-image';
          continue;
        }
        const sha = await this.context.host.putBlob(bytes, 'image/jpeg');
        if (!this.#photos.includes(sha)) this.context.answer([...this.#photos, sha]);
        announce(t.added());
        // The form hands down the new answer before the next picture is looked at.
        await this.updateComplete;
      }
    } finally {
      this.busy--;
    }
    this.context.touch();
  }

  #remove(sha: string): void {
    const left = this.#photos.filter((each) => each !== sha);
    this.context.answer(left.length > 0 ? left : undefined);
    this.context.touch();
    this.querySelector<HTMLElement>('.photo-actions button, .photo-actions input')?.focus();
  }

  async #openCamera(): Promise<void> {
    this.trouble = '';
    this.camera = true;
    await this.updateComplete;
    const video = this.querySelector('video');
    const stop = video ? await startCamera(video) : undefined;
    if (!this.camera) return stop?.();
    this.#stop = stop;
    if (!stop) {
      this.camera = false;
      this.trouble = 'camera-refused';
    }
  }
  #closeCamera(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.camera = false;
  }
  async #shoot(): Promise<void> {
    const video = this.querySelector('video');
    if (video?.videoWidth) await this.#add([video]);
    this.#closeCamera();
  }

  override render() {
    const { context: c } = this;
    if (!c) return nothing;
    const photos = this.#photos;
    const max = c.item.max ?? usualMax;
    const more = !c.state.readonly && photos.length < max;
    return html`${this.besides.map((one) => this.#beside(one))}
      <div
        class="photos"
        id=${c.id}
        role="group"
        aria-labelledby=${c.labelledBy}
        aria-describedby=${c.describedBy}
      >
        ${repeat(
          photos,
          (sha) => sha,
          (sha, index) =>
            html`<figure class="photo">
              ${
                this.urls.get(sha)
                  ? html`<img src=${this.urls.get(sha)} alt=${t.nth({ n: index + 1 })} />`
                  : html`<span class="photo-missing" role="img" aria-label=${t.gone()}
                      >${icon('image', 'large')}</span
                    >`
              }
              ${
                c.state.readonly
                  ? nothing
                  : html`<button
                      type="button"
                      class="btn only small"
                      aria-label=${t.remove({ n: index + 1 })}
                      @click=${() => this.#remove(sha)}
                    >
                      ${icon('x')}
                    </button>`
              }
            </figure>`,
        )}
        ${c.state.readonly && photos.length === 0 ? '—' : nothing}
        ${more ? this.#actions(max > 1) : nothing}
        ${this.busy > 0 ? html`<span class="hint" role="status">${t.busy()}</span>` : nothing}
        ${
          this.trouble
            ? html`<p class="problem" role="alert">
                ${icon('circle-alert')}${problemText({ code: this.trouble, path: c.state.path })}
              </p>`
            : nothing
        }
        ${
          this.camera
            ? html`<fd-dialog
                .open=${true}
                size="large"
                heading=${say(c.item.label)}
                @fd-close=${() => this.#closeCamera()}
              >
                <video class="viewfinder" playsinline muted></video>
                <button
                  slot="actions"
                  type="button"
                  class="btn"
                  @click=${() => this.#closeCamera()}
                >
                  ${t.cancel()}
                </button>
                <button
                  slot="actions"
                  type="button"
                  class="btn primary big"
                  autofocus
                  @click=${() => void this.#shoot()}
                >
                  ${icon('camera')}${t.shoot()}
                </button>
              </fd-dialog>`
            : nothing
        }
      </div>`;
  }

  #beside({ title, at, photos }: Beside) {
    const when = new Date(at).toLocaleTimeString(this.context.locale, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const name = t.beside({ title: say(title), when });
    return html`<figure class="beside">
      <figcaption class="hint">${name}</figcaption>
      <div class="photos">
        ${photos.map((sha) =>
          this.urls.get(sha)
            ? html`<span class="photo"><img src=${this.urls.get(sha)} alt=${name} /></span>`
            : html`<span class="photo"
                ><span class="photo-missing" role="img" aria-label=${t.gone()}
                  >${icon('image', 'large')}</span
                ></span
              >`,
        )}
      </div>
    </figure>`;
  }

  #actions(several: boolean) {
    const chosen = (event: Event) => {
      const input = event.target as HTMLInputElement;
      const files = [...(input.files ?? [])];
      input.value = '';
      void this.#add(files);
    };
    const { context: c } = this;
    return html`<div class="photo-actions">
      ${
        hasCamera()
          ? html`<button type="button" class="btn" @click=${() => void this.#openCamera()}>
              ${icon('camera')}${t.take()}
            </button>`
          : nothing
      }
      <label class="btn file"
        ><input
          type="file"
          accept="image/*"
          ?multiple=${several}
          aria-label=${`${t.choose()}：${say(c.item.label)}`}
          aria-describedby=${c.describedBy}
          @change=${chosen}
        />${icon('image')}<span>${t.choose()}</span></label
      >
    </div>`;
  }
}
customElements.define('fd-photo', FdPhoto);
declare global {
  interface HTMLElementTagNameMap {
    'fd-photo': FdPhoto;
  }
}
