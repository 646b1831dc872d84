/**
 * Every item and every expression of a procedure, with where it stands in the file.
 */
import type { Column, Item, Procedure, Section, Table } from './procedure.ts';
import { fittingTypes } from './value.ts';

export interface Placed {
  /** `sections.0.items.2` or `sections.0.items.2.items.1`. */
  readonly path: string;
  readonly item: Column | Item;
  readonly section: Section;
  /** The table whose column it is. */
  readonly table?: Table;
}

/** Items and columns in reading order, a table before its columns. */
export function placedItems(procedure: Procedure): Placed[] {
  return procedure.sections.flatMap((section, at) =>
    section.items.flatMap((item, index): Placed[] => {
      const path = `sections.${at}.items.${index}`;
      const columns = item.type === 'table' ? item.items : [];
      return [
        { path, item, section },
        ...columns.map((column, inner) => ({
          path: `${path}.items.${inner}`,
          item: column,
          section,
          table: item as Table,
        })),
      ];
    }),
  );
}

export interface Written {
  readonly path: string;
  readonly source: string;
  /** CEL types that the result may have; none: any. */
  readonly expect: readonly string[];
  /** Table whose columns it may also name. */
  readonly table?: string;
  /** What else it may name: `label`, `note`, `photos` of a failed check; `self`, `selfNumber`, `lot`; or `entry`. */
  readonly also?: 'failure' | 'opening' | 'measure';
  /** Item whose answer it determines: what it reads, that item depends on. */
  readonly gives?: {
    readonly item: Column | Item;
    readonly what: 'show' | 'default' | 'value' | 'rows';
  };
  /** Section whose visibility it determines. */
  readonly shows?: Section;
  /** Item of another procedure that it fills. */
  readonly fills?: { readonly procedure: string; readonly item: string };
}

const bool = ['bool'];

/** Every expression of a procedure, in reading order. */
export function writtenExpressions(procedure: Procedure): Written[] {
  const all: Written[] = [];
  const add = (source: string | undefined, written: Omit<Written, 'source'>): void => {
    if (source !== undefined) all.push({ ...written, source });
  };
  procedure.sections.forEach((section, at) =>
    add(section.show, { path: `sections.${at}.show`, expect: bool, shows: section }),
  );
  for (const { path, item, table } of placedItems(procedure)) {
    const place = table ? { table: table.id } : {};
    add(item.show, { path: `${path}.show`, expect: bool, ...place, gives: { item, what: 'show' } });
    add(item.require, { path: `${path}.require`, expect: bool, ...place });
    for (const what of ['default', 'value'] as const)
      add(item[what], {
        path: `${path}.${what}`,
        expect: fittingTypes(item.type),
        ...place,
        gives: { item, what },
      });
    item.check?.forEach(({ ok }, index) =>
      add(ok, { path: `${path}.check.${index}.ok`, expect: bool, ...place }),
    );
    if (item.type === 'table')
      add(item.rows, { path: `${path}.rows`, expect: ['list'], gives: { item, what: 'rows' } });
    const action = item.type === 'check' ? item.fail?.action : undefined;
    for (const [name, source] of Object.entries(action?.with ?? {}))
      add(source, {
        path: `${path}.fail.action.with.${name}`,
        expect: [],
        ...place,
        also: 'failure',
        fills: { procedure: action?.procedure ?? '', item: name },
      });
  }
  addStages(procedure, add);
  addOpenings(procedure, add);
  procedure.measures?.forEach(({ of, part, at }, index) => {
    const path = `measures.${index}`;
    for (const [name, source] of Object.entries({ of, part }))
      add(source, { path: `${path}.${name}`, expect: ['bool', 'int', 'double'], also: 'measure' });
    add(at, { path: `${path}.at`, expect: ['timestamp'], also: 'measure' });
  });
  return all;
}

function addStages(
  procedure: Procedure,
  add: (source: string | undefined, written: Omit<Written, 'source'>) => void,
): void {
  procedure.stages?.forEach((stage, at) => {
    add(stage.guard?.ok, { path: `stages.${at}.guard.ok`, expect: bool });
    stage.deadlines?.forEach((deadline, index) => {
      const path = `stages.${at}.deadlines.${index}`;
      add(deadline.when, { path: `${path}.when`, expect: bool });
      add(deadline.until, { path: `${path}.until`, expect: ['timestamp', 'string'] });
      for (const [name, source] of Object.entries(deadline.opens?.with ?? {}))
        add(source, {
          path: `${path}.opens.with.${name}`,
          expect: [],
          also: 'opening',
          fills: { procedure: deadline.opens?.procedure ?? '', item: name },
        });
    });
  });
}

/** The `ref` items of a procedure by id, with the procedure of the entries that they may name. */
function refItems(procedure: Procedure): Map<string, string | undefined> {
  const items = procedure.sections.flatMap((section) => section.items);
  return new Map(items.flatMap((item) => (item.type === 'ref' ? [[item.id, item.procedure]] : [])));
}

/** Effects, offers, and what hints offer. */
function addOpenings(
  procedure: Procedure,
  add: (source: string | undefined, written: Omit<Written, 'source'>) => void,
): void {
  const fill = (
    path: string,
    opened: { readonly procedure?: string | undefined; readonly with?: Record<string, string> },
  ): void => {
    for (const [name, source] of Object.entries(opened.with ?? {}))
      add(source, {
        path: `${path}.with.${name}`,
        expect: [],
        also: 'opening',
        ...(opened.procedure !== undefined && {
          fills: { procedure: opened.procedure, item: name },
        }),
      });
  };
  const refs = refItems(procedure);
  procedure.effects?.forEach(({ when, create, move }, at) => {
    add(when, { path: `effects.${at}.when`, expect: bool, also: 'opening' });
    if (create) fill(`effects.${at}.create`, create);
    if (move)
      fill(`effects.${at}.move`, {
        procedure: refs.get(move.entry),
        ...(move.with && { with: move.with }),
      });
  });
  procedure.offers?.forEach((offer, at) => {
    add(offer.when, { path: `offers.${at}.when`, expect: bool, also: 'opening' });
    fill(`offers.${at}`, offer);
  });
  procedure.hints?.forEach(({ when, offer }, at) => {
    add(when, { path: `hints.${at}.when`, expect: bool });
    if (offer) fill(`hints.${at}.offer`, offer);
  });
}
