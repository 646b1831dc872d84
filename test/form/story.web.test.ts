import { assert } from 'chai';
import { publish } from '../../src/spec/library.ts';
import type { OptionLists, Procedure } from '../../src/spec/procedure.ts';
import { runStory, type Story } from './story.ts';

const load = async (path: string): Promise<unknown> =>
  (await fetch(new URL(`../../${path}`, import.meta.url))).json();

// One of each kind; `story.node.test.ts` runs them all.
const names = [
  'round-sketch',
  'visitor-sketch',
  'visitor-let-in-and-out',
  'handover-complete',
  'repair-burst-pipe',
];
for (const name of names)
  it(`in the browser: ${name}`, async () => {
    const story = (await load(`test/stories/${name}.json`)) as Story;
    const shared = (await load('public/procedures/options.json')) as OptionLists;
    const { procedure } = story;
    const found =
      typeof procedure === 'string'
        ? publish((await load(`public/procedures/${procedure}.json`)) as Procedure, shared)
            .procedure
        : procedure;
    assert.deepEqual(
      runStory(story, () => found),
      [],
    );
  });
