/**
 * What one ledger transaction brings about: a change, the entries it opens and moves, and held changes that fit now. Nothing is
 * written before `tx.commit(work.writes)`.
 */
import type { Problem } from '../spec/problem.ts';
import { canonicalJson, hashOf } from '../spec/json.ts';
import { effectsOf, movesOf } from '../form/effect.ts';
import type { Form } from '../form/compile.ts';
import type { Entry } from '../form/entry.ts';
import { applyChange, type Applied, type Who } from './apply.ts';
import type { Change } from './change.ts';
import { applyMoved, fitted, isMoved, missed, movedBy } from './moved.ts';
import { openedBy } from './open.ts';
import type { Held, LedgerTx, Write } from './ports.ts';
import type { PushResult } from './protocol.ts';
import { timed, type Clock } from './true-time.ts';

/** Openings of openings of …: more of one change than this is a loop in the procedures, and is cut here. So with moves. */
const mostOpenings = 40;

/** An entry that has come about, and what it was before. */
interface Step {
  readonly form: Form;
  readonly before: Entry | undefined;
  readonly after: Entry;
}

export class LedgerWork {
  /** The received change's own first. */
  readonly writes: Write[] = [];
  readonly #tx: LedgerTx;
  readonly #now: number;
  /** Of the received change only: what was held meanwhile was sent at another time. */
  #sent: Clock | undefined;
  #moves = 0;
  /** Entries as they are within this transaction. */
  readonly #entries = new Map<string, Entry | undefined>();

  /** `now`: milliseconds since 1970; no change was authored later. */
  constructor(tx: LedgerTx, now: number) {
    this.#tx = tx;
    this.#now = now;
  }

  /** `sent`: the device's clock when it sent this. */
  async receive(received: Held, sent?: Clock): Promise<void> {
    this.#sent = sent;
    const applied = await this.#apply(received, false);
    this.#sent = undefined;
    if (applied.outcome === 'held') this.#write(received, applied, []);
    else await this.#settle(received, applied);
  }

  /** Applies the held changes of an entry, and those that wait for it, as far as they fit; with `force`, regardless. */
  async release(entry: string, force: boolean): Promise<void> {
    let waiting = await this.#tx.heldFor(entry);
    for (let before = -1; waiting.length > 0 && waiting.length !== before;) {
      before = waiting.length;
      const rest: Held[] = [];
      for (const each of waiting) {
        if (this.writes.some((write) => write.change.id === each.change.id)) continue;
        const target = isMoved(each.change) ? await this.#entry(each.change.entry) : undefined;
        const held = target ? { ...each, change: fitted(each.change, target) } : each;
        const applied = await this.#apply(held, force);
        if (applied.outcome === 'held') rest.push(held);
        else await this.#settle(held, applied);
      }
      waiting = rest;
    }
  }

