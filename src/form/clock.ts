/**
 * The deadline of an entry's stage.
 */
import type { L10n, Role } from '../spec/procedure.ts';
import type { Entry } from './entry.ts';
import type { Form } from './compile.ts';

/** When the site's office is open; `always` ignores it. */
export interface Calendar {
  /** Minutes from the site zone's UTC, e.g. 480 for Asia/Shanghai. */
  readonly offset: number;
  /** ISO weekday (1–7) → opening spans `['09:00','18:00']`. */
  readonly hours: Readonly<Record<number, readonly (readonly [string, string])[]>>;
  /** Is this local date (`2026-10-01`) a working day? Holidays and 调休 are its concern. */
  readonly works: (date: string) => boolean;
}

export interface Clock {
  readonly label: L10n;
  /** ISO instants. */
  readonly start: string;
  readonly due: string;
  readonly warn: string;
  readonly colour: 'green' | 'yellow' | 'red';
  readonly escalate: readonly Role[];
}

export declare function clockOf(form: Form, entry: Entry, now: string, calendar: Calendar): Clock | undefined;
