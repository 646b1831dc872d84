import { assert } from 'chai';
import { publish } from '../../src/spec/library.ts';
import type { OptionLists, Procedure } from '../../src/spec/procedure.ts';
import { runStory, type Story } from './story.ts';

const load = async (path: string): Promise<unknown> =>
  (await fetch(new URL(`../../${path}`, import.meta.url))).json();

// Listed by web-test-runner.config.js: the same that `story.node.test.ts` runs.
const [names, shared] = await Promise.all([
  load('test/stories/names.json') as Promise<string[]>,
  load('public/procedures/options.json') as Promise<OptionLists>,
]);
for (const name of names)
  it(`in the browser: ${name}`, async () => {
    const story = (await load(`test/stories/${name}`)) as Story;
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

it('there are stories', () => assert.isAbove(names.length, 20));
