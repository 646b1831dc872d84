/**
 * Procedure files: the starter library of this release, and one that somebody wants to publish.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../spec/check.ts';
import { publish } from '../spec/library.ts';
import type { Published } from '../spec/library.ts';
import { parseOptions, parseProcedure } from '../spec/parse.ts';
import { isBlocking } from '../spec/problem.ts';
import type { Problem } from '../spec/problem.ts';
import type { OptionLists, Procedure } from '../spec/procedure.ts';

export type ReadProcedure =
  | { readonly ok: true; readonly value: Published }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface Starter {
  readonly published: readonly Published[];
  /** Files left out, with what is wrong with them: `visitor.json: sections.0.id required`. */
  readonly faults: readonly string[];
  /** Reads and checks another file against the same shared option lists. */
  readonly read: (text: string) => ReadProcedure;
}

const line = (file: string, { path, code }: Problem): string => `${file}: ${path} ${code}`;

function reader(options: OptionLists, library: () => readonly Procedure[]): Starter['read'] {
  return (text) => {
    const parsed = parseProcedure(text);
    if (!parsed.ok) return parsed;
    const others = library().filter(({ id }) => id !== parsed.procedure.id);
    const problems = check(parsed.procedure, { options, procedures: others }).filter(isBlocking);
    return problems.length > 0
      ? { ok: false, problems }
      : { ok: true, value: publish(parsed.procedure, options) };
  };
}

/** Reads every file of a folder. One that does not make sense is left out and reported; the others still serve. */
export function readStarter(folder: string): Starter {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'options.json')
    .sort();
  const texts = new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const faults: string[] = [];
  const shared = parseOptions(readFileSync(join(folder, 'options.json'), 'utf8'));
  if (!shared.ok) faults.push(...shared.problems.map((problem) => line('options.json', problem)));
  const procedures = [...texts.values()].flatMap((text) => {
    const parsed = parseProcedure(text);
    return parsed.ok ? [parsed.procedure] : [];
  });
  const read = reader(shared.ok ? shared.options : {}, () => procedures);
  const published: Published[] = [];
  for (const [name, text] of texts) {
    const result = read(text);
    if (result.ok) published.push(result.value);
    else faults.push(...result.problems.slice(0, 3).map((problem) => line(name, problem)));
  }
  return { published, faults, read };
}
