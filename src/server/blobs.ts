/**
 * Attachments as files named by the SHA-256 of their bytes. Parts wait beside, one for each device, and take their name
 * only when they are whole, right and on disk.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { moveDurably } from './durable.ts';

export const mostBlob = 12 * 1024 * 1024;

export type Progress =
  | { readonly kind: 'part'; readonly offset: number }
  | { readonly kind: 'whole'; readonly size: number }
  /** `wrong-offset` says where to go on; `wrong-hash` and `wrong-seal` begin again from 0. */
  | { readonly kind: 'wrong-offset' | 'wrong-hash' | 'wrong-seal'; readonly offset: number };

export interface Upload {
  readonly site: string;
  readonly device: string;
  /** Of the plain bytes, hex. */
  readonly sha: string;
  /** Bytes as sent, sealed or not. */
  readonly length: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** Opens what was sent sealed. */
  readonly open?: (sent: Uint8Array) => Promise<Uint8Array | undefined>;
}

const sizeOf = async (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ size }) => size,
    () => undefined,
  );

export class BlobStore {
  readonly #folder: string;
  /** One write at a time for each part. */
  readonly #busy = new Map<string, Promise<unknown>>();

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'blobs');
  }

  #whole(site: string, sha: string): string {
    return join(this.#folder, site, sha.slice(0, 2), sha);
  }

  #part(site: string, device: string, sha: string): string {
    return join(this.#folder, site, 'parts', `${sha}.${device}`);
  }

  /** Size of a whole attachment; undefined: not here. */
  has(site: string, sha: string): Promise<number | undefined> {
    return sizeOf(this.#whole(site, sha));
  }

  async offset(site: string, device: string, sha: string): Promise<number> {
    return (await sizeOf(this.#part(site, device, sha))) ?? 0;
  }

  async read(site: string, sha: string): Promise<Buffer | undefined> {
    return readFile(this.#whole(site, sha)).catch(() => undefined);
  }

  async write(upload: Upload): Promise<Progress> {
    const part = this.#part(upload.site, upload.device, upload.sha);
    const before = this.#busy.get(part) ?? Promise.resolve();
    const work = before.then(() => this.#append(part, upload));
    const settled = work.catch(() => {});
    this.#busy.set(part, settled);
    try {
      return await work;
    } finally {
      if (this.#busy.get(part) === settled) this.#busy.delete(part);
    }
  }

  async #append(part: string, upload: Upload): Promise<Progress> {
    const { site, sha, length, offset, bytes } = upload;
    const size = await this.has(site, sha);
    if (size !== undefined) return { kind: 'whole', size };
    const at = (await sizeOf(part)) ?? 0;
    if (offset !== at || offset + bytes.length > length)
      return { kind: 'wrong-offset', offset: at };
    await mkdir(join(this.#folder, site, 'parts'), { recursive: true, mode: 0o700 });
    const handle = await open(part, 'a', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return offset + bytes.length < length
      ? { kind: 'part', offset: offset + bytes.length }
      : this.#finish(part, upload);
  }

  async #finish(part: string, { site, sha, open: unseal }: Upload): Promise<Progress> {
    const sent = await readFile(part);
    const plain = unseal ? await unseal(sent) : sent;
    const right = plain && createHash('sha256').update(plain).digest('hex') === sha;
    if (!right) {
      await rm(part, { force: true });
      return { kind: plain ? 'wrong-hash' : 'wrong-seal', offset: 0 };
    }
    const whole = this.#whole(site, sha);
    await mkdir(join(whole, '..'), { recursive: true, mode: 0o700 });
    if (unseal) {
      const handle = await open(`${part}.plain`, 'w', 0o600);
      try {
        await handle.writeFile(plain);
        await handle.sync();
      } finally {
        await handle.close();
      }
      moveDurably(`${part}.plain`, whole);
      await rm(part, { force: true });
    } else moveDurably(part, whole);
    return { kind: 'whole', size: plain.length };
  }
}
