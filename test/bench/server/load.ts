/**
 * Load over plain sockets, so that what asks costs little beside what answers: `clients` keep-alive connections, each
 * with one request under way.
 */
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** One request as it goes over the wire. */
export interface Call {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Load {
  readonly port: number;
  readonly clients: number;
  readonly seconds: number;
  /** The next request of a client; undefined when there are no more. */
  readonly next: (client: number) => Call | undefined;
  /** Requests per second in all; as fast as answers come when not given. */
  readonly rate?: number;
  /** What is wrong with an answer; undefined when it is what it should be. */
  readonly wrong: (status: number, body: string) => string | undefined;
}

export interface Measured {
  /** Answers per second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly answers: number;
}

/** One answer, by its content-length or chunk sizes. */
class Answers {
  #buffer: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? bytes : Buffer.concat([this.#buffer, bytes]);
  }

  take(): { status: number; body: string } | undefined {
    const end = this.#buffer.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const head = this.#buffer.toString('latin1', 0, end);
    const status = Number(head.slice(9, 12));
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length !== undefined) {
      const to = end + 4 + Number(length);
      if (this.#buffer.length < to) return undefined;
      const body = this.#buffer.toString('utf8', end + 4, to);
      this.#buffer = this.#buffer.subarray(to);
      return { status, body };
    }
    let at = end + 4;
    let body = '';
    for (;;) {
      const line = this.#buffer.indexOf('\r\n', at);
      if (line < 0) return undefined;
      const size = Number.parseInt(this.#buffer.toString('latin1', at, line), 16);
      const to = line + 2 + size + 2;
      if (this.#buffer.length < to) return undefined;
      body += this.#buffer.toString('utf8', line + 2, to - 2);
      at = to;
      if (size === 0) break;
    }
    this.#buffer = this.#buffer.subarray(at);
    return { status, body };
  }
}

const wire = ({ path, headers, body }: Call): string =>
  [
    `POST ${path} HTTP/1.1`,
    'host: localhost',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\r\n');

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  await new Promise<void>((ready, failed) => {
    socket.once('connect', ready);
    socket.once('error', failed);
  });
  return socket;
}

/** Throws on the first wrong answer: a server that refuses is fast. */
export async function load(options: Load): Promise<Measured> {
  const { port, clients, seconds, next, rate, wrong } = options;
  const times: number[] = [];
  const begin = performance.now();
  const end = begin + seconds * 1000;
  const every = rate ? (clients / rate) * 1000 : 0;

  async function client(number: number): Promise<void> {
    const socket = await open(port);
    const answers = new Answers();
    let due = begin + (every * number) / clients;
    try {
      for (;;) {
        if (every) {
          due += every;
          const wait = due - performance.now();
          if (wait > 0) await new Promise((later) => setTimeout(later, wait));
        }
        const call = performance.now() < end ? next(number) : undefined;
        if (!call) return;
        // From when it was due: a server that stalls makes those behind wait too.
        const from = every ? Math.min(due, performance.now()) : performance.now();
        const answer = await new Promise<{ status: number; body: string }>((done, failed) => {
          const onData = (bytes: Buffer): void => {
            answers.push(bytes);
            const whole = answers.take();
            if (!whole) return;
            socket.off('data', onData);
            done(whole);
          };
          socket.on('data', onData);
          socket.once('error', failed);
          socket.write(wire(call));
        });
        socket.removeAllListeners('error');
        times.push(performance.now() - from);
        const fault = wrong(answer.status, answer.body);
        if (fault) throw new Error(fault);
      }
    } finally {
      socket.destroy();
    }
  }

  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  const took = (performance.now() - begin) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor((times.length - 1) * share)] ?? 0;
  return { rate: times.length / took, p50: at(0.5), p99: at(0.99), answers: times.length };
}
