// Checks procedure files: `npm run procedures:check [files]`. Without files, all of public/procedures, together with the
// shared option lists; files given are checked against that library. Prints `file:line:col code path message`; exits
// with 1 when there are any problems, warnings included (or with --allow-warnings, only errors).
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from '../src/spec/check.ts';
import { locator } from '../src/spec/locate.ts';
import { parseOptions, parseProcedure } from '../src/spec/parse.ts';
import { isBlocking, type Problem } from '../src/spec/problem.ts';
import type { OptionLists, Procedure } from '../src/spec/procedure.ts';
import { inEnglish } from './procedure-words.ts';

const folder = fileURLToPath(new URL('../public/procedures', import.meta.url));
const shared = 'options.json';

interface File {
  readonly path: string;
  readonly text: string;
  readonly problems: Problem[];
  readonly procedure?: Procedure;
  readonly options?: OptionLists;
}

function read(path: string): File {
  const text = readFileSync(path, 'utf8');
  if (basename(path) === shared) {
    const parsed = parseOptions(text);
    return parsed.ok
      ? { path, text, problems: optionProblems(parsed.options), options: parsed.options }
      : { path, text, problems: [...parsed.problems] };
  }
  const parsed = parseProcedure(text);
  return parsed.ok
    ? { path, text, problems: [], procedure: parsed.procedure }
    : { path, text, problems: [...parsed.problems] };
}

function optionProblems(options: OptionLists): Problem[] {
  return Object.entries(options).flatMap(([name, list]) =>
    list.flatMap(({ value, label }, at): Problem[] => {
      const path = `${name}.${at}`;
      const first = list.findIndex((other) => other.value === value);
      return [
        ...(first < at
          ? [
              {
                code: 'duplicate-id',
                path: `${path}.value`,
                params: { id: value, first: `${name}.${first}` },
              },
            ]
          : []),
        ...(label.en === undefined
          ? [{ code: 'no-english', path: `${path}.label`, level: 'warn' } as const]
          : []),
      ];
    }),
  );
}

/** Ids and codes are of one procedure each, and a file is found by the id of its procedure. */
function libraryProblems(file: File, files: readonly File[]): Problem[] {
  const { procedure } = file;
  if (!procedure) return [];
  const problems: Problem[] = [];
  if (basename(file.path) !== `${procedure.id}.json`)
    problems.push({ code: 'file-name', path: 'id', params: { id: procedure.id } });
  for (const what of ['id', 'code'] as const) {
    const other = files.find((each) => each !== file && each.procedure?.[what] === procedure[what]);
    if (other)
      problems.push({
        code: 'duplicate-procedure',
        path: what,
        params: { id: procedure[what], file: basename(other.path) },
      });
  }
  return problems;
}

const args = process.argv.slice(2);
const given = args.filter((arg) => !arg.startsWith('--')).map((arg) => resolve(arg));
const library = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => join(folder, name));
const names = new Set(given.map((path) => basename(path)));
// A file that is given stands for the library's of the same name.
const files = [...given, ...library.filter((path) => !names.has(basename(path)))].map(read);
const checked = given.length > 0 ? files.slice(0, given.length) : files;

const options = files.find((file) => file.options)?.options ?? {};
const procedures = files.flatMap(({ procedure }) => procedure ?? []);
let [errors, warnings] = [0, 0];
for (const file of checked) {
  if (file.procedure) file.problems.push(...check(file.procedure, { options, procedures }));
  file.problems.push(...libraryProblems(file, files));
  const locate = locator(file.text);
  for (const problem of file.problems) {
    const { line, column } = locate(problem);
    const at = `${relative('', file.path)}:${line}:${column}`;
    const kind = isBlocking(problem) ? '' : 'warning: ';
    console.log(`${at} ${problem.code} ${problem.path || '(file)'} ${kind}${inEnglish(problem)}`);
    if (isBlocking(problem)) errors++;
    else warnings++;
  }
}
const count = (number: number, what: string): string =>
  `${number} ${what}${number === 1 ? '' : 's'}`;
console.log(
  `${count(checked.length, 'file')} checked: ${count(errors, 'error')}, ${count(warnings, 'warning')}.`,
);
if (errors > 0 || (warnings > 0 && !args.includes('--allow-warnings'))) process.exitCode = 1;
