/**
 * Expected trouble is a value: a code, where, and what to fill the wording with. Wording lives in `ui/words/problems.ts`
 * (and in the CLI for procedure files), once per language.
 */
export interface Problem {
  /** kebab-case and stable, e.g. `required`, `too-small`, `unknown-item`. */
  readonly code: string;
  /** Where: an answer path (`phone`, `goods/01/count`, `lamp.note`) or a JSON pointer-like path of a file (`sections.0.items.2.show`). */
  readonly path: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** `warn` may be passed over; missing means `error`. */
  readonly level?: 'error' | 'warn';
}

export function isBlocking(problem: Problem): boolean {
  return problem.level !== 'warn';
}
