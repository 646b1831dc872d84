/**
 * Everything of the store that the first screen does not need: forms and what computes with them, deeds, questions to the
 * server, sending. `open.ts` fetches it once the page is painted.
 */
import type { Subscription } from 'dexie';
import * as z from 'zod/mini';
import type { Json } from '../spec/json.ts';
import { calendarOf } from '../sync/calendar.ts';
import { readPass } from '../sync/pass.ts';
import { Api, headerValue } from './api.ts';
import { Blobs } from './blobs.ts';
import { changedProcedures } from './changed.ts';
import type { DeviceClock } from './clock.ts';
import { meta } from './database.ts';
import type { Database } from './database.ts';
import { deedsOf, problem } from './deeds.ts';
import type { Drafts } from './drafts.ts';
import { findEntries, findEntry } from './entries.ts';
import { Forms } from './forms.ts';
import { newId } from './new-id.ts';
import { Heart } from './heart.ts';
import type { Identity } from './identity.ts';
import { importsOf } from './imports.ts';
import { appendToJournal, recover } from './journal.ts';
import { beginKeying, keepKeyed } from './keying.ts';
import { missedSlots } from './missed.ts';
import { live } from './observe.ts';
import type { Cell } from './observe.ts';
import { fetchPassKeys } from './pass-keys.ts';
import { passesOf } from './passes.ts';
import { questionsOf } from './questions.ts';
import { findDuplicates, findHints, findOpenings, search } from './relations.ts';
import { replayUnknown } from './replica.ts';
import type { TabSession } from './session.ts';
import { siteOf } from './site-document.ts';
import { signInWith, signWith } from './staff.ts';
import type { Result, SignedIn, Store } from './store.ts';
import type { Writer } from './writer.ts';

export interface WorksOptions {
  readonly db: Database;
  readonly identity: Identity;
  readonly clock: DeviceClock;
  readonly session: TabSession;
  readonly drafts: Drafts;
  readonly busy: Cell<boolean>;
  readonly base?: string;
  readonly every?: number;
}

/** Puts in order what `untidy.ts` found. Throws `NotSaved` where the database cannot be written. */
export async function tidyUp(db: Database, identity: Identity): Promise<void> {
  await recover({ db, forms: new Forms(db), identity });
  await replayUnknown(db);
  await beginKeying(db);
}

export type Works = ReturnType<typeof worksOf>;

export function worksOf(options: WorksOptions) {
  const { db, identity, clock, session, drafts, busy, base, every } = options;
  const { device, token } = identity;
  const kiosk = device.surface === 'kiosk';
  const server = base === undefined ? {} : { base };
  const api = new Api({ token, ...server });
  const forms = new Forms(db);
  const copy = { db, forms };
  const closing = new AbortController();
  const blobs = new Blobs(db, clock, api, kiosk);
  const heart = new Heart({
    db,
    forms,
    clock,
    token,
    busy,
    ...server,
    ...(every ? { every } : {}),
  });
  const pinDesk = { db, clock, device: device.id, newId };
  const writer: Writer = {
    db,
    identity,
    forms,
    blobs,
    saved: () => heart.saved(),
    rescue: (rows) => appendToJournal(rows),
  };
  const deeds = deedsOf({ writer, clock, session, drafts });
  let certified: Subscription | undefined;

  return {
    ...deeds,
    ...questionsOf(api),
    imports: importsOf({ writer, clock, session, around: deeds.around }),
    passes: passesOf({ db, forms, clock }),
    passEntry: (text: string) => readPass(text)?.body.entry,
    heart,
    blobs,
    calendar: async () => calendarOf(await siteOf(db), clock.ms()),
    form: async (procedure: string, version?: string) =>
      version ? forms.version(version) : (await forms.current(procedure))?.form,
    async signIn(staff: string, pin: string): Promise<Result<SignedIn>> {
      const right = await signInWith(pinDesk, staff, pin);
      if (!right.ok) return right;
      session.begin(right.value.author, right.value.staff);
      return { ok: true, value: { staff: right.value.staff, until: right.value.author.until } };
    },
    sign: (...args: Parameters<Store['sign']>) => signWith(pinDesk, ...args),
    changed: () => live(() => changedProcedures(db)),
    missed: () => live(() => missedSlots({ db, forms, device, now: clock.ms() })),

    entry: (id: string) => live(() => findEntry(db, forms, id)),
    entries: (...[query]: Parameters<Store['entries']>) =>
      live(() => findEntries(db, forms, query)),
    search: (...[text, query]: Parameters<Store['search']>) =>
      live(() => search(copy, text, query)),
    hints: (...[form, answers, self]: Parameters<Store['hints']>) =>
      live(async () =>
        form.procedure.hints
          ? findHints(copy, form, answers, await deeds.around(form), self)
          : ([] as const),
      ),
    duplicates: (...[form, answers, self]: Parameters<Store['duplicates']>) =>
      live(() => findDuplicates(copy, form, answers, self)),
    openings: (entry: string) =>
      live(async () => {
        const listed = await findEntry(db, forms, entry);
        return listed ? findOpenings(copy, listed, await deeds.around(listed.form)) : [];
      }),

    async command(...[name, body]: Parameters<Store['command']>): Promise<Result<Json>> {
      const by = session.author();
      if (!by) return problem('signed-out');
      const headers = { 'x-author': headerValue(by.author) };
      const answer = await api.ask(
        { method: 'POST', path: `/api/command/${name}`, json: JSON.stringify(body), headers },
        z.object({ value: z.json() }),
      );
      return answer.ok ? { ok: true, value: answer.value.value } : answer;
    },
    start() {
      void blobs.tidy().catch(() => undefined);
      keepKeyed(copy, closing.signal);
      heart.start();
      if (!kiosk) certified = keepCertified(db, api, clock);
    },
    close() {
      closing.abort();
      certified?.unsubscribe();
      heart.stop();
    },
  };
}

/** Asks for the certificate again after each cycle that met the server, until there is a fresh one. */
function keepCertified(db: Database, api: Api, clock: DeviceClock): Subscription {
  let asking = false;
  const ask = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    const done = await fetchPassKeys(db, api, clock.ms()).catch(() => false);
    asking = false;
    if (done) subscription.unsubscribe();
  };
  const subscription = live(() => meta<string>(db, 'lastOk')).subscribe({
    next: (lastOk) => void (lastOk !== undefined && ask()),
    error: () => undefined, // The database is gone, and with it the need.
  });
  return subscription;
}
