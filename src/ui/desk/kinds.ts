/**
 * Which procedures are what at the desk, by what they say of themselves.
 */
import type { Published } from '../../spec/library.ts';
import type { Item, Procedure } from '../../spec/procedure.ts';
import { isFinished } from '../../form/stage.ts';
import type { Listed } from '../../store/store.ts';

const orderOf = ({ procedure }: Published): number => procedure.surfaces.desk?.order ?? Infinity;
export const inOrder = (all: readonly Published[]): Published[] =>
  all.filter(({ procedure }) => procedure.surfaces.desk).sort((a, b) => orderOf(a) - orderOf(b));

/** The register of the quick line: the first on the desk that knows who and which room. */
export function quickRegister(all: readonly Published[]): Published | undefined {
  return inOrder(all).find(
    ({ procedure: { kind, facets } }) => kind === 'register' && facets?.room && facets.name,
  );
}

const opensOf = (item: Item): string[] =>
  item.type === 'check' && item.fail?.action ? [item.fail.action.procedure] : [];

/** What others open and no customer does: promises, tasks, corrective actions. */
export function commitments(all: readonly Published[]): ReadonlySet<string> {
  const opened = new Set(
    all.flatMap(({ procedure }) => [
      ...(procedure.effects ?? []).flatMap(({ create }) => (create ? [create.procedure] : [])),
      ...procedure.sections.flatMap(({ items }) => items.flatMap(opensOf)),
    ]),
  );
  return new Set(
    all
      .map(({ procedure }) => procedure)
      .filter(({ id, surfaces }) => opened.has(id) && !surfaces.kiosk)
      .map(({ id }) => id),
  );
}

export const isOpen = ({ form, entry }: Listed): boolean =>
  !entry.void && !isFinished(form, entry.stage);

/** Where an entry of this procedure begins. */
export const firstStageOf = ({ stages }: Procedure): string | undefined => stages?.[0]?.id;

/** Came in at a kiosk (or by hand) and nobody has dealt with it yet. Calls of staff have a bar of their own. */
export function isWaiting({ form, entry }: Listed): boolean {
  const { procedure } = form;
  if (procedure.calls) return false;
  return isOpen({ form, entry, pending: false }) && entry.stage === firstStageOf(procedure);
}
