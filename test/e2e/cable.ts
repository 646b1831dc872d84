/**
 * A device's network cable: a proxy between its browser and everything else. What the browser does by itself (a worker
 * woken by Background Sync while the browser starts) is cut off too, which `setOffline` of a page is too late for.
 */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export class Cable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  private constructor() {
    this.#server = createServer((incoming, answer) => {
      const onward = request(
        incoming.url ?? '',
        { method: incoming.method, headers: incoming.headers },
        (reply) => {
          answer.writeHead(reply.statusCode ?? 502, reply.headers);
          answer.flushHeaders();
          reply.pipe(answer);
        },
      );
      onward.on('error', () => answer.destroy());
      answer.on('close', () => onward.destroy());
      incoming.pipe(onward);
    });
    this.#server.on('connection', (socket) => {
      if (this.#isCut) socket.destroy();
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => undefined);
    });
  }

  static async plug(): Promise<Cable> {
    const cable = new Cable();
    await new Promise<void>((ready) => cable.#server.listen(0, '127.0.0.1', ready));
    return cable;
  }

  /** For Chromium: everything goes through it, the machine itself too. */
  get args(): string[] {
    const { port } = this.#server.address() as AddressInfo;
    return [`--proxy-server=http://127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'];
  }

  cut(isCut: boolean): void {
    this.#isCut = isCut;
    if (isCut) for (const socket of this.#sockets) socket.destroy();
  }

  async unplug(): Promise<void> {
    this.cut(true);
    await new Promise((closed) => this.#server.close(closed));
  }
}
