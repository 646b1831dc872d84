/**
 * What one deed of a person writes: its change, the entry as predicted, and the entries that it opens. Reads the
 * device's copy through a reader and writes nothing, so that it can run inside a transaction or before sealing.
 */
import { canonicalJson, hashOf } from '../spec/json.ts';
import type { Problem } from '../spec/problem.ts';
import type { Around } from '../form/around.ts';
import { isEmpty } from '../form/answers.ts';
import type { Answers, Path } from '../form/answers.ts';
import type { Form } from '../form/compile.ts';
import { aroundNow, effectsOf, movesOf } from '../form/effect.ts';
import type { Opening } from '../form/effect.ts';
import type { Entry } from '../form/entry.ts';
import { printNumber } from '../form/number.ts';
import { openSession } from '../form/session.ts';
import { applyChange } from '../sync/apply.ts';
import type { Who } from '../sync/apply.ts';
import type { Author, Change } from '../sync/change.ts';
import { applyMoved, movedBy } from '../sync/moved.ts';
import type { Json } from '../spec/json.ts';
import { localDate } from '../form/shift.ts';
import type { DeviceClock } from './clock.ts';
import type { Forms } from './forms.ts';
import type { Result } from './store.ts';

/** Who writes, where and when. */
export interface Hand {
  readonly device: { readonly id: string; readonly code: string };
  readonly site: { readonly code: string; readonly zone: string };
  readonly clock: DeviceClock;
  readonly author: Author | null;
  readonly who: Who;
  newId(): string;
}

/** The device's copy as planning reads it. */
export interface Reader {
  /** The last running number given to a change. */
  n(): Promise<number>;
  /** The last number of a printed series. */
  serial(key: string): Promise<number>;
  /** The entry as shown, with the revision that the server gave. */
  entry(id: string): Promise<{ shown: Entry; rev: number } | undefined>;
  /** The last change of the entry that is not acknowledged. */
  last(entry: string): Promise<string | undefined>;
}

export interface Deed {
  readonly kind: Change['kind'];
  readonly entry: string;
  readonly form: Form;
  readonly around: Around;
  readonly set?: Readonly<Record<Path, Json>>;
  readonly stage?: string;
  readonly text?: string;
  readonly link?: { readonly entry: string; readonly why: string };
  readonly settles?: readonly string[];
  readonly cause?: string;
  readonly parent?: string;
}

export interface Planned {
  readonly change: Change;
  readonly entry: Entry;
  readonly form: Form;
}

export interface Plan {
  readonly entry: Entry;
  readonly writes: readonly Planned[];
  /** Entries that these move: the server does it too, so nothing of it is sent. */
  readonly moved: readonly Planned[];
  /** `n` that the plan was made from; another writer's would make it void. */
  readonly from: number;
  readonly serials: ReadonlyMap<string, number>;
}

const deepest = 5;

