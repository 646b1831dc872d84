/**
 * Texts: in both languages, and with placeholders of something.
 */
import type { Problem } from '../problem.ts';
import type { Procedure } from '../procedure.ts';

/**
 * `no-english` (a warning), `unknown-placeholder` (params.name, params.known), `bad-placeholder` (a lone brace), and
 * `number-collides` (params.lacks: without it two devices or two entries would print one number).
 */
export function textProblems(procedure: Procedure): Problem[] {
  const problems: Problem[] = [];
  addUntranslated(procedure, '', problems);
  const items = procedure.sections.flatMap(({ items: each }) => each);
  const named = items
    .filter(({ type }) => !['note', 'table', 'photo', 'sign'].includes(type))
    .map(({ id }) => id);
  for (const [locale, text] of Object.entries(procedure.summary))
    if (text !== undefined)
      problems.push(...placeholderProblems(text, `summary.${locale}`, named, /^\w+$/));
  if (procedure.number !== undefined) problems.push(...numberProblems(procedure.number));
  return problems;
}

function addUntranslated(value: unknown, path: string, problems: Problem[]): void {
  if (typeof value !== 'object' || value === null) return;
  if ('zh-CN' in value && !('en' in value))
    problems.push({ code: 'no-english', path, level: 'warn' });
  for (const [name, each] of Object.entries(value))
    addUntranslated(each, path ? `${path}.${name}` : name, problems);
}

function placeholderProblems(
  text: string,
  path: string,
  known: readonly string[],
  form: RegExp,
): Problem[] {
  const problems: Problem[] = [];
  const rest = text.replace(/\{([^{}]*)\}/g, (_, inside: string) => {
    const [name = ''] = inside.split(':');
    if (!form.test(inside) || !known.includes(name))
      problems.push({ code: 'unknown-placeholder', path, params: { placeholder: inside, known } });
    return '';
  });
  if (/[{}]/.test(rest)) problems.push({ code: 'bad-placeholder', path, params: { text } });
  return problems;
}

function numberProblems(pattern: string): Problem[] {
  const problems = placeholderProblems(
    pattern,
    'number',
    ['site', 'code', 'date', 'device', 'seq'],
    /^\w+$|^seq:\d$/,
  );
  for (const lacks of ['device', 'seq'])
    if (!new RegExp(`\\{${lacks}[:}]`).test(pattern))
      problems.push({ code: 'number-collides', path: 'number', params: { lacks } });
  return problems;
}
