/**
 * Printed numbers, minted offline without collision: each device has a code of its own within the site.
 */
export interface NumberParts {
  readonly site: string;
  readonly code: string;
  /** Local date, `20261124`. */
  readonly date: string;
  readonly device: string;
  readonly seq: number;
}

/** `{site}-{code}-{date}-{device}{seq:3}` → `XY-F04-20261124-K1007`. */
export declare function printNumber(pattern: string, parts: NumberParts): string;
