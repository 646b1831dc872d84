/** What every benchmark needs: arguments, medians, where results go. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** `--name value` of the command line. */
export function setting(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2;
}

/** The value below which a share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}

export function chromiumPath(): string {
  const known = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome'];
  return known.find((path) => path && existsSync(path)) ?? chromium.executablePath();
}

/** Versions and the machine, for the record. */
export function environment(browser?: string): object {
  const { dependencies = {} } = JSON.parse(
    readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'),
  ) as { dependencies?: object };
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    ...(browser && { chromium: browser }),
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    // What else the machine was doing: ratios bear it better than times do.
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    peers: dependencies,
  };
}

export function record(name: string, result: object): void {
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(result, null, 1)}\n`);
}
