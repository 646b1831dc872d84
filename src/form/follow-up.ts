/**
 * What hangs on a check: the reading it is judged by, and what a failure asks for.
 */
import type { Item, ItemOf } from '../spec/procedure.ts';
import { isEmpty, type CheckResult } from './answers.ts';

export const followUpNames = ['measure', 'note', 'photo', 'fixed'] as const;
export type FollowUp = (typeof followUpNames)[number];

const labels = {
  measure: { 'zh-CN': '实测值', en: 'Reading' },
  note: { 'zh-CN': '问题说明', en: 'What is wrong' },
  photo: { 'zh-CN': '现场照片', en: 'Photo' },
  fixed: { 'zh-CN': '已整改时间', en: 'Put right at' },
} as const;

/** Follow-ups a check has, in the order they are asked: `measure` before the result, the others once it failed. */
export function followUpsOf(item: Item): ReadonlyMap<FollowUp, Item> {
  const found = new Map<FollowUp, Item>();
  if (item.type !== 'check') return found;
  const base = (name: FollowUp) => ({
    id: `${item.id}.${name}`,
    label: labels[name],
    ...(item.surfaces && { surfaces: item.surfaces }),
    ...(item.retain && { retain: item.retain }),
  });
  const { measure, fail } = item;
  if (measure)
    found.set('measure', {
      ...base('measure'),
      ...(measure.label && { label: measure.label }),
      ...(measure.unit && { unit: measure.unit }),
      type: 'num',
    });
  if (fail?.note) found.set('note', { ...base('note'), type: 'long' });
  if (fail?.photo) found.set('photo', { ...base('photo'), type: 'photo' });
  if (fail) found.set('fixed', { ...base('fixed'), type: 'dt' });
  return found;
}

/** Whether a follow-up is shown, given its check's result. */
export function followUpShows(name: FollowUp, result: unknown): boolean {
  return name === 'measure' ? result !== 'na' : result === 'fail';
}

/** The result that a reading means; undefined without a usable reading. */
export function judge(item: ItemOf<'check'>, reading: unknown): CheckResult | undefined {
  if (isEmpty(reading) || typeof reading !== 'number' || !item.measure) return undefined;
  const { min = -Infinity, max = Infinity } = item.measure;
  return reading < min || reading > max ? 'fail' : 'pass';
}
