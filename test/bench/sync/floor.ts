/** The least that could push and pull the same entries: one gzipped request, one transaction in SQLite, one bulk put. */
import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { BrowserContext } from 'playwright-core';

export async function floorSync(
  context: BrowserContext,
  entries: number,
): Promise<{ readonly push: number; readonly pull: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'qiantai-floor-'));
  const db = new DatabaseSync(join(folder, 'floor.sqlite'));
  db.exec('pragma journal_mode = wal; pragma synchronous = full');
  db.exec('create table stored (id integer primary key, body text not null)');
  const put = db.prepare('insert into stored values (?, ?)');
  const server = createServer((request, reply) => {
    if (request.method === 'GET' && request.url === '/') {
      reply.writeHead(200, { 'content-type': 'text/html' });
      return void reply.end('<!doctype html><title>floor</title>');
    }
    if (request.method === 'GET') {
      const bodies = db.prepare('select body from stored').all() as { body: string }[];
      reply.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      return void reply.end(gzipSync(`[${bodies.map(({ body }) => body).join(',')}]`));
    }
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const all = JSON.parse(gunzipSync(Buffer.concat(parts)).toString()) as object[];
      db.exec('begin immediate');
      for (const [at, body] of all.entries()) put.run(at, JSON.stringify(body));
      db.exec('commit');
      reply.end('{}');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const page = await context.newPage();
  try {
    await page.goto(`http://127.0.0.1:${port}/`);
    return await page.evaluate(async (total) => {
      const opened = indexedDB.open('floor', 1);
      opened.onupgradeneeded = () =>
        opened.result
          .createObjectStore('entries', { keyPath: 'id' })
          .createIndex('created', 'created');
      const database = await new Promise<IDBDatabase>((done) => {
        opened.onsuccess = () => done(opened.result);
      });
      const all = Array.from({ length: total }, (_, at) => ({
        id: crypto.randomUUID(),
        created: new Date(at).toISOString(),
        name: `示例包裹${at} ${'x'.repeat(500)}`,
      }));
      let at = performance.now();
      const zipped = new Blob([JSON.stringify(all)])
        .stream()
        .pipeThrough(new CompressionStream('gzip'));
      await fetch('/all', { method: 'POST', body: await new Response(zipped).arrayBuffer() });
      const push = performance.now() - at;
      at = performance.now();
      const came = (await (await fetch('/all')).json()) as object[];
      const writing = database.transaction('entries', 'readwrite', { durability: 'strict' });
      for (const each of came) writing.objectStore('entries').put(each);
      await new Promise<void>((done, failed) => {
        writing.oncomplete = () => done();
        writing.onerror = () => failed(writing.error ?? new Error('not written'));
      });
      const pull = performance.now() - at;
      database.close();
      return { push, pull };
    }, entries);
  } finally {
    await page.close();
    server.close();
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
}
