/**
 * A real site for end-to-end tests: the real server process on a fresh data folder, set up and staffed through its own API.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, createHmac, pbkdf2Sync, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sessionText, type Author } from '../../src/sync/change.ts';
import type { EnrolReply } from '../../src/sync/protocol.ts';
import type { Role, Surface } from '../../src/spec/procedure.ts';

export interface Staff {
  readonly id: string;
  readonly name: string;
  readonly pin: string;
  readonly roles: readonly Role[];
}

export const root = join(import.meta.dirname, '../..');

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (!address || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

export class Site {
  readonly url: string;
  readonly dataDir: string;
  readonly staff = new Map<string, Staff>();
  #server: ChildProcess | undefined;
  #output = '';
  #admin: { token: string; device: string } | undefined;
  readonly #env: NodeJS.ProcessEnv;

  constructor(port: number, dataDir: string, env: NodeJS.ProcessEnv = {}) {
    this.url = `http://localhost:${port}`;
    this.dataDir = dataDir;
    this.#env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, ...env };
  }

  /** A server on an empty data folder that nobody has set up. */
  static async fresh(env: NodeJS.ProcessEnv = {}): Promise<Site> {
    const site = new Site(await freePort(), await mkdtemp(join(tmpdir(), 'qiantai-e2e-')), env);
    await site.start();
    return site;
  }

  /** A served, set-up site with a supervisor named 示例主管 (PIN 111111). */
  static async open(env: NodeJS.ProcessEnv = {}): Promise<Site> {
    const site = await Site.fresh(env);
    await site.#setUp();
    return site;
  }

  async start(): Promise<void> {
    const server = spawn(process.execPath, ['src/server/main.ts'], { cwd: root, env: this.#env });
    this.#server = server;
    const collect = (chunk: Buffer) => void (this.#output += chunk.toString());
    server.stdout.on('data', collect);
    server.stderr.on('data', collect);
    for (let tries = 0; tries < 1200; tries++) {
      if (server.exitCode !== null) throw new Error(`the server stopped:\n${this.#output}`);
      const ok = await fetch(`${this.url}/healthz`).then(
        (reply) => reply.ok,
        () => false,
      );
      if (ok) return;
      await new Promise((later) => setTimeout(later, 100));
    }
    throw new Error(`the server did not answer:\n${this.#output}`);
  }

  /** Ends the server process as a power cut would. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server || server.exitCode !== null) return;
    const ended = new Promise((done) => server.once('exit', done));
    server.kill(signal);
    await ended;
  }

  async close(): Promise<void> {
    await this.kill('SIGTERM');
    await rm(this.dataDir, { recursive: true, force: true });
  }

  get output(): string {
    return this.#output;
  }

  async #post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
    const reply = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${text}`);
    return JSON.parse(text) as unknown;
  }

  async #setUp(): Promise<void> {
    const code = /\/setup#([A-Za-z0-9_-]+)/.exec(this.#output)?.[1];
    if (!code) throw new Error(`no set-up link in:\n${this.#output}`);
    const done = (await this.#post('/api/setup', {
      code,
      site: { name: '示例花园', code: 'SL' },
      supervisor: { name: '示例主管', pin: '111111' },
    })) as { enrolCode: string; staff: { id: string; name: string } };
    this.staff.set('supervisor', { ...done.staff, pin: '111111', roles: ['supervisor'] });
    const enrolled = (await this.#post('/api/enrol', {
      code: done.enrolCode,
      surface: 'desk',
      name: '管理电脑',
    })) as EnrolReply;
    this.#admin = { token: enrolled.token, device: enrolled.device.id };
  }

  /** Any request of the set-up desk, e.g. to look at what the server holds. */
  async asDesk(path: string, body: unknown): Promise<unknown> {
    return this.#post(path, body, { authorization: `Bearer ${this.#admin?.token ?? ''}` });
  }

  /** An attachment as the server holds it; undefined while it is not whole. */
  async blob(sha: string): Promise<Buffer | undefined> {
    const headers = { authorization: `Bearer ${this.#admin?.token ?? ''}` };
    const reply = await fetch(`${this.url}/api/blobs/${sha}`, { headers });
    return reply.ok ? Buffer.from(await reply.arrayBuffer()) : undefined;
  }

  get desk(): string {
    return this.#admin?.device ?? '';
  }

  async command(name: string, body: unknown): Promise<Record<string, unknown>> {
    const supervisor = this.staff.get('supervisor');
    if (!supervisor || !this.#admin) throw new Error('not set up');
    const author = await this.author(supervisor, this.#admin.device);
    const reply = (await this.#post(`/api/command/${name}`, body, {
      authorization: `Bearer ${this.#admin.token}`,
      'x-author': Buffer.from(JSON.stringify(author)).toString('base64url'),
    })) as { value: Record<string, unknown> };
    return reply.value;
  }

  /** Adds a staff member; `key` is how a test refers to them. */
  async hire(
    key: string,
    name: string,
    roles: readonly Role[],
    pin: string,
    dept?: string,
  ): Promise<Staff> {
    const made = await this.command('save-staff', {
      name,
      roles,
      pin,
      active: true,
      ...(dept ? { dept } : {}),
    });
    const staff = { id: String(made['id']), name, pin, roles };
    this.staff.set(key, staff);
    return staff;
  }

  async enrolCode(surface: Surface, name: string): Promise<string> {
    return String((await this.command('enrol-code', { surface, name }))['code']);
  }

  /** The key that this person's PIN gives. */
  async key(staff: Staff): Promise<Buffer> {
    const pull = (await this.asDesk('/api/sync/pull', {
      protocol: 1,
      device: this.desk,
      scopes: [{ id: 'work', epoch: 0, after: 0 }],
    })) as { scopes: { items: { kind: string; id: string; doc?: unknown }[] }[] };
    const item = pull.scopes
      .flatMap((scope) => scope.items)
      .find((each) => each.kind === 'staff' && each.id === staff.id);
    const pin = (
      item?.doc as { pin?: { salt: string; iterations: number; verifier: string } } | undefined
    )?.pin;
    if (!pin) throw new Error(`no PIN of ${staff.name}`);
    const salt = /^[0-9a-f]+$/.test(pin.salt)
      ? Buffer.from(pin.salt, 'hex')
      : Buffer.from(pin.salt, 'base64url');
    const key = pbkdf2Sync(staff.pin, salt, pin.iterations, 32, 'sha256');
    if (createHash('sha256').update(key).digest('hex') !== pin.verifier)
      throw new Error('PIN key does not fit');
    return key;
  }

  /** The author a device makes when this person types the PIN. */
  async author(staff: Staff, device: string): Promise<Author> {
    const key = await this.key(staff);
    const session = {
      staff: staff.id,
      session: randomUUID(),
      from: new Date(Date.now() - 60_000).toISOString(),
      until: new Date(Date.now() + 3_600_000).toISOString(),
    };
    return {
      ...session,
      proof: createHmac('sha256', key).update(sessionText(device, session)).digest('base64url'),
    };
  }
}
