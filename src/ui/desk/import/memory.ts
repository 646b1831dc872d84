/**
 * What this browser remembers of the files it has seen: which item a heading meant. Headings only, nothing of the rows.
 */
const keyOf = (procedure: string): string => `qiantai:columns:${procedure}`;
const most = 300;

function read(procedure: string): Record<string, string | null> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(procedure)) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, string | null>) : {};
  } catch {
    // Not allowed here, or not what was kept.
    return {};
  }
}

/** For each heading what it meant when it was last chosen by hand: null is "left out", undefined "not known". */
export function recall(
  procedure: string,
  headings: readonly string[],
): (string | null | undefined)[] {
  const kept = read(procedure);
  return headings.map((heading) => (Object.hasOwn(kept, heading) ? kept[heading] : undefined));
}

export function remember(
  procedure: string,
  headings: readonly string[],
  columns: readonly (string | null)[],
): void {
  const kept = new Map(Object.entries(read(procedure)));
  for (const [at, heading] of headings.entries())
    if (heading) {
      kept.delete(heading);
      kept.set(heading, columns[at] ?? null);
    }
  try {
    const newest = Object.fromEntries([...kept].slice(-most));
    localStorage.setItem(keyOf(procedure), JSON.stringify(newest));
  } catch {
    // Then it is guessed again next time.
  }
}
