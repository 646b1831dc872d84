/**
 * The origin's private files: what is written through a writable takes the place of the file when it is closed.
 */
import { kernel, life } from './kernel.ts';

const pause = () => kernel().wait(kernel().chance.next() * 2, life());

function named(name: string): Error {
  return new DOMException(name, name);
}

export function directoryOf() {
  return {
    async getFileHandle(name: string, { create = false }: { create?: boolean } = {}) {
      const mine = life();
      const { files, disk } = mine.machine;
      await pause();
      if (!files.has(name)) {
        if (!create) throw named('NotFoundError');
        if (disk.full) throw named('QuotaExceededError');
        files.set(name, new Uint8Array());
      }
      const bytesOf = (): Uint8Array => files.get(name) ?? new Uint8Array();
      return {
        getFile: async () => ({
          size: bytesOf().length,
          arrayBuffer: async () => {
            await pause();
            return bytesOf().slice().buffer;
          },
        }),
        createWritable: async ({ keepExistingData = false } = {}) => {
          await pause();
          let bytes = keepExistingData ? bytesOf().slice() : new Uint8Array();
          let at = 0;
          return {
            truncate: async (length: number) => void (bytes = bytes.slice(0, length)),
            seek: async (to: number) => void (at = to),
            write: async (more: Uint8Array) => {
              // A full disk may have room for a little; one time in two it has not even that.
              if (disk.full && kernel().chance.oneIn(2)) throw named('QuotaExceededError');
              const next = new Uint8Array(Math.max(bytes.length, at + more.length));
              next.set(bytes);
              next.set(more, at);
              bytes = next;
              at += more.length;
            },
            close: async () => {
              await pause();
              files.set(name, bytes);
            },
          };
        },
      };
    },
  };
}
