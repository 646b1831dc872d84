/**
 * docs/performance.md from what the benchmarks wrote into test/bench/results. A part whose benchmark has not been run, or
 * not as the goal wants it, says so.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notes } from './performance-notes.ts';

const folder = join(import.meta.dirname, '../test/bench/results');

interface Setting {
  readonly date: string;
  readonly node: string;
  readonly chromium?: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly load?: number;
}
interface Size extends Setting {
  readonly rows: readonly { name: string; goal: number; budget: number; kB: number }[];
}
interface Forms extends Setting {
  readonly runs: number;
  readonly results: readonly {
    case: string;
    engine: string;
    first: number;
    settled: number;
    key: number;
    gzip?: number;
  }[];
}
interface Server extends Setting {
  readonly runs: number;
  readonly seconds: number;
  readonly clients: number;
  readonly results: readonly {
    server: string;
    rate: number;
    p50: number;
    p99: number;
    halfP99: number;
  }[];
}
interface Store extends Setting {
  readonly entries: number;
  readonly runs: number;
  readonly open: number;
  readonly rows: readonly { name: string; p50: number; p95: number; p99: number }[];
}
interface Start extends Setting {
  readonly runs: number;
  readonly slowdown: number;
  readonly rows: readonly { surface: string; online: number; offline: number }[];
}
interface Sync extends Setting {
  readonly entries: number;
  readonly runs: number;
  readonly push: number;
  readonly pull: number;
  readonly first: number;
  readonly floorPush: number;
  readonly floorPull: number;
}
interface Growth extends Setting {
  readonly runs: number;
  readonly forms: readonly Readonly<Record<string, number>>[];
  readonly store: readonly Readonly<Record<string, number>>[];
}

function read<T>(name: string): T | undefined {
  const path = join(folder, `${name}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;
}

const round = (value: number): string =>
  Number.isNaN(value)
    ? '–'
    : value >= 100
      ? value.toFixed(0)
      : value >= 10
        ? value.toFixed(1)
        : value.toFixed(2);
const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return ['<!-- prettier-ignore -->', row(head), row(head.map(() => '---')), ...rows.map(row)].join(
    '\n',
  );
}
const met = (is: boolean): string => (is ? 'met' : '**missed**');

function settings(of: Setting, more: string): string {
  const { date, node, chromium, cores, memoryGb, load } = of;
  const parts = [
    date,
    more,
    `Node ${node.replace(/^v/, '')}`,
    ...(chromium ? [`Chromium ${chromium}`] : []),
    `${cores} cores, ${memoryGb} GB`,
    ...(load === undefined ? [] : [`load of the machine ${load}`]),
  ];
  return parts.join(' · ');
}

function part<T extends Setting>(
  title: string,
  name: keyof typeof notes,
  write: (result: T) => string,
): string {
  const result = read<T>(name);
  const body = result ? write(result) : `Not measured yet: \`npm run bench:${name}\`.`;
  return `## ${title}\n\n${body}\n\n${notes[name]}\n`;
}

const sizes = (all: Size): string =>
  `${settings(all, 'gzip 9, kB of 1000 bytes')}\n\n${table(
    ['what', 'goal kB', 'us kB', 'the tests fail above', ''],
    all.rows.map(({ name, goal, kB, budget }) => [name, goal, kB, budget, met(kB <= goal)]),
  )}`;

function forms({ results, runs, ...all }: Forms): string {
  const floorOf = (name: string) =>
    results.find((each) => each.case === name && each.engine === 'floor');
  return `${settings(all, `medians of ${runs}`)}\n\n${table(
    [
      'case',
      'drawn by',
      'first screen ms',
      'settled ms',
      '× floor',
      'ms per key',
      '× floor',
      'JS kB gz',
    ],
    results.map(({ case: name, engine, first, settled, key, gzip }) => {
      const floor = floorOf(name);
      return [
        name,
        engine,
        round(first),
        round(settled),
        round(settled / (floor?.settled ?? Number.NaN)),
        round(key),
        round(key / (floor?.key ?? Number.NaN)),
        gzip === undefined ? '–' : round(gzip / 1000),
      ];
    }),
  )}`;
}

function server({ results, runs, seconds, clients, ...all }: Server): string {
  const rateOf = (name: string): number =>
    results.find((each) => each.server === name)?.rate ?? Number.NaN;
  const sqlite = rateOf('sqlite') / rateOf('group');
  const postgres = rateOf('postgres') / rateOf('pooled');
  return `${settings(all, `medians of ${runs} runs of ${seconds} s, ${clients} clients`)}\n\n${table(
    ['server', 'requests/s', 'p50 ms', 'p99 ms', 'p99 ms at half load'],
    results.map((each) => [
      each.server,
      round(each.rate),
      round(each.p50),
      round(each.p99),
      round(each.halfP99),
    ]),
  )}\n\n${table(
    ['ratio', 'goal', 'us', ''],
    [
      ['SQLite to its floor (`group`)', '≥ 0.5', round(sqlite), met(sqlite >= 0.5)],
      ['PostgreSQL to its floor (`pooled`)', '≥ 0.5', round(postgres), met(postgres >= 0.5)],
    ],
  )}`;
}

function store({ entries, runs, open, rows, ...all }: Store): string {
  const goals: Readonly<Record<string, readonly ['p50' | 'p95' | 'p99', number]>> = {
    home: ['p50', 200],
    filter: ['p95', 50],
    sort: ['p95', 50],
    search: ['p95', 50],
    save: ['p99', 50],
  };
  return `${settings(all, `${entries} entries, ${runs} runs`)} · opened in ${round(open)} ms\n\n${table(
    ['what', 'p50 ms', 'p95 ms', 'p99 ms', 'goal', ''],
    rows.map(({ name, ...times }) => {
      const [at, goal] = goals[name] ?? ['p50', 0];
      const { p50, p95, p99 } = times;
      return [name, round(p50), round(p95), round(p99), `${at} ≤ ${goal}`, met(times[at] <= goal)];
    }),
  )}`;
}

const start = ({ runs, slowdown, rows, ...all }: Start): string =>
  `${settings(all, `medians of ${runs}, processor slowed down ${slowdown} ×`)}\n\n${table(
    ['surface', 'online ms', 'offline ms', 'goal', ''],
    rows.map(({ surface, online, offline }) => [
      surface,
      round(online),
      round(offline),
      '≤ 500',
      met(Math.max(online, offline) <= 500),
    ]),
  )}`;

function sync({ entries, runs, push, pull, first, floorPush, floorPull, ...all }: Sync): string {
  const [pushes, pulls] = [push / floorPush, pull / floorPull];
  return `${settings(all, `${entries} entries, medians of ${runs}`)}\n\n${table(
    ['what', 'us ms', 'floor ms', '× floor', 'goal', ''],
    [
      ['push', round(push), round(floorPush), round(pushes), '≤ 2', met(pushes <= 2)],
      ['pull', round(pull), round(floorPull), round(pulls), '≤ 1.6', met(pulls <= 1.6)],
      ['first entries on a new desk', round(first), '–', '–', '≤ 1000 ms', met(first <= 1000)],
    ],
  )}`;
}

function growth({ runs, forms: questions, store: entries, ...all }: Growth): string {
  const rows = (each: readonly Readonly<Record<string, number>>[]): string =>
    table(
      Object.keys(each[0] ?? {}),
      each.map((one) => Object.values(one).map(round)),
    );
  return `${settings(all, `medians of ${runs}, ms`)}\n\n${rows(questions)}\n\n${rows(entries)}`;
}

export function performanceText(): string {
  return [
    `# Performance

Written by \`npm run docs\` from \`test/bench/results\`; \`npm run bench\` measures anew. Ratios count: what stands beside one
another was measured in one run on one machine. Times of a machine that was busy with other work are said with its load.
`,
    part('What is loaded', 'size', sizes),
    part('A form of 500 questions', 'forms', forms),
    part('A desk full of entries', 'store', store),
    part('Start, from cold', 'start', start),
    part('Sync', 'sync', sync),
    part('Server', 'server', server),
    part('Growth', 'growth', growth),
  ].join('\n');
}
