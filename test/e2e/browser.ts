/**
 * Real Chromium with a profile on disk, as a device of the site.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import type { Surface } from '../../src/spec/procedure.ts';
import { Cable } from './cable.ts';
import type { Site } from './site.ts';

export const sizes = {
  kiosk: { width: 1080, height: 1920 },
  tablet: { width: 820, height: 1180 },
  desk: { width: 1440, height: 900 },
} as const satisfies Record<Surface, { width: number; height: number }>;

function chromiumPath(): string {
  const found = [
    process.env['CHROMIUM_PATH'],
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/usr/bin/chromium-browser',
  ].find((path) => path && existsSync(path));
  return found ?? chromium.executablePath();
}

/** One browser profile: it can be killed and started again on the same folder. */
export class Device {
  readonly site: Site;
  readonly surface: Surface;
  readonly profile: string;
  readonly errors: string[] = [];
  #context: BrowserContext | undefined;
  #page: Page | undefined;
  #offline = false;
  #cable: Cable | undefined;

  constructor(site: Site, surface: Surface, profile: string) {
    this.site = site;
    this.surface = surface;
    this.profile = profile;
  }

  /** A new profile, enrolled through the page that a person would open. */
  static async enrol(site: Site, surface: Surface, name: string = surface): Promise<Device> {
    const device = new Device(site, surface, await mkdtemp(join(tmpdir(), `qiantai-${surface}-`)));
    const code = await site.enrolCode(surface, name);
    await device.start(`/enrol?surface=${surface}#${code}`);
    await device.page.waitForSelector(`fd-${surface}`, { timeout: 30_000 });
    return device;
  }

  async start(path = '/'): Promise<Page> {
    this.#cable ??= await Cable.plug();
    this.#cable.cut(this.#offline);
    this.#context = await chromium.launchPersistentContext(this.profile, {
      executablePath: chromiumPath(),
      viewport: sizes[this.surface],
      locale: 'zh-CN',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        ...this.#cable.args,
      ],
    });
    if (this.#offline) await this.#context.setOffline(true);
    this.#page = this.#context.pages()[0] ?? (await this.#context.newPage());
    this.#page.on('console', (message) => {
      const expected =
        /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_PROXY|Failed to load resource/.test(
          message.text(),
        );
      if (message.type() === 'error' && !expected) this.errors.push(message.text());
    });
    this.#page.on('pageerror', (error) => this.errors.push(String(error)));
    await this.#page.goto(path === 'about:blank' ? path : `${this.site.url}${path}`);
    return this.#page;
  }

  get page(): Page {
    if (!this.#page) throw new Error('not started');
    return this.#page;
  }

  get context(): BrowserContext {
    if (!this.#context) throw new Error('not started');
    return this.#context;
  }

  /** Cuts or restores this device's network; survives a restart. */
  async offline(cut: boolean): Promise<void> {
    this.#offline = cut;
    this.#cable?.cut(cut);
    await this.#context?.setOffline(cut);
  }

  /** Closes the browser; the profile stays. */
  async stop(): Promise<void> {
    await this.#context?.close();
    this.#context = undefined;
    this.#page = undefined;
  }

  /** Ends the browser as a pulled plug would: kill -9 of every process on this profile. */
  async kill(): Promise<void> {
    for (const pid of await readdir('/proc')) {
      if (!/^\d+$/.test(pid)) continue;
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (command.includes(`--user-data-dir=${this.profile}`)) process.kill(Number(pid), 'SIGKILL');
    }
    await this.#context?.close().catch(() => undefined);
    this.#context = undefined;
    this.#page = undefined;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.#cable?.unplug();
    await rm(this.profile, { recursive: true, force: true });
  }

  /** Waits until the service worker controls the page and has everything to start offline. */
  async ready(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  }

  /** Files of the profile in which a text stands, in UTF-8 or UTF-16. */
  async tracesOf(text: string): Promise<string[]> {
    const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
    const found: string[] = [];
    for (const file of await readdir(this.profile, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const path = join(file.parentPath, file.name);
      const bytes = await readFile(path).catch(() => Buffer.alloc(0));
      if (needles.some((needle) => bytes.includes(needle))) found.push(path);
    }
    return found;
  }
}
