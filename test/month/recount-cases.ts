/** What people bring to the desk: calls, repairs, complaints, promises, tasks, visitors, parcels. */
import { cameTo, day, dayOf, has, hour, leftFrom, minute, ms, spells, type Raw } from './raw.ts';
import type { Recounts, Said, View } from './recount.ts';

/** In time, where it was to happen `within` from `start`; nothing while it is neither done nor due. */
function inTime(done: number, start: number, within: number, { at }: View): Said {
  if (Number.isNaN(done)) return at > start + within ? [false, true] : undefined;
  return [done <= start + within, true];
}

/** Whether one alike came before. */
function repeats(one: Raw, within: number, { living }: View, ...items: readonly string[]): boolean {
  const [created, id] = [ms(one.created), one.id];
  return living.some(
    (other) =>
      other.procedure === one.procedure &&
      other.id !== id &&
      (ms(other.created) < created || (ms(other.created) === created && other.id < id)) &&
      created - ms(other.created) <= within &&
      items.every((item) => other.answers[item] === one.answers[item]),
  );
}

/** Whole minutes within which something was to be begun; it counts once begun, or once they have passed. */
function soon(began: number, from: number, limit: number, { at }: View): Said {
  const waited = Math.floor(((Number.isNaN(began) ? at : began) - from) / minute);
  if (Number.isNaN(began) && waited < limit) return undefined;
  return [!Number.isNaN(began) && waited < limit, true];
}

/** Filed on the day it was done with. */
export function filed(one: Raw, last: string, done: string): Said {
  const before = spells(one).filter(({ stage }) => stage === done);
  if (one.stage !== last || before.length === 0) return undefined;
  const ended = spells(one).at(-1)?.from ?? Number.NaN;
  return [before.some(({ from }) => dayOf(from) === dayOf(ended)), true, ended];
}

function arrival(one: Raw, view: View): Said {
  const accepted = cameTo(one, 'accepted');
  if (Number.isNaN(accepted)) return undefined;
  // A repair that was not good enough is to be done again within a day of being taken.
  const again = one.answers['satisfaction'] === 'C';
  const urgent = one.answers['urgency'] === 'urgent' && !again;
  const [start, within] = [again ? accepted : ms(one.created), urgent ? 30 * minute : day];
  return inTime(leftFrom(one, 'accepted'), start, within, view);
}

const rated = ({ answers: a, created }: Raw): Said => {
  const when = has(a['callAt']) ? ms(a['callAt']) : ms(created);
  return [a['satisfaction'] !== 'C', has(a['satisfaction']), when];
};
const valid = ({ stage }: Raw): boolean => !['invalid', 'withdrawn'].includes(stage);

export const cases: Recounts = {
  contact: {
    contacts: () => [0, 1],
    callsOnly: ({ answers: a }) => [0, a['contactKind'] === 'call'],
    visitsOnly: ({ answers: a }) => [0, a['contactKind'] === 'visit'],
    threeRings: ({ answers: a }) => [
      a['rings'] !== 'more',
      a['contactKind'] === 'call' && has(a['rings']),
    ],
    missedCalls: ({ answers: a }) => [0, a['missed'] === true],
    rungBack: (one, view) =>
      one.answers['missed'] === true
        ? inTime(leftFrom(one, 'noted'), ms(one.created), 30 * minute, view)
        : undefined,
    firstContact: ({ answers: a, stage }) => [
      stage === 'answered' && a['reaction'] !== 'not',
      a['missed'] !== true,
    ],
    relayAck: (one, view) => {
      const passed = cameTo(one, 'handling');
      if (one.answers['method'] !== 'relay' || Number.isNaN(passed)) return undefined;
      return soon(leftFrom(one, 'handling'), passed, 20, view);
    },
  },
  promise: {
    promisesKept: ({ answers: a, stage }, { at }) => {
      const due = ms(a['newDue'] ?? a['due']);
      const settled = ['kept', 'late', 'broken'].includes(stage) || due <= at;
      return [stage === 'kept' && ms(a['saidAt']) <= due, settled, due];
    },
    promisesBroken: ({ answers: a, stage }, { at }) => {
      const due = ms(a['newDue'] ?? a['due']);
      return [0, ['broken', 'late'].includes(stage) || (stage !== 'kept' && due <= at), due];
    },
  },
  repair: {
    repairs: ({ stage }) => [0, stage !== 'cancelled'],
    repairArrival: arrival,
    urgentArrival: (one, view) =>
      one.answers['urgency'] === 'urgent' ? arrival(one, view) : undefined,
    repairFinish: (one, { at }) => {
      const [began, done] = [cameTo(one, 'working'), cameTo(one, 'finished')];
      const limit = one.answers['urgency'] === 'urgent' ? 4 * hour : 3 * day;
      const late = !Number.isNaN(began) && (Number.isNaN(done) ? at : done) > began + limit;
      return [!Number.isNaN(done) && !late, !Number.isNaN(done) || late];
    },
    rework: (one, view) => [
      repeats(one, 30 * day, view, 'room', 'spot'),
      one.stage !== 'cancelled' && has(one.answers['room']) && has(one.answers['spot']),
    ],
    repairSatisfied: rated,
    filedSameDay: (one) => filed(one, 'archived', 'reviewed'),
  },
  complaint: {
    complaints: (one) => [0, valid(one)],
    complaintReply: (one, view) =>
      inTime(leftFrom(one, 'received'), ms(one.created), 15 * minute, view),
    complaintFeedback: (one, view) =>
      valid(one) ? soon(cameTo(one, 'fed', 'resolved'), ms(one.created), 1440, view) : undefined,
    complaintClosed: (one) => [
      ['resolved', 'calledBack', 'closed'].includes(one.stage),
      valid(one),
    ],
    complaintRepeat: (one, view) => [
      repeats(one, 90 * day, view, 'room', 'about'),
      valid(one) && has(one.answers['room']),
    ],
  },
  callback: {
    calledBack: (one, { at }) => {
      const { answers: a, stage } = one;
      if (['declined', 'skipped'].includes(stage)) return undefined;
      const reached = ['satisfied', 'unsatisfied'].includes(stage);
      const within = a['about'] === 'complaint' ? 3 * day : a['why'] === 'redo' ? day : 2 * day;
      const first = leftFrom(one, 'open');
      const late = (Number.isNaN(first) ? at : first) > ms(one.created) + within;
      return [reached, reached || stage === 'missed' || late];
    },
    satisfaction: rated,
  },
  task: {
    taskAccepted: (one, view) =>
      soon(cameTo(one, 'accepted', 'doing', 'done'), ms(one.created), 20, view),
    taskInTime: ({ answers: a, stage }, { at }) => {
      const [due, done] = [ms(a['due']), ['done', 'closed'].includes(stage)];
      return [done && ms(a['doneAt']) <= due, stage !== 'withdrawn' && (done || due <= at), due];
    },
  },
  visitor: {
    visitors: (one) => [0, !Number.isNaN(cameTo(one, 'inside'))],
    visitorsLeftOpen: (one, { at }) => {
      const { stage, answers: a } = one;
      const open = ['inside', 'extended'].includes(stage) && ms(a['validUntil']) <= at;
      return [stage === 'unsigned' || open, !Number.isNaN(cameTo(one, 'inside'))];
    },
  },
  parcel: {
    parcels: ({ answers: a }) => [0, has(a['pieces']) ? Number(a['pieces']) : 1],
  },
};
