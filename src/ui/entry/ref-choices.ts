/** Entries that a `ref` field offers: those that the item allows, unfinished ones first, by what is typed. */
import type { ItemOf } from '../../spec/procedure.ts';
import { isFinished } from '../../form/stage.ts';
import { facetsOf } from '../../form/summary.ts';
import type { Listed, Store } from '../../store/store.ts';
import type { RefChoice } from '../field/context.ts';
import { say } from '../words/words.ts';
import { pictureOf, titleOf } from './lines.ts';
import { entryLink } from './links.ts';
import { once } from './once.ts';
import type { SiteView } from './site.ts';
import { stageOf } from './steps.ts';
import { whenText } from './when.ts';

export interface Wanted {
  readonly text: string;
  readonly most: number;
  /** The entry that is being filled in cannot name itself. */
  readonly not: string;
}

/** Newest first is the store's order; of several words, each must be found. */
export async function choicesOf(
  store: Store,
  site: SiteView,
  item: Pick<ItemOf<'ref'>, 'procedure' | 'stages'>,
  { text, most, not }: Wanted,
): Promise<RefChoice[]> {
  const sought = text.trim().toLowerCase();
  const direct = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(sought)
    ? await once(store.entry(sought))
    : undefined;
  const among = item.procedure === undefined ? {} : { procedures: [item.procedure] };
  const found = direct
    ? [direct]
    : await once(sought ? store.search(sought, among) : store.entries(among));
  const fitting = found.filter(
    (one) =>
      one.entry.id !== not &&
      !one.entry.void &&
      (!item.procedure || one.entry.procedure === item.procedure) &&
      (!item.stages || item.stages.includes(one.entry.stage)),
  );
  const open = fitting.filter(({ form, entry }) => !isFinished(form, entry.stage));
  const rest = fitting.filter((one) => !open.includes(one));
  return [...open, ...rest].slice(0, most).map((one) => choice(one, store, site));
}

export async function choiceOf(
  store: Store,
  site: SiteView,
  id: string,
): Promise<RefChoice | undefined> {
  const found = await once(store.entry(id));
  return found && choice(found, store, site);
}

function choice(listed: Listed, store: Store, site: SiteView): RefChoice {
  const { entry, form } = listed;
  const stage = stageOf(listed);
  const { room } = facetsOf(form, entry.answers);
  return {
    id: entry.id,
    href: entryLink(entry.id),
    icon: pictureOf(listed),
    title: titleOf(listed, site),
    number: entry.number ?? '',
    procedure: say(form.procedure.title),
    room: room ? site.room(room) : '',
    created: entry.created,
    when: whenText(entry.created, store.now(), site.zone),
    stage: say(stage?.title),
    tone: stage?.tone ?? '',
    answers: entry.answers,
  };
}
