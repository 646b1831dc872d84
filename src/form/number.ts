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

/**
 * `{site}-{code}-{date}-{device}{seq:3}` → `XY-F04-20261124-K1007`. `:n` pads with zeros to at least n digits; a longer
 * number is never cut, and stands apart from the device then: `K1-1007` is not the 7th of `K11`. A name that is no part
 * stays as it stands.
 */
export function printNumber(pattern: string, parts: NumberParts): string {
  const texts = new Map<string, string>(
    Object.entries(parts).map(([name, value]) => [name, String(value)]),
  );
  const apart = pattern.replace(/\{device\}\{seq:(\d{1,2})\}/, (whole, width: string) =>
    String(parts.seq).length > Number(width) ? '{device}-{seq}' : whole,
  );
  return apart.replace(
    /\{([a-z]+)(?::(\d{1,2}))?\}/g,
    (whole, name: string, width: string | undefined) =>
      texts.get(name)?.padStart(Number(width ?? 0), '0') ?? whole,
  );
}
