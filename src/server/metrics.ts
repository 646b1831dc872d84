/**
 * What the server counts for those who run it, as Prometheus reads it. Ids and numbers only: nothing of a person, and no
 * names of devices, which may hold one.
 */
type Labels = Readonly<Record<string, string | number>>;

interface Family {
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly samples: Map<string, number>;
}

const families = {
  qiantai_requests_total: ['counter', 'Answers to requests of the API.'],
  qiantai_changes_total: ['counter', 'Changes that devices pushed, by what became of them.'],
  qiantai_device_clock_offset_seconds: ['gauge', 'Server minus device clock at its last push.'],
  qiantai_device_oldest_change_seconds: [
    'gauge',
    'Age of the oldest change in the last push of a device: how long it waited there.',
  ],
  qiantai_device_seen_seconds: ['gauge', 'Seconds since the device was last heard of.'],
  qiantai_device_revoked: ['gauge', '1 for a device that is switched off.'],
  qiantai_device_missing_changes: [
    'gauge',
    'Numbers that a device gave to changes and the server never got: its storage was lost.',
  ],
  qiantai_held_changes: ['gauge', 'Changes that wait for others.'],
} as const satisfies Readonly<Record<string, readonly ['counter' | 'gauge', string]>>;
export type Metric = keyof typeof families;

/** More series than this are no site's; what comes after them is not counted. */
const mostSeries = 20_000;

export class Metrics {
  readonly #families = new Map<Metric, Family>();

  constructor() {
    for (const [name, [type, help]] of Object.entries(families))
      this.#families.set(name as Metric, { type, help, samples: new Map() });
  }

  add(name: Metric, labels: Labels, by = 1): void {
    const samples = this.#samples(name);
    const key = keyOf(labels);
    if (samples.size < mostSeries || samples.has(key))
      samples.set(key, (samples.get(key) ?? 0) + by);
  }

  set(name: Metric, labels: Labels, value: number): void {
    const samples = this.#samples(name);
    const key = keyOf(labels);
    if (samples.size < mostSeries || samples.has(key)) samples.set(key, value);
  }

  /** Before a gauge is written anew: devices that are no more leave no series behind. */
  clear(name: Metric): void {
    this.#samples(name).clear();
  }

  /** In Prometheus' text format. */
  text(): string {
    const lines: string[] = [];
    for (const [name, { type, help, samples }] of this.#families) {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
      for (const [labels, value] of samples) lines.push(`${name}${labels} ${value}`);
    }
    return `${lines.join('\n')}\n`;
  }

  #samples(name: Metric): Map<string, number> {
    const family = this.#families.get(name);
    if (!family) throw new Error(`no metric ${name}`);
    return family.samples;
  }
}

const escaped = (value: string | number): string =>
  String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

function keyOf(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
