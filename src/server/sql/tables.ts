/**
 * The tables, the same on SQLite and PostgreSQL. Company and site lead every key. Instants are ISO texts, documents and
 * lists JSON texts, truths 0 or 1.
 */
type Flag = 0 | 1;

export interface Owned {
  company: string;
  site: string;
}

/** `doc` is a SiteDocument. */
export interface SiteRow extends Owned {
  doc: string;
  created: string;
}

/** Last feed sequence given, and the epoch that cursors must carry. */
export interface CounterRow extends Owned {
  seq: number;
  epoch: number;
}

export interface DeviceRow extends Owned {
  id: string;
  code: string;
  name: string;
  surface: 'kiosk' | 'tablet' | 'desk';
  /** SHA-256 (hex) of the secret half of its token. */
  token: string;
  created: string;
  revoked: string | null;
  seen: string | null;
}

export interface EnrolCodeRow extends Owned {
  /** SHA-256 (hex) of the secret half of the code. */
  hash: string;
  /** Where null, the person who enrols chooses. */
  surface: 'kiosk' | 'tablet' | 'desk' | null;
  name: string | null;
  expires: string;
  used: string | null;
  /** May be used again: only the demonstration's. */
  again: Flag;
}

export interface StaffRow extends Owned {
  id: string;
  name: string;
  dept: string | null;
}

/** Roles and activity as they were from `since` on; never rewritten. */
export interface StaffVersionRow extends Owned {
  staff: string;
  since: string;
  name: string;
  roles: string;
  active: Flag;
}

/** PIN keys, old ones kept: what was signed with them stays provable. */
export interface StaffPinRow extends Owned {
  staff: string;
  since: string;
  until: string | null;
  /** base64url */
  salt: string;
  iterations: number;
  /** PBKDF2-SHA256 of the PIN, base64url; never leaves the server. */
  key: string;
}

export interface ProcedureRow extends Owned {
  hash: string;
  id: string;
  version: string;
  doc: string;
  published: string;
  /** The version new entries are opened with. */
  current: Flag;
}

export interface EntryRow extends Owned {
  id: string;
  procedure: string;
  rev: number;
  stage: string;
  /** Unfinished and not void. */
  open: Flag;
  /** Server time of the last revision. */
  written: string;
  doc: string;
}

/** Which change made which revision of an entry; the change itself tells what it set. */
export interface RevisionRow extends Owned {
  entry: string;
  rev: number;
  change: string;
  seq: number;
}

/** Every change ever decided on, with what was sent and what was answered. Append-only. */
export interface ChangeRow extends Owned {
  id: string;
  hash: string;
  entry: string;
  device: string;
  n: number;
  received: string;
  seq: number;
  result: string;
  /** Canonical JSON of the change. */
  body: string;
  /** What a kiosk sent, where it was sealed: `hash` is of these bytes. */
  sealed: string | null;
}

/** Changes that wait for an earlier one of their entry. */
export interface HeldRow extends Owned {
  change: string;
  entry: string;
  waits: string;
  hash: string;
  since: string;
  /** Who its author proved to be when it came. */
  who: string;
  body: string;
  sealed: string | null;
}

/** One row a document, at the sequence of its last change: the feed is always compact. */
export interface FeedRow extends Owned {
  kind: string;
  id: string;
  scope: 'public' | 'work';
  seq: number;
}

export interface BlobRow extends Owned {
  sha: string;
  size: number;
  device: string;
  received: string;
}

/** What supervisors did: no names, codes or PINs. */
export interface CommandRow extends Owned {
  id: string;
  at: string;
  staff: string;
  device: string;
  name: string;
  target: string | null;
}

export interface Tables {
  site: SiteRow;
  site_counter: CounterRow;
  device: DeviceRow;
  enrol_code: EnrolCodeRow;
  staff: StaffRow;
  staff_version: StaffVersionRow;
  staff_pin: StaffPinRow;
  procedure_version: ProcedureRow;
  entry: EntryRow;
  revision: RevisionRow;
  change_seen: ChangeRow;
  held: HeldRow;
  feed: FeedRow;
  blob: BlobRow;
  command: CommandRow;
}
