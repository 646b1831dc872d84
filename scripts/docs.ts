/**
 * Writes the table of procedures into both READMEs from public/procedures, docs/coverage.md and docs/performance.md: `npm run docs`. A test
 * says when they are old.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Procedure, Surface } from '../src/spec/procedure.ts';
import { coverageText } from './coverage.ts';
import { performanceText } from './performance.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'public/procedures');
const surfaceNames: readonly Surface[] = ['kiosk', 'tablet', 'desk'];

const heads = {
  'README.md': {
    locale: 'en',
    head: ['code', 'procedure', 'kind', 'kiosk', 'tablet', 'desk', 'stages', 'serves lines'],
  },
  'README.zh-CN.md': {
    locale: 'zh-CN',
    head: ['编号', '流程', '类型', '自助机', '平板', '电脑', '阶段数', '对应条目'],
  },
} as const;

function proceduresOf(): Procedure[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'options.json')
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Procedure)
    .sort((a, b) => a.code.localeCompare(b.code));
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The README with its table as it should be. */
export function withTable(file: keyof typeof heads, text: string): string {
  const { locale, head } = heads[file];
  const lines = proceduresOf().map(({ code, id, title, kind, surfaces, stages, covers }) =>
    row([
      code,
      `[${title[locale] ?? title['zh-CN']}](public/procedures/${id}.json)`,
      kind,
      ...surfaceNames.map((surface) => (surfaces[surface] ? '✓' : '')),
      String(stages?.length ?? 1),
      covers.join(' '),
    ]),
  );
  const table = [row(head), row(head.map(() => '---')), ...lines].join('\n');
  return text.replace(
    /(<!-- procedures:start -->)[\s\S]*?(<!-- procedures:end -->)/,
    `$1\n\n<!-- prettier-ignore -->\n${table}\n\n$2`,
  );
}

export const readmes = Object.keys(heads) as (keyof typeof heads)[];

if (import.meta.main) {
  writeFileSync(join(root, 'docs/coverage.md'), coverageText());
  writeFileSync(join(root, 'docs/performance.md'), performanceText());
  for (const file of readmes) {
    const path = join(root, file);
    writeFileSync(path, withTable(file, readFileSync(path, 'utf8')));
  }
}
