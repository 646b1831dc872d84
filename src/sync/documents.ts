/**
 * Documents that flow from the server to devices, besides entries and procedures.
 */
import * as z from 'zod/mini';
import { duration, l10n, role } from '../spec/basics.ts';

/** An emergency that is going on, as the lobby is told of it. */
export const alert = z.object({
  entry: z.string(),
  /** ISO instant. */
  since: z.string(),
  drill: z.boolean(),
  icon: z.string(),
  title: l10n,
  say: z.array(l10n),
});
export type Alert = z.infer<typeof alert>;

/** Public content of a site: a kiosk holds this too, so nothing about a person is in it. */
export const siteDocument = z.object({
  id: z.string(),
  company: z.string(),
  name: z.string(),
  /** Short code in printed numbers: letters and digits. */
  code: z.string(),
  zone: z.string(),
  phone: z.optional(z.string()),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Buildings with their units, floors and doors per floor; a room is `1-2-0301` (楼栋-单元-房号). */
  buildings: z.array(
    z.object({
      id: z.string(),
      name: l10n,
      units: z.array(z.object({ id: z.string(), floors: z.number(), doors: z.number() })),
    }),
  ),
  departments: z.array(z.object({ id: z.string(), name: l10n, phone: z.optional(z.string()) })),
  shifts: z.array(z.object({ id: z.string(), name: l10n, start: z.string(), end: z.string() })),
  /** ISO weekday → office spans. Working days and 调休 come from chinese-days. */
  hours: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))),
  /** Hours that were in force before, oldest first: each before this local date. Kept by the server when hours change. */
  hoursBefore: z.optional(
    z.array(
      z.object({
        until: z.string(),
        hours: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))),
      }),
    ),
  ),
  /** Set by the server as it is read. */
  alerts: z.optional(z.array(alert)),
  /** The site's own times for deadlines, in place of the procedure's: `procedure/stage/deadline` → ISO duration. */
  limits: z.optional(z.record(z.string(), duration)),
});
export type SiteDocument = z.infer<typeof siteDocument>;

/** A staff member, for tablets and desks. `pin` lets an enrolled device check a PIN offline until `pin.until`. */
export const staffDocument = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(role),
  dept: z.optional(z.string()),
  active: z.boolean(),
  pin: z.optional(
    z.object({
      salt: z.string(),
      iterations: z.number(),
      /** SHA-256 (hex) of the PIN key; the key itself never leaves the server. */
      verifier: z.string(),
    }),
  ),
});
export type StaffDocument = z.infer<typeof staffDocument>;

/** What a kiosk or tablet is and when it was last heard of; for the desk's devices page. */
export const deviceDocument = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  surface: z.enum(['kiosk', 'tablet', 'desk']),
  revoked: z.boolean(),
  /** ISO instant of the last request. */
  seen: z.optional(z.string()),
});
export type DeviceDocument = z.infer<typeof deviceDocument>;

export const publishedDocument = z.object({ hash: z.string(), procedure: z.unknown() });
