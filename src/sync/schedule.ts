/**
 * Entries that come with a slot (a shift, a day): the id follows from the slot, so that two offline devices open one.
 */
import { v5 } from 'uuid';

/** The namespace of this product's derived ids. */
const namespace = '6f1a6a53-7a0e-5b3e-9d55-3c1f0a7d1c20';

/** `slot`: `2026-11-24` for a day, `2026-11-24/early` for a shift. A lower-case uuid. */
export function scheduledId(procedure: string, site: string, slot: string): string {
  return v5(JSON.stringify(['scheduled', procedure, site, slot]), namespace);
}
