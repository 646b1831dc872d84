/**
 * CSV, RFC 4180 as spreadsheets write it: encodings, separators, quotes, line ends.
 */
import { Unreadable, trimmed } from './cells.ts';
import type { Workbook } from './cells.ts';

/** By mark, then strict UTF-8, then what Chinese Windows writes. */
export function decode(bytes: Uint8Array): { text: string; encoding: string } {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf)
    return { text: new TextDecoder('utf-8').decode(bytes), encoding: 'UTF-8' };
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    const text = new TextDecoder(a === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
    return { text, encoding: 'UTF-16' };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'GB18030' };
  }
}

const separators = [',', '\t', ';', '，', '|'];

/** The separator that is in most of the first lines, outside of quotes. */
function separatorOf(text: string): string {
  const head = text.slice(0, 20_000).replaceAll(/"(?:[^"]|"")*"/g, '""');
  const lines = head
    .split(/\r\n?|\n/)
    .filter(Boolean)
    .slice(0, 20);
  const score = (separator: string): number =>
    lines.filter((line) => line.includes(separator)).length * 1000 +
    lines.reduce((sum, line) => sum + line.split(separator).length - 1, 0);
  const best = separators.toSorted((x, y) => score(y) - score(x))[0] ?? ',';
  return score(best) > 0 ? best : ',';
}

/** One record a row, as a spreadsheet counts rows. A quote that is never closed ends with the file. */
export function parseCsv(text: string, separator = separatorOf(text)): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const { length } = text;
  while (at < length) {
    let value = '';
    if (text[at] === '"') {
      at++;
      for (;;) {
        const end = text.indexOf('"', at);
        value += text.slice(at, end < 0 ? length : end);
        at = end < 0 ? length : end + 1;
        if (end < 0 || text[at] !== '"') break;
        value += '"';
        at++;
      }
    }
    const from = at;
    while (at < length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
    row.push(value + text.slice(from, at));
    if (text[at] === separator) {
      at++;
      if (at < length) continue;
      row.push('');
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    rows.push(row);
    row = [];
  }
  return rows;
}

export function readCsv(name: string, bytes: Uint8Array): Workbook {
  const { text, encoding } = decode(bytes);
  if (text.slice(0, 4096).includes('\u0000')) throw new Unreadable('file-unreadable');
  const rows = trimmed(parseCsv(text));
  if (rows.length === 0) throw new Unreadable('file-empty');
  return { kind: 'csv', encoding, sheets: [{ name, rows }] };
}

/** What a spreadsheet would run instead of show, full-width signs too. */
const formula = /^[\t\r\n ]*[=+\-@＝＋－＠]/;

/** Rows as CSV for a spreadsheet: with the mark that makes it read UTF-8, and no cell that it would run. */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string => {
    const safe = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value);
    return /[",\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
