/** What the desk does of itself: shifts, keys, loans, papers, notices, works. */
import { cells, endOf, has, ms, spells, type Raw, type Spell } from './raw.ts';
import { filed } from './recount-cases.ts';
import type { Recounts } from './recount.ts';

const anyLate = (one: Raw, at: number, dueOf: (spell: Spell) => number): boolean =>
  spells(one).some((spell) => (Number.isNaN(spell.to) ? at : spell.to) > dueOf(spell));
const wasIn = (one: Raw, ...stages: readonly string[]): boolean =>
  spells(one).some(({ stage }) => stages.includes(stage));
const among =
  (...stages: readonly string[]) =>
  ({ stage }: { readonly stage: string }): boolean =>
    stages.includes(stage);
const checked = [
  'uniform',
  'badge',
  'counter',
  'floor',
  'board',
  'phoneLine',
  'computer',
  'printer',
  'radio',
  'aidKit',
];

export const desk: Recounts = {
  action: {
    mendedInTime: ({ answers: a, stage }, { at }) => {
      const [due, mended] = [ms(a['due']), ['done', 'verified'].includes(stage)];
      return [mended && ms(a['doneAt']) <= due, stage !== 'dropped' && (mended || due <= at), due];
    },
  },
  call: {
    // Minutes, of whole seconds.
    callAnswer: ({ answers: a }) => [
      Math.floor((ms(a['answeredAt']) - ms(a['calledAt'])) / 1000) / 60,
      has(a['answeredAt']),
    ],
  },
  closing: {
    unsynced: ({ answers: a }) => [0, Number(a['waiting'] ?? 0)],
    closingClean: ({ stage }) => [stage === 'done', true],
  },
  handover: {
    handoverComplete: (one) => {
      const lines = cells(one, 'carry', 'receipt', 'answer');
      const taken = lines.filter(
        ([receipt, answer]) => receipt === 'known' || (receipt === 'doubt' && has(answer)),
      );
      return [taken.length, lines.length];
    },
    handoverSigned: (one) => [among('complete', 'reserved')(one), true],
  },
  keyloan: {
    keysLent: () => [0, 1],
    keysOverdue: (one, { at }) => {
      const until: Record<string, unknown> = {
        out: one.answers['due'],
        extended: one.answers['longerUntil'],
        called: one.answers['newDue'],
      };
      return [0, one.stage === 'lost' || anyLate(one, at, ({ stage }) => ms(until[stage]))];
    },
  },
  lend: {
    lent: () => [0, 1],
    lendOverdue: (one, { at }) => {
      const { due, newDue } = one.answers;
      const until: Record<string, unknown> = { out: due, extended: newDue };
      return [anyLate(one, at, ({ stage }) => ms(until[stage])), true];
    },
  },
  lost: {
    lostReturned: (one) => [among('claimed', 'returned', 'handed')(one), one.stage !== 'reported'],
  },
  mail: { filedSameDay: (one) => filed(one, 'filed', 'handled') },
  notice: {
    noticeCoverage: (one) => {
      const places = cells(one, 'coverage', 'postedHere');
      return [places.filter(([posted]) => posted === 'yes').length, places.length];
    },
    noticeRemoved: (one, { at }) => {
      const due = ms(one.answers['removeAt']);
      const up = spells(one).filter(among('posted', 'restored'));
      const late = up.some(({ to }) => (Number.isNaN(to) ? at : to) > due);
      return [!late, late || up.some(({ to }) => !Number.isNaN(to))];
    },
  },
  opening: {
    openingPassed: ({ stage, answers: a }) => [
      checked.every((item) => a[item] !== 'fail'),
      stage === 'done',
    ],
  },
  permit: {
    worksRunning: (one) => [0, among('running', 'renewed', 'resumed', 'stopped', 'finishing')(one)],
    // The next round is due first, unless the permit ends before.
    worksInspected: (one, { at }) => {
      const { nextRound, endsOn } = one.answers;
      const under = String(nextRound) <= String(endsOn);
      const late =
        under &&
        spells(one)
          .filter(among('running', 'renewed', 'resumed'))
          .some(({ to }) => (Number.isNaN(to) ? at : to) > endOf(nextRound));
      return [!late, wasIn(one, 'running')];
    },
  },
  rectify: {
    rectified: ({ stage }) => [stage === 'fixed', stage !== 'dropped'],
  },
  release: {
    slipsReturned: ({ stage, answers: a }, { at }) => {
      const today = new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
      const overdue =
        ['issued', 'partial'].includes(stage) && has(a['validOn']) && String(a['validOn']) < today;
      return [stage === 'archived', ['released', 'archived', 'unused'].includes(stage) || overdue];
    },
  },
  suggestion: {
    suggestionReply: ({ stage, answers: a }) => [
      ['answered', 'noted'].includes(stage),
      a['sort'] === 'suggestion',
    ],
  },
};
