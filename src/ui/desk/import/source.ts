// The tests see this file without the folder it is in, and so without its declarations.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./worker-url.d.ts" />
/**
 * A file that has been read, a few rows at a time: reading and keeping it is for a worker, so that the page goes on.
 */
import type { Cell, Workbook } from './cells.ts';
import { Unreadable } from './cells.ts';

export interface SheetHead {
  readonly name: string;
  readonly count: number;
}

/** What a file turned out to be. */
export interface SourceHead extends Omit<Workbook, 'sheets'> {
  readonly sheets: readonly SheetHead[];
}

export interface Source {
  readonly head: SourceHead;
  /** Rows `from` (0 is the first of the file) to before `to`. */
  rows(sheet: number, from: number, to: number): Promise<readonly (readonly Cell[])[]>;
  close(): void;
}

export const headOf = ({ sheets, ...rest }: Workbook): SourceHead => ({
  ...rest,
  sheets: sheets.map(({ name, rows }) => ({ name, count: rows.length })),
});

/** One that lies in this memory, where there are no workers. */
export function sourceOf(workbook: Workbook): Source {
  return {
    head: headOf(workbook),
    rows: (sheet, from, to) => Promise.resolve(workbook.sheets[sheet]?.rows.slice(from, to) ?? []),
    close: () => undefined,
  };
}

/** What goes to the worker: a file first, then questions for its rows. */
export type Asked =
  | { readonly id: number; readonly name: string; readonly bytes: Uint8Array }
  | { readonly id: number; readonly sheet: number; readonly from: number; readonly to: number };
export type Answered =
  | { readonly id: number; readonly head: SourceHead }
  | { readonly id: number; readonly rows: readonly (readonly Cell[])[] }
  | { readonly id: number; readonly code: string; readonly params: Unreadable['params'] };

interface Policy {
  createScriptURL(url: string): string;
}
let policy: Policy | undefined;

/** The one script address that Trusted Types let through from here. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as {
    trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
  };
  policy ??= trustedTypes?.createPolicy('app-reader', {
    createScriptURL(wanted) {
      if (wanted === url) return wanted;
      throw new TypeError(`not the reader: ${wanted}`);
    },
  });
  return policy?.createScriptURL(url) ?? url;
}

/** Reads a file in a worker of its own. Throws `Unreadable`. */
export async function openSource(name: string, bytes: Uint8Array): Promise<Source> {
  const { default: url } = await import('./reader.ts?worker&url');
  const worker = new Worker(trusted(url), { type: 'module' });
  const waiting = new Map<number, { done(answer: Answered): void; failed(error: unknown): void }>();
  const fail = () => {
    for (const { failed } of waiting.values()) failed(new Unreadable('file-unreadable'));
    waiting.clear();
  };
  worker.addEventListener('error', fail);
  worker.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if ('code' in data) asked?.failed(new Unreadable(data.code, data.params));
    else asked?.done(data);
  });
  let count = 0;
  type Question =
    | { readonly name: string; readonly bytes: Uint8Array }
    | { readonly sheet: number; readonly from: number; readonly to: number };
  const ask = (question: Question): Promise<Answered> =>
    new Promise((done, failed) => {
      const id = count++;
      waiting.set(id, { done, failed });
      worker.postMessage({ id, ...question } satisfies Asked);
    });
  try {
    const answer = await ask({ name, bytes });
    if (!('head' in answer)) throw new Unreadable('file-unreadable');
    return {
      head: answer.head,
      async rows(sheet, from, to) {
        const found = await ask({ sheet, from, to });
        return 'rows' in found ? found.rows : [];
      },
      close: () => worker.terminate(),
    };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}
