/**
 * A server without a socket, on a data folder of its own: everything real but the clock, which tests move.
 */
import assert from 'node:assert/strict';
import { createHmac, pbkdf2Sync, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signatureText } from '../../src/form/answers.ts';
import type { Signature } from '../../src/form/answers.ts';
import type { Procedure, Role, Surface } from '../../src/spec/procedure.ts';
import { createApp } from '../../src/server/app.ts';
import type { Deps } from '../../src/server/deps.ts';
import { openDeps } from '../../src/server/server.ts';
import { readSettings } from '../../src/server/settings.ts';
import { sessionText } from '../../src/sync/change.ts';
import type { Author, Change } from '../../src/sync/change.ts';
import type { StaffDocument } from '../../src/sync/documents.ts';
import type { EnrolReply, FeedItem, PullReply, PushReply } from '../../src/sync/protocol.ts';

export const origin = 'http://localhost:8080';

const label = { 'zh-CN': '示例', en: 'Sample' };
/** A made-up procedure: a name, a signature by staff. */
export const parcel = (version = '1.0.0'): Procedure => ({
  format: 1,
  id: 'testparcel',
  code: 'T01',
  version,
  title: label,
  kind: 'case',
  covers: [],
  surfaces: {
    kiosk: { icon: 'box', order: 1 },
    tablet: { icon: 'box', order: 1 },
    desk: { icon: 'box', order: 1 },
  },
  access: { create: ['visitor', 'frontdesk', 'supervisor'] },
  summary: label,
  sections: [
    {
      id: 'what',
      title: label,
      items: [
        { id: 'name', type: 'text', label, required: true },
        { id: 'keeper', type: 'person', label },
        { id: 'signed', type: 'sign', label, by: 'keeper' },
      ],
    },
  ],
  stages: [
    { id: 'waiting', title: label, next: ['given'] },
    { id: 'given', title: label, next: [], by: ['frontdesk', 'supervisor'] },
  ],
});

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly pin: string;
}

export interface Device {
  readonly id: string;
  readonly token: string;
  readonly surface: Surface;
  n: number;
}