export async function plan(
  reader: Reader,
  hand: Hand,
  forms: Forms,
  deed: Deed,
): Promise<Result<Plan>> {
  const from = await reader.n();
  const at = hand.clock.now();
  const writes: Planned[] = [];
  const moved: Planned[] = [];
  const shownNow = (id: string): Entry | undefined =>
    (moved.findLast((m) => m.entry.id === id) ?? writes.findLast((w) => w.entry.id === id))?.entry;
  const serials = new Map<string, number>();

  async function numberOf(form: Form): Promise<string | undefined> {
    const { number, code } = form.procedure;
    if (!number) return undefined;
    const date = localDate(at, hand.site.zone).replaceAll('-', '');
    const key = `serial:${code}:${date}`;
    const seq = (serials.get(key) ?? (await reader.serial(key))) + 1;
    serials.set(key, seq);
    return printNumber(number, { site: hand.site.code, code, date, device: hand.device.code, seq });
  }

  async function author(deed: Deed): Promise<readonly Problem[]> {
    const known = shownNow(deed.entry);
    const stored = known ? undefined : await reader.entry(deed.entry);
    const before = known ?? stored?.shown;
    const after =
      writes.findLast((w) => w.change.entry === deed.entry)?.change.id ??
      (await reader.last(deed.entry));
    const number = deed.kind === 'create' ? await numberOf(deed.form) : undefined;
    const change: Change = {
      id: hand.newId(),
      entry: deed.entry,
      procedure: `${deed.form.procedure.id}@${forms.hashOf(deed.form) ?? hashOf(canonicalJson(deed.form.procedure))}`,
      kind: deed.kind,
      base: stored?.rev ?? 0,
      ...(after ? { after } : {}),
      n: from + writes.length + 1,
      at,
      ...(deed.set ? { set: { ...deed.set } } : {}),
      ...(deed.set && before ? { was: replaced(before.answers, deed.set) } : {}),
      ...(deed.stage ? { stage: deed.stage } : {}),
      ...(number ? { number } : {}),
      ...(deed.text ? { text: deed.text } : {}),
      ...(deed.link ? { link: deed.link } : {}),
      ...(deed.settles ? { settles: [...deed.settles] } : {}),
      ...(deed.cause ? { cause: deed.cause } : {}),
      ...(deed.parent ? { parent: deed.parent } : {}),
      around: deed.around as NonNullable<Change['around']>,
      author: hand.author,
      device: hand.device.id,
      clock: hand.clock.stamp(),
      ...blobsIn(deed.set),
    };
    const applied = applyChange(before, change, deed.form, hand.who, { force: true });
    if (applied.outcome === 'rejected') return applied.problems;
    if (applied.outcome === 'held') return [{ code: 'not-here-yet', path: '' }];
    // The revision stays the server's until it says otherwise.
    const entry = { ...applied.entry, rev: before?.rev ?? 0 };
    writes.push({ change, entry, form: deed.form });
    await open(effectsOf(deed.form, before, entry), deed);
    await move(deed.form, before, entry, change);
    return [];
  }

  /** What is here of the entries that go to another stage because of this one; the server moves the others. */
  async function move(
    form: Form,
    before: Entry | undefined,
    after: Entry,
    change: Change,
  ): Promise<void> {
    for (const moving of movesOf(form, before, after)) {
      const target = shownNow(moving.entry) ?? (await reader.entry(moving.entry))?.shown;
      const its = target && (await forms.version(target.version));
      if (!its || moved.length >= deepest * 4) continue;
      const follows = movedBy(after, form, change, moving, target);
      const applied = applyMoved(target, follows, its, hand.who);
      if (!('entry' in applied)) continue;
      const entry = { ...applied.entry, rev: target.rev };
      moved.push({ change: follows, entry, form: its });
      const opener = {
        kind: 'move',
        entry: entry.id,
        form: its,
        around: aroundNow(entry),
      } as const;
      await open(effectsOf(its, target, entry), opener);
      await move(its, target, entry, follows);
    }
  }

  async function open(openings: readonly Opening[], parent: Deed): Promise<void> {
    if (writes.length > deepest * 20) return;
    for (const opening of openings) {
      const there =
        writes.some((w) => w.entry.id === opening.id) || (await reader.entry(opening.id));
      const current = there ? undefined : await forms.current(opening.procedure);
      if (!current) continue;
      // The server opens it from the parent too, with the same id; should it be refused here, the parent stands.
      await author({
        kind: 'create',
        entry: opening.id,
        form: current.form,
        around: parent.around,
        set: opening.answers,
        stage: firstStage(current.form),
        cause: opening.cause,
        parent: parent.entry,
      });
    }
  }

  const problems = await author(deed);
  const [first] = writes;
  if (problems.length > 0 || !first) return { ok: false, problems };
  return { ok: true, value: { entry: first.entry, writes, moved, from, serials } };
}

export function firstStage(form: Form): string {
  return form.stages[0]?.id ?? 'done';
}

/** What a form holds when it has just been opened: defaults, computed items and prepared rows over what is given. */
export function firstAnswers(form: Form, around: Around, answers: Answers = {}): Answers {
  return openSession(form, { answers, around, surface: around.surface }).submission();
}

function replaced(answers: Answers, set: Answers): Record<Path, Json> {
  const was: Record<Path, Json> = {};
  for (const path of Object.keys(set)) {
    const value = answers[path];
    if (value !== undefined && !isEmpty(value)) was[path] = value;
  }
  return was;
}

const sha = /^[0-9a-f]{64}$/;

/** Attachments that the answers name: photos are lists of SHA-256. */
function blobsIn(set: Answers | undefined): { blobs?: string[] } {
  const found = Object.values(set ?? {})
    .filter((value): value is readonly Json[] => Array.isArray(value))
    .flat()
    .filter((value): value is string => typeof value === 'string' && sha.test(value));
  return found.length > 0 ? { blobs: [...new Set(found)] } : {};
}
