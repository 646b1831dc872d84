/**
 * The server of the simulated world: one to three nodes over one ledger in memory, with the product's `push`, `pull` and
 * `retryHeld`.
 */
import { hashOf } from '../../src/spec/json.ts';
import type { Procedure } from '../../src/spec/procedure.ts';
import type { Role } from '../../src/spec/procedure.ts';
import { publish } from '../../src/spec/library.ts';
import { compile } from '../../src/form/compile.ts';
import type { SealedChange } from '../../src/sync/change.ts';
import { push, retryHeld, type HubDeps } from '../../src/sync/hub.ts';
import type { Ledger, Source } from '../../src/sync/ports.ts';
import type { FeedItem, PushEnvelope, PullRequest, ScopeName } from '../../src/sync/protocol.ts';
import { pull } from '../../src/sync/pull.ts';
import { MemoryLedger } from '../sync/memory-ledger.ts';
import { published as firstVersions } from '../sync/procedures.ts';
import { kernel } from './kernel.ts';
import { opened } from './seal.ts';

export type Surface = 'kiosk' | 'tablet' | 'desk';

export interface Enrolled {
  readonly id: string;
  readonly token: string;
  readonly surface: Surface;
  revoked: number | undefined;
}

/** The key that receipts are signed with, as devices get it (base64url of `key`). */
export const receiptKey = Buffer.from('key').toString('base64url');
const sign = async (text: string): Promise<string> =>
  Buffer.from(hashOf(`key ${text}`)).toString('base64url');

interface Document {
  readonly kind: string;
  readonly id: string;
  readonly scope: ScopeName;
  readonly doc: unknown;
}

/** A node that dies while it works. */
class Died extends Error {}

export interface Status {
  readonly status: number;
  readonly body?: unknown;
  readonly retryAfter?: number;
}

const versions = new Map<string, { hash: string; form: ReturnType<typeof compile> }>();

/** The parcel of `test/sync`, a little different each time. */
function versionOf(procedure: Procedure, number: number) {
  const key = `${procedure.id} ${number}`;
  let version = versions.get(key);
  if (!version) {
    const { hash, procedure: whole } = publish(
      {
        ...procedure,
        version: `1.0.${number}`,
        summary: { 'zh-CN': `第${number}版`, en: `v${number}` },
      },
      {},
    );
    versions.set(key, (version = { hash, form: compile(whole) }));
  }
  return version;
}

export class Server {
  readonly published = [...firstVersions];
  readonly ledger: MemoryLedger;
  readonly devices = new Map<string, Enrolled>();
  readonly staff = new Map<string, readonly Role[]>();
  /** Nodes that are up again at this time. */
  readonly nodes: number[];
  epoch = 1;
  readonly bugs: unknown[] = [];
  #documents = new Map<string, Document>();
  #backup: (() => void) | undefined;

  constructor(nodes: number) {
    this.nodes = Array.from({ length: nodes }, () => 0);
    this.ledger = new MemoryLedger(this.published, () => kernel().now);
    this.#announce({ kind: 'site', id: 's1', scope: 'public', doc: siteDocument });
    for (const { hash, form } of this.published) this.#announceVersion(hash, form.procedure);
  }

  get site() {
    return this.ledger.site('s1');
  }

  hire(id: string, roles: readonly Role[]): void {
    this.staff.set(id, roles);
    const pin = { salt: 'x', iterations: 1, verifier: 'x' };
    const doc = { id, name: id, roles, active: true, pin };
    this.#announce({ kind: 'staff', id, scope: 'work', doc });
  }

  publish(number: number): void {
    const [parcel] = firstVersions;
    if (!parcel) return;
    const { hash, form } = versionOf(parcel.form.procedure, number);
    if (this.published.some((known) => known.hash === hash)) return;
    this.published.push({ hash, form });
    this.#announceVersion(hash, form.procedure);
  }

