/**
 * The first and the last file of a backup: what it is, and what is in it. A backup without the last was cut off.
 */
import * as z from 'zod/mini';

export const backupFormat = 1;

const count = z.number().check(z.int(), z.gte(0));
const about = {
  format: z.literal(backupFormat),
  /** ISO instant at which it began. */
  at: z.string(),
  engine: z.enum(['sqlite', 'postgres']),
  /** Database migrations that were in place, in order. */
  migrations: z.array(z.string()),
};
export const header = z.object(about);
export type Header = z.infer<typeof header>;

export const manifest = z.object({
  ...about,
  sites: z.array(
    z.object({
      company: z.string(),
      site: z.string(),
      /** Feed sequence and epoch at that moment. */
      seq: count,
      epoch: count,
      /** Rows by table. */
      rows: z.record(z.string(), count),
    }),
  ),
  attachments: count,
  /** Attachments that the database names and the disk does not have: `site/sha`. */
  missing: z.array(z.string()),
  /** SHA-256 of each file of the backup by its path. */
  files: z.record(z.string(), z.string()),
});
export type Manifest = z.infer<typeof manifest>;
