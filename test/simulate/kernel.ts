/**
 * Time and turns of the simulated world. Whatever waits (disk, network, timers, locks) waits here, and is woken one at a
 * time in the order of a virtual clock; everything that a wakened one then does up to its next wait is done before the
 * next one is wakened. So a seed replays exactly.
 */
import type { Chance } from './chance.ts';
import type { Machine } from './machine.ts';

/** The real one; product code sees the simulated timers of `platform.ts`. */
const immediate = setImmediate;

/** A page or a worker, from its start to its end. */
export interface Life {
  readonly name: string;
  readonly machine: Machine;
  readonly worker: boolean;
  alive: boolean;
  /** A frozen tab does not run before this time. */
  frozenUntil: number;
  /** Its session storage; a reload hands it on. */
  readonly session: Map<string, string>;
  readonly channels: Set<(name: string, data: unknown) => void>;
  /** Its open connections to the database. */
  readonly databases: Set<{ versionChanged(): void }>;
}

/** More than any seed takes: something does not come to rest. */
const mostTurns = 300_000;

interface Turn {
  readonly at: number;
  readonly order: number;
  readonly life: Life | undefined;
  readonly run: () => void;
}

export class Kernel {
  readonly chance: Chance;
  /** True time, milliseconds since 1970. */
  now: number;
  current: Life | undefined;
  turns = 0;
  /** What went wrong in code that nobody awaits. */
  readonly bugs: unknown[] = [];
  /** Grows with everything of note; the same for the same seed. */
  trace = 0x811c9dc5;
  /** Printed as it happens, to look at one seed. */
  readonly say: ((line: string) => void) | undefined;
  readonly #heap: Turn[] = [];
  #order = 0;

  constructor(chance: Chance, now: number, say?: (line: string) => void) {
    this.chance = chance;
    this.now = now;
    this.say = say;
  }

  note(text: string): void {
    this.say?.(`${new Date(this.now).toISOString()} ${this.current?.name ?? 'server'} ${text}`);
    for (let at = 0; at < text.length; at++)
      this.trace = Math.imul(this.trace ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }

  at(time: number, life: Life | undefined, run: () => void): void {
    const heap = this.#heap;
    const turn: Turn = { at: Math.max(time, this.now), order: this.#order++, life, run };
    let at = heap.push(turn) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(turn, heap[parent] as Turn)) break;
      heap[at] = heap[parent] as Turn;
      at = parent;
    }
    heap[at] = turn;
  }

  /** Resolves in so many milliseconds of true time, unless this page has died by then: then never. */
  wait(ms: number, life: Life | undefined = this.current): Promise<void> {
    return new Promise((resolve) => this.at(this.now + ms, life, resolve));
  }

  /** Runs what is due until this time. */
  async until(time: number): Promise<void> {
    for (let turn = this.#heap[0]; turn && turn.at <= time; turn = this.#heap[0]) {
      this.#pop();
      const { life } = turn;
      if (life && !life.alive) continue;
      if (life && life.frozenUntil > turn.at) {
        this.at(life.frozenUntil, life, turn.run);
        continue;
      }
      this.now = Math.max(this.now, turn.at);
      this.current = life;
      this.turns++;
      if (this.turns > mostTurns) throw new Error(`it turns in circles: ${life?.name ?? 'server'}`);
      turn.run();
      await this.settle();
    }
    this.current = undefined;
    this.now = Math.max(this.now, time);
  }

  /** Lets whatever can go on without waiting go on. */
  settle(): Promise<void> {
    return new Promise((resolve) => immediate(resolve));
  }

  /** Calls in the name of a page, up to its first wait. */
  async as<T>(life: Life | undefined, work: () => T): Promise<T> {
    const was = this.current;
    this.current = life;
    const value = work();
    await this.settle();
    this.current = was;
    return value;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Turn;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Turn, heap[child] as Turn)) child++;
      if (!before(heap[child] as Turn, last)) break;
      heap[at] = heap[child] as Turn;
      at = child;
    }
    heap[at] = last;
  }
}

const before = (a: Turn, b: Turn): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** The world that is being simulated; product code reaches it through the stand-ins of the platform. */
export const world: { kernel: Kernel | undefined } = { kernel: undefined };

export function kernel(): Kernel {
  if (!world.kernel) throw new Error('nothing is being simulated');
  return world.kernel;
}

export function life(): Life {
  const { current } = kernel();
  if (!current) throw new Error('code of a device runs, but of none');
  return current;
}
