/**
 * What changed between two versions of a procedure, for the people who work by it: items, limits, stages, times.
 */
import type { Column, Item, L10n, Procedure } from '../spec/procedure.ts';

/**
 * - `added`, `removed`: an item or a stage
 * - `renamed`, `hint`: its words
 * - `required`, `optional`: whether it must be answered
 * - `limit`: a number or a time that counts
 */
export interface ProcedureChange {
  readonly kind: 'added' | 'removed' | 'renamed' | 'hint' | 'required' | 'optional' | 'limit';
  readonly what: 'item' | 'stage' | 'time';
  readonly label: L10n;
  /** `renamed` and `hint`: the words; `limit`: as they stand in the file. */
  readonly before?: string | L10n;
  readonly after?: string | L10n;
}

type Any = Column | Item;

function itemsOf({ sections }: Procedure): Map<string, Any> {
  const items = new Map<string, Any>();
  for (const section of sections)
    for (const item of section.items) {
      items.set(item.id, item);
      if (item.type === 'table')
        for (const column of item.items) items.set(`${item.id}/${column.id}`, column);
    }
  return items;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What counts of an item besides its words, as text; empty where nothing does. */
function limitOf(item: Any): string {
  const of = 'measure' in item && item.measure ? item.measure : item;
  const { min, max } = of as { min?: number; max?: number };
  return min === undefined && max === undefined ? '' : `${min ?? ''}–${max ?? ''}`;
}

const isRequired = (item: Any): boolean =>
  item.required === true || ('require' in item && item.require !== undefined);

function itemChanges(before: Any, after: Any): ProcedureChange[] {
  const { label } = after;
  const changes: ProcedureChange[] = [];
  if (!same(before.label, after.label))
    changes.push({ kind: 'renamed', what: 'item', label, before: before.label, after: label });
  if (after.hint && !same(before.hint, after.hint))
    changes.push({ kind: 'hint', what: 'item', label, after: after.hint });
  if (isRequired(before) !== isRequired(after))
    changes.push({ kind: isRequired(after) ? 'required' : 'optional', what: 'item', label });
  const [was, is] = [limitOf(before), limitOf(after)];
  if (was !== is) changes.push({ kind: 'limit', what: 'item', label, before: was, after: is });
  return changes;
}

function stageChanges(before: Procedure, after: Procedure): ProcedureChange[] {
  const was = new Map((before.stages ?? []).map((stage) => [stage.id, stage]));
  const is = new Map((after.stages ?? []).map((stage) => [stage.id, stage]));
  const changes: ProcedureChange[] = [];
  for (const [id, stage] of is) {
    const old = was.get(id);
    if (!old) changes.push({ kind: 'added', what: 'stage', label: stage.title });
    const times = new Map((old?.deadlines ?? []).map((each) => [each.id, each]));
    for (const each of old ? (stage.deadlines ?? []) : []) {
      const [t0, t1] = [times.get(each.id)?.within ?? '', each.within ?? ''];
      if (t0 !== t1)
        changes.push({ kind: 'limit', what: 'time', label: each.label, before: t0, after: t1 });
    }
  }
  for (const [id, stage] of was)
    if (!is.has(id)) changes.push({ kind: 'removed', what: 'stage', label: stage.title });
  return changes;
}

/** In reading order of the newer version; what is gone at the end. Empty: nothing that people would notice. */
export function changesOf(before: Procedure, after: Procedure): ProcedureChange[] {
  const was = itemsOf(before);
  const is = itemsOf(after);
  const changes: ProcedureChange[] = [];
  for (const [path, item] of is) {
    const old = was.get(path);
    // A new table says all of its columns.
    if (!old && path.includes('/') && !was.has(path.split('/')[0] ?? '')) continue;
    if (old) changes.push(...itemChanges(old, item));
    else changes.push({ kind: 'added', what: 'item', label: item.label });
  }
  for (const [path, item] of was)
    if (!is.has(path) && (!path.includes('/') || is.has(path.split('/')[0] ?? '')))
      changes.push({ kind: 'removed', what: 'item', label: item.label });
  return [...changes, ...stageChanges(before, after)];
}
