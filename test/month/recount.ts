/**
 * The same numbers counted again from the raw rows of the server's database: loops over documents, without the expressions,
 * stays and tallies of the product. What is due is reckoned here from the times as the procedures' files say them.
 */
interface Line {
  readonly kind: string;
  readonly at: string;
  readonly from?: string;
  readonly to?: string;
}
/** An entry as its row holds it. */
export interface Raw {
  readonly id: string;
  readonly procedure: string;
  readonly stage: string;
  readonly created: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly log: readonly Line[];
  readonly void?: unknown;
}
export type Counted = Record<string, [part: number, of: number]>;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const ms = (text: unknown): number => Date.parse(String(text));

/** When an entry first came into one of these stages; NaN: never. */
function cameTo(entry: Raw, ...stages: readonly string[]): number {
  for (const { kind, to, at } of entry.log)
    if (kind === 'move' && to !== undefined && stages.includes(to)) return ms(at);
  return Number.NaN;
}
/** When it first left a stage. */
function leftFrom(entry: Raw, stage: string): number {
  for (const { kind, from, at } of entry.log) if (kind === 'move' && from === stage) return ms(at);
  return Number.NaN;
}
const has = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** Counts the measures of a month; `from`, `to` and `now` in milliseconds. */
export function recount(all: readonly Raw[], from: number, to: number, now: number): Counted {
  const at = Math.min(now, to);
  const found: Counted = {};
  const add = (id: string, of: boolean | number, part: boolean | number = 0): void => {
    const sum = (found[id] ??= [0, 0]);
    if (!of) return;
    sum[1] += Number(of);
    sum[0] += Number(part);
  };
  const inside = (time: number): boolean => time >= from && time < to;
  const living = all.filter((one) => !one.void && ms(one.created) < to);
  /** In time, where it was to happen `within` from `start`; undefined: neither done nor due. */
  const inTime = (done: number, start: number, within: number): boolean | undefined =>
    Number.isNaN(done) ? (at > start + within ? false : undefined) : done <= start + within;
  const tell = (id: string, verdict: boolean | undefined): void =>
    add(id, verdict !== undefined, verdict === true);
  const sameBefore = (one: Raw, within: number, ...items: readonly string[]): boolean =>
    living.some(
      (other) =>
        other.procedure === one.procedure &&
        other.id !== one.id &&
        (ms(other.created) < ms(one.created) ||
          (other.created === one.created && other.id < one.id)) &&
        ms(one.created) - ms(other.created) <= within &&
        items.every((item) => other.answers[item] === one.answers[item]),
    );

  for (const one of living) {
    const { answers: a, stage, procedure } = one;
    const created = ms(one.created);
    const fresh = inside(created);
    switch (procedure) {
      case 'contact': {
        if (!fresh) break;
        const call = a['contactKind'] === 'call';
        add('contacts', true);
        add('callsOnly', call);
        add('visitsOnly', a['contactKind'] === 'visit');
        add('threeRings', call && has(a['rings']), a['rings'] !== 'more');
        const missed = a['missed'] === true;
        add('missedCalls', missed);
        if (missed) tell('rungBack', inTime(leftFrom(one, 'noted'), created, 30 * minute));
        const content = a['reaction'] !== 'not';
        add('firstContact', !missed, stage === 'answered' && content);
        if (a['method'] === 'relay') {
          const passed = cameTo(one, 'handling');
          const left = leftFrom(one, 'handling');
          const done = Number.isNaN(left) ? undefined : left;
          const counts = done !== undefined || Math.floor((at - passed) / minute) >= 20;
          add('relayAck', counts, done !== undefined && Math.floor((done - passed) / minute) < 20);
        }
        break;
      }
      case 'promise': {
        const due = ms(a['newDue'] ?? a['due']);
        if (!inside(due)) break;
        const settled = ['kept', 'late'].includes(stage);
        const broken = ['broken', 'late'].includes(stage);
        add(
          'promisesKept',
          settled || broken || due <= at,
          stage === 'kept' && ms(a['saidAt']) <= due,
        );
        add('promisesBroken', broken || (!settled && due <= at));
        break;
      }
      case 'repair': {
        const cancelled = stage === 'cancelled';
        if (fresh) {
          add('repairs', !cancelled);
          const urgent = a['urgency'] === 'urgent';
          const accepted = cameTo(one, 'accepted');
          if (!Number.isNaN(accepted)) {
            // A repair that was not good enough is to be done again within a day of being taken.
            const again = a['satisfaction'] === 'C';
            const start = again ? accepted : created;
            const within = urgent && !again ? 30 * minute : day;
            const verdict = inTime(leftFrom(one, 'accepted'), start, within);
            tell('repairArrival', verdict);
            if (urgent) tell('urgentArrival', verdict);
          }
          const [began, done] = [cameTo(one, 'working'), cameTo(one, 'finished')];
          const limit = urgent ? 4 * hour : 3 * day;
          const late = !Number.isNaN(began) && (Number.isNaN(done) ? at : done) > began + limit;
          add('repairFinish', !Number.isNaN(done) || late, !Number.isNaN(done) && !late);
          const placed = has(a['room']) && has(a['spot']);
          add('rework', !cancelled && placed, sameBefore(one, 30 * day, 'room', 'spot'));
        }
        const rated = has(a['callAt']) ? ms(a['callAt']) : created;
        if (inside(rated))
          add('repairSatisfied', has(a['satisfaction']), a['satisfaction'] !== 'C');
        break;
      }
      case 'complaint': {
        if (!fresh) break;
        const valid = !['invalid', 'withdrawn'].includes(stage);
        add('complaints', valid);
        tell('complaintReply', inTime(leftFrom(one, 'received'), created, 15 * minute));
        const told = cameTo(one, 'fed', 'resolved');
        const waited = Math.floor(((Number.isNaN(told) ? at : told) - created) / minute);
        const soon = !Number.isNaN(told) && waited < 1440;
        add('complaintFeedback', valid && (!Number.isNaN(told) || waited >= 1440), soon);
        const solved = ['resolved', 'calledBack', 'closed'].includes(stage);
        add('complaintClosed', valid, solved);
        add('complaintRepeat', valid && has(a['room']), sameBefore(one, 90 * day, 'room', 'about'));
        break;
      }
      case 'callback': {
        const reached = ['satisfied', 'unsatisfied'].includes(stage);
        if (fresh && !['declined', 'skipped'].includes(stage)) {
          const within = a['about'] === 'complaint' ? 3 * day : a['why'] === 'redo' ? day : 2 * day;
          const first = leftFrom(one, 'open');
          const late = (Number.isNaN(first) ? at : first) > created + within;
          add('calledBack', reached || stage === 'missed' || late, reached);
        }
        const called = has(a['callAt']) ? ms(a['callAt']) : created;
        if (inside(called)) add('satisfaction', has(a['satisfaction']), a['satisfaction'] !== 'C');
        break;
      }
      case 'task': {
        if (fresh) {
          const taken = cameTo(one, 'accepted', 'doing', 'done');
          const waited = Math.floor(((Number.isNaN(taken) ? at : taken) - created) / minute);
          const counts = !Number.isNaN(taken) || waited >= 20;
          add('taskAccepted', counts, !Number.isNaN(taken) && waited < 20);
        }
        const due = ms(a['due']);
        if (!inside(due) || stage === 'withdrawn') break;
        const done = ['done', 'closed'].includes(stage);
        add('taskInTime', done || due <= at, done && ms(a['doneAt']) <= due);
        break;
      }
      case 'visitor': {
        if (!fresh || Number.isNaN(cameTo(one, 'inside'))) break;
        const open = ['inside', 'extended'].includes(stage) && ms(a['validUntil']) <= at;
        add('visitors', true);
        add('visitorsLeftOpen', true, stage === 'unsigned' || open);
        break;
      }
      case 'parcel':
        if (fresh) add('parcels', has(a['pieces']) ? Number(a['pieces']) : 1);
        break;
      default:
    }
  }
  return found;
}
