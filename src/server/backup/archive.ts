/**
 * A backup file: tar, gzip, age (https://age-encryption.org/v1). `age -d -i key backup | tar xz` opens it without this
 * program.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import tar from 'tar-stream';

const web = (stream: Readable): ReadableStream<Uint8Array> =>
  Readable.toWeb(stream) as ReadableStream<Uint8Array>;
const node = (stream: ReadableStream<Uint8Array>): Readable =>
  Readable.fromWeb(stream as NodeReadableStream<Uint8Array>);

/** Puts one file into the archive; resolves once it has gone through. */
export type Put = (path: string, bytes: Uint8Array) => Promise<void>;

/** Writes the archive that `fill` puts together, and forces it to disk. Gives its size in bytes. */
export async function writeArchive(
  path: string,
  recipients: readonly string[],
  fill: (put: Put) => Promise<void>,
): Promise<number> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const pack = tar.pack();
  const put: Put = (name, bytes) =>
    new Promise((done, failed) => {
      pack.entry({ name, mode: 0o600 }, Buffer.from(bytes), (error) =>
        error ? failed(error) : done(),
      );
    });
  const sealed = await encrypter.encrypt(web(pack.pipe(createGzip())));
  const writing = pipeline(node(sealed), createWriteStream(path, { mode: 0o600 }));
  // A failure of either must end the other.
  await Promise.all([
    fill(put).then(
      () => pack.finalize(),
      (error: Error) => pack.destroy(error),
    ),
    writing,
  ]);
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

export interface Found {
  readonly path: string;
  readonly bytes: Buffer;
  /** SHA-256, hex. */
  readonly sha: string;
}

/** Gives each file of an archive to `take`, in order. Throws when it is cut off, changed, or for another key. */
export async function readArchive(
  path: string,
  identity: string,
  take: (file: Found) => Promise<void>,
): Promise<void> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const opened = await decrypter.decrypt(web(createReadStream(path)));
  const extract = tar.extract();
  const reading = pipeline(node(opened), createGunzip(), extract as unknown as Writable);
  const taking = (async () => {
    for await (const entry of extract) {
      const parts: Buffer[] = [];
      for await (const part of entry) parts.push(part as Buffer);
      const bytes = Buffer.concat(parts);
      const sha = createHash('sha256').update(bytes).digest('hex');
      await take({ path: entry.header.name, bytes, sha });
    }
  })();
  await Promise.all([reading, taking]);
}
