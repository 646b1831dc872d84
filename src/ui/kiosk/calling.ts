/**
 * A call for staff: an entry like any other, so that it is kept and timed though the network is down; and whether
 * somebody has answered, which only the server knows. It outlives the screen of the person who called, and names nobody.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Published } from '../../spec/library.ts';
import type { Form } from '../../form/compile.ts';
import type { Entry } from '../../form/entry.ts';
import type { Store } from '../../store/store.ts';

/**
 * - `idle`: nobody is called · `failed`: it could not even be saved
 * - `alone`: saved, but there is no network: nobody has heard it yet
 * - `waiting`: the desk rings · `coming`: somebody has answered
 */
export type CallStatus = 'idle' | 'saving' | 'failed' | 'alone' | 'waiting' | 'coming';

/** Milliseconds. */
const askEvery = 3000;
const longest = 20 * 60_000;
/** Who said that they come are there by then. */
const comingFor = 3 * 60_000;

export class Calling implements ReactiveController {
  status: CallStatus = 'idle';
  entry: Entry | undefined;
  form: Form | undefined;
  /** Calls before this one that wait too. */
  ahead = 0;
  /** Milliseconds from the call to its answer, or to now. */
  waited = 0;
  readonly #host: ReactiveControllerHost;
  readonly #store: () => Store | undefined;
  readonly #procedures: () => readonly Published[];
  #since = 0;
  #answered = 0;
  #asked = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    host: ReactiveControllerHost,
    store: () => Store | undefined,
    procedures: () => readonly Published[],
  ) {
    this.#host = host;
    this.#store = store;
    this.#procedures = procedures;
    host.addController(this);
  }
  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
  hostConnected(): void {
    if (this.status !== 'idle') this.#run();
  }

  /** The procedure that says that it is opened when staff are called. */
  get #procedure(): string | undefined {
    return this.#procedures().find(({ procedure }) => procedure.calls)?.procedure.id;
  }
  get isPossible(): boolean {
    return this.#procedure !== undefined;
  }
  /** As a queue is called: the last block of the printed number. */
  get number(): string {
    return this.entry?.number?.split('-').at(-1) ?? '';
  }

  /** Once, however often it is touched. */
  async call(): Promise<void> {
    const store = this.#store();
    const procedure = this.#procedure;
    if (!store || !procedure || (this.status !== 'idle' && this.status !== 'failed')) return;
    this.#become('saving');
    const saved = await this.#open(store, procedure);
    if (!saved) return this.#become('failed');
    this.#since = performance.now();
    this.#asked = 0;
    this.waited = 0;
    this.#become('alone');
    store.syncNow();
    this.#run();
  }

  async #open(store: Store, procedure: string): Promise<boolean> {
    try {
      const { openSession } = await import('../../form/session.ts');
      const form = await store.form(procedure);
      if (!form) return false;
      const around = await store.around(form);
      const session = openSession(form, { around, surface: store.device.surface });
      const saved = await store.submit(form, session.submission(), around);
      if (!saved.ok) return false;
      this.form = form;
      this.entry = saved.value;
      return true;
    } catch (error) {
      console.error(error);
      return false;
    }
  }

  #run(): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => void this.#look(), 1000);
    void this.#look();
  }

  async #look(): Promise<void> {
    const store = this.#store();
    const { entry } = this;
    const now = performance.now();
    if (!store || !entry) return;
    const over =
      this.status === 'coming' ? now - this.#answered > comingFor : now - this.#since > longest;
    if (over) return this.#end();
    if (this.status !== 'coming') this.waited = now - this.#since;
    this.#host.requestUpdate();
    if (now - this.#asked < askEvery) return;
    this.#asked = now;
    const told = await store.callState(entry.id);
    if (this.entry !== entry) return;
    if (!told.ok) {
      // Not there yet: the change is still on its way.
      if (this.status === 'waiting' && told.problems[0]?.code === 'offline') this.#become('alone');
      return;
    }
    this.ahead = told.value.ahead;
    if (told.value.state === 'closed') return this.#end();
    if (told.value.state === 'waiting') return this.#become('waiting');
    if (this.status !== 'coming') this.#answered = performance.now();
    this.#become('coming');
  }

  #end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.entry = undefined;
    this.ahead = 0;
    this.#become('idle');
  }
  #become(status: CallStatus): void {
    this.status = status;
    this.#host.requestUpdate();
  }
}
