/**
 * A visit: one form being filled in, in memory only. Whatever a procedure says of its privacy notice is read here.
 */
import type { Item, L10n, Section } from '../../spec/procedure.ts';
import type { Form } from '../../form/compile.ts';
import { openSession } from '../../form/session.ts';
import type { Session } from '../../form/session.ts';
import type { Store } from '../../store/store.ts';

export interface Visit {
  /** Of the entry it will be. */
  readonly id: string;
  readonly form: Form;
  readonly session: Session;
}

const personal = new Set<Item['type']>(['phone', 'plate', 'room', 'photo', 'sign']);

/** Whether a section asks something about a person. */
export function isPersonal(section: Section): boolean {
  return section.items.some((item) => item.mask !== undefined || personal.has(item.type));
}

export const noticeOf = (form: Form): L10n | undefined => form.procedure.privacy?.notice;
export const consentOf = (form: Form): string | undefined => form.procedure.privacy?.consent;

/** The section that holds the agreement and nothing else to answer: the notice stands for it. */
function isConsent(section: Section, consent: string): boolean {
  return (
    section.items.some((item) => item.id === consent) &&
    section.items.every((item) => item.id === consent || item.type === 'note')
  );
}

/** The session without the section that the notice stands for. */
export function withoutConsent(session: Session, consent: string | undefined): Session {
  if (consent === undefined) return session;
  return {
    form: session.form,
    options: session.options,
    get answers() {
      return session.answers;
    },
    get stats() {
      return session.stats;
    },
    sections: () => session.sections().filter((section) => !isConsent(section, consent)),
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

/** Undefined where this device does not have the procedure. */
export async function openVisit(store: Store, procedure: string): Promise<Visit | undefined> {
  const form = await store.form(procedure);
  if (!form) return undefined;
  const around = await store.around(form);
  const session = openSession(form, { around, surface: store.device.surface });
  const consent = noticeOf(form) && consentOf(form);
  return { id: store.newId(), form, session: withoutConsent(session, consent) };
}
