/**
 * The short code beside a pass's number: six digits that only a device of the site can tell, typed where nothing can be
 * scanned. It covers the number and the last day, so an old slip's code is of no use on another day.
 */
import { addDays } from '../spec/zoned.ts';

/** HMAC-SHA256 with the site's secret. */
export type Mac = (text: string) => Promise<Uint8Array>;

export const codeDigits = 6;
/** Days that a pass may last, and days after its end in which it is told apart from a wrong code. */
export const longestDays = 190;
const rememberedDays = 45;

/** As typed: any case, full-width letters, blanks. */
export const cleanNumber = (typed: string): string =>
  typed.normalize('NFKC').toUpperCase().replace(/\s/g, '');
export const cleanCode = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '');

/** `day`: the last local day that the pass holds, `2026-11-24`. */
export async function shortCode(number: string, day: string, mac: Mac): Promise<string> {
  const bytes = await mac(`pass code\n${cleanNumber(number)}\n${day}`);
  const value = bytes.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
  return String(value % 10 ** codeDigits).padStart(codeDigits, '0');
}

/** The last day of the pass with this number and code; undefined: none has them. The nearest days first. */
export async function dayOfCode(
  number: string,
  code: string,
  today: string,
  mac: Mac,
): Promise<string | undefined> {
  const typed = cleanCode(code);
  if (!/^\d{6}$/.test(typed)) return undefined;
  for (let ahead = 0; ahead <= longestDays; ahead++) {
    const day = addDays(today, ahead);
    if ((await shortCode(number, day, mac)) === typed) return day;
  }
  for (let ago = 1; ago <= rememberedDays; ago++) {
    const day = addDays(today, -ago);
    if ((await shortCode(number, day, mac)) === typed) return day;
  }
  return undefined;
}
