/**
 * Takes the pictures of the README from the demonstration site: `npm run screenshots`. Each surface at its real size,
 * in both languages and themes, into docs/screenshots; `surfaces.png` shows the three side by side.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { readLinks } from '../src/server/demo/fill.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs/screenshots');
const port = 8097;
const pin = { name: '示例·前台甲', digits: '100001' };
const surfaces = [
  { surface: 'kiosk', width: 1080, height: 1920 },
  { surface: 'tablet', width: 820, height: 1180 },
  { surface: 'desk', width: 1440, height: 900 },
] as const;
const looks = [
  { locale: 'zh-CN', dark: false },
  { locale: 'en', dark: false },
  { locale: 'zh-CN', dark: true },
] as const;

async function demo(dataDir: string): Promise<{ links: string[]; stop: () => void }> {
  const server = spawn(process.execPath, ['src/server/main.ts', '--demo'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
  });
  let said = '';
  for await (const chunk of server.stdout) {
    said += String(chunk);
    if (said.includes('PIN') && said.includes(pin.digits)) break;
  }
  return { links: readLinks(said), stop: () => server.kill() };
}

async function signIn(page: Page): Promise<void> {
  await page.getByText(pin.name).first().click();
  await page.getByRole('textbox').first().fill(pin.digits);
  await page.waitForTimeout(2500);
}

async function shoot(browser: Browser, code: string, shot: (typeof surfaces)[number]) {
  const { surface, width, height } = shot;
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`http://localhost:${port}/enrol?surface=${surface}#${code}`);
  await page.waitForSelector(`fd-${surface}`);
  await page.waitForTimeout(2500);
  if (surface !== 'kiosk') await signIn(page);
  let locale = 'zh-CN';
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look.dark ? 'dark' : 'light' });
    if (look.locale !== locale) {
      const name = locale === 'en' ? /中文/ : /English/;
      await page.getByRole('button', { name }).first().click();
      locale = look.locale;
    }
    await page.waitForTimeout(400);
    const name = `${surface}-${look.locale}${look.dark ? '-dark' : ''}.png`;
    await page.screenshot({ path: join(folder, name) });
    console.log(`docs/screenshots/${name}`);
  }
  await context.close();
}

/** The three side by side, on one picture. */
async function together(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 760 } });
  const images = await Promise.all(
    surfaces.map(async ({ surface }) => {
      const bytes = await readFile(join(folder, `${surface}-zh-CN.png`));
      return `<img class="${surface}" src="data:image/png;base64,${bytes.toString('base64')}">`;
    }),
  );
  await page.setContent(`<style>
    body { margin: 0; display: flex; gap: 28px; align-items: center; justify-content: center; height: 760px;
      background: #ece6dd; }
    img { border-radius: 10px; box-shadow: 0 12px 40px rgb(60 40 20 / 25%); }
    .kiosk { height: 690px; } .tablet { height: 520px; } .desk { width: 690px; }
  </style>${images.join('')}`);
  await page.screenshot({ path: join(folder, 'surfaces.png') });
  await page.close();
}

await mkdir(folder, { recursive: true });
const dataDir = await mkdtemp(join(tmpdir(), 'qiantai-pictures-'));
const { links, stop } = await demo(dataDir);
const executablePath = process.env['CHROMIUM_PATH'];
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  for (const [index, shot] of surfaces.entries()) await shoot(browser, links[index] ?? '', shot);
  await together(browser);
} finally {
  await browser.close();
  stop();
  await rm(dataDir, { recursive: true, force: true });
}
