/**
 * Web Locks of a device: one holder a name, taken away by who steals, free again when the holder ends or dies.
 */
import { kernel, life } from './kernel.ts';
import type { Lock } from './machine.ts';

interface Options {
  readonly steal?: boolean;
  readonly ifAvailable?: boolean;
  readonly mode?: 'shared';
}

export function locksOf() {
  return {
    async request<T>(
      name: string,
      options: Options,
      work: (lock: unknown) => Promise<T>,
    ): Promise<T> {
      const mine = life();
      const { locks } = mine.machine;
      if (options.mode === 'shared') {
        locks.set(`${name} ${mine.name}`, { life: mine, take: () => undefined });
        return work({ name });
      }
      await kernel().wait(1, mine);
      const held = locks.get(name);
      if (held?.life.alive) {
        if (!options.steal) return work(null);
        held.take();
      }
      let taken: (error: Error) => void = () => undefined;
      const lost = new Promise<never>((_, reject) => (taken = reject));
      lost.catch(() => undefined);
      const lock: Lock = {
        life: mine,
        take: () =>
          kernel().at(kernel().now, mine, () => {
            taken(new DOMException('the lock was stolen', 'AbortError'));
          }),
      };
      locks.set(name, lock);
      try {
        return await Promise.race([work({ name }), lost]);
      } finally {
        if (locks.get(name) === lock) locks.delete(name);
      }
    },
    query: async () => ({
      held: [...life().machine.locks].flatMap(([name, lock]) =>
        lock.life.alive ? [{ name: name.split(' ')[0] }] : [],
      ),
      pending: [],
    }),
  };
}
