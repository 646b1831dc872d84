/**
 * What must hold of the simulated world, whatever has befallen it.
 */
import { canonicalJson } from '../../src/spec/json.ts';
import type { Entry } from '../../src/form/entry.ts';
import type { EntryRow, OutboxRow } from '../../src/store/database.ts';
import { historyIsSound } from '../sync/oracle.ts';
import type { Device } from './device.ts';
import type { World } from './world.ts';

export class Violation extends Error {}

function hold(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Violation(what);
}

/** At any time. */
export function always(world: World): void {
  const { results } = world.server.site;
  for (const told of world.people.told) {
    if (told.excused || results.has(told.change)) continue;
    hold(told.device.has(told.change), `lost: ${told.change} of ${told.device.name}`);
  }
  for (const bug of [...world.kernel.bugs, ...world.server.bugs])
    throw new Violation(
      `a bug: ${bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)}`,
    );
  for (const device of world.devices) if (device.surface === 'kiosk') unreadable(device);
}

/** A kiosk holds nothing of what visitors typed that could be read. */
function unreadable(device: Device): void {
  hold(device.rows('entries').length === 0, `${device.name} holds entries`);
  for (const { bytes } of device.rows<OutboxRow>('outbox'))
    hold(!bytes.includes('访客'), `${device.name} holds what a visitor typed`);
}

/** Once nothing goes wrong any more and the timers have run for a while. */
export function finally_(world: World): void {
  const { server, devices, people } = world;
  const { entries, results, held, writes } = server.site;
  hold(held.size === 0, `${held.size} changes are held for ever`);
  const applied = new Map<string, number>();
  const versions = new Map<string, string>();
  for (const write of writes) {
    const [entry] = write.entries;
    if (entry) applied.set(write.change.id, (applied.get(write.change.id) ?? 0) + 1);
    for (const { id, version } of write.entries) {
      hold((versions.get(id) ?? version) === version, `${id} was pinned to another version`);
      versions.set(id, version);
    }
  }
  const numbers = new Map<string, string>();
  for (const { change } of writes) {
    const number = `${change.device} ${change.n}`;
    const other = numbers.get(number) ?? change.id;
    hold(other === change.id, `number ${number} was given to ${other} and to ${change.id}`);
    numbers.set(number, change.id);
  }
  for (const [id, times] of applied) hold(times === 1, `${id} was applied ${times} times`);
  for (const told of people.told) {
    if (told.excused) continue;
    const outcome = results.get(told.change)?.result.outcome;
    const entry = entries.get(told.entry);
    const row = told.device.disk.tables.get('outbox')?.get(told.change) as OutboxRow | undefined;
    if (outcome === undefined || outcome === 'rejected')
      hold(
        row?.state === 'parked' && (row.problems?.length ?? 0) > 0,
        `${told.change} of ${told.device.name}: ${outcome}, and nobody sees it`,
      );
    else {
      const log = entry === undefined ? [] : (JSON.parse(entry) as Entry).log;
      const lines = log.filter(({ change }) => change === told.change);
      hold(lines.length === 1, `${told.change} has ${lines.length} lines in the log`);
      hold(
        (lines[0]?.by ?? null) === told.staff,
        `${told.change} is of ${lines[0]?.by}, not ${told.staff}`,
      );
    }
  }
  for (const device of devices) settled(device, entries);
  historyIsSound({ ledger: server.ledger } as never);
}

function settled(device: Device, entries: ReadonlyMap<string, string>): void {
  const { name } = device;
  for (const row of device.rows<OutboxRow>('outbox')) {
    hold(row.state !== 'ready', `${name}: ${row.id} still waits`);
    if (row.state === 'parked') hold((row.problems?.length ?? 0) > 0, `${name}: parked, no reason`);
  }
  if (device.enrolled?.revoked !== undefined) {
    for (const table of ['entries', 'documents', 'drafts'])
      hold(device.rows(table).length === 0, `${name} was switched off and still holds ${table}`);
    return;
  }
  if (device.surface === 'kiosk') return;
  const parked = new Set(
    device.rows<OutboxRow>('outbox').flatMap((row) => (row.state === 'parked' ? [row.lane] : [])),
  );
  const rows = new Map(device.rows<EntryRow>('entries').map((row) => [row.id, row]));
  for (const [id, text] of entries) {
    const row = rows.get(id);
    const server = JSON.parse(text) as Entry;
    hold(row !== undefined, `${name} lacks ${id}`);
    hold(canonicalJson(row.server) === canonicalJson(server), `${name} has another ${id}`);
    hold(canonicalJson(row.shown) === canonicalJson(server), `${name} shows another ${id}`);
  }
  for (const id of rows.keys())
    hold(entries.has(id) || parked.has(id), `${name} shows ${id}, which is nowhere else`);
}
