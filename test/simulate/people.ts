/**
 * What people do at devices, at random; and what they were told.
 */
import type { Entry } from '../../src/form/entry.ts';
import type { EntryRow } from '../../src/store/database.ts';
import type { OpenStore } from '../../src/store/open.ts';
import type { Result } from '../../src/store/store.ts';
import { scheduledId } from '../../src/sync/schedule.ts';
import type { Device, Tab } from './device.ts';
import type { Kernel } from './kernel.ts';

/** Somebody was told that this is saved. */
export interface Told {
  readonly device: Device;
  readonly entry: string;
  readonly change: string;
  readonly version: string;
  readonly staff: string | null;
  /** The device's storage was taken from it before this was sent. */
  excused: boolean;
}

const shared = scheduledId('parcel', 's1', '2026-11-24');

const deeds = {
  create: 4,
  patch: 6,
  row: 2,
  move: 3,
  note: 1,
  link: 1,
  void: 1,
  settle: 1,
} as const;

export class People {
  readonly told: Told[] = [];
  /** Answers that a person got instead of a promise. */
  readonly refused = new Map<string, number>();
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  async act(device: Device, tab: Tab): Promise<void> {
    const { store } = tab;
    if (!store) return;
    if (device.isSignedOut(tab)) return device.reload(tab);
    await this.#kernel.as(tab.life, () => {
      this.#deed(device, store).catch((error: unknown) => {
        // A page that was closed for a newer one: it says so itself.
        if ((error as Error).name !== 'DatabaseClosedError') this.#kernel.bugs.push(error);
      });
    });
  }

  async #deed(device: Device, store: OpenStore): Promise<void> {
    const { chance } = this.#kernel;
    const kiosk = device.surface === 'kiosk';
    const what = kiosk ? 'create' : chance.weighed(deeds);
    const result = await this.#choose(device, store, what);
    if (!result) return;
    if (!result.ok) {
      const code = result.problems[0]?.code ?? '';
      this.refused.set(code, (this.refused.get(code) ?? 0) + 1);
      this.#kernel.note(`${what} refused: ${code}`);
      return;
    }
    const change = result.value.log.at(-1)?.change;
    if (change === undefined) throw new Error('saved, but nothing was written');
    this.#kernel.note(`${what} ${change} saved`);
    this.told.push({
      device,
      entry: result.value.id,
      change,
      version: result.value.version,
      staff: kiosk ? null : device.staff,
      excused: false,
    });
  }

  async #choose(
    device: Device,
    store: OpenStore,
    what: keyof typeof deeds,
  ): Promise<Result<Entry> | undefined> {
    const { chance } = this.#kernel;
    if (what === 'create') {
      const form = await store.form('parcel');
      if (!form) return undefined;
      const around = await store.around(form);
      const answers = {
        name: device.surface === 'kiosk' ? `访客甲${chance.below(9)}` : chance.pick(['甲', '乙']),
        ...(chance.oneIn(8) && device.surface !== 'kiosk' ? { seal: 'fail' } : {}),
      };
      const same = chance.oneIn(3) && device.surface !== 'kiosk';
      return store.submit(form, answers, around, same ? { id: shared } : {});
    }
    const rows = device.rows<EntryRow>('entries').toSorted((a, b) => (a.id < b.id ? -1 : 1));
    if (rows.length === 0) return undefined;
    const row = chance.oneIn(2) ? rows.find(({ id }) => id === shared) : undefined;
    const { id, shown } = row ?? chance.pick(rows);
    switch (what) {
      case 'patch': {
        const path = chance.pick(['name', 'room', 'shelf', 'count', 'seal', 'taker', 'what']);
        return store.patch(id, { [path]: chance.pick([1, 2, 'a', 'b', 'fail', null]) });
      }
      case 'row': {
        const at = `goods/${chance.pick(['01', '02'])}`;
        const set = chance.pick([
          { [at]: true, [`${at}/kind`]: '箱' },
          { [`${at}/qty`]: chance.below(5) },
          { [at]: null },
        ]);
        return store.patch(id, set as Record<string, never>);
      }
      case 'move': {
        const stage = chance.pick(['waiting', 'asking', 'given', 'returned', 'done']);
        return store.move(id, stage, stage === 'given' ? { taker: `取件人${device.name}` } : {});
      }
      case 'note':
        return store.note(id, '看过');
      case 'link':
        return store.link(id, shared, '同一件');
      case 'void':
        return store.void(id, '重复');
      case 'settle': {
        const [conflict] = shown.conflicts ?? [];
        if (!conflict) return undefined;
        const keep = chance.oneIn(2) || conflict.path === 'stage';
        const set = keep ? {} : { [conflict.path]: conflict.mine };
        return store.patch(id, set, { settles: [conflict.change] });
      }
    }
  }
}
