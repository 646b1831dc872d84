/** Arrow keys go up and down the rows of `[data-rows]` lists and tables; Enter is the row's own. */
import type { ReactiveController } from 'lit';
import type { LitElement } from 'lit';

export class RowKeys implements ReactiveController {
  readonly #host: LitElement;
  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }
  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#key);
  }
  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#key);
  }
  readonly #key = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const [from] = event.composedPath();
    if (step === 0 || !(from instanceof HTMLElement)) return;
    const rows = [
      ...this.#host.renderRoot.querySelectorAll<HTMLElement>('[data-rows] [data-entry]'),
    ];
    const at = rows.findIndex((row) => row === from || row.contains(from));
    const next = rows[at + step];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  };
}
