/** A session of which a part is not asked on this screen. */
import type { Item, Section } from '../../spec/procedure.ts';
import type { Session } from '../../form/session.ts';

/** Items for which `asks` is false are not listed, nor sections of which nothing is left to answer. */
export function narrowed(
  session: Session,
  asks: (item: Item, section: Section) => boolean,
): Session {
  return {
    form: session.form,
    options: session.options,
    get answers() {
      return session.answers;
    },
    get stats() {
      return session.stats;
    },
    sections: () =>
      session
        .sections()
        .map((section) => {
          const items = section.items.filter((item) => asks(item, section));
          return items.length === section.items.length ? section : { ...section, items };
        })
        .filter(({ items }) => items.length > 0),
    get: (path) => session.get(path),
    answer: (path, value) => session.answer(path, value),
    rows: (table) => session.rows(table),
    addRow: (table, row) => session.addRow(table, row),
    removeRow: (table, row) => session.removeRow(table, row),
    problems: () => session.problems(),
    submission: () => session.submission(),
    subscribe: (listener) => session.subscribe(listener),
  };
}
