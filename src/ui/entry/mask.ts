/**
 * Masked answers: a role outside `access.whole` sees of a telephone number only what tells two people apart. Where a
 * procedure names nobody, whoever may open entries of it (and so typed the answers) sees them whole.
 */
import type { Json } from '../../spec/json.ts';
import type { Item, Role } from '../../spec/procedure.ts';
import type { Answers, Path } from '../../form/answers.ts';
import type { Form } from '../../form/compile.ts';
import type { Listed } from '../../store/store.ts';
import { itemOf } from './answer-text.ts';

type Mask = NonNullable<Item['mask']>;

/** How many characters stay at either end. */
const kept: Readonly<Record<Mask, readonly [start: number, end: number]>> = {
  name: [1, 0],
  phone: [3, 4],
  last4: [0, 4],
  plate: [2, 2],
  id: [3, 2],
};
const filler = '＊';

/** `13800000001` → `138＊＊＊＊0001`. A text too short to keep its ends loses all but the first. */
export function maskText(mask: Mask, text: string): string {
  const letters = [...text];
  const [start, end] = letters.length > kept[mask][0] + kept[mask][1] ? kept[mask] : [0, 0];
  const hidden = Math.max(1, letters.length - start - end);
  return [
    ...letters.slice(0, start),
    filler.repeat(Math.min(hidden, 6)),
    ...letters.slice(letters.length - end),
  ].join('');
}

export function seesWhole({ procedure: { access } }: Form, roles: readonly Role[]): boolean {
  return (access.whole ?? access.create).some((role) => roles.includes(role));
}

const maskAt = (form: Form, path: Path): Mask | undefined =>
  path.includes('.') ? undefined : itemOf(form, path)?.mask;

/** Whether anything of it is masked. */
export function hasMasked(form: Form, answers: Answers): boolean {
  return Object.keys(answers).some((path) => maskAt(form, path) !== undefined);
}

function veiled(form: Form, answers: Answers): Answers {
  const shown: Record<Path, Json> = {};
  for (const [path, value] of Object.entries(answers)) {
    const mask = maskAt(form, path);
    shown[path] =
      mask && (typeof value === 'string' || typeof value === 'number')
        ? maskText(mask, String(value))
        : value;
  }
  return shown;
}

/** The entry as these roles see it; the same object where nothing is hidden from them. For showing only, never for editing. */
export function asSeen(listed: Listed, { roles }: { readonly roles: readonly Role[] }): Listed {
  const { form, entry } = listed;
  if (seesWhole(form, roles) || !hasMasked(form, entry.answers)) return listed;
  return { ...listed, entry: { ...entry, answers: veiled(form, entry.answers) } };
}
