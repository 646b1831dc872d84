/**
 * One device: its browser with tabs and a worker, started, reloaded, frozen and killed; the product's own store runs in
 * them.
 */
import type { Database } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/database.ts';
import { enrolledWith } from '../../src/store/enrol.ts';
import { readRecords } from '../../src/store/journal.ts';
import { prepareJournal } from '../../src/store/journal-file.ts';
import { openStore } from '../../src/store/open.ts';
import type { OpenStore } from '../../src/store/open.ts';
import { cycle } from '../../src/store/sender.ts';
import type { OutboxRow } from '../../src/store/database.ts';
import { Disk } from './disk.ts';
import type { Kernel, Life } from './kernel.ts';
import type { Lock, Machine } from './machine.ts';
import { receiptKey, type Enrolled, type Server, type Surface } from './server.ts';

const database = 'qiantai';
const base = 'http://server';

export interface Tab {
  readonly life: Life;
  store: OpenStore | undefined;
}

export class Device implements Machine {
  readonly name: string;
  readonly surface: Surface;
  readonly disk = new Disk();
  readonly files = new Map<string, Uint8Array>();
  readonly locks = new Map<string, Lock>();
  readonly lives = new Set<Life>();
  readonly watchers: Machine['watchers'] = new Set();
  skew = 0;
  enrolled: Enrolled | undefined;
  tabs: Tab[] = [];
  /** The person at it. */
  staff: string;
  readonly #kernel: Kernel;
  readonly #server: Server;
  #started = 0;

  constructor(kernel: Kernel, server: Server, name: string, surface: Surface, staff: string) {
    this.#kernel = kernel;
    this.#server = server;
    this.name = name;
    this.surface = surface;
    this.staff = staff;
  }

  #life(worker: boolean, session = new Map<string, string>()): Life {
    const life: Life = {
      name: `${this.name}${worker ? 'w' : 't'}${++this.#started}`,
      machine: this,
      worker,
      alive: true,
      frozenUntil: 0,
      session,
      channels: new Set(),
      databases: new Set(),
    };
    this.lives.add(life);
    return life;
  }

  #guard(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#kernel.bugs.push(error));
  }

  /** Enrols this browser, again if it was before. */
  async enrol(): Promise<void> {
    const kernel = this.#kernel;
    const id = `${this.name}-${this.#started}`;
    const device: Enrolled = {
      id,
      token: `token-${id}`,
      surface: this.surface,
      revoked: undefined,
    };
    this.#server.devices.set(device.token, device);
    this.enrolled = device;
    const life = this.#life(false);
    let done = false;
    await kernel.as(life, () =>
      this.#guard(
        (async () => {
          await prepareJournal();
          await enrolledWith(
            {
              device: { id, code: this.name, name: this.name, surface: this.surface },
              token: device.token,
              site: { id: 's1', company: 'c1', name: '示例花园' },
              keys: { receipts: receiptKey, seal: { id: 'k1', key: 'AAAA' } },
              serverTime: kernel.now,
            },
            true,
            database,
          );
          done = true;
        })(),
      ),
    );
    for (let tries = 0; !done && tries < 100; tries++) await kernel.until(kernel.now + 50);
    this.end(life);
  }

  /** Opens a page; `session` is what a reload hands on. */
  async open(session?: Map<string, string>): Promise<void> {
    const kernel = this.#kernel;
    const tab: Tab = { life: this.#life(false, session), store: undefined };
    this.tabs.push(tab);
    if (this.surface !== 'kiosk') this.#signIn(tab);
    await kernel.as(tab.life, () =>
      this.#guard(
        openStore({ database, base, every: 20_000 }).then((store) => {
          tab.store = store;
          store?.start();
        }),
      ),
    );
  }

  /** As the lock screen leaves it; PINs are tested elsewhere. */
  #signIn({ life }: Tab): void {
    if (!this.enrolled) return;
    const from = this.#kernel.now;
    const author = {
      staff: this.staff,
      session: '00000000-0000-7000-8000-00000000abcd',
      from: new Date(from - 60_000).toISOString(),
      until: new Date(from + 11 * 3_600_000).toISOString(),
      proof: 'p',
    };
    life.session.set(`qiantai-author:${this.enrolled.id}`, JSON.stringify(author));
  }

  isSignedOut(tab: Tab): boolean {
    if (this.surface === 'kiosk' || !this.enrolled) return false;
    return !tab.life.session.has(`qiantai-author:${this.enrolled.id}`);
  }

  /** As `sw/worker.ts` does when the browser wakes it. */
  async wakeWorker(): Promise<void> {
    const life = this.#life(true);
    await this.#kernel.as(life, () =>
      this.#guard(
        (async () => {
          let db: Database | undefined;
          try {
            db = openDatabase(database);
            await cycle({ db, base });
          } catch {
            // The browser wakes it again some time, or not.
          } finally {
            db?.close();
            this.end(life);
          }
        })(),
      ),
    );
  }

  end(life: Life): void {
    life.alive = false;
    this.lives.delete(life);
    this.tabs = this.tabs.filter((tab) => tab.life !== life);
  }

  async reload(tab: Tab): Promise<void> {
    this.end(tab.life);
    await this.open(tab.life.session);
  }

  /** The whole browser at once. */
  stop(cut: 'power' | 'kill'): void {
    for (const life of this.lives) this.end(life);
    this.disk.stop(cut, (most) => this.#kernel.chance.below(most));
  }

  rows<T>(table: string): T[] {
    return [...(this.disk.tables.get(table)?.values() ?? [])] as unknown as T[];
  }

  /** Every change that this device still has, wherever. */
  has(change: string): boolean {
    if (this.disk.tables.get('outbox')?.has(change)) return true;
    return this.journal().some(({ id }) => id === change);
  }

  journal(): OutboxRow[] {
    const bytes = this.files.get('qiantai-journal');
    return bytes && bytes.length > 0 ? readRecords(bytes).rows : [];
  }
}
