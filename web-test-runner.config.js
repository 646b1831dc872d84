import { existsSync, readdirSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { webReporter } from './scripts/web-reporter.mjs';

const report = process.env.WEB_REPORT;
const executablePath = process.env.CHROMIUM_PATH;
const root = process.getuid?.() === 0;

export default {
  files: ['test/**/*.web.test.ts'],
  nodeResolve: { exportConditions: ['browser'] },
  concurrency: 2,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 180_000,
  browserStartTimeout: 60_000,
  testFramework: { config: { timeout: 10_000 } },
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      launchOptions: {
        ...(executablePath ? { executablePath } : {}),
        args: [
          ...(root ? ['--no-sandbox'] : []),
          '--disable-quic',
          '--disable-background-networking',
          '--disable-component-update',
        ],
      },
    }),
  ],
  plugins: [
    {
      // A browser cannot list a folder.
      name: 'names-of-stories',
      serve({ path }) {
        if (path !== '/test/stories/names.json') return undefined;
        return { body: JSON.stringify(readdirSync('test/stories').sort()), type: 'json' };
      },
    },
    {
      name: 'modules-for-the-browser',
      resolveImport({ source }) {
        if (source === 'dexie') return '/node_modules/dexie/dist/modern/dexie.mjs';
        // @hpke/common asks Node for WebCrypto where there is none: never in a browser.
        return source === 'crypto' ? 'data:text/javascript,' : undefined;
      },
    },
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'src/tsconfig.json' }),
  ],
  middleware: [
    // What the built client finds at the top (procedures, icons, manifests) lies in public/.
    function publicFiles(context, next) {
      const path = context.path;
      if (path !== '/' && !path.includes('..') && existsSync(`public${path}`))
        context.url = `/public${context.url}`;
      return next();
    },
  ],
  reporters: [
    defaultReporter({ reportTestProgress: process.stdout.isTTY === true }),
    ...(report ? [webReporter(report)] : []),
  ],
};
