/**
 * Hints from the server that there is something new: a stream of server-sent events over fetch (an EventSource cannot
 * carry the token). Never data; without it the timer does.
 */
import { createParser } from 'eventsource-parser';
import { poke } from '../sync/protocol.ts';
import type { Poke } from '../sync/protocol.ts';
import type { Api } from './api.ts';

/** The server beats every 15 s; silence for longer than this is a dead connection. */
const silence = 40_000;
const longestPause = 30_000;

export interface HintOptions {
  readonly api: Api;
  readonly signal: AbortSignal;
  hinted(hint: Poke): void;
  /** The stream is open: the server can be reached. */
  opened(): void;
}

/** Keeps a stream open until the signal; reconnects with growing, jittered pauses. */
export async function listenForHints(options: HintOptions): Promise<void> {
  const { signal } = options;
  let failures = 0;
  while (!signal.aborted) {
    const began = Date.now();
    await oneStream(options);
    failures = Date.now() - began > silence ? 0 : failures + 1;
    await pause(
      Math.min(longestPause, 1000 * 2 ** Math.min(failures, 5)) * (0.5 + Math.random()),
      signal,
    );
  }
}

async function oneStream({ api, signal, hinted, opened }: HintOptions): Promise<void> {
  const response = await api.send({
    method: 'GET',
    path: '/api/live',
    headers: { accept: 'text/event-stream' },
    untimed: true,
  });
  const reader =
    response?.ok && response.headers.get('content-type')?.includes('event-stream')
      ? response.body?.getReader()
      : undefined;
  if (!reader) return;
  opened();
  const parser = createParser({
    onEvent(event) {
      const parsed = poke.safeParse(parseJson(event.data));
      if (parsed.success) hinted(parsed.data);
    },
  });
  const text = new TextDecoder();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const dead = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', dead);
  try {
    for (;;) {
      clearTimeout(timer);
      timer = setTimeout(dead, silence);
      const { done, value } = await reader.read();
      if (done) return;
      parser.feed(text.decode(value, { stream: true }));
    }
  } catch {
    // The connection broke.
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', dead);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
