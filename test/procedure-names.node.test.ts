/**
 * Procedures are data: what one of them needs, all may have. So nothing in src asks for one by its name.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../', import.meta.url);
const folder = 'public/procedures/';
const ids = globSync(`${folder}*.json`, { cwd: root }).flatMap((path) => {
  const file = JSON.parse(readFileSync(new URL(path, root), 'utf8')) as {
    id?: string;
    sections?: unknown;
  };
  return file.id !== undefined && file.sections ? [file.id] : [];
});

/**
 * What the demonstration writes down on its made-up day is sample data of the starter procedures. The starter procedures
 * themselves are whatever lies in the folder, so no list of them is in src at all.
 */
const sampleData = 'src/server/demo/data.ts';

/** The same words mean other things too (a role, a kind of document), so what stands around them counts. */
function namesIn(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
  const id = `(${ids.join('|')})`;
  const quoted = `['"\`]${id}['"\`]`;
  const patterns = [
    // procedure: 'x' · procedure.id === 'x' · procedures: ['x'] · procedureOf('x'); not procedure.access.create.includes('visitor')
    `\\bprocedures?(?!\\.access)\\w{0,12}[^'"\`;\\n]{0,24}${quoted}`,
    // 'x' === entry.procedure
    `${quoted}\\s*[!=]==\\s*[\\w.?]*procedure`,
    // one of several: procedures: ['a', 'x']
    `\\bprocedures?\\s*[:=]\\s*\\[[^\\]]*${quoted}`,
    // store.form('x'), forms.current('x'), store.scheduled('x')
    `\\.(?:form|current|scheduled|title)\\(\\s*${quoted}`,
    // link('new', 'x') · '#/new/x' · \`x@\${hash}\`
    `'new',\\s*${quoted}`,
    `#/new/${id}\\b`,
    `[\`'"]${id}@`,
    // switch (procedure.id) { case 'x':
    `switch\\s*\\([^)]*procedure[^)]*\\)\\s*\\{[^}]*case\\s+${quoted}`,
  ];
  return patterns.flatMap((pattern) =>
    [...code.matchAll(new RegExp(pattern, 'g'))].map((match) => match.at(-1) ?? ''),
  );
}

test('no file in src names a procedure', () => {
  assert.ok(ids.length > 50);
  const named = globSync('src/**/*.ts', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path !== sampleData)
    .flatMap((path) =>
      namesIn(readFileSync(new URL(path, root), 'utf8')).map((name) => `${path}: ${name}`),
    );
  assert.deepEqual(named, []);
});

test('every way of naming one is seen, and no other use of the word', () => {
  for (const text of [
    `if (entry.procedure === 'repair') return;`,
    `const same = 'repair' === form.procedure.id;`,
    `store.entries({ procedures: ['visitor'] })`,
    `store.entries({ procedures: ['visitor', 'repair'], open: true })`,
    `await store.form('visitor')`,
    `const found = await forms.current("repair");`,
    `go(link('new', 'repair'))`,
    'location.hash = `#/new/repair`;',
    'const version = `repair@${hash}`;',
    `switch (entry.procedure) { case 'action': return 1; }`,
    `const procedureId = 'emergency';`,
    `create: { procedure: 'call', with: {} }`,
  ])
    assert.notDeepEqual(namesIn(text), [], text);
  for (const text of [
    `const roles: Role[] = ['visitor'];`,
    `procedure.access.create.includes('visitor')`,
    `announce([{ kind: 'device', id }])`,
    `export type FeedKind = 'procedure' | 'site' | 'staff' | 'entry' | 'device';`,
    `// like procedure: 'repair'`,
    `/** procedure: 'repair' */`,
  ])
    assert.deepEqual(namesIn(text), [], text);
  assert.notDeepEqual(namesIn(readFileSync(new URL(sampleData, root), 'utf8')), []);
});
