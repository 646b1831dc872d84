/**
 * The demonstration: a made-up site with a day behind it. What is there already stays as it is.
 */
import type { Deps } from '../deps.ts';
import { createSite, newPlace } from '../new-site.ts';
import { issueCode } from '../routes/enrol.ts';
import { addDevice, deviceOf, newDeviceId } from '../sql/devices.ts';
import { announce } from '../sql/feed.ts';
import { siteDocumentOf } from '../sql/source.ts';
import { pinKey, saveStaff } from '../sql/staff.ts';
import type { DeviceRow } from '../sql/tables.ts';
import type { Place } from '../sql/transaction.ts';
import { devices, people, site, stories } from './data.ts';
import { Player } from './play.ts';

/** A demonstration's links may be opened again, in another browser, next week. Milliseconds. */
const linkLasts = 7 * 86_400_000;

async function makeSite(deps: Deps): Promise<Place> {
  const place = newPlace();
  const keys = await Promise.all(people.map(({ pin }) => pinKey(pin)));
  const staff = people.map(({ pin: _, ...person }, index) => ({
    ...person,
    active: true,
    pin: keys[index],
  }));
  // They were there before the day that is told.
  const hired = new Date(deps.now() - 7 * 86_400_000).toISOString();
  const [first] = people;
  const [key] = keys;
  if (!key) throw new Error('no key for the first person');
  await deps.database.inSite(place, async (tx) => {
    const { id, name } = first;
    await createSite(tx, place, deps, { ...site, supervisor: { id, name, pin: key } });
    for (const { pin, ...person } of staff)
      await saveStaff(tx, place, person.id === id ? person : { ...person, pin }, hired);
    const doc = { ...(await siteDocumentOf(tx, place)), ...site };
    await tx
      .updateTable('site')
      .set({ doc: JSON.stringify(doc) })
      .where('company', '=', place.company)
      .where('site', '=', place.site)
      .execute();
    const changed = staff.map(({ id: each }) => ({ kind: 'staff' as const, id: each }));
    await announce(tx, place, [...changed, { kind: 'site', id: place.site }]);
  });
  await deps.places.all();
  return place;
}

/** Devices that nobody holds: the day was written on them. Their tokens are thrown away. */
async function makeDevices(deps: Deps, place: Place): Promise<DeviceRow[]> {
  const at = new Date(deps.now()).toISOString();
  return deps.database.inSite(place, async (tx) => {
    const made: DeviceRow[] = [];
    for (const { surface, name } of devices) {
      const id = newDeviceId();
      await addDevice(tx, place, { id, name: `${name}（示例数据）`, surface, token: '' }, at);
      const row = await deviceOf(tx, place, id);
      if (row) made.push(row);
    }
    return made;
  });
}

async function tellTheDay(deps: Deps, place: Place): Promise<void> {
  const made = await makeDevices(deps, place);
  const doc = await deps.database.inSite(place, (tx) => siteDocumentOf(tx, place));
  const player = new Player({ deps, place, site: doc, devices: made });
  for (const story of stories) {
    const [problem] = await player.play(story);
    if (problem)
      deps.log('story-left-out', { error: `${story.procedure}: ${problem.path} ${problem.code}` });
  }
}

/** Display columns: a Chinese character takes two. */
const wide = (text: string, columns: number): string =>
  text +
  ' '.repeat(
    Math.max(
      1,
      columns - Array.from(text).reduce((sum, each) => sum + (each > '\u2e7f' ? 2 : 1), 0),
    ),
  );

/** Fills an empty database; what a person needs to try it, as lines to print. */
export async function fill(deps: Deps): Promise<string> {
  let [place] = await deps.places.all();
  if (!place) {
    place = await makeSite(deps);
    await tellTheDay(deps, place);
  }
  const there = place;
  const lines = [
    '',
    '演示小区：打开链接即把这个浏览器登记为设备，可重复打开',
    'Demo: each link enrols the browser that opens it',
    '',
  ];
  for (const { surface, name } of devices) {
    const { url } = await deps.database.inSite(there, (tx) =>
      issueCode(tx, there, deps, { surface, name, lasts: linkLasts, again: true }),
    );
    lines.push(`  ${wide(name, 16)}${wide(surface, 8)}${url}`);
  }
  lines.push('', '  员工 Staff       角色 Role     PIN');
  for (const { name, roles, pin } of people)
    lines.push(`  ${wide(name, 17)}${wide(roles.join(' '), 14)}${pin}`);
  return [...lines, ''].join('\n');
}

/** The enrolment codes in what `fill` said, in the order of the devices. */
export function readLinks(said: string): string[] {
  return [...said.matchAll(/\/enrol\S*#(\S+)/g)].map((match) => match[1] ?? '');
}
