/**
 * A small world to test the sync core in: devices in memory, one server in memory, and a network that fails as it is
 * told. Nothing in it reads a clock or chance.
 */
import { hashOf } from '../../src/spec/json.ts';
import { effectsOf, movesOf } from '../../src/form/effect.ts';
import type { Entry } from '../../src/form/entry.ts';
import { applyChange, type Who } from '../../src/sync/apply.ts';
import type { Change } from '../../src/sync/change.ts';
import { movedBy } from '../../src/sync/moved.ts';
import { exchange, type ExchangeReport } from '../../src/sync/exchange.ts';
import { push, type HubDeps } from '../../src/sync/hub.ts';
import type { Replica, Reply, Transport, Trouble } from '../../src/sync/ports.ts';
import type { PushEnvelope } from '../../src/sync/protocol.ts';
import { pull } from '../../src/sync/pull.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { MemoryReplica, type Draft } from './memory-replica.ts';
import { around, frontdesk, named, nextId, published, supervisor, visitor } from './procedures.ts';

/** What befalls one request, or the device while it handles the reply. */
export const faults = [
  'none',
  'request-lost',
  'reply-lost',
  'reply-cut',
  'portal',
  'late', // delivered after the device has given up
  'doubled', // delivered twice
  'busy',
  'too-large',
  'unauthorised',
  'bug', // one change of it makes the server throw
  'crash', // the device dies before it has written down what the reply says
] as const;
export type Fault = (typeof faults)[number];

export interface Place {
  readonly who: Who;
  readonly replica: MemoryReplica;
  /** Cycles in a row that ended in trouble. */
  attempt: number;
  /** Its clock is wrong by so many milliseconds. */
  skew: number;
}

const year = 365 * 86_400_000;

export class World {
  now = Date.parse('2026-11-24T08:00:00Z');
  epoch = 1;
  readonly ledger = new MemoryLedger(published, () => this.now);
  readonly places: readonly Place[];
  /** Every change that a person was told is saved. */
  readonly saved: { readonly place: Place; readonly change: Change; readonly rash: boolean }[] = [];
  readonly bugs: unknown[] = [];
  readonly #late: { device: string; request: PushEnvelope }[] = [];
  #throwOn: string | undefined;

  constructor() {
    const place = (device: string, who: Who, skew: number): Place => {
      const formOf = (entry: Entry | undefined, change: Change | undefined) => {
        const hash = entry?.version ?? change?.procedure.split('@')[1];
        return published.find((each) => each.hash === hash)?.form;
      };
      const scopes = who.staff === null ? [] : (['work'] as const);
      return { who, replica: new MemoryReplica(device, formOf, scopes), attempt: 0, skew };
    };
    this.places = [
      place('D1', frontdesk, 0),
      place('D2', supervisor, year),
      place('D3', { ...frontdesk, staff: 'wu' }, -year),
      place('K1', visitor, 0),
    ];
  }

  place(index: number): Place {
    const place = this.places[index % this.places.length];
    if (!place) throw new Error('no place');
    return place;
  }

  get entries(): Map<string, Entry> {
    const { entries } = this.ledger.site('s1');
    return new Map([...entries].map(([id, text]) => [id, JSON.parse(text) as Entry]));
  }

  /** A person saves something on a device, and what it opens with it. With `rash`, even what the device knows is refused. */
  save(place: Place, kind: Change['kind'], more: Partial<Change>, rash = false): void {
    const { replica, who } = place;
    const at = new Date(this.now + place.skew).toISOString();
    const author =
      who.staff === null
        ? null
        : { staff: who.staff, session: nextId(), from: at, until: at, proof: 'p' };
    const here = { ...around, surface: who.surface } as Change['around'];
    const entry = more.entry ?? nextId();
    const before = replica.view(entry);
    const pinned = before && `${before.procedure}@${before.version}`;
    const procedure = pinned ?? more.procedure ?? `parcel@${named('parcel').hash}`;
    const draft: Draft = {
      id: nextId(),
      kind,
      at,
      author,
      clock: { wall: this.now + place.skew, mono: 0, boot: 'b', offset: 0 },
      ...(kind === 'create' && { around: here }),
      ...more,
      entry,
      procedure,
    };
    const form = named(procedure.split('@')[0] ?? '').form;
    const trial = replica.draft(draft);
    if (!rash && !('entry' in applyChange(before, trial, form, who, { force: true }))) return;
    const change = replica.save(who, draft);
    this.saved.push({ place, change, rash });
    const after = replica.view(entry);
    if (!after || after === before) return;
    for (const moving of movesOf(form, before, after)) {
      const target = replica.view(moving.entry);
      if (target) replica.follow(who, change, movedBy(after, form, change, moving, target));
    }
    for (const { id, procedure: opens, answers: set, cause } of effectsOf(form, before, after))
      if (!replica.view(id))
        this.save(place, 'create', {
          entry: id,
          procedure: `${opens}@${named(opens).hash}`,
          set,
          cause,
          parent: entry,
        });
  }

