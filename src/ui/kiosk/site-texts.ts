/**
 * What a site tells everybody, from its document and its settings: `tariffs` and `directions` are lines of parts that a
 * `|` divides. README.md says what they hold.
 */
import type { SiteDocument } from '../../store/store.ts';

export interface Tariff {
  readonly what: string;
  readonly price: string;
  /** Contract, decision or notice that it rests on. */
  readonly basis: string;
}
export interface Direction {
  readonly where: string;
  readonly how: string;
  /** With a wheelchair or a pram. */
  readonly stepFree: string;
}

function linesOf(site: SiteDocument | undefined, setting: string): string[][] {
  const text = site?.settings[setting];
  if (typeof text !== 'string') return [];
  return text
    .split(/\r?\n/)
    .map((line) => line.split(/[|｜]/).map((part) => part.trim()))
    .filter(([first]) => first);
}

/** `项目|价格|依据`, a line each. */
export function tariffsOf(site: SiteDocument | undefined): Tariff[] {
  return linesOf(site, 'tariffs').map(([what = '', price = '', basis = '']) => ({
    what,
    price,
    basis,
  }));
}

/** `地点|怎么走|无障碍路线`, a line each. */
export function directionsOf(site: SiteDocument | undefined): Direction[] {
  return linesOf(site, 'directions').map(([where = '', how = '', stepFree = '']) => ({
    where,
    how,
    stepFree,
  }));
}

/** Whether there is anything to find the way by. */
export function hasDirections(site: SiteDocument | undefined): boolean {
  return !!site && (site.buildings.length > 0 || directionsOf(site).length > 0);
}
