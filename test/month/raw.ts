/**
 * Entries as the rows of the server's database hold them, and how a recount reads them: loops over the log, without the
 * expressions, stays and tallies of the product.
 */
interface Line {
  readonly kind: string;
  readonly at: string;
  readonly from?: string;
  readonly to?: string;
}
export interface Raw {
  readonly id: string;
  readonly procedure: string;
  readonly stage: string;
  readonly created: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly log: readonly Line[];
  readonly void?: unknown;
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const ms = (text: unknown): number => Date.parse(String(text));
export const has = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '';
/** The day at the site, which has no summer time. */
export const dayOf = (at: number): string => new Date(at + 8 * hour).toISOString().slice(0, 10);
/** When a day at the site is over. */
export const endOf = (date: unknown): number => Date.parse(`${String(date)}T16:00:00Z`);

/** When an entry first came into one of these stages; NaN: never. */
export function cameTo(entry: Raw, ...stages: readonly string[]): number {
  for (const { kind, to, at } of entry.log)
    if (kind === 'move' && to !== undefined && stages.includes(to)) return ms(at);
  return Number.NaN;
}
/** When it first left a stage. */
export function leftFrom(entry: Raw, stage: string): number {
  for (const { kind, from, at } of entry.log) if (kind === 'move' && from === stage) return ms(at);
  return Number.NaN;
}

/** Where it was, from when till when; `to` is NaN while it lasts. The first stage is told by the first move. */
export interface Spell {
  readonly stage: string;
  readonly from: number;
  readonly to: number;
}
export function spells(entry: Raw): Spell[] {
  const found: Spell[] = [];
  let [stage, from] = ['', ms(entry.created)];
  for (const line of entry.log) {
    if (line.kind !== 'move') continue;
    found.push({ stage: line.from ?? stage, from, to: ms(line.at) });
    [stage, from] = [line.to ?? '', ms(line.at)];
  }
  return [...found, { stage: entry.stage, from, to: Number.NaN }];
}

/** What the rows of a table hold in two columns. */
export function cells(
  entry: Raw,
  table: string,
  ...columns: readonly string[]
): (readonly unknown[])[] {
  const rows = new Set<string>();
  for (const path of Object.keys(entry.answers)) {
    const [of, row] = path.split('/');
    if (of === table && row !== undefined) rows.add(row);
  }
  return [...rows].map((row) =>
    columns.map((column) => entry.answers[`${table}/${row}/${column}`]),
  );
}
