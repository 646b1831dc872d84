/**
 * An entry's way through its stages: how long it stayed in each, and whether that was in time.
 */
import { clockDeadline, type Calendar } from './clock.ts';
import type { Form } from './compile.ts';
import type { Entry } from './entry.ts';

export interface Stay {
  readonly stage: string;
  /** ISO instants; `to` is missing while it lasts, `due` where nothing is due. */
  readonly from: string;
  readonly to?: string;
  readonly due?: string;
  /** The deadline it was under. */
  readonly deadline?: string;
  /** Left, or still there at `now`, after it was due. */
  readonly late: boolean;
}

/**
 * The stays of an entry, in order. Deadlines read the answers as they are now; `now` is an ISO instant. Stages that stop
 * the clock move what is due after them.
 */
export function staysOf(form: Form, entry: Entry, now: string, calendar: Calendar): Stay[] {
  const moves = entry.log.flatMap((line) => {
    const { kind, from, to, at } = line;
    return kind === 'move' && from !== undefined && to !== undefined
      ? [{ from, to, at, line }]
      : [];
  });
  const stays: Stay[] = [];
  let stage = moves[0]?.from ?? entry.stage;
  let from = entry.created;
  for (const [index, move] of [...moves, undefined].entries()) {
    // A clock that ran ahead does not make a stay end before it began.
    const to = move && (Date.parse(move.at) < Date.parse(from) ? from : move.at);
    const log = moves.slice(0, index).map(({ line }) => line);
    stays.push(stayOf(form, { ...entry, stage, staged: from, log }, to, now, calendar));
    if (!move || to === undefined) break;
    stage = move.to;
    from = to;
  }
  return stays;
}

function stayOf(
  form: Form,
  then: Entry,
  to: string | undefined,
  now: string,
  calendar: Calendar,
): Stay {
  const { stage, staged: from } = then;
  const clock = clockDeadline(form, then, calendar);
  return {
    stage,
    from,
    ...(to !== undefined && { to }),
    ...(clock && { due: new Date(clock.due).toISOString(), deadline: clock.deadline.id }),
    late: clock !== undefined && Date.parse(to ?? now) > clock.due,
  };
}
