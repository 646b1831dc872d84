/**
 * What other entries say about a form that is being filled in, or about an entry that is there. Asked anew a moment after
 * the last key, and whenever another entry comes or goes.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Answers } from '../../form/answers.ts';
import type { Form } from '../../form/compile.ts';
import type { Duplicate, Hinted, Store } from '../../store/store.ts';

const pause = 200;

export interface Asked {
  readonly store: Store;
  readonly form: Form;
  readonly answers: Answers;
  /** The entry that they are of. */
  readonly self: string;
  /** Roles count: another person is told other things. */
  readonly who: string;
}

export class Hinting implements ReactiveController {
  hints: readonly Hinted[] = [];
  duplicates: readonly Duplicate[] = [];
  readonly #host: ReactiveControllerHost;
  readonly #asked: () => Asked | undefined;
  #key = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, asked: () => Asked | undefined) {
    this.#host = host;
    this.#asked = asked;
    host.addController(this);
  }

  hostUpdate(): void {
    const asked = this.#asked();
    const { hints = [], unique = [] } = asked?.form.procedure ?? {};
    const none = !asked || (hints.length === 0 && unique.length === 0);
    const key = none ? '' : JSON.stringify([asked.self, asked.who, asked.answers]);
    if (key === this.#key) return;
    const first = this.#key === '';
    this.#key = key;
    clearTimeout(this.#timer);
    if (none) return this.hostDisconnected();
    this.#timer = setTimeout(() => this.#watch(asked), first ? 0 : pause);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#stop?.();
    this.#stop = undefined;
    this.#key = '';
    this.hints = [];
    this.duplicates = [];
  }

  #watch({ store, form, answers, self }: Asked): void {
    this.#stop?.();
    const watching = [
      store.hints(form, answers, self).subscribe((hints) => {
        this.hints = hints;
        this.#host.requestUpdate();
      }),
      store.duplicates(form, answers, self).subscribe((duplicates) => {
        this.duplicates = duplicates;
        this.#host.requestUpdate();
      }),
    ];
    this.#stop = () => watching.forEach((each) => each.unsubscribe());
  }
}
