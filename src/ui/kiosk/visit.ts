/**
 * A visit: one form being filled in, in memory only. Whatever a procedure says of its privacy notice is read here.
 */
import type { Item, ItemOf, L10n, Procedure, Section } from '../../spec/procedure.ts';
import type { Answers } from '../../form/answers.ts';
import type { Form } from '../../form/compile.ts';
import type { Entry } from '../../form/entry.ts';
import { openSession } from '../../form/session.ts';
import type { Session } from '../../form/session.ts';
import type { Result, Store } from '../../store/store.ts';
import { narrowed } from '../form/narrowed.ts';
import type { Invited } from './codes.ts';

export interface Visit {
  /** Of the entry it will be. */
  readonly id: string;
  readonly form: Form;
  readonly session: Session;
  /** Asked for by number or scan before the form. */
  readonly sought?: ItemOf<'ref'>;
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

/** What is asked page by page: without the section that the notice stands for, and without entries, which are scanned. */
export function askedOf(session: Session, consent: string | undefined): Session {
  return narrowed(
    session,
    (item, section) =>
      item.type !== 'ref' && (consent === undefined || !isConsent(section, consent)),
  );
}

/** The entry that has to be found before anything else is asked: the visit that is signed out. */
function soughtBy(session: Session): ItemOf<'ref'> | undefined {
  return session
    .sections()
    .flatMap(({ items }) => items)
    .find((item): item is ItemOf<'ref'> => item.type === 'ref' && item.required === true);
}

/** Undefined where this device does not have the procedure. */
export async function openVisit(store: Store, procedure: string): Promise<Visit | undefined> {
  const form = await store.form(procedure);
  if (!form) return undefined;
  const around = await store.around(form);
  const session = openSession(form, { around, surface: store.device.surface });
  const consent = noticeOf(form) && consentOf(form);
  const sought = soughtBy(session);
  return {
    id: store.newId(),
    form,
    session: askedOf(session, consent),
    ...(sought ? { sought } : {}),
  };
}

/** Saves it. What goes wrong is told, never lost. */
export async function saveVisit(
  store: Store,
  { id, form, session }: Visit,
  answers: Answers,
): Promise<Result<Entry>> {
  try {
    return await store.submit(form, answers, session.options.around, { id, draft: id });
  } catch (error) {
    // A bug, but the person at the screen must not lose what they typed over it.
    console.error(error);
    return { ok: false, problems: [{ code: 'not-saved', path: '' }] };
  }
}

/** Fills in what a scanned invitation says, where the form copies it from the entry that is named. */
export function fillInvited(visit: Visit, { procedure, entry, answers }: Invited): boolean {
  const ref = refTo(visit.form.procedure, procedure);
  if (!ref) return false;
  visit.session.answer(ref.id, entry);
  for (const [here, there] of Object.entries(ref.copy ?? {})) {
    const value = answers[there];
    if (value !== undefined) visit.session.answer(here, value);
  }
  return true;
}

/** The item that keeps which entry of `procedure` this one follows. */
export function refTo(form: Procedure, procedure: string): ItemOf<'ref'> | undefined {
  return form.sections
    .filter(({ at }) => at === undefined)
    .flatMap(({ items }) => items)
    .find(
      (item): item is ItemOf<'ref'> =>
        item.type === 'ref' && item.procedure === procedure && item.copy !== undefined,
    );
}
