/**
 * Hints to devices that something is new (server-sent events). Never data: a hint makes the device pull.
 */
import type { ScopeName } from '../sync/protocol.ts';
import type { News } from './sql/transaction.ts';

interface Listener {
  readonly site: string;
  readonly device: string;
  readonly scopes: readonly ScopeName[];
  readonly send: (text: string) => void;
  readonly end: () => void;
}

const beat = 15_000;
/** A page, a worker, and what a reload leaves behind for a moment. */
const mostPerDevice = 6;

export class Live {
  readonly #listeners = new Set<Listener>();
  #closed = false;

  /** An event stream; `first` is what is newest now. It ends by itself when the client goes. */
  stream(
    who: Pick<Listener, 'site' | 'device' | 'scopes'>,
    first: readonly Omit<News, 'site'>[],
  ): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder();
    let stop = (): void => {};
    this.#makeRoom(who.device);
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        const send = (text: string): void => controller.enqueue(encoder.encode(text));
        const timer = setInterval(() => send(': still here\n\n'), beat);
        const listener: Listener = {
          ...who,
          send,
          end: () => {
            stop();
            controller.close();
          },
        };
        stop = () => {
          clearInterval(timer);
          this.#listeners.delete(listener);
        };
        send('retry: 5000\n\n');
        for (const { scope, seq } of first) send(eventOf(scope, seq));
        if (this.#closed) listener.end();
        else this.#listeners.add(listener);
      },
      cancel: () => stop(),
    });
  }

  #makeRoom(device: string): void {
    const own = [...this.#listeners].filter((each) => each.device === device);
    for (const each of own.slice(0, Math.max(0, own.length - mostPerDevice + 1))) each.end();
  }

  tell({ site, scope, seq }: News): void {
    for (const each of this.#listeners)
      if (each.site === site && each.scopes.includes(scope)) each.send(eventOf(scope, seq));
  }

  /** A revoked device hears nothing more. */
  hangUp(device: string): void {
    for (const each of this.#listeners) if (each.device === device) each.end();
  }

  get count(): number {
    return this.#listeners.size;
  }

  close(): void {
    this.#closed = true;
    for (const each of this.#listeners) each.end();
  }
}

const eventOf = (scope: ScopeName, seq: number): string =>
  `data: ${JSON.stringify({ scope, seq })}\n\n`;
