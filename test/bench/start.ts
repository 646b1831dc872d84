/**
 * `npm run bench:start [-- --runs 7]`: a browser process started cold on the profile of an enrolled device, with and without
 * a network, its processor slowed down to a quarter: until the first screen stands there and takes a tap.
 */
import type { Surface } from '../../src/spec/procedure.ts';
import { Device } from '../e2e/browser.ts';
import { Site } from '../e2e/site.ts';
import { environment, median, record, setting } from './report.ts';

const runs = Number(setting('runs') ?? 7);
const slowdown = Number(setting('slowdown') ?? 4);
const surfaces = ['kiosk', 'tablet', 'desk'] as const;

/** Notes when the first button of the first screen has been painted, looked for at every frame. */
function watch(): void {
  const inside = (root: ParentNode | null | undefined): boolean => {
    for (const element of root?.querySelectorAll('*') ?? []) {
      const within = element.shadowRoot;
      if (element.matches('fd-kiosk-home, fd-sign-in') && within?.querySelector('button'))
        return true;
      if (within && inside(within)) return true;
    }
    return false;
  };
  const look = (): void => {
    if (inside(document))
      requestAnimationFrame(
        () => ((globalThis as { painted?: number }).painted ??= performance.now()),
      );
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function start(device: Device): Promise<number> {
  const page = await device.start('about:blank');
  const session = await device.context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.addInitScript(watch);
  await page.goto(`${device.site.url}/${device.surface}`);
  const painted = await page.waitForFunction(() => (globalThis as { painted?: number }).painted);
  const value = Number(await painted.jsonValue());
  await device.stop();
  return value;
}

async function measure(site: Site, surface: Surface): Promise<object> {
  const device = await Device.enrol(site, surface, `样例${surface}`);
  try {
    await device.ready();
    await device.page.goto(`${site.url}/${surface}`);
    await device.page.waitForTimeout(3000);
    const browser = device.context.browser()?.version() ?? '';
    await device.stop();
    const online: number[] = [];
    const offline: number[] = [];
    await start(device);
    for (let run = 0; run < runs; run++) {
      online.push(await start(device));
      await device.offline(true);
      offline.push(await start(device));
      await device.offline(false);
    }
    const row = {
      surface,
      browser,
      online: median(online),
      offline: median(offline),
      all: { online, offline },
    };
    console.log(
      `${surface.padEnd(7)} online ${row.online.toFixed(0)} ms, offline ${row.offline.toFixed(0)} ms`,
    );
    return row;
  } finally {
    await device.close();
  }
}

const site = await Site.open();
const rows: object[] = [];
try {
  for (const surface of surfaces) rows.push(await measure(site, surface));
} finally {
  await site.close();
}
record('start', { ...environment(), runs, slowdown, rows });
