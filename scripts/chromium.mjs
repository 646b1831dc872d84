// Finds a Chromium for the browser tests, and brings one where there is none.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure, environment, node, root, run, say, tool } from './lib.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where Playwright keeps a Chromium of its own, whether or not it is there. */
function playwrights() {
  const code = `import('playwright-core').then((p) => console.log(p.chromium.executablePath()))`;
  return execFileSync(node(), ['-e', code], { cwd: root, encoding: 'utf8' }).trim();
}

function find() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...names.map((name) => `/usr/bin/${name}`), ...onPath, ...places, playwrights()].find(
    (path) => existsSync(path),
  );
}

export async function chromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Failure(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  let path = find();
  if (path) return path;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('installing Chromium and Chinese fonts (apt-get)');
    const env = environment({ DEBIAN_FRONTEND: 'noninteractive' });
    const packages = [
      'install',
      '-y',
      '-q',
      '--no-install-recommends',
      'chromium',
      'fonts-noto-cjk',
    ];
    await run('apt-get', ['update', '-q'], { env });
    await run('apt-get', packages, { env });
    path = find();
  }
  if (!path) {
    say('installing Chromium (playwright-core)');
    await tool('playwright-core', ['install', 'chromium']);
    path = find();
  }
  if (path) return path;
  throw new Failure(
    'the browser tests need a Chromium and none could be installed. Install Chromium or Google Chrome ' +
      '(Debian: "sudo apt-get install chromium fonts-noto-cjk"), or set CHROMIUM_PATH to one.',
  );
}
