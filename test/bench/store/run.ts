/** Runs `device.ts` in a fresh Chromium and gives what it measured. */
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { chromiumPath } from '../report.ts';
import type { Measured } from './device.ts';

const here = import.meta.dirname;
const out = join(here, '../dist/store');

export async function measureStore(
  sizes: readonly number[],
  runs: number,
): Promise<{ readonly browser: string; readonly all: Measured[] }> {
  await build({
    root: here,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      target: 'es2022',
      outDir: out,
      emptyOutDir: true,
      rolldownOptions: {
        input: { device: join(here, 'device.ts') },
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
  const server = createServer((request, reply) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const isPage = path === '/';
    if (!isPage && !path.endsWith('.js')) return void reply.writeHead(404).end();
    reply.writeHead(200, { 'content-type': isPage ? 'text/html' : 'text/javascript' });
    reply.end(isPage ? '<!doctype html><title>bench</title>' : readFileSync(join(out, path)));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const all: Measured[] = [];
  try {
    for (const size of sizes) {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${port}/`);
      all.push(
        await page.evaluate(
          async ([total, each]) => {
            const path = '/device.js';
            const bench = (await import(path)) as typeof import('./device.ts');
            return bench.measure(total, await bench.fill(total), each);
          },
          [size, runs] as const,
        ),
      );
      await page.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
  return { browser: browser.version(), all };
}
