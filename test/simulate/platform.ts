/**
 * What a browser gives to pages and workers, simulated: clock, timers, chance, locks, private files, channels, network.
 * Installed once in a process that does nothing else; then product code is loaded.
 */
import { registerHooks } from 'node:module';
import { hashOf } from '../../src/spec/json.ts';
import { Controller, Signal } from './abort.ts';
import { Chance } from './chance.ts';
import { kernel, life, world } from './kernel.ts';
import { directoryOf } from './files.ts';
import { locksOf } from './locks.ts';

/** Requests of pages end up here. */
export const network: {
  fetch: ((url: string, init: RequestInit) => Promise<unknown>) | undefined;
} = { fetch: undefined };

/** A mutant: an edit of one product file as it is loaded. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const here = new URL('.', import.meta.url);
const standIns: Readonly<Record<string, string>> = {
  dexie: new URL('dexie.ts', here).href,
  '@hpke/core': new URL('seal.ts', here).href,
};
/** Procedures are compiled once a process; modules, which all pages share here, remember nothing of other pages. */
const always: readonly Edit[] = [
  {
    file: 'src/store/forms.ts',
    from: 'const form = compile(row.procedure);',
    to: 'const form = globalThis.compiled(row.hash, () => compile(row.procedure));',
  },
  {
    file: 'src/store/frozen.ts',
    from: 'const holding = new Set<string>();',
    to: 'const holding = { has: () => false, add: () => {}, delete: () => {} };',
  },
  { file: 'src/store/new-id.ts', from: '=> v7();', to: '=> globalThis.freshId();' },
];

/** Loads the stand-ins in place of what they stand in for, and edits product files. */
function hookModules(edits: readonly Edit[]): void {
  const all = [...always, ...edits];
  registerHooks({
    resolve: (specifier, context, next) => {
      const url = standIns[specifier];
      return url === undefined ? next(specifier, context) : { url, shortCircuit: true };
    },
    load: (url, context, next) => {
      const loaded = next(url, context);
      const mine = all.filter(({ file }) => url.endsWith(`/${file}`));
      if (mine.length === 0) return loaded;
      let source = String(loaded.source);
      for (const { file, from, to } of mine) {
        if (!source.includes(from))
          throw new Error(`${file} has no ${JSON.stringify(from)} any more`);
        source = source.replace(from, () => to);
      }
      return { ...loaded, source };
    },
  });
}

const whileLoading = new Chance(1);
const chance = (): Chance => world.kernel?.chance ?? whileLoading;

function bytes<T extends ArrayBufferView>(into: T): T {
  const view = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
  for (let at = 0; at < view.length; at++) view[at] = chance().below(256);
  return into;
}

function uuid(): string {
  const hex = Array.from({ length: 32 }, () => chance().below(16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const subtle = {
  importKey: async (_format: string, key: Uint8Array) => ({ key: Buffer.from(key).toString() }),
  verify: async (
    _name: string,
    { key }: { key: string },
    signature: Uint8Array,
    text: Uint8Array,
  ) => Buffer.from(signature).toString() === hashOf(`${key} ${Buffer.from(text).toString()}`),
};

/** Longer ones overflow and fire at once, as in browsers. */
const longestTimer = 2 ** 31 - 1;

function setTimer(run: () => void, ms = 0): { cleared: boolean } {
  const timer = { cleared: false };
  const mine = kernel().current;
  const delay = ms > longestTimer || !(ms > 0) ? 0 : ms;
  kernel().at(kernel().now + delay, mine, () => {
    if (!timer.cleared) run();
  });
  return timer;
}

class Channel {
  readonly #life = life();
  readonly #name: string;
  readonly #listeners: ((event: { data: unknown }) => void)[] = [];
  readonly #hear = (name: string, data: unknown): void => {
    if (name === this.#name) for (const listener of this.#listeners) listener({ data });
  };
  constructor(name: string) {
    this.#name = name;
    this.#life.channels.add(this.#hear);
  }
  postMessage(data: unknown): void {
    for (const other of this.#life.machine.lives)
      if (other !== this.#life)
        kernel().at(kernel().now + 1, other, () => {
          for (const hear of other.channels) hear(this.#name, data);
        });
  }
  addEventListener(_type: string, listener: (event: { data: unknown }) => void): void {
    this.#listeners.push(listener);
  }
  close(): void {
    this.#life.channels.delete(this.#hear);
  }
}

/** A worker has none: there, nothing is kept. */
const sessionStorage = {
  getItem: (key: string) => life().session.get(key) ?? null,
  setItem: (key: string, value: string) => {
    if (!life().worker) life().session.set(key, value);
  },
  removeItem: (key: string) => void life().session.delete(key),
};

const begin = Date.UTC(2026, 10, 23);

/** Background Sync: what wakes the worker of the present device. */
export const background: { wake: ((tag: string) => void) | undefined } = { wake: undefined };

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

export function install(edits: readonly Edit[]): void {
  console.warn = (...said: unknown[]) => world.kernel?.note(said.map(String).join(' '));
  const forms = new Map<string, unknown>();
  define('compiled', (hash: string, compile: () => unknown) => {
    if (!forms.has(hash)) forms.set(hash, compile());
    return forms.get(hash);
  });
  define('freshId', () => {
    const time = Math.max(0, Date.now()).toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${uuid().slice(15)}`;
  });
  Date.now = () => {
    const now = world.kernel;
    return now ? Math.round(now.now + (now.current?.machine.skew ?? 0)) : 0;
  };
  Math.random = () => chance().next();
  performance.now = () => (world.kernel?.now ?? begin) - begin;
  define('crypto', { getRandomValues: bytes, randomUUID: uuid, subtle });
  define('setTimeout', setTimer);
  define('clearTimeout', (timer: { cleared: boolean } | undefined) => {
    if (timer) timer.cleared = true;
  });
  define('CompressionStream', undefined);
  define('BroadcastChannel', Channel);
  define('sessionStorage', sessionStorage);
  define('fetch', (url: string, init: RequestInit) => network.fetch?.(url, init));
  define('navigator', {
    locks: locksOf(),
    storage: { getDirectory: async () => directoryOf(), persist: async () => true },
    serviceWorker: {
      getRegistration: async () => ({
        sync: { register: async (tag: string) => background.wake?.(tag) },
      }),
    },
  });
  const tooLong = new DOMException('too long', 'TimeoutError');
  Signal.timeout = (ms: number) => {
    const signal = new Signal();
    setTimer(() => signal.fire(tooLong), ms);
    return signal;
  };
  define('AbortSignal', Signal);
  define('AbortController', Controller);
  hookModules(edits);
}
