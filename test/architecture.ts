/**
 * The arrows of src/README.md as data, and the function that finds what breaks them. It takes sources as text, so
 * that a test can show that it does find what is planted.
 */
import { posix } from 'node:path';
import { parseSync } from 'vite';

/** Which folders of src a folder may import, besides itself. */
export const arrows: Readonly<Record<string, readonly string[]>> = {
  spec: [],
  form: ['spec'],
  sync: ['spec', 'form'],
  store: ['spec', 'form', 'sync'],
  ui: ['spec', 'form', 'store'],
  sw: ['spec', 'form', 'sync', 'store'],
  server: ['spec', 'form', 'sync'],
  main: ['spec', 'form', 'sync', 'store', 'ui', 'sw'],
};

/** The folders that know no DOM, disk, clock, network or randomness, and the packages that they may use. */
export const pure: readonly string[] = ['spec', 'form', 'sync'];
export const purePackages: readonly string[] = [
  'zod',
  '@marcbachmann/cel-js',
  'uuid',
  '@noble/hashes',
  'chinese-days',
];

const surfaces: readonly string[] = ['kiosk', 'tablet', 'desk'];
const longest = 400;

export interface Source {
  /** From the root, with forward slashes: `src/form/compile.ts`. */
  readonly path: string;
  readonly text: string;
}

type Tree = { readonly type: string; readonly [key: string]: unknown };
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function* nodesOf(value: unknown): Generator<Tree> {
  if (Array.isArray(value)) for (const each of value) yield* nodesOf(each);
  else if (isTree(value)) {
    yield value;
    for (const key in value) yield* nodesOf(value[key]);
  }
}

/** The text of a string or of a template without holes. */
function textOf(node: unknown): string | undefined {
  if (!isTree(node)) return undefined;
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  const { quasis, expressions } = node as Tree & {
    quasis?: { value: { cooked: string } }[];
    expressions?: [];
  };
  return node.type === 'TemplateLiteral' && expressions?.length === 0
    ? quasis?.[0]?.value.cooked
    : undefined;
}

const importing = new Set([
  'ImportDeclaration',
  'ExportAllDeclaration',
  'ExportNamedDeclaration',
  'ImportExpression',
  'TSImportType',
]);

/** Whether a node is `new Date()`, `Date()`, `Date.now()` or `Math.random()`. */
function isUnsteady(node: Tree): boolean {
  const callee = node['callee'] as Tree | undefined;
  if (!callee) return false;
  if (callee.type === 'Identifier' && callee['name'] === 'Date')
    return node.type === 'CallExpression' || (node['arguments'] as unknown[]).length === 0;
  const name = (key: string) => (callee[key] as { name?: string } | undefined)?.name;
  const member = `${name('object')}.${name('property')}`;
  return callee.type === 'MemberExpression' && ['Date.now', 'Math.random'].includes(member);
}

/** What one file imports (`undefined`: an import whose target cannot be read), and its uses of clock and chance. */
export function read({ path, text }: Source): {
  imports: (string | undefined)[];
  unsteady: number;
} {
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const imports: (string | undefined)[] = [];
  let unsteady = 0;
  for (const node of nodesOf(program)) {
    if (importing.has(node.type) && node['source']) imports.push(textOf(node['source']));
    if (node.type === 'TSExternalModuleReference') imports.push(textOf(node['expression']));
    if (isUnsteady(node)) unsteady++;
  }
  return { imports, unsteady };
}

/** `src/ui/kiosk/a.ts` → `ui`; `src/main.ts` → `main`. */
const folderOf = (path: string): string => path.split('/')[1]?.replace(/\.ts$/, '') ?? '';
const surfaceOf = (path: string): string | undefined =>
  surfaces.find((surface) => path.startsWith(`src/ui/${surface}/`));

function forbidden(path: string, target: string): string | undefined {
  const from = folderOf(path);
  if (!target.startsWith('.')) {
    const name = target
      .split('/')
      .slice(0, target.startsWith('@') ? 2 : 1)
      .join('/');
    if (pure.includes(from) && !purePackages.includes(name))
      return `${from} may not use the package ${name}`;
    if (target.startsWith('node:') && from !== 'server') return `${from} may not use ${target}`;
    return undefined;
  }
  const file = target.replace(/\?[\w&]+$/, '');
  if (!/\.(ts|json|css|svg|wasm)$/.test(file))
    return `the import of ${target} does not end with .ts`;
  const aim = posix.join(posix.dirname(path), file);
  if (!aim.startsWith('src/')) return `${target} leaves src`;
  const to = folderOf(aim);
  if (to !== from && !arrows[from]?.includes(to)) return `${from} may not import ${to} (${target})`;
  const [mine, other] = [surfaceOf(path), surfaceOf(aim)];
  if (mine && other && mine !== other) return `ui/${mine} may not import ui/${other} (${target})`;
  return undefined;
}

/** Everything in these sources that breaks a rule, as lines for a person. */
export function violations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const { path, text } = source;
    const found: (string | undefined)[] = [];
    const folder = folderOf(path);
    if (!Object.hasOwn(arrows, folder))
      found.push(`src/${folder} is not in the map of src/README.md`);
    const lines = text.trimEnd().split('\n').length;
    if (lines > longest) found.push(`${lines} lines; ${longest} are the most`);
    const { imports, unsteady } = read(source);
    for (const target of imports)
      found.push(
        target === undefined ? 'an import whose target cannot be read' : forbidden(path, target),
      );
    if (pure.includes(folder) && unsteady > 0)
      found.push(`${folder} reads the clock or chance by itself`);
    return found.filter((line) => line !== undefined).map((line) => `${path}: ${line}`);
  });
}
