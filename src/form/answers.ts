/**
 * Answers are one flat map from path to value, so that merging, depending and storing are all by path.
 *
 * | path | holds |
 * | --- | --- |
 * | `phone` | an item's answer |
 * | `lamp.note` | a follow-up of a check: `.note`, `.photo`, `.measure`, `.fixed` |
 * | `goods/01` | `true` while row `01` of table `goods` exists (`null` or missing: it does not) |
 * | `goods/01/count` | a cell |
 */
import type { Json } from '../spec/json.ts';

export type Path = string;
export type Answers = Readonly<Record<Path, Json>>;

/**
 * Values by item type: text long phone plate room person dept scan ref one → string (room is `building-unit-floor-room`
 * as typed, person/dept/ref an id, one an option value) · int → integer · money → integer fen · num → number ·
 * date `2026-11-24` · time `08:30` · dt ISO instant with offset or `Z` · dur ISO duration · many photo → string[]
 * (photo: blob SHA-256) · bool → boolean · check → 'pass' | 'fail' | 'na' · sign → Signature.
 */
export interface Signature {
  /** Staff id; null when a customer signed by hand. */
  readonly by: string | null;
  readonly name: string;
  /** ISO instant, server-corrected. */
  readonly at: string;
  readonly method: 'ink' | 'typed' | 'witnessed';
  /** SVG path data of the strokes, in a 600×200 box. */
  readonly ink?: string;
  /** Staff id of the witness, for `witnessed`. */
  readonly witness?: string;
  /** HMAC with the signer's PIN key over `signatureText`; the server checks it. Customers have none. */
  readonly proof?: string;
}

export const checkResults = ['pass', 'fail', 'na'] as const;
export type CheckResult = (typeof checkResults)[number];

export function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** Ids of a table's existing rows, in the order they were added (row ids sort by time). */
export function rowsOf(answers: Answers, table: string): string[] {
  const prefix = `${table}/`;
  return Object.keys(answers)
    .filter(
      (path) =>
        path.startsWith(prefix) && answers[path] === true && !path.includes('/', prefix.length),
    )
    .map((path) => path.slice(prefix.length))
    .sort();
}

/** What a staff signature's proof covers. */
export function signatureText(
  entry: string,
  path: Path,
  signature: Pick<Signature, 'by' | 'at'>,
): string {
  return ['sign', entry, path, signature.by, signature.at].join('\n');
}
