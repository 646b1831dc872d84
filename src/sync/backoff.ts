/**
 * When a device tries again. The timer alone must suffice, so there always is a next time.
 */
import type { Trouble } from './ports.ts';

const second = 1000;
const longest = 300 * second;
/** Between cycles that went well. */
const usual = 30 * second;

/**
 * Milliseconds until the next cycle. After trouble: full jitter up to 1 s, doubling with each failure in a row (`attempt`,
 * 0 for the first) to 5 min; on top of what the server asked for (`Retry-After`). What only a person or an update can mend
 * is looked at again every 5 min. `random`: 0 ≤ x < 1.
 */
export function nextIn(
  trouble: Trouble | undefined,
  attempt: number,
  random: () => number,
): number {
  if (!trouble) return Math.round(usual * (0.75 + 0.5 * random()));
  const most = Math.min(longest, second * 2 ** Math.min(attempt, 20));
  switch (trouble.kind) {
    case 'unauthorised':
    case 'revoked':
    case 'upgrade':
      return longest;
    case 'busy':
      return Math.max(0, trouble.retryAfter) + Math.round(most * random());
    case 'offline':
    case 'too-large':
      return Math.round(most * random());
  }
}
