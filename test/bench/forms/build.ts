/** Builds each engine with the form it draws, as a production page of its own; gives the bytes of its scripts. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const here = import.meta.dirname;
export const engines = {
  floor: 'floor.ts',
  ours: 'ours.ts',
  lit: 'lit.ts',
  surveyjs: 'surveyjs.js',
  rjsf: 'rjsf.js',
  jsonforms: 'jsonforms.js',
  formio: 'formio.js',
} as const;
export type Engine = keyof typeof engines;

/** The page loads the script, then starts the clock, then runs it: fetching is the same for all and not counted. */
const page = `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>bench</title>
<style>[hidden]{display:none}</style>
<body><div id="root"></div><script type="module" src="./page.js"></script></body></html>`;

export interface Built {
  readonly folder: string;
  /** Bytes of all scripts that are loaded to draw the form, gzip 9. */
  readonly gzip: number;
}

export async function buildEngine(engine: Engine, into: string): Promise<Built> {
  const folder = join(into, engine);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    root: here,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: false,
      modulePreload: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: {
        input: { engine: join(here, engines[engine]) },
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
      },
    },
  });
  await build({
    root: here,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: false,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { page: join(here, 'page.ts') },
        external: ['./engine.js'],
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  writeFileSync(join(folder, 'index.html'), page);
  const scripts = loadedBy(join(folder, 'engine.js'), folder);
  return {
    folder,
    gzip: scripts.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0),
  };
}

/** A script and all that it imports at once; what it imports later, on demand, is not counted. */
function loadedBy(file: string, folder: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const names = new Set(readdirSync(folder));
  for (const [, name = ''] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
    if (names.has(name)) loadedBy(join(folder, name), folder, seen);
  return [...seen];
}