  /** One cycle of a device; its first requests meet these faults. A crash ends it, and the device lives on. */
  async cycle(place: Place, unlucky: readonly Fault[] = []): Promise<ExchangeReport | undefined> {
    const { replica } = place;
    const left = [...unlucky];
    let crashing = false;
    const transport = this.#transport(place, () => {
      const fault = left.shift() ?? 'none';
      crashing ||= fault === 'crash';
      return fault;
    });
    const mortal: Replica = Object.assign(Object.create(replica) as Replica, {
      settle: async (...results: Parameters<Replica['settle']>) => {
        if (crashing) throw new Error('the device died');
        return replica.settle(...results);
      },
      apply: async (...page: Parameters<Replica['apply']>) => {
        if (crashing) throw new Error('the device died');
        return replica.apply(...page);
      },
      // Private members do not reach through the prototype.
      waiting: replica.waiting.bind(replica),
      cursors: replica.cursors.bind(replica),
      blobsWaiting: replica.blobsWaiting.bind(replica),
    });
    try {
      const report = await exchange(mortal, transport, {
        device: replica.device,
        now: () => this.now + place.skew,
        random: () => 0.5,
        batchId: nextId,
        verify: async (text, signature) => signature === hashOf(`key ${text}`),
        attempt: place.attempt,
        batch: 4,
        page: 3,
      });
      place.attempt = report.attempt;
      return report;
    } catch (error) {
      if (!crashing) throw error;
      place.attempt = 0;
      return undefined;
    }
  }

  /** What was on its way too long arrives. */
  async deliverLate(): Promise<void> {
    for (const { device, request } of this.#late.splice(0).reverse())
      await this.#push(device, request);
  }

  #transport(place: Place, next: () => Fault): Transport {
    const { device } = place.replica;
    return {
      push: async (head, texts) => {
        const changes = texts.map((bytes) => JSON.parse(bytes) as { id?: string });
        const request = { ...head, changes };
        return this.#meet(next(), async (fault) => {
          if (fault === 'late') this.#late.push({ device, request });
          if (fault === 'bug') this.#throwOn = changes[0]?.id;
          if (fault === 'doubled') await this.#push(device, request);
          const reply = fault === 'late' ? undefined : await this.#push(device, request);
          this.#throwOn = undefined;
          return reply;
        });
      },
      pull: async (request) =>
        this.#meet(next(), () =>
          pull(request, {
            source: async () => this.ledger.source('s1', this.epoch),
            now: () => this.now,
          }),
        ),
      blob: async () => ({ ok: true, value: null }),
    };
  }

  async #meet<T>(fault: Fault, serve: (fault: Fault) => Promise<T | undefined>): Promise<Reply<T>> {
    const fail = (trouble: Trouble): Reply<T> => ({ ok: false, trouble });
    this.now += 100;
    if (fault === 'busy') return fail({ kind: 'busy', retryAfter: 1000 });
    if (fault === 'too-large' || fault === 'unauthorised') return fail({ kind: fault });
    if (fault === 'request-lost') return fail({ kind: 'offline' });
    if (fault === 'portal') return { ok: true, value: '<html>' as T };
    const value = await serve(fault);
    if (fault === 'reply-lost' || value === undefined) return fail({ kind: 'offline' });
    const text = JSON.stringify(value);
    if (fault === 'reply-cut') return { ok: true, value: text.slice(0, text.length / 2) as T };
    return { ok: true, value: JSON.parse(text) as T };
  }

  #push(device: string, request: PushEnvelope) {
    const deps: HubDeps = {
      now: () => this.now,
      unseal: async () => ({ ok: false, problem: { code: 'never', path: '' } }),
      whoIs: async (_, from) => {
        const place = this.places.find(({ replica }) => replica.device === from);
        return place
          ? { ok: true, value: place.who }
          : { ok: false, problem: { code: 'stranger', path: '' } };
      },
      examine: async (change) => {
        if (change.id === this.#throwOn) throw new Error('a bug');
        return [];
      },
      sign: async (text) => hashOf(`key ${text}`),
      onBug: (id, error) => {
        if (id !== this.#throwOn) this.bugs.push(error);
      },
    };
    return push(this.ledger, 's1', device, JSON.parse(JSON.stringify(request)), deps);
  }
}
