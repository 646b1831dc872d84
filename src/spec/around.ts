/**
 * Surroundings as expressions read them.
 *
 * | name | CEL type |
 * | --- | --- |
 * | now | timestamp |
 * | today | string, the local date of `now` in `zone` |
 * | zone surface | string |
 * | user | User { id, name, dept: string, roles: list<string> } |
 * | site | map: `site.id`, `site.name` and each setting by its name, e.g. `site.idCheck` |
 * | shift | Shift { id, date, start, end: string } |
 * | open happened | list of OpenLine { id, number, title, procedure, room, stage, due, at, by: string, mine: bool, values: map } |
 * | serials | list of Serial { id, title, first, last: string, used, void, missing: int, gaps: string } |
 * | unsent | int |
 * | units | list of Unit { id: `1-2`, building, unit, name: string } |
 * | pass | Pass { entry, number, code, title: string, until: timestamp, facts: list<string>, rows: list of PassRow { id, text: string } } |
 */
import {
  openLineType,
  passRowType,
  passType,
  serialType,
  shiftType,
  toRecord,
  unitType,
  userType,
} from './record.ts';
import { instantOf } from './value.ts';
import { localDate } from './zoned.ts';

export const surroundings: ReadonlyMap<string, string> = new Map([
  ['now', 'timestamp'],
  ['today', 'string'],
  ['zone', 'string'],
  ['surface', 'string'],
  ['user', 'User'],
  ['site', 'map<string, dyn>'],
  ['shift', 'Shift'],
  ['open', 'list<OpenLine>'],
  ['happened', 'list<OpenLine>'],
  ['serials', 'list<Serial>'],
  ['unsent', 'int'],
  ['units', 'list<Unit>'],
  ['pass', 'Pass'],
]);

/** What `form/around.ts` records; here by its shape, for `spec` imports nothing. */
interface Surroundings {
  readonly now: string;
  readonly zone: string;
  readonly surface: string;
  readonly user?: object;
  readonly site: {
    readonly id: string;
    readonly name: string;
    readonly settings: Readonly<Record<string, string | number | boolean>>;
  };
  readonly shift?: object;
  readonly open?: readonly object[];
  readonly happened?: readonly object[];
  readonly serials?: readonly object[];
  readonly unsent?: number;
  readonly units?: readonly object[];
  readonly pass?: { readonly until: string; readonly rows: readonly object[] };
}

/** Name → CEL value of the surroundings. What is missing (or makes no sense, as an unknown zone) is left out: unanswered. */
export function aroundToCel(around: Surroundings): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>([
    ['zone', around.zone],
    ['surface', around.surface],
    ['site', siteToCel(around.site)],
  ]);
  const now = instantOf(around.now);
  if (now) {
    values.set('now', now);
    try {
      values.set('today', localDate(now, around.zone));
    } catch {
      // An unknown zone: no local date.
    }
  }
  if (around.user) values.set('user', toRecord(userType, around.user));
  if (around.shift) values.set('shift', toRecord(shiftType, around.shift));
  if (around.open) values.set('open', linesToCel(around.open));
  if (around.happened) values.set('happened', linesToCel(around.happened));
  if (around.serials)
    values.set(
      'serials',
      around.serials.map((line) => toRecord(serialType, Object.fromEntries(numbersToCel(line)))),
    );
  if (around.unsent !== undefined) values.set('unsent', BigInt(around.unsent));
  if (around.units)
    values.set(
      'units',
      around.units.map((unit) => toRecord(unitType, unit)),
    );
  if (around.pass) {
    const { until, rows, ...rest } = around.pass;
    const lines = rows.map((row) => toRecord(passRowType, row));
    values.set('pass', toRecord(passType, { ...rest, until: instantOf(until), rows: lines }));
  }
  return values;
}

/** Open lines as expressions read them, one by one as `row`. */
export function linesToCel(lines: readonly object[]): (object | undefined)[] {
  return lines.map((line) => {
    const { values } = line as { readonly values?: object };
    return toRecord(openLineType, values ? { ...line, values: numbersToCel(values) } : line);
  });
}

/** Members by name; whole numbers as CEL's ints. */
function numbersToCel(members: object): Map<string, unknown> {
  return new Map(
    Object.entries(members).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value,
    ]),
  );
}

function siteToCel(site: Surroundings['site']): Map<string, unknown> {
  return new Map<string, unknown>([
    ...numbersToCel(site.settings),
    ['id', site.id],
    ['name', site.name],
  ]);
}
