/**
 * Structured values of expressions, with typed fields, so that `user.nmae` is found when a procedure loads.
 */

/** A structured CEL type. Fields map to CEL types; a field without a value is unanswered. */
export interface RecordType {
  readonly name: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly ctor: new (values: Values) => object;
}

type Values = Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>;

export function recordType(
  name: string,
  fields: Readonly<Record<string, string>> | ReadonlyMap<string, string>,
): RecordType {
  const types = new Map(fields instanceof Map ? fields : Object.entries(fields));
  const ctor = class {
    constructor(values: Values) {
      for (const field of types.keys()) {
        const value =
          values instanceof Map
            ? values.get(field)
            : Object.hasOwn(values, field)
              ? (values as Record<string, unknown>)[field]
              : undefined;
        if (value !== undefined && value !== null)
          Object.defineProperty(this, field, { value, enumerable: true });
      }
    }
  };
  return { name, fields: types, ctor };
}

/** The value as an instance of the type: itself, or made from an object or Map. undefined when it is neither. */
export function toRecord(type: RecordType, value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value instanceof type.ctor ? value : new type.ctor(value as Values);
}

/** `by` is a staff id; missing when a customer signed by hand. */
export const signatureType = recordType('Signature', {
  by: 'string',
  name: 'string',
  at: 'timestamp',
});
export const userType = recordType('User', {
  id: 'string',
  name: 'string',
  roles: 'list<string>',
  dept: 'string',
});
export const shiftType = recordType('Shift', {
  id: 'string',
  date: 'string',
  start: 'string',
  end: 'string',
});
export const openLineType = recordType('OpenLine', {
  id: 'string',
  number: 'string',
  title: 'string',
  procedure: 'string',
  room: 'string',
  stage: 'string',
  due: 'string',
  at: 'string',
  by: 'string',
  mine: 'bool',
  values: 'map<string, dyn>',
});
export const serialType = recordType('Serial', {
  id: 'string',
  title: 'string',
  first: 'string',
  last: 'string',
  used: 'int',
  void: 'int',
  missing: 'int',
  gaps: 'string',
});

/** A unit of a building: `id` is `1-2`, as rooms begin. */
export const unitType = recordType('Unit', {
  id: 'string',
  building: 'string',
  unit: 'string',
  name: 'string',
});
export const passRowType = recordType('PassRow', { id: 'string', text: 'string' });
/** A pass that was read at the gate: `entry` is its entry's id. */
export const passType = recordType('Pass', {
  entry: 'string',
  number: 'string',
  code: 'string',
  title: 'string',
  until: 'timestamp',
  facts: 'list<string>',
  rows: 'list<PassRow>',
});

/** One stay of an entry in a stage: `to` and `due` are missing while it lasts and where nothing is due. */
export const stayType = recordType('Stay', {
  stage: 'string',
  from: 'timestamp',
  to: 'timestamp',
  due: 'timestamp',
  deadline: 'string',
  late: 'bool',
});
/** An entry as measures read it. `ended` is when it was finished, `earlier` the entries alike before it. */
export const entryType = recordType('Entry', {
  stage: 'string',
  surface: 'string',
  by: 'string',
  created: 'timestamp',
  ended: 'timestamp',
  finished: 'bool',
  conflicts: 'int',
  earlier: 'int',
  stays: 'list<Stay>',
});

/** Those that every environment knows; tables add one for their rows. What another names comes before it. */
export const sharedRecords: readonly RecordType[] = [
  signatureType,
  userType,
  shiftType,
  openLineType,
  serialType,
  unitType,
  passRowType,
  passType,
  stayType,
  entryType,
];
