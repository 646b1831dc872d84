/**
 * The demonstration: a made-up site with a day behind it.
 */
import type { Deps } from '../deps.ts';

/** Fills an empty database; what a person needs to try it, as lines to print. */
export async function fill(_deps: Deps): Promise<string> {
  return '';
}
