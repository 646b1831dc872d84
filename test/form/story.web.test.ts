import { assert } from 'chai';
import round from '../stories/round-sketch.json' with { type: 'json' };
import visitor from '../stories/visitor-sketch.json' with { type: 'json' };
import { runStory, type Story } from './story.ts';

const find = (id: string): never => {
  throw new Error(`no ${id} here`);
};

for (const story of [round, visitor] as unknown as Story[])
  it(`in the browser: ${story.title}`, () => assert.deepEqual(runStory(story, find), []));