  /** Writes a change that is not held (any more), then what follows from it. */
  async #settle(received: Held, applied: Exclude<Applied, { outcome: 'held' }>): Promise<void> {
    const { change, who } = received;
    if (applied.outcome === 'rejected') {
      this.#write(received, applied, []);
      if (isMoved(change)) await this.#miss(received, applied.problems[0]);
      return this.release(change.entry, false);
    }
    const before = await this.#entry(change.entry);
    this.#entries.set(change.entry, applied.entry);
    const steps = await this.#open(before, applied.entry, change, who);
    const opened = steps.slice(1).map(({ after }) => after);
    this.#write(received, applied, [applied.entry, ...opened]);
    for (const step of steps) await this.#move(step, received);
    for (const { id } of [applied.entry, ...opened]) await this.release(id, false);
  }

  /** Other entries that go to another stage because of this one. */
  async #move({ form, before, after }: Step, { change, who }: Held): Promise<void> {
    for (const moving of movesOf(form, before, after)) {
      if (this.#moves++ >= mostOpenings) return;
      const target = await this.#entry(moving.entry);
      const moved = movedBy(after, form, change, moving, target);
      const received = { change: moved, sent: { hash: hashOf(canonicalJson(moved)) }, who };
      const applied = await this.#apply(received, false);
      if (applied.outcome === 'held') this.#write(received, applied, []);
      else await this.#settle(received, applied);
    }
  }

  /** The entry that wanted it says that another could not be moved. */
  async #miss({ change, who }: Held, problem: Problem | undefined): Promise<void> {
    const cause = await this.#entry(change.parent ?? '');
    if (!cause) return;
    const target = await this.#entry(change.entry);
    const form = target && (await this.#form(target, change));
    const { entry, hash, change: note } = missed(cause, change, who, { problem, form });
    this.#entries.set(entry.id, entry);
    this.#write({ change: note, sent: { hash }, who }, { outcome: 'applied', entry }, [entry]);
  }

  async #apply({ change, who }: Held, force: boolean): Promise<Applied> {
    const parent = change.cause === undefined ? undefined : change.parent;
    // Read before the entry itself: always parents first, so that two transactions cannot wait for one another.
    const waitsForParent = parent !== undefined && !(await this.#entry(parent));
    const entry = await this.#entry(change.entry);
    if (waitsForParent && !entry && !force) return { outcome: 'held', waitsFor: parent };
    if (isMoved(change) && !entry)
      return force
        ? { outcome: 'rejected', problems: [{ code: 'unknown-entry', path: '' }] }
        : { outcome: 'held', waitsFor: change.entry };
    const form = await this.#form(entry, change);
    if (!form) return { outcome: 'held', waitsFor: change.procedure };
    if (isMoved(change) && entry) return applyMoved(entry, change, form, who);
    const at = timed(change, this.#now, this.#sent);
    const applied = applyChange(entry, at, form, who, { force });
    const inVain = applied.outcome === 'held' && (await this.#isRejected(applied.waitsFor));
    return inVain ? applyChange(entry, at, form, who, { force: true }) : applied;
  }

  /** What waits for a refused change would wait for ever; its values are merged on their own merits. */
  async #isRejected(change: string): Promise<boolean> {
    const here = this.writes.find((write) => write.change.id === change);
    const result = here?.result ?? (await this.#tx.seen(change))?.result;
    return result?.outcome === 'rejected';
  }

  /** The entry itself, then those it opens. */
  async #open(
    before: Entry | undefined,
    after: Entry,
    change: Change,
    who: Who,
  ): Promise<readonly Step[]> {
    const form = await this.#form(after, change);
    if (!form || after === before) return [];
    const steps: Step[] = [{ form, before, after }];
    for (const parent of steps)
      for (const opening of effectsOf(parent.form, parent.before, parent.after)) {
        if (steps.length > mostOpenings || (await this.#entry(opening.id))) continue;
        const published = await this.#tx.current(opening.procedure);
        if (!published) continue;
        const child = openedBy(parent.after, change, opening, published, who);
        this.#entries.set(child.id, child);
        steps.push({ form: published.form, before: undefined, after: child });
      }
    return steps;
  }

  async #entry(id: string): Promise<Entry | undefined> {
    if (!this.#entries.has(id)) this.#entries.set(id, await this.#tx.entry(id));
    return this.#entries.get(id);
  }

  async #form(entry: Entry | undefined, change: Change): Promise<Form | undefined> {
    const [procedure = '', version = ''] = change.procedure.split('@');
    return entry
      ? this.#tx.form(entry.procedure, entry.version)
      : this.#tx.form(procedure, version);
  }

  #write({ change, sent, who }: Held, applied: Applied, entries: readonly Entry[]): void {
    const { outcome } = applied;
    const problems = outcome === 'rejected' ? applied.problems : undefined;
    const result: Write['result'] = {
      id: change.id,
      hash: sent.hash,
      outcome,
      ...(entries[0] && { rev: entries[0].rev }),
      ...(problems && { problems: problems.map(plain) }),
    };
    const waits = outcome === 'held' ? { waitsFor: applied.waitsFor } : {};
    this.writes.push({ change, sent, result, entries, who, ...waits });
  }
}

/** As the wire's schema has it. */
export function plain({
  code,
  path,
  params,
  level,
}: Problem): NonNullable<PushResult['problems']>[number] {
  return { code, path, ...(params && { params: { ...params } }), ...(level && { level }) };
}
