/** Opens a form that others have filled in: as a draft, so that it survives leaving it, with what it will be linked to. */
import type { Answers } from '../../form/answers.ts';
import type { Form } from '../../form/compile.ts';
import type { Hint } from '../../spec/relation.ts';
import type { Draft, Store } from '../../store/store.ts';
import { go, link } from './links.ts';
import { once } from './once.ts';

export async function openFilled(
  store: Store,
  {
    form,
    hash,
    answers,
  }: { readonly form: Form; readonly hash: string; readonly answers: Answers },
  links: NonNullable<Draft['links']>,
): Promise<void> {
  const id = store.newId();
  await store.saveDraft({
    id,
    procedure: form.procedure.id,
    version: hash,
    answers,
    around: await store.around(form),
    touched: store.now(),
    links,
  });
  go(link('draft', id));
}

/** What a hint offers: one entry for all of these, linked to each. */
export async function openOffered(
  store: Store,
  { procedure, label }: NonNullable<Hint['offer']>,
  answers: Answers,
  entries: readonly { readonly id: string }[],
): Promise<void> {
  const current = await once(store.procedures);
  const hash = current.find((one) => one.procedure.id === procedure)?.hash;
  const form = hash && (await store.form(procedure, hash));
  if (!form) return;
  const links = entries.map(({ id }) => ({ entry: id, why: label['zh-CN'] }));
  await openFilled(store, { form, hash, answers }, links);
}