export interface Sent {
  readonly body?: unknown;
  readonly token?: string | undefined;
  readonly author?: Author | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export class Kit {
  readonly deps: Deps;
  readonly folder: string;
  readonly lines: string[];
  readonly #app: ReturnType<typeof createApp>;
  #hash = '';
  readonly #keys = new Map<string, Buffer>();
  #desk: Device | undefined;
  #supervisor: Person | undefined;

  constructor(deps: Deps, folder: string, lines: string[]) {
    this.deps = deps;
    this.folder = folder;
    this.lines = lines;
    this.#app = createApp(deps);
  }

  get desk(): Device {
    assert.ok(this.#desk);
    return this.#desk;
  }
  get supervisor(): Person {
    assert.ok(this.#supervisor);
    return this.#supervisor;
  }
  /** `testparcel@<hash>` of the version published last. */
  get procedure(): string {
    return `testparcel@${this.#hash}`;
  }

  async request(method: string, path: string, sent: Sent = {}): Promise<Response> {
    const headers = new Headers(sent.headers);
    if (sent.token) headers.set('authorization', `Bearer ${sent.token}`);
    if (sent.author)
      headers.set('x-author', Buffer.from(JSON.stringify(sent.author)).toString('base64url'));
    const bytes = sent.body instanceof Uint8Array;
    if (sent.body !== undefined && !bytes && !headers.has('content-type'))
      headers.set('content-type', 'application/json');
    const body = bytes ? sent.body : sent.body === undefined ? null : JSON.stringify(sent.body);
    return this.#app.request(`${origin}${path}`, {
      method,
      headers,
      body: body as BodyInit | null,
    });
  }

  /** The problem of a refusal, with its status: `403 wrong-role`. */
  async refusal(method: string, path: string, sent: Sent = {}): Promise<string> {
    const reply = await this.request(method, path, sent);
    const { problem } = (await reply.json()) as { problem?: { code: string } };
    return `${reply.status} ${problem?.code ?? 'no problem'}`;
  }

  async post<T>(path: string, sent: Sent = {}): Promise<T> {
    const reply = await this.request('POST', path, sent);
    const text = await reply.text();
    assert.equal(reply.status, 200, `${path}: ${text}`);
    return JSON.parse(text) as T;
  }

  async setUp(): Promise<void> {
    const done = await this.post<{ enrolCode: string; staff: { id: string; name: string } }>(
      '/api/setup',
      {
        body: {
          code: this.deps.setup.issue(),
          site: { name: '示例花园', code: 'SL' },
          supervisor: { name: '示例主管', pin: '111111' },
        },
      },
    );
    this.#supervisor = { ...done.staff, pin: '111111' };
    this.#desk = await this.enrol(done.enrolCode, 'desk');
    const published = await this.command<{ hash: string }>('publish-procedure', {
      text: JSON.stringify(parcel()),
    });
    this.#hash = published.hash;
  }

  async enrol(code: string, surface: Surface): Promise<Device> {
    const reply = await this.post<EnrolReply>('/api/enrol', {
      body: { code, surface, name: `示例${surface}` },
    });
    return { id: reply.device.id, token: reply.token, surface: reply.device.surface, n: 0 };
  }

  async device(surface: Surface): Promise<Device> {
    const { code } = await this.command<{ code: string }>('enrol-code', { surface, name: '示例' });
    return this.enrol(code, surface);
  }

  async command<T>(name: string, body: unknown): Promise<T> {
    const author = await this.author(this.supervisor, this.desk);
    const reply = await this.post<{ value: T }>(`/api/command/${name}`, {
      body,
      token: this.desk.token,
      author,
    });
    return reply.value;
  }

  async hire(name: string, roles: readonly Role[], pin: string): Promise<Person> {
    const { id } = await this.command<{ id: string }>('save-staff', {
      name,
      roles,
      pin,
      active: true,
    });
    return { id, name, pin };
  }

  /** The key that typing this PIN gives, from what the desk may know. */
  async key({ id, pin }: Person): Promise<Buffer> {
    const known = this.#keys.get(`${id} ${pin}`);
    if (known) return known;
    const items = await this.pull(this.desk, ['work']);
    const staff = items.find((item) => item.kind === 'staff' && item.id === id)
      ?.doc as StaffDocument;
    assert.ok(staff.pin);
    const salt = Buffer.from(staff.pin.salt, 'base64url');
    const key = pbkdf2Sync(pin, salt, staff.pin.iterations, 32, 'sha256');
    this.#keys.set(`${id} ${pin}`, key);
    return key;
  }

  iso(offset = 0): string {
    return new Date(this.deps.now() + offset).toISOString();
  }

  async author(person: Person, device: Device, more: Partial<Author> = {}): Promise<Author> {
    const session = {
      staff: person.id,
      session: randomUUID(),
      from: this.iso(-60_000),
      until: this.iso(3_600_000),
      ...more,
    };
    const key = await this.key(person);
    const proof = createHmac('sha256', key)
      .update(sessionText(device.id, session))
      .digest('base64url');
    return { ...session, proof };
  }

  async sign(person: Person, entry: string, path: string): Promise<Signature> {
    const at = this.iso();
    const text = signatureText(entry, path, { by: person.id, at });
    const proof = createHmac('sha256', await this.key(person))
      .update(text)
      .digest('base64url');
    return { by: person.id, name: person.name, at, method: 'typed', proof };
  }

  /** A change that creates a parcel. */
  create(device: Device, author: Author | null, more: Partial<Change> = {}): Change {
    const at = this.iso();
    return {
      id: randomUUID(),
      entry: randomUUID(),
      procedure: this.procedure,
      kind: 'create',
      base: 0,
      n: ++device.n,
      at,
      set: { name: '示例包裹' },
      around: {
        now: at,
        zone: 'Asia/Shanghai',
        surface: device.surface,
        site: { id: 's', name: '示例花园', settings: {} },
      },
      author,
      device: device.id,
      clock: { wall: 0, mono: 0, boot: 'b', offset: 0 },
      ...more,
    };
  }

  push(device: Device, changes: readonly unknown[]): Promise<PushReply> {
    const body = { protocol: 1, batch: randomUUID(), device: device.id, changes };
    return this.post('/api/sync/push', { body, token: device.token });
  }

  /** Everything of the scopes, page by page. */
  async pull(device: Device, scopes: readonly string[], limit = 500): Promise<FeedItem[]> {
    const found: FeedItem[] = [];
    for (const id of scopes) {
      for (let [epoch, after, more] = [0, 0, true]; more;) {
        const body = { protocol: 1, device: device.id, scopes: [{ id, epoch, after }], limit };
        const reply = await this.post<PullReply>('/api/sync/pull', { body, token: device.token });
        const page = reply.scopes[0];
        if (!page) break;
        found.push(...page.items);
        [epoch, after, more] = [page.epoch, page.to, page.more];
      }
    }
    return found;
  }

  async close(): Promise<void> {
    this.deps.live.close();
    await this.deps.database.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Milliseconds added to the clock of every kit. */
export const clock = { ahead: 0 };

/** A new server; `setUp` makes its site. `env` as for the real one. */
export async function openKit(env: Readonly<Record<string, string>> = {}): Promise<Kit> {
  const folder = await mkdtemp(join(tmpdir(), 'qiantai-server-'));
  const read = readSettings({ DATA_DIR: folder, ...env }, []);
  assert.ok(read.ok);
  const lines: string[] = [];
  const log = (event: string, fields: object = {}): void =>
    void lines.push(JSON.stringify({ event, ...fields }));
  const deps = await openDeps(read.settings, log, () => Date.now() + clock.ahead);
  return new Kit(deps, folder, lines);
}
