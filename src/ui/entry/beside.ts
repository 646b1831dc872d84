/**
 * Pictures to compare with: of the same thing this morning, and how it should look.
 */
import type { ItemOf } from '../../spec/procedure.ts';
import type { Path } from '../../form/answers.ts';
import type { Listed, Store } from '../../store/store.ts';
import type { Beside } from '../field/context.ts';
import { once } from './once.ts';

const lookBack = 86_400_000;

const photosIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

/** Those that have pictures, in the order of the procedure. `self`: the entry that is filled in. */
export async function besideOf(
  store: Store,
  item: ItemOf<'photo'>,
  path: Path,
  self: string,
): Promise<Beside[]> {
  const [, row] = path.split('/');
  const found: Beside[] = [];
  for (const { procedure, table, item: name } of item.beside ?? []) {
    const listed = procedure ? await latest(store, procedure, self) : await there(store, row);
    if (!listed) continue;
    const { entry, form } = listed;
    const at = procedure && table ? `${table}/${row ?? ''}/${name}` : name;
    const photos = photosIn(entry.answers[at]);
    if (photos.length > 0) found.push({ title: form.procedure.title, at: entry.updated, photos });
  }
  return found;
}

async function latest(store: Store, procedure: string, self: string): Promise<Listed | undefined> {
  const since = new Date(Date.parse(store.now()) - lookBack).toISOString();
  const all = await once(store.entries({ procedures: [procedure], since }));
  return all.find(({ entry }) => entry.id !== self && !entry.void);
}

const there = (store: Store, id: string | undefined): Promise<Listed | undefined> =>
  id === undefined ? Promise.resolve(undefined) : once(store.entry(id));
