/**
 * When something really happened, although the clock of the device was wrong: by how long before sending it was, on the
 * device's own clock, and when the server received it.
 */
import type { Json } from '../spec/json.ts';
import type { Path } from '../form/answers.ts';
import type { Change } from './change.ts';

export type Clock = Change['clock'];

/** Less than this is the network's, and not worth a correction. Milliseconds. */
const slack = 2 * 60_000;
/** An answer this close to when it was given says "now". Milliseconds. */
const nearby = 60_000;

/**
 * How long before `sent` a stamp was made, milliseconds. By the wall clock, which goes on while the device sleeps; where
 * that was set back meanwhile, by the monotonic one, if both stamps are of one boot.
 */
export function ageOf(made: Clock, sent: Clock): number {
  const wall = sent.wall - made.wall;
  const mono = sent.mono - made.mono;
  return Math.max(0, made.boot === sent.boot && wall < mono - 1000 ? mono : wall);
}

/**
 * The change with the times it should have had: its own, that of its surroundings, and those answers that say "now". No
 * change was authored later than `now`, when it was received (milliseconds since 1970). Without `sent`, the device's clock
 * when it sent, nothing else is known.
 */
export function timed(change: Change, now: number, sent?: Clock): Change {
  const at = Date.parse(change.at);
  const right = sent ? now - ageOf(change.clock, sent) : Math.min(at, now);
  if (at <= now && Math.abs(right - at) <= slack) return change;
  const shift = Math.min(right, now) - at;
  const moved = (instant: string) => new Date(Date.parse(instant) + shift).toISOString();
  const { set, around } = change;
  return {
    ...change,
    at: moved(change.at),
    ...(set && { set: Object.fromEntries(Object.entries(set).map((pair) => nowIn(pair))) }),
    ...(around && { around: { ...around, now: moved(around.now) } }),
  };

  function nowIn([path, value]: [Path, Json]): [Path, Json] {
    const isNow =
      typeof value === 'string' &&
      instant.test(value) &&
      Math.abs(Date.parse(value) - at) <= nearby;
    return isNow ? [path, moved(value)] : [path, value];
  }
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
