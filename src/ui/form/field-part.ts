/**
 * One field of a form as an async directive: subscribed to its path, it redraws itself and nothing around it.
 */
import { nothing } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive } from 'lit/directive.js';
import type { ItemState } from '../../form/session.ts';
import type { Path } from '../../form/answers.ts';
import type { Locale } from '../../form/summary.ts';
import type { Frame } from '../field/context.ts';
import { locale } from '../words/words.ts';
import { drawField } from './field-shell.ts';
import type { FormState } from './form-state.ts';

class FieldPart extends AsyncDirective {
  #form: FormState | undefined;
  #path: Path = '';
  #frame: Frame = 'line';
  #stop: (() => void) | undefined;
  #drawn: { state: ItemState | undefined; locale: Locale } | undefined;
  #result: unknown = nothing;

  render(form: FormState, path: Path, frame: Frame): unknown {
    const moved = form !== this.#form || path !== this.#path || frame !== this.#frame;
    if (moved) {
      this.#stop?.();
      this.#form = form;
      this.#path = path;
      this.#frame = frame;
      this.#listen();
    }
    const now = { state: form.get(path), locale: locale() };
    if (moved || now.state !== this.#drawn?.state || now.locale !== this.#drawn?.locale)
      this.#draw();
    return this.#result;
  }

  protected override disconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
  protected override reconnected(): void {
    this.#listen();
    this.#redraw();
  }

  #listen(): void {
    const form = this.#form;
    const redraw = () => this.#redraw();
    const stops = [this.#path, ...this.#signer()].map((path) => form?.listen(path, redraw));
    this.#stop = () => {
      for (const stop of stops) stop?.();
    };
  }
  /** A signature asks for whoever is chosen in another field. */
  #signer(): readonly Path[] {
    const item = this.#form?.get(this.#path)?.item;
    return item?.type === 'sign' && item.by ? [item.by] : [];
  }
  #redraw(): void {
    this.#draw();
    this.setValue(this.#result);
  }
  #draw(): void {
    const form = this.#form;
    if (!form) return;
    const state = form.get(this.#path);
    this.#drawn = { state, locale: locale() };
    form.drawn++;
    this.#result = state?.visible
      ? drawField(form, state, this.#frame, (path, frame) => field(form, path, frame))
      : nothing;
  }
}

/** Draws the item at `path`, and keeps it drawn. */
export const field = directive(FieldPart);
