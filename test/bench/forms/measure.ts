/** One run: a fresh browser page draws the form, one types, and the browser itself says what that cost. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { hider, limit, typedInto } from './questions.ts';
import type { Times } from './page.ts';

export interface Run extends Times {
  /** Main thread milliseconds a key, all tasks. */
  readonly key: number;
  /** Longest task while typing, milliseconds; 0: none above 50. */
  readonly longest: number;
  /** Bytes of the JavaScript heap after collection. */
  readonly heap: number;
  readonly evaluated: number | undefined;
}

export interface Options {
  readonly url: string;
  readonly logic: boolean;
  readonly count: number;
  /** 1: as fast as it is; 4: four times slower. */
  readonly slowdown: number;
  /** Has logic at all: bare inputs do not. */
  readonly evaluates: boolean;
}

/** What `page.ts` leaves in the page. */
declare const times: Promise<Times>;
declare const engine: {
  control(id: string): HTMLElement | null;
  read(id: string): unknown;
  evaluated?(): number;
};
declare let longest: number;

async function taskTime(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

/** Keys, each with time to be drawn; above what the page uses by itself in the same time. */
async function typing(page: Page, cdp: CDPSession, keys: string): Promise<number> {
  const span = keys.length * 100;
  const idle = await taskTime(cdp);
  await page.waitForTimeout(span);
  const before = await taskTime(cdp);
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(80);
  }
  // What engines put off is part of the cost.
  await page.waitForTimeout(500);
  const after = await taskTime(cdp);
  return Math.max(0, after - before - (before - idle)) / keys.length;
}

export async function measure(browser: Browser, options: Options): Promise<Run> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  try {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable');
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: options.slowdown });
    await page.goto(`${options.url}?count=${options.count}&logic=${options.logic ? 1 : 0}`);
    const shown = await page.evaluate(() => times);
    await page.waitForTimeout(1000);
    await page.evaluate(() => {
      Object.assign(globalThis, { longest: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
      }).observe({ type: 'longtask' });
    });
    const into = options.logic ? typedInto.logic : typedInto.plain;
    await page.evaluate((id) => engine.control(id)?.focus(), into);
    const key = await typing(page, cdp, '123456789');
    const evaluated = await page.evaluate(() => engine.evaluated?.());
    const typed = await page.evaluate((id) => String(engine.read(id)), into);
    if (!typed.endsWith('123456789')) throw new Error(`typed, but the engine has ${typed}`);
    if (options.logic && options.evaluates) {
      const hidden = await page.evaluate((id) => {
        const control = engine.control(id);
        return !control?.checkVisibility();
      }, hider);
      if (!hidden) throw new Error(`${hider} still shows although the number is above ${limit}`);
    }
    const worst = await page.evaluate(() => longest);
    await cdp.send('HeapProfiler.collectGarbage');
    await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize: heap } = await cdp.send('Runtime.getHeapUsage');
    if (faults.length > 0) throw new Error(faults.join('\n'));
    return { ...shown, key, longest: worst, heap, evaluated };
  } finally {
    await context.close();
  }
}
