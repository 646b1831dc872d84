/**
 * What other servers on the same PostgreSQL announced. A lost connection is opened again; what was missed meanwhile
 * devices find at their next pull.
 */
import pg from 'pg';
import type { News } from './transaction.ts';

const again = 2000;

export function listen(url: string, tell: (news: News) => void): { close(): Promise<void> } {
  let closed = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const retry = (): void => {
    client = undefined;
    if (!closed) timer = setTimeout(() => void connect(), again).unref();
  };
  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    });
    client = fresh;
    fresh.on('notification', ({ payload }) => tell(JSON.parse(payload ?? '{}') as News));
    fresh.on('error', () => {});
    fresh.once('end', retry);
    try {
      await fresh.connect();
      await fresh.query('listen qiantai');
    } catch {
      await fresh.end().catch(() => {});
    }
  };
  void connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
