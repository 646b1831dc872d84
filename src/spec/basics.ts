/**
 * The small words that everything in a procedure is written with: ids, texts, expressions, durations, roles.
 */
import * as z from 'zod/mini';

/** Ids become variables of expressions and keys of answers: letters and digits, starting with a lower-case letter. */
export const keyPattern = /^[a-z][A-Za-z0-9]{0,47}$/;
export const key = z.string().check(z.regex(keyPattern));

/** A text in both languages. Chinese is the source; `check` reports a missing English text. */
export const l10n = z.strictObject({
  'zh-CN': z.string().check(z.minLength(1), z.maxLength(2000)),
  en: z.optional(z.string().check(z.minLength(1), z.maxLength(2000))),
});

/** A CEL expression; parsed and type-checked by `expression.ts`. */
export const expression = z.string().check(z.minLength(1), z.maxLength(2000));

/** ISO 8601 duration made of days, hours, minutes and seconds: `P30D`, `PT15M`, `P1DT12H`. */
export const duration = z
  .string()
  .check(z.regex(/^P(?=.)(\d{1,5}D)?(T(?=\d)(\d{1,6}H)?(\d{1,7}M)?(\d{1,9}S)?)?$/));

export const surface = z.enum(['kiosk', 'tablet', 'desk']);
export const role = z.enum([
  'visitor', // whoever stands at the kiosk; the only role a kiosk device has
  'frontdesk',
  'supervisor',
  'engineering',
  'security',
  'cleaning',
  'manager',
]);

export type L10n = z.infer<typeof l10n>;
export type Surface = z.infer<typeof surface>;
export type Role = z.infer<typeof role>;
