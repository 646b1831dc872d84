/** What a desk of the real app does in `bench:sync`, through the store of its own page. */
import type { OpenStore } from '../../../src/store/open.ts';
import type { Device } from '../../e2e/browser.ts';

type Surface = HTMLElement & { store: OpenStore };

/** Writes entries of about 600 bytes while there is no network. */
export async function writeAll(device: Device, staff: string, entries: number): Promise<void> {
  // Who signs in has to be here before the cable is pulled.
  await device.page.evaluate(async (id) => {
    const { store } = document.querySelector('fd-desk') as unknown as Surface;
    await new Promise<void>((done) => {
      const watching = store.staff.subscribe((all) => {
        if (!all.some((one) => one.id === id)) return;
        done();
        queueMicrotask(() => watching.unsubscribe());
      });
    });
  }, staff);
  await device.offline(true);
  await device.page.evaluate(
    async ([id, total]) => {
      const { store } = document.querySelector('fd-desk') as unknown as Surface;
      const signed = await store.signIn(id, '222222');
      if (!signed.ok) throw new Error(JSON.stringify(signed.problems));
      const form = await store.form('testparcel');
      if (!form) throw new Error('the procedure has not arrived');
      for (let at = 0; at < total; at++) {
        const name = `示例包裹${at} ${'x'.repeat(440)}`;
        const done = await store.submit(form, { name }, await store.around(form));
        if (!done.ok) throw new Error(JSON.stringify(done.problems));
      }
    },
    [staff, entries] as const,
  );
}

/** From the network's return until nothing waits, milliseconds. */
export async function pushAll(device: Device): Promise<number> {
  await device.offline(false);
  return device.page.evaluate(async () => {
    const { store } = document.querySelector('fd-desk') as unknown as Surface;
    const begin = performance.now();
    store.syncNow();
    await new Promise<void>((done) => {
      const watching = store.sync.subscribe(({ waiting }) => {
        if (waiting > 0) return;
        done();
        queueMicrotask(() => watching.unsubscribe());
      });
    });
    return performance.now() - begin;
  });
}

/** From the first byte pulled until `entries` are here; `first`: until the first of them are. Milliseconds. */
export async function pullAll(
  device: Device,
  entries: number,
): Promise<{ readonly all: number; readonly first: number }> {
  return device.page.evaluate(async (total) => {
    const begin = performance.timeOrigin;
    const database = (await indexedDB.databases()).find(({ name }) => name?.startsWith('qiantai'));
    if (!database?.name) throw new Error('there is no database');
    const opened = indexedDB.open(database.name);
    const db = await new Promise<IDBDatabase>((done) => {
      opened.onsuccess = () => done(opened.result);
    });
    const count = (): Promise<number> =>
      new Promise((done) => {
        const asked = db.transaction('entries').objectStore('entries').count();
        asked.onsuccess = () => done(asked.result);
      });
    let first = 0;
    for (;;) {
      const here = await count();
      const now = performance.timeOrigin + performance.now() - begin;
      if (here > 0 && first === 0) first = now;
      if (here >= total) {
        db.close();
        return { all: now, first };
      }
      await new Promise((later) => setTimeout(later, 20));
    }
  }, entries);
}
