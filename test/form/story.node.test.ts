import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { publish } from '../../src/spec/library.ts';
import type { OptionLists, Procedure } from '../../src/spec/procedure.ts';
import { runStory, type Story } from './story.ts';

const root = new URL('../../', import.meta.url);
const load = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

const find = (id: string): Procedure => {
  const shared = load('public/procedures/options.json') as OptionLists;
  return publish(load(`public/procedures/${id}.json`) as Procedure, shared).procedure;
};

const paths = globSync('test/stories/*.json', { cwd: root }).sort();
for (const path of paths) {
  const story = load(path) as Story;
  test(`story: ${story.title}`, () => assert.deepEqual(runStory(story, find), []));
}

test('every procedure has a story', () => {
  const told = new Set(paths.map((path) => (load(path) as Story).procedure));
  const files = globSync('public/procedures/*.json', { cwd: root }).map((path) =>
    basename(path, '.json'),
  );
  assert.deepEqual(
    files.filter((id) => id !== 'options' && !told.has(id)),
    [],
  );
});

test('a story that is not so is told, step by step', () => {
  const story = load('test/stories/round-sketch.json') as Story;
  const steps = [
    { open: 'new', expect: { visible: ['lamp.note'], problems: ['lamp:odd'], stage: 'done' } },
    { answer: { nobody: 1 }, submit: ['lamp:required'] },
  ];
  const wrong = runStory({ ...story, title: 'T', steps }, find);
  assert.deepEqual(
    wrong.map((line) => line.slice(0, 40)),
    [
      'T, step 1: lamp.note is not shown',
      'T, step 1: problems is [], not ["lamp:od',
      'T, step 1: stage is null, not "done"',
      'T, step 2: there is no nobody to answer',
      'T, step 2: what the server says is [], n',
    ],
  );
});