  #announceVersion(hash: string, procedure: Procedure): void {
    const doc = { hash, procedure, current: true };
    this.#announce({ kind: 'procedure', id: hash, scope: 'public', doc });
  }

  #announce(document: Document): void {
    const { site } = this;
    const key = `${document.kind} ${document.id}`;
    this.#documents.set(key, document);
    site.feed.push({ seq: ++site.seq, entry: key, rev: 0 });
  }

  retry(force: boolean): Promise<number> {
    const before = force ? new Date(kernel().now - 5 * 86_400_000).toISOString() : '9999';
    const onBug = (_: string, error: unknown) => void this.bugs.push(error);
    return retryHeld(this.ledger, 's1', { before, force }, { now: () => kernel().now, onBug });
  }

  backUp(): void {
    const { site } = this;
    const { seq } = site;
    const [entries, results, held] = [site.entries, site.results, site.held].map(
      (map) => new Map<string, unknown>(map),
    );
    const [feed, writes, published] = [[...site.feed], [...site.writes], [...this.published]];
    const documents = new Map(this.#documents);
    const staff = new Map(this.staff);
    this.#backup = () => {
      site.seq = seq;
      const refill = <V>(to: Map<string, V>, from: Map<string, unknown> | undefined): void => {
        to.clear();
        for (const [key, value] of from ?? []) to.set(key, value as V);
      };
      refill(site.entries, entries);
      refill(site.results, results);
      refill(site.held, held);
      refill(this.staff, staff);
      site.feed.splice(0, Infinity, ...feed);
      site.writes.splice(0, Infinity, ...writes);
      this.published.splice(0, Infinity, ...published);
      this.#documents = new Map(documents);
    };
  }

  /** False where there is no backup. Devices enrolled since are enrolled all the same, as is done by hand. */
  restore(): boolean {
    if (!this.#backup) return false;
    this.#backup();
    this.epoch = Math.max(this.epoch + 1, Math.floor(kernel().now / 1000));
    return true;
  }

  async handle(
    node: number,
    path: string,
    token: string,
    body: string,
  ): Promise<Status | undefined> {
    const asker = this.devices.get(token);
    if ((this.nodes[node] ?? 0) > kernel().now) return undefined;
    if (!asker) return { status: 401 };
    if (path === '/api/sync/push') return this.#push(node, asker, JSON.parse(body) as PushEnvelope);
    if (asker.revoked !== undefined)
      return { status: 403, body: { problem: { code: 'revoked', path: '' } } };
    if (path === '/api/sync/pull') return this.#pull(asker, JSON.parse(body) as PullRequest);
    return { status: 404 };
  }

  async #push(node: number, asker: Enrolled, body: PushEnvelope): Promise<Status | undefined> {
    if (body.device !== asker.id) return { status: 400 };
    const { chance } = kernel();
    // How many more transactions this node lives for.
    let lives = chance.oneIn(40) ? chance.below(4) : Infinity;
    const ledger: Ledger = {
      heldSince: this.ledger.heldSince.bind(this.ledger),
      transaction: async (site, work) => {
        if (lives-- <= 0) throw new Died();
        await kernel().wait(chance.next() * 5, undefined);
        return this.ledger.transaction(site, work);
      },
    };
    const deps: HubDeps = {
      now: () => kernel().now,
      unseal: async ({ id, n, sealed }: SealedChange, device) => {
        const text = opened(sealed.text, `${id}|${n}|${device}`);
        return text === undefined
          ? { ok: false, problem: { code: 'wrong-seal', path: '' } }
          : { ok: true, value: JSON.parse(text) as unknown };
      },
      whoIs: async (author, _device, at) => {
        await kernel().wait(chance.next() * 3, undefined);
        const no = (code: string) => ({ ok: false, problem: { code, path: '' } }) as const;
        const { surface } = asker;
        if (asker.revoked !== undefined && Date.parse(at) >= asker.revoked) return no('revoked');
        if (!author)
          return surface === 'kiosk'
            ? { ok: true, value: { staff: null, roles: ['visitor'], surface } }
            : no('nobody');
        const roles = this.staff.get(author.staff);
        return roles
          ? { ok: true, value: { staff: author.staff, roles, surface } }
          : no('inactive-staff');
      },
      sign: async (text) => {
        if (lives < 0) throw new Died();
        return sign(text);
      },
      onBug: (_, error) => {
        if (!(error instanceof Died)) this.bugs.push(error);
      },
    };
    try {
      return { status: 200, body: await push(ledger, 's1', asker.id, body, deps) };
    } catch (error) {
      if (!(error instanceof Died)) throw error;
      kernel().note(`node ${node} dies`);
      this.nodes[node] = kernel().now + chance.below(60_000);
      return undefined;
    }
  }

  async #pull(asker: Enrolled, body: PullRequest): Promise<Status> {
    if (body.device !== asker.id) return { status: 400 };
    const { epoch } = this;
    // As `routes/sync.ts` does: a cursor from the future of a restored server.
    if (body.scopes.some((scope) => scope.epoch === epoch && scope.after > this.site.seq))
      this.epoch = Math.max(this.epoch + 1, Math.floor(kernel().now / 1000));
    const source = async (scope: ScopeName): Promise<Source | undefined> =>
      asker.surface === 'kiosk' && scope === 'work' ? undefined : this.#source(scope);
    return { status: 200, body: await pull(body, { source, now: () => kernel().now }) };
  }

  #source(scope: ScopeName): Source {
    const { epoch } = this;
    return {
      epoch,
      read: async (after, limit) => {
        const { feed, entries } = this.site;
        const newest = new Map(feed.map((row) => [row.entry, row.seq]));
        const rows = feed.filter(({ seq, entry }) => {
          if (seq <= after || newest.get(entry) !== seq) return false;
          return (this.#documents.get(entry)?.scope ?? 'work') === scope;
        });
        const items = rows.slice(0, limit).map(({ seq, entry }): FeedItem => {
          const document = this.#documents.get(entry);
          if (document) return { seq, kind: document.kind, id: document.id, doc: document.doc };
          return { seq, kind: 'entry', id: entry, doc: JSON.parse(entries.get(entry) ?? 'null') };
        });
        const more = rows.length > limit;
        return { items, to: items.at(-1)?.seq ?? after, more };
      },
    };
  }
}

const siteDocument = {
  id: 's1',
  company: 'c1',
  name: '示例花园',
  code: 'SL',
  zone: 'Asia/Shanghai',
  settings: {},
  buildings: [],
  departments: [],
  shifts: [{ id: 'all', name: { 'zh-CN': '全天', en: 'All day' }, start: '00:00', end: '00:00' }],
  hours: {},
};
