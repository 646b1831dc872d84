import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { read, violations } from './architecture.ts';

const root = new URL('../', import.meta.url);
const sources = globSync('src/**/*.ts', { cwd: root }).map((path) => ({
  path: path.replaceAll('\\', '/'),
  text: readFileSync(new URL(path, root), 'utf8'),
}));

/** What is said of a single planted file. */
const said = (path: string, text: string): string => violations([{ path, text }]).join('\n');

test('src keeps to the arrows', () => {
  assert.ok(sources.length > 0);
  assert.deepEqual(violations(sources), []);
});

test('every form of import is seen', () => {
  const text = `
    import type { A } from './a.ts';
    import b, { type B } from './b.ts';
    import './c.ts';
    export * from './d.ts';
    export { e } from './e.ts';
    export type { F } from './f.ts';
    const g = await import('./g.ts');
    const h = await import(\`./h.ts\`);
    let i: import('./i.ts').I;
    type J = typeof import('./j.ts');
    // import './not.ts';
    const text = "import './nor.ts'";
    const any = (name: string) => import(name);
  `;
  const { imports } = read({ path: 'src/ui/a.ts', text });
  assert.deepEqual(
    new Set(imports),
    new Set(
      'abcdefghij'
        .split('')
        .map((letter): string | undefined => `./${letter}.ts`)
        .concat(undefined),
    ),
  );
});

test('a planted arrow from form to store is reported', () => {
  const planted = [
    ...sources,
    { path: 'src/form/planted.ts', text: `import { x } from '../store/store.ts';` },
  ];
  const line = 'src/form/planted.ts: form may not import store (../store/store.ts)';
  assert.ok(violations(planted).includes(line));
});

test('each rule reports what breaks it', () => {
  assert.match(
    said('src/ui/a.ts', `import type { T } from '../sync/a.ts';`),
    /ui may not import sync/,
  );
  assert.match(
    said('src/server/a.ts', `export * from '../store/a.ts';`),
    /server may not import store/,
  );
  assert.match(
    said('src/ui/desk/a.ts', `import '../kiosk/a.ts';`),
    /ui\/desk may not import ui\/kiosk/,
  );
  assert.match(said('src/spec/a.ts', `import { html } from 'lit';`), /may not use the package lit/);
  assert.match(said('src/sync/a.ts', `import 'node:fs';`), /may not use the package node:fs/);
  assert.match(said('src/store/a.ts', `import 'node:fs';`), /store may not use node:fs/);
  assert.match(said('src/form/a.ts', `import { x } from './b';`), /does not end with \.ts/);
  assert.match(said('src/form/a.ts', `import { x } from '../../test/b.ts';`), /leaves src/);
  assert.match(said('src/other/a.ts', ''), /not in the map/);
  assert.match(said('src/ui/a.ts', '//\n'.repeat(401)), /401 lines/);
  assert.match(said('src/ui/a.ts', 'import(name);'), /cannot be read/);
  for (const text of ['new Date();', 'Date();', 'Date.now();', 'Math.random();'])
    assert.match(said('src/sync/a.ts', text), /clock or chance/);
});

test('what is allowed passes', () => {
  const text = `import * as z from 'zod/mini'; import { a } from '../spec/a.ts'; new Date(0); Date.parse('');`;
  assert.equal(said('src/form/a.ts', text), '');
  assert.equal(said('src/server/a.ts', `import 'node:fs'; import '../sync/a.ts'; Date.now();`), '');
  assert.equal(said('src/ui/desk/a.ts', `import '../field/a.ts';`), '');
  assert.equal(said('src/main.ts', `import('./ui/desk/a.ts');`), '');
});
