/**
 * Printed numbers, reconciled: which of a series were given out, which of those are void, and which nothing bears.
 */
import type { Serial } from './around.ts';

/** An entry's number, with the pattern that it was printed by. */
export interface Numbered {
  readonly number: string;
  readonly pattern: string;
  /** Title of the procedure. */
  readonly title: string;
  readonly void: boolean;
}

const longestGaps = 180;

/** The running number at the end of a printed one, and what stands before it; undefined where it ends otherwise. */
function partsOf({
  number,
  pattern,
}: Numbered): { series: string; seq: number; width: number } | undefined {
  // A device's code may itself end in digits: only the width tells where the running number begins.
  const width = Number(/\{seq(?::(\d{1,2}))?\}$/.exec(pattern)?.[1] ?? 0);
  const digits = width > 0 ? new RegExp(`\\d{${width}}$`).exec(number)?.[0] : undefined;
  if (!digits) return undefined;
  return { series: number.slice(0, -digits.length), seq: Number(digits), width };
}

/**
 * One line for each series that is used, in the order of their first numbers. Numbers below the first one here belong to
 * an earlier shift of the day, unless `begin` says where a series begins; what is missing is missing from there to the last.
 */
export function seriesOf(numbered: readonly Numbered[], begin = Infinity): Serial[] {
  const all = numbered.flatMap((one) => {
    const parts = partsOf(one);
    return parts ? [{ ...one, ...parts }] : [];
  });
  return [...Map.groupBy(all, ({ series }) => series)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([series, ones]): Serial => {
      const seqs = new Set(ones.map(({ seq }) => seq));
      const [first, last] = [Math.min(begin, ...seqs), Math.max(...seqs)];
      const { width = 0, title = '' } = ones[0] ?? {};
      const print = (seq: number): string => `${series}${String(seq).padStart(width, '0')}`;
      const missing = Array.from({ length: last - first + 1 }, (_, at) => first + at).filter(
        (seq) => !seqs.has(seq),
      );
      return {
        id: series.replaceAll(/[^A-Za-z0-9-]/g, '').slice(0, 64),
        title,
        first: print(first),
        last: print(last),
        used: ones.length,
        void: ones.filter((one) => one.void).length,
        missing: missing.length,
        gaps: missing.map(print).join(' ').slice(0, longestGaps),
      };
    });
}
