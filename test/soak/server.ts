/**
 * The server killed again and again while devices send: whatever it acknowledged it has, once, and says so with the same
 * receipt; its database is whole.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Change } from '../../src/sync/change.ts';
import { Site } from '../e2e/site.ts';
import { crewOf, entriesOf, nextChange, pause, send, type Client, type Crew } from './kit.ts';

interface Acknowledged {
  readonly client: Client;
  readonly change: Change;
  readonly hash: string;
  readonly seq: number;
}

export interface ServerKills {
  readonly kills: number;
  readonly acknowledged: number;
  /** Receipts asked for again after a kill, all the same as before. */
  readonly again: number;
}

/** Fails at the first acknowledged change that is lost, doubled or acknowledged otherwise. */
export async function killServer(kills: number, say: (line: string) => void): Promise<ServerKills> {
  const site = await Site.open();
  try {
    const crew = await crewOf(site, 4);
    const acknowledged = new Map<string, Acknowledged>();
    const waiting = new Map<Client, Change[]>(crew.clients.map((client) => [client, []]));
    let again = 0;
    for (let kill = 1; kill <= kills; kill++) {
      const before = new Set(acknowledged.keys());
      let up = true;
      const sending = crew.clients.map(async (client) => {
        while (up) await sendSome(crew, client, waiting.get(client) ?? [], acknowledged);
      });
      // Anywhere in the midst of it, but not before something was acknowledged.
      while (acknowledged.size === before.size) await pause(5);
      await pause(Math.random() * 150);
      await site.kill('SIGKILL');
      up = false;
      await Promise.all(sending);
      await site.start();
      const fresh = [...acknowledged.values()].filter(({ change }) => !before.has(change.id));
      for (const { client, change, hash, seq } of fresh) {
        const { results } = await send(crew, client, [change]);
        const [result] = results;
        assert.equal(result?.outcome, 'duplicate', `kill ${kill}: ${JSON.stringify(result)}`);
        assert.deepEqual([result.hash, result.seq], [hash, seq], `kill ${kill}: another receipt`);
        again++;
      }
      if (kill % 25 === 0 || kills < 25) say(`${kill} kills, ${acknowledged.size} acknowledged`);
    }
    for (const client of crew.clients)
      while ((waiting.get(client) ?? []).length > 0)
        await sendSome(crew, client, waiting.get(client) ?? [], acknowledged, 0);
    const here = await entriesOf(crew);
    assert.equal(here.size, acknowledged.size, 'other entries than were acknowledged');
    for (const { change } of acknowledged.values())
      assert.equal(
        here.get(change.entry),
        1,
        `${change.entry} was written ${here.get(change.entry)} times`,
      );
    await site.kill('SIGTERM');
    checkFile(site.dataDir);
    return { kills, acknowledged: acknowledged.size, again };
  } finally {
    await site.close();
  }
}

async function sendSome(
  crew: Crew,
  client: Client,
  queue: Change[],
  acknowledged: Map<string, Acknowledged>,
  most = 8,
): Promise<void> {
  while (queue.length < most) queue.push(nextChange(crew, client));
  const { results } = await send(crew, client, queue);
  if (results.length === 0) await pause(20);
  for (const { id, outcome, hash, seq } of results) {
    const at = queue.findIndex((change) => change.id === id);
    const [change] = at < 0 ? [] : queue.splice(at, 1);
    assert.ok(change && (outcome === 'applied' || outcome === 'duplicate'), `${id}: ${outcome}`);
    acknowledged.set(id, { client, change, hash, seq });
  }
}

function checkFile(dataDir: string): void {
  const name = readdirSync(dataDir).find((file) => /\.(db|sqlite)$/.test(file));
  assert.ok(name, 'no database in the data folder');
  const file = new DatabaseSync(join(dataDir, name), { readOnly: true });
  assert.deepEqual({ ...file.prepare('pragma integrity_check').get() }, { integrity_check: 'ok' });
  file.close();
}
