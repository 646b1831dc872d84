/**
 * What visitors do without a form: calling staff at a kiosk, and adding entries through a link.
 */
import type { Library } from '../check.ts';
import type { Problem } from '../problem.ts';
import type { Item, Procedure } from '../procedure.ts';

/**
 * `bad-call` (params.why): nobody could call, be called, or answer. Of a link `unknown-reference`, `wrong-kind`.
 */
export function callProblems(procedure: Procedure, library: Library): Problem[] {
  return [...(procedure.calls ? staffCalls(procedure) : []), ...linkProblems(procedure, library)];
}

const itemsOf = ({ sections }: Procedure): Map<string, Item> =>
  new Map(sections.flatMap(({ items }) => items.map((item) => [item.id, item])));

function staffCalls(procedure: Procedure): Problem[] {
  const { surfaces, access, stages = [], sections } = procedure;
  const bad = (why: string, path = 'calls'): Problem => ({
    code: 'bad-call',
    path,
    params: { why },
  });
  const problems: Problem[] = [];
  if (!surfaces.kiosk || !access.create.includes('visitor'))
    problems.push(bad('no visitor at a kiosk may open it'));
  if (!stages[0]?.next.length) problems.push(bad('its first stage cannot be left: no answer'));
  // A call is one touch: nothing is asked of who calls.
  for (const [at, section] of sections.entries()) {
    if (section.at) continue;
    for (const [index, item] of section.items.entries())
      if (item.required && item.default === undefined && item.value === undefined)
        problems.push(bad('who calls is asked nothing', `sections.${at}.items.${index}.required`));
  }
  return problems;
}

function linkProblems({ invites, stages = [], ...procedure }: Procedure, library: Library) {
  if (!invites) return [];
  const unknown = (path: string, what: string, name: string): Problem => ({
    code: 'unknown-reference',
    path: `invites.${path}`,
    params: { what, name },
  });
  const own = itemsOf(procedure);
  const problems = invites.at.flatMap((name, at): Problem[] =>
    stages.some(({ id }) => id === name) ? [] : [unknown(`at.${at}`, 'stage', name)],
  );
  const until = own.get(invites.until);
  if (!until) problems.push(unknown('until', 'item', invites.until));
  else if (until.type !== 'date' && until.type !== 'dt')
    problems.push({
      code: 'wrong-kind',
      path: 'invites.until',
      params: { name: until.id, expect: ['date', 'dt'], type: until.type },
    });
  const target = library.procedures?.find(({ id }) => id === invites.procedure);
  if (library.procedures && !target)
    problems.push(unknown('procedure', 'procedure', invites.procedure));
  const theirs = target && itemsOf(target);
  for (const [there, here] of Object.entries(invites.with)) {
    if (theirs && !theirs.has(there))
      problems.push(unknown(`with.${there}`, `item of ${invites.procedure}`, there));
    if (!own.has(here)) problems.push(unknown(`with.${there}`, 'item', here));
  }
  return problems;
}
