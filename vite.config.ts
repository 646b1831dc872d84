import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { injectManifest } from 'workbox-build';

const target = 'es2022';
/** The build of Dexie for browsers of today: what it is imported as otherwise carries the helpers of ES5. */
const resolveIn = {
  alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' }],
};
const server = `http://127.0.0.1:${process.env['PORT'] ?? '8080'}`;

/** Builds src/sw/worker.ts into one file, sw.js, that knows every file of the finished client build. */
function serviceWorker(): Plugin {
  const source = fileURLToPath(new URL('src/sw/worker.ts', import.meta.url));
  let root = '';
  let outDir = '';
  return {
    name: 'qiantai:service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      outDir = resolve(config.root, config.build.outDir);
    },
    async closeBundle(error?: Error) {
      if (error) return;
      if (!existsSync(source))
        throw new Error('src/sw/worker.ts is missing: without it nothing works offline.');
      await build({
        root,
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        resolve: resolveIn,
        build: {
          target,
          outDir,
          emptyOutDir: false,
          modulePreload: false,
          reportCompressedSize: false,
          rolldownOptions: {
            input: source,
            output: { format: 'iife', entryFileNames: 'sw.js', codeSplitting: false },
          },
        },
      });
      const { count, size, warnings } = await injectManifest({
        swSrc: resolve(outDir, 'sw.js'),
        swDest: resolve(outDir, 'sw.js'),
        globDirectory: outDir,
        globPatterns: ['**/*.{html,js,css,json,svg,png,ico,webp,woff2,wasm,webmanifest}'],
        globIgnores: ['sw.js', 'procedures.schema.json', 'guest.html'],
        dontCacheBustURLsMatching: /^assets\//,
        maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
      });
      if (warnings.length > 0) throw new Error(warnings.join('\n'));
      console.log(`sw.js keeps ${count} files, ${Math.round(size / 1024)} kB, for offline use`);
    },
  };
}

export default defineConfig({
  resolve: resolveIn,
  build: {
    target,
    outDir: 'dist',
    // No data: URLs and no inline polyfill, so that the content security policy can stay narrow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // What a resident opens on a phone of their own is a page apart.
      input: { index: 'index.html', guest: 'guest.html' },
    },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': server, '/healthz': server } },
  plugins: [serviceWorker()],
});
