/**
 * Log lines: one JSON object each, with ids and counts only. Names, phone numbers, answers, codes and tokens never
 * come here, so a line's fields are of narrow types and its event is a constant.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;
export type Log = (event: string, fields?: LogFields) => void;

/** Writes to standard output. `level` is `error` when a field `error` is there. */
export function jsonLog(write: (line: string) => void, now: () => number): Log {
  return (event, fields = {}) =>
    write(
      `${JSON.stringify({
        at: new Date(now()).toISOString(),
        level: fields['error'] === undefined ? 'info' : 'error',
        event,
        ...fields,
      })}\n`,
    );
}

/** What may be said of an error: its name and, for the product's own, its place. Messages can quote data. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const frame = error.stack?.split('\n').find((line) => /\/src\/server\//.test(line));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    error: error.name,
    code,
    where: frame?.replace(/^.*\/src\/server\//, '').replace(/\)$/, ''),
  };
}
