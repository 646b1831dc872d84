/**
 * Between devices and nodes: what befalls a request.
 */
import type { Kernel, Life } from './kernel.ts';
import type { Server, Status } from './server.ts';

/** What a reply looks like to the product. */
interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null; has(name: string): boolean };
  json(): Promise<unknown>;
}

/** How often each befalls a request; all others arrive. */
const usual = {
  none: 60,
  'request-lost': 4,
  'reply-lost': 4,
  'reply-cut': 3,
  portal: 3,
  forbidden: 2,
  doubled: 4,
  late: 3,
  slow: 5,
  busy: 3,
  broken: 3,
  'too-large': 2,
  unauthorised: 1,
} as const;
export type Fault = keyof typeof usual;

const utf8 = new TextDecoder();
const aborted = new DOMException('aborted', 'AbortError');
const failed = new TypeError('Failed to fetch');

export class Network {
  readonly #kernel: Kernel;
  readonly #server: Server;
  /** No faults any more. */
  calm = false;
  /** Devices that are cut off. */
  readonly offline = new Set<string>();
  readonly seen = new Map<string, number>();

  constructor(kernel: Kernel, server: Server) {
    this.#kernel = kernel;
    this.#server = server;
  }

  readonly fetch = (url: string, init: RequestInit): Promise<unknown> => {
    const kernel = this.#kernel;
    const mine = kernel.current;
    if (!mine) throw new Error('a request of nobody');
    const path = url.replace(/^https?:\/\/[^/]+/, '');
    const token = ((init.headers as Headers).get('authorization') ?? '').replace('Bearer ', '');
    const body = init.body ? utf8.decode(init.body as Uint8Array) : '';
    const { signal } = init;
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(aborted));
      if (signal?.aborted) return reject(aborted);
      // Hints never come: the timer alone must suffice.
      if (path === '/api/live') return;
      void this.#meet(mine, path, token, body).then(
        (answer) => kernel.at(kernel.now, mine, () => resolve(answer)),
        (error: unknown) => kernel.at(kernel.now, mine, () => reject(error as Error)),
      );
    });
  };

  async #meet(mine: Life, path: string, token: string, body: string): Promise<Answer> {
    const kernel = this.#kernel;
    const { chance } = kernel;
    const fault: Fault = this.calm ? 'none' : chance.weighed(usual);
    const node = chance.below(this.#server.nodes.length);
    const cut = this.offline.has(mine.machine.name);
    kernel.note(`${path} ${cut ? 'cut off' : fault}`);
    this.seen.set(fault, (this.seen.get(fault) ?? 0) + 1);
    const lost = (): never => {
      throw failed;
    };
    await kernel.wait(5 + chance.next() * 200, undefined);
    if (cut || fault === 'request-lost') return lost();
    if (fault === 'portal') return answer(200, '<html>登录后上网</html>', 'text/html');
    if (fault === 'forbidden') return answer(403, '<html>请先登录</html>', 'text/html');
    if (fault === 'busy') return answer(503, '{}', 'application/json', chance.below(60));
    if (fault === 'broken') return answer(500, 'oops', 'text/plain');
    if (fault === 'too-large') return answer(413, '', 'text/plain');
    if (fault === 'unauthorised') return answer(401, '{}', 'application/json');
    if (fault === 'slow') await kernel.wait(chance.next() * 30_000, undefined);
    if (fault === 'late') {
      const later = kernel.now + chance.next() * 120_000;
      kernel.at(later, undefined, () => void this.#serve(node, path, token, body));
      return lost();
    }
    const other = chance.below(this.#server.nodes.length);
    if (fault === 'doubled') void this.#serve(other, path, token, body);
    const served = await this.#serve(node, path, token, body);
    await kernel.wait(5 + chance.next() * 200, undefined);
    if (!served || fault === 'reply-lost') return lost();
    const text = JSON.stringify(served.body ?? {});
    const said = fault === 'reply-cut' ? text.slice(0, chance.below(text.length)) : text;
    return answer(served.status, said, 'application/json', served.retryAfter);
  }

  async #serve(
    node: number,
    path: string,
    token: string,
    body: string,
  ): Promise<Status | undefined> {
    const was = this.#kernel.current;
    this.#kernel.current = undefined;
    try {
      return await this.#server.handle(node, path, token, body);
    } catch (error) {
      this.#server.bugs.push(error);
      return { status: 500 };
    } finally {
      this.#kernel.current = was;
    }
  }
}

function answer(status: number, text: string, type: string, retryAfter?: number): Answer {
  const headers = new Map([['content-type', type]]);
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: { get: (name) => headers.get(name) ?? null, has: (name) => headers.has(name) },
    json: async () => JSON.parse(text) as unknown,
  };
}
