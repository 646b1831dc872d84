/**
 * Surroundings: what expressions may read besides answers. Recorded with each change, so that the server (and a
 * reader years later) evaluates to the same result.
 */
import type { Role, Surface } from '../spec/procedure.ts';

export interface Around {
  /** ISO instant, server-corrected. */
  readonly now: string;
  /** IANA zone of the site; `today` follows from it. */
  readonly zone: string;
  readonly surface: Surface;
  readonly user?: {
    readonly id: string;
    readonly name: string;
    readonly roles: readonly Role[];
    readonly dept?: string;
  };
  readonly site: {
    readonly id: string;
    readonly name: string;
    readonly settings: Readonly<Record<string, string | number | boolean>>;
  };
  readonly shift?: {
    readonly id: string;
    readonly date: string;
    readonly start: string;
    readonly end: string;
  };
  /** What is open at the site, for carry-over tables. Recorded only where a procedure names `open`. */
  readonly open?: readonly OpenLine[];
  /** Table → the entries that its `from` asks for. */
  readonly lists?: Readonly<Record<string, readonly OpenLine[]>>;
  /** What was recorded at the site since the shift began, oldest first. Recorded only where a procedure names it. */
  readonly happened?: readonly OpenLine[];
  /** Printed numbers given out since the shift began, a series each. Recorded only where a procedure names it. */
  readonly serials?: readonly Serial[];
  /** Changes of this device that the server has not confirmed. Recorded only where a procedure names it. */
  readonly unsent?: number;
  /** The site's units, building by building. Recorded only where a procedure names `units`. */
  readonly units?: readonly Unit[];
  /** The pass that was verified, for a record of the gate. */
  readonly pass?: SeenPass;
}

/** A unit of a building (one of its own where it has no units); `id` is how its rooms begin. */
export interface Unit {
  readonly id: string;
  readonly building: string;
  readonly unit: string;
  readonly name: string;
}

/** What a verified pass says. Typed in by number and code, a pass whose entry is not here has neither facts nor rows. */
export interface SeenPass {
  /** Its entry; empty when only number and code are known. */
  readonly entry: string;
  readonly number: string;
  /** Code of its procedure. */
  readonly code: string;
  readonly title: string;
  /** ISO instant. */
  readonly until: string;
  readonly facts: readonly string[];
  /** Those that have not gone out yet. */
  readonly rows: readonly { readonly id: string; readonly text: string }[];
}

/** One open entry, as a handover carries it. `id` is the entry's and becomes the row's. */
export interface OpenLine {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly procedure: string;
  readonly room: string;
  readonly stage: string;
  readonly due: string;
  /** ISO instant at which it was opened, and the staff member who did (empty: a visitor). */
  readonly at?: string;
  readonly by?: string;
  /** The person signed in opened it or wrote on it since the shift began. */
  readonly mine?: boolean;
  /** Answers of the entry that the table's `from` names. */
  readonly values?: Readonly<Record<string, string | number | boolean>>;
}

/** Printed numbers of one procedure and device in a shift; `gaps` tells those that no entry bears. */
export interface Serial {
  readonly id: string;
  /** Title of the procedure, in Chinese. */
  readonly title: string;
  readonly first: string;
  readonly last: string;
  readonly used: number;
  readonly void: number;
  readonly missing: number;
  readonly gaps: string;
}
