/** Between ISO instants and the local date and time of the site. The machine's own zone is never used. */
import { localDate, localTime } from '../../spec/zoned.ts';

/** `2026-11-24T08:30` in the zone; '' for no instant. */
export function toLocal(instant: unknown, zone: string): string {
  const at = typeof instant === 'string' ? new Date(instant) : undefined;
  if (!at || Number.isNaN(at.getTime())) return '';
  return `${localDate(at, zone)}T${localTime(at, zone)}`;
}

/** The instant (`Z`) of a local `2026-11-24T08:30`; undefined when it is none. Of a doubled hour, the first. */
export function fromLocal(local: string, zone: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local)) return undefined;
  const wanted = Date.parse(`${local.slice(0, 16)}:00Z`);
  if (Number.isNaN(wanted)) return undefined;
  let at = wanted;
  // Twice, because the first guess may lie on the other side of a change of the clock.
  for (let round = 0; round < 2; round++)
    at += wanted - Date.parse(`${toLocal(new Date(at).toISOString(), zone)}:00Z`);
  return new Date(at).toISOString();
}
