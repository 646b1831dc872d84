/**
 * Attachments, named by the SHA-256 of their bytes. A kiosk keeps them in memory until the form is submitted, sealed;
 * elsewhere they are on disk at once, `loose` until a saved change names them.
 */
import { hashOf } from '../spec/json.ts';
import type { Api } from './api.ts';
import { write } from './database.ts';
import type { BlobRow, Database } from './database.ts';
import type { DeviceClock } from './clock.ts';

export interface Held {
  readonly bytes: Uint8Array;
  readonly type: string;
}

export class Blobs {
  readonly #db: Database;
  readonly #clock: DeviceClock;
  readonly #api: Api;
  readonly #inMemory: boolean;
  readonly #held = new Map<string, Held>();

  constructor(db: Database, clock: DeviceClock, api: Api, inMemory: boolean) {
    this.#db = db;
    this.#clock = clock;
    this.#api = api;
    this.#inMemory = inMemory;
  }

  async put(bytes: Uint8Array, type: string): Promise<string> {
    const sha = hashOf(bytes);
    if (this.#inMemory) {
      this.#held.set(sha, { bytes: bytes.slice(), type });
      return sha;
    }
    const row: BlobRow = {
      sha,
      type,
      bytes: bytes.slice(),
      size: bytes.length,
      sealed: false,
      state: 'loose',
      at: this.#clock.now(),
    };
    await write(this.#db, [this.#db.blobs], async () => {
      if (!(await this.#db.blobs.get(sha))) await this.#db.blobs.add(row);
    });
    return sha;
  }

  /** A kiosk's attachment that is not submitted yet. */
  held(sha: string): Held | undefined {
    return this.#held.get(sha);
  }
  /** The form was submitted or left: nothing of it stays. */
  forget(): void {
    this.#held.clear();
  }

  async url(sha: string): Promise<string | undefined> {
    const here = this.#held.get(sha) ?? (await this.#db.blobs.get(sha));
    if (here && !('sealed' in here && here.sealed)) return objectUrl(here.bytes, here.type);
    if (here) return undefined; // sealed: not for this device to read
    const fetched = await this.#api.getBlob(sha);
    if (!fetched || hashOf(fetched.bytes) !== sha) return undefined;
    if (!this.#inMemory) await this.#cache(sha, fetched);
    return objectUrl(fetched.bytes, fetched.type);
  }

  /** A cache only: that it could not be kept is nobody's loss. */
  async #cache(sha: string, { bytes, type }: Held): Promise<void> {
    const row: BlobRow = {
      sha,
      type,
      bytes,
      size: bytes.length,
      sealed: false,
      state: 'cached',
      at: this.#clock.now(),
    };
    await write(this.#db, [this.#db.blobs], () => this.#db.blobs.put(row)).catch(() => undefined);
  }

  /** Removes photos that were taken for a form nobody saved, after a day; drafts still name younger ones. */
  async tidy(): Promise<void> {
    const before = new Date(this.#clock.ms() - 14 * 86_400_000).toISOString();
    await write(this.#db, [this.#db.blobs], () =>
      this.#db.blobs
        .where('state')
        .anyOf('loose', 'cached')
        .and((blob) => blob.at < before)
        .delete(),
    );
  }
}

function objectUrl(bytes: Uint8Array, type: string): string {
  return URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
}
