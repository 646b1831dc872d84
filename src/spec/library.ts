/**
 * A published procedure: self-contained (the shared option lists it names are copied in) and named by its content hash.
 */
import { canonicalJson, hashOf } from './json.ts';
import type { Option, OptionLists, Procedure } from './procedure.ts';

export interface Published {
  /** SHA-256 of the canonical JSON of `procedure`. */
  readonly hash: string;
  readonly procedure: Procedure;
}

/** Every option list name that an item of the procedure uses. */
export function listsUsedBy(procedure: Procedure): Set<string> {
  const names = new Set<string>();
  for (const section of procedure.sections)
    for (const item of section.items)
      for (const each of item.type === 'table' ? [item, ...item.items] : [item])
        if (each.type === 'one' || each.type === 'many') names.add(each.options);
  return names;
}

/** The first of the libraries' own list of that name (never something that objects inherit). */
export function listNamed(
  name: string,
  ...libraries: readonly (OptionLists | undefined)[]
): Option[] | undefined {
  const library = libraries.find((lists) => lists && Object.hasOwn(lists, name));
  return library?.[name];
}

/** Copies the shared lists it uses into the procedure and names the result. A list of its own wins over a shared one. */
export function publish(procedure: Procedure, shared: OptionLists): Published {
  const options: OptionLists = {};
  for (const name of [...listsUsedBy(procedure)].sort()) {
    const list = listNamed(name, procedure.options, shared);
    if (list) options[name] = list;
  }
  const whole: Procedure = { ...procedure, options };
  delete whole.$schema;
  return { hash: hashOf(canonicalJson(whole)), procedure: whole };
}
