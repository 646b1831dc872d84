/** What the built pages load, gzipped: the chunks that a screen cannot be painted without, and what they import. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'vite';

const dist = join(import.meta.dirname, '../../dist');

/** kB are thousands of bytes. `budget` fails the tests; where it is above the goal, it is what was reached, and 2 %. */
export interface Budget {
  readonly name: string;
  readonly goal: number;
  readonly budget: number;
  /** Names of chunks, without their hash. */
  readonly chunks: readonly string[];
}

export const budgets: readonly Budget[] = [
  { name: 'kiosk', goal: 110, budget: 110, chunks: ['index', 'fd-kiosk'] },
  { name: 'tablet', goal: 150, budget: 150, chunks: ['index', 'fd-tablet'] },
  { name: 'desk', goal: 150, budget: 150, chunks: ['index', 'fd-desk'] },
  { name: 'worker', goal: 70, budget: 102.7, chunks: ['sw'] },
  // Whatever a form can ask, and what computes it; the camera's reader of codes comes when it is used.
  {
    name: 'renderer',
    goal: 60,
    budget: 105.6,
    chunks: ['fd-form', 'compile', 'run', 'fd-photo', 'fd-sign', 'fd-scan', 'fd-ref'],
  },
];

export interface Weighed {
  readonly bytes: number;
  readonly files: readonly string[];
}

/** Everything that has to be there before these chunks run. Throws where one of them was not built. */
export function weigh(chunks: readonly string[]): Weighed {
  const built = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.js'));
  const files = new Set<string>();
  const add = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const next of importedBy(file)) add(next);
  };
  for (const chunk of chunks) {
    const file =
      chunk === 'sw'
        ? 'sw.js'
        : built.find((each) => each.startsWith(`${chunk}-`) && each.length === chunk.length + 12);
    if (file === undefined) throw new Error(`there is no chunk ${chunk}`);
    add(file);
  }
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(pathOf(file)), { level: 9 }).length;
  return { bytes, files: [...files] };
}

const pathOf = (file: string): string =>
  file === 'sw.js' ? join(dist, file) : join(dist, 'assets', file);

function importedBy(file: string): string[] {
  const { program, errors } = parseSync(file, readFileSync(pathOf(file), 'utf8'));
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  return program.body.flatMap((node) => {
    const source = 'source' in node && node.source ? node.source.value : undefined;
    return typeof source === 'string' ? [source.replace(/^\.\//, '')] : [];
  });
}
