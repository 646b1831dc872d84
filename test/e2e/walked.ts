/**
 * Which procedure is walked on which surface, and where: `every-form` and `every-form-kiosk` walk what can be opened by hand, what
 * comes with a schedule and what is read about; the rest has tests of its own, named here. `test/procedures/walked.node.test.ts` fails
 * where a procedure appears on a surface that nobody walks.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Procedure, Surface } from '../../src/spec/procedure.ts';

const root = join(import.meta.dirname, '../..');

export const procedures: readonly Procedure[] = globSync('public/procedures/*.json', { cwd: root })
  .filter((path) => basename(path) !== 'options.json')
  .map((path) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Procedure)
  .sort((a, b) => a.code.localeCompare(b.code));

/** Whether another entry has to be named at the start: such forms come after those that can be named. */
const needing = ({ sections, stages }: Procedure): boolean => {
  const first = stages?.[0]?.id ?? 'done';
  const asked = sections.filter(({ at }) => !at || at.includes(first));
  return asked.some(({ items }) => items.some((item) => item.type === 'ref' && item.required));
};
/** Names an entry that is not new any more, so that somebody has to move one on first. */
const afterAMove = ({ sections }: Procedure): boolean =>
  sections
    .flatMap(({ items }) => items)
    .some((item) => {
      if (item.type !== 'ref' || !item.required || !item.stages) return false;
      const named = procedures.find(({ id }) => id === item.procedure);
      return !item.stages.includes(named?.stages?.[0]?.id ?? 'done');
    });
const on = (surface: Surface): readonly Procedure[] =>
  procedures.filter(({ surfaces }) => surfaces[surface]);
const byVisitors = ({ access }: Procedure): boolean => access.create.includes('visitor');
const byStaff = ({ access }: Procedure): boolean =>
  access.create.some((role) => role !== 'visitor');

/** Opened by hand by staff; those that name another entry last. */
export const byHand = (surface: 'tablet' | 'desk'): readonly Procedure[] =>
  on(surface)
    .filter((one) => byStaff(one) && !one.schedule && !one.emergency && !afterAMove(one))
    .sort((a, b) => Number(needing(a)) - Number(needing(b)));
/** Opened by the site when its hour comes. */
export const byHour = (surface: 'tablet' | 'desk'): readonly Procedure[] =>
  on(surface).filter(({ schedule }) => schedule);
/** Filled in at a kiosk, page by page. */
export const handedIn = (): readonly Procedure[] =>
  on('kiosk').filter((one) => byVisitors(one) && !one.calls && !needing(one));
/** Only read about at a kiosk. */
export const readAbout = (): readonly Procedure[] =>
  on('kiosk').filter((one) => one.guide && !byVisitors(one));

/**
 * Where axe looks at a procedure that desks and tablets offer: at one of the two, by turns, as both draw it with the same
 * fields; at both with `JUDGE=all`, which takes minutes more.
 */
export function judgedOn(procedure: Procedure): readonly Surface[] {
  const both = (['desk', 'tablet'] as const).filter((surface) => procedure.surfaces[surface]);
  if (process.env['JUDGE'] === 'all' || both.length < 2) return both;
  return procedures.indexOf(procedure) % 2 === 0 ? ['desk'] : ['tablet'];
}

/** Surface and procedure → the test that walks it. */
export const elsewhere: Readonly<Record<string, string>> = {
  'kiosk call': 'kiosk-services',
  'kiosk signout': 'sign-out',
  'tablet emergency': 'emergency',
  'desk emergency': 'emergency',
  'tablet siteround': 'forms-a',
  'desk siteround': 'forms-a',
};

/** Surface and procedure of every screen that there is; and of those that `every-form` walks. */
export const screens = (): readonly string[] =>
  procedures.flatMap(({ id, surfaces }) => Object.keys(surfaces).map((each) => `${each} ${id}`));
export const walked = (): readonly string[] => [
  ...(['tablet', 'desk'] as const).flatMap((surface) =>
    [...byHand(surface), ...byHour(surface)].map(({ id }) => `${surface} ${id}`),
  ),
  ...[...handedIn(), ...readAbout()].map(({ id }) => `kiosk ${id}`),
];
