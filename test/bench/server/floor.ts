/**
 * The least that a server can do: `node floor.ts <kind> <port> <folder or URL>`. It stores the body under an id that
 * nobody checks, and answers when it is durable.
 *
 * | kind | stores |
 * | --- | --- |
 * | `nothing` | nothing |
 * | `each` | SQLite, synchronous FULL, a commit per request |
 * | `group` | SQLite, synchronous FULL, those that came meanwhile commit together |
 * | `postgres` | PostgreSQL, a pooled insert per request |
 */
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';

const [kind = '', port = '0', place = ''] = process.argv.slice(2);

function sqlite(): { insert(body: string): void; run(sql: string): void } {
  const db = new DatabaseSync(join(place, 'floor.sqlite'));
  db.exec('pragma journal_mode = wal; pragma synchronous = full');
  db.exec('create table if not exists stored (id text primary key, body text not null)');
  const statement = db.prepare('insert into stored values (?, ?)');
  return {
    insert: (body) => void statement.run(randomUUID(), body),
    run: (sql) => db.exec(sql),
  };
}

const stores: Record<string, () => Promise<(body: string) => Promise<void>>> = {
  nothing: async () => async () => {},
  each: async () => {
    const { insert } = sqlite();
    return async (body) => insert(body);
  },
  group: async () => {
    const { insert, run } = sqlite();
    let waiting: { body: string; done: () => void }[] = [];
    const flush = (): void => {
      const group = waiting;
      waiting = [];
      run('begin immediate');
      for (const { body } of group) insert(body);
      run('commit');
      for (const { done } of group) done();
    };
    return (body) =>
      new Promise((done) => {
        if (waiting.push({ body, done }) === 1) setImmediate(flush);
      });
  },
  postgres: async () => {
    const pool = new pg.Pool({ connectionString: place, max: 16 });
    await pool.query('create table if not exists stored (id text primary key, body text not null)');
    return async (body) =>
      void (await pool.query({
        name: 'insert',
        text: 'insert into stored values ($1, $2)',
        values: [randomUUID(), body],
      }));
  },
};

const store = await stores[kind]?.();
if (!store) throw new Error(`no floor "${kind}"`);
createServer((request, reply) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    void store(Buffer.concat(parts).toString()).then(() => {
      reply.writeHead(200, { 'content-type': 'application/json', 'content-length': '2' });
      reply.end('{}');
    });
  });
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
