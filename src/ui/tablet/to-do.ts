/**
 * What of a checklist is still open: the questions that must be answered before it can be finished, in reading order.
 */
import { isEmpty } from '../../form/answers.ts';
import type { Path } from '../../form/answers.ts';
import type { ItemState, Session } from '../../form/session.ts';

export interface ToDo {
  /** Questions that must be answered. */
  readonly all: number;
  /** Those that are not. */
  readonly left: readonly Path[];
  /** Checks among them that one tap would pass: a number is never made up. */
  readonly passable: readonly Path[];
}

const followUps = ['note', 'photo', 'measure'] as const;

function* questions(session: Session): Generator<ItemState> {
  for (const { items } of session.sections())
    for (const item of items) {
      const mains =
        item.type === 'table'
          ? session
              .rows(item.id)
              .flatMap((row) => item.items.map(({ id }) => `${item.id}/${row}/${id}`))
          : [item.id];
      const paths = mains.flatMap((main) => [main, ...followUps.map((each) => `${main}.${each}`)]);
      for (const path of paths) {
        const state = session.get(path);
        if (state?.visible && state.required) yield state;
      }
    }
}

export function toDoOf(session: Session): ToDo {
  const asked = [...questions(session)].filter(
    // A check with a number is answered by its number.
    ({ item, value }) => !(item.type === 'check' && item.measure && isEmpty(value)),
  );
  const open = asked.filter(({ value }) => isEmpty(value));
  const passable = open.filter(({ item, readonly }) => item.type === 'check' && !readonly);
  return {
    all: asked.length,
    left: open.map(({ path }) => path),
    passable: passable.map(({ path }) => path),
  };
}
