/**
 * `npm run bench:sync [-- --entries 10000 --runs 5]`: entries that were written while a desk was cut off go to an empty
 * server, and come to another desk; beside the least that could do it: one gzipped request, one SQLite transaction, one
 * bulk put.
 */
import { Device } from '../e2e/browser.ts';
import { Site } from '../e2e/site.ts';
import { parcel } from '../server/kit.ts';
import { environment, median, record, setting } from './report.ts';
import { floorSync } from './sync/floor.ts';
import { pullAll, pushAll, writeAll } from './sync/desk.ts';

const entries = Number(setting('entries') ?? 10_000);
const runs = Number(setting('runs') ?? 5);
const times = { push: [] as number[], pull: [] as number[], first: [] as number[] };
const floors = { push: [] as number[], pull: [] as number[] };
let browser = '';

for (let run = 0; run < runs; run++) {
  const site = await Site.open();
  try {
    await site.command('publish-procedure', { text: JSON.stringify(parcel()) });
    const clerk = await site.hire('clerk', '示例前台', ['frontdesk'], '222222');
    const sender = await Device.enrol(site, 'desk', '样例电脑一');
    browser = sender.context.browser()?.version() ?? '';
    await writeAll(sender, clerk.id, entries);
    times.push.push(await pushAll(sender));
    await sender.close();
    const receiver = await Device.enrol(site, 'desk', '样例电脑二');
    const pulled = await pullAll(receiver, entries);
    times.pull.push(pulled.all);
    times.first.push(pulled.first);
    const floor = await floorSync(receiver.context, entries);
    floors.push.push(floor.push);
    floors.pull.push(floor.pull);
    await receiver.close();
  } finally {
    await site.close();
  }
  console.log(
    `run ${run + 1}: ${JSON.stringify({ push: times.push.at(-1), pull: times.pull.at(-1), floor: { push: floors.push.at(-1), pull: floors.pull.at(-1) } })}`,
  );
}
const result = {
  push: median(times.push),
  pull: median(times.pull),
  first: median(times.first),
  floorPush: median(floors.push),
  floorPull: median(floors.pull),
};
console.log(result);
record('sync', { ...environment(browser), entries, runs, ...result, all: { times, floors } });
