/**
 * This device's copy, as screens see it. Screens read and write here and nowhere else; what is written is on disk
 * (strict durability) when the promise resolves, and a change for the server waits in the outbox of the same transaction.
 */
import type { Observable } from 'dexie';
import type { Problem } from '../spec/problem.ts';
import type { L10n, Procedure, Role, Surface } from '../spec/procedure.ts';
import type { Published } from '../spec/library.ts';
import type { Form } from '../form/compile.ts';
import type { Answers, Path, Signature } from '../form/answers.ts';
import type { Around } from '../form/around.ts';
import type { Duplicate, Hinted } from '../form/hint.ts';
import type { Calendar } from '../form/clock.ts';
import type { Entry } from '../form/entry.ts';
import type { PassContent, PassUse } from '../form/pass.ts';
import type { Slot } from '../form/slot.ts';
import type { Changed } from './changed.ts';
import type { Json } from '../spec/json.ts';
import type { SiteDocument, StaffDocument, DeviceDocument } from '../sync/documents.ts';
import type { StatisticsReply, StatisticsRequest } from '../sync/statistics.ts';
import type { CallState, InviteLink, Standing } from '../sync/visitor.ts';

export type { SiteDocument, StaffDocument, DeviceDocument };
export type { CallState, InviteLink, Standing };
export type { Changed };
export type { StatisticsReply, StatisticsRequest };
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What this browser was enrolled as. */
export interface Device {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly surface: Surface;
  readonly site: { readonly id: string; readonly company: string; readonly name: string };
}

export interface SignedIn {
  readonly staff: StaffDocument;
  readonly until: string;
}

/** A form somebody has begun; lives on this device only, saved as typed. Kiosks keep theirs in memory. */
export interface Draft {
  readonly id: string;
  readonly procedure: string;
  readonly version: string;
  /** The entry it will change; missing for a new one. `to`: the stage it is moving to. */
  readonly entry?: string;
  readonly to?: string;
  readonly answers: Answers;
  readonly around: Around;
  readonly touched: string;
  /** Of a new entry: what it will be linked to. */
  readonly links?: readonly { readonly entry: string; readonly why: string }[];
}

/** An entry with what lists and clocks need. */
export interface Listed {
  readonly entry: Entry;
  readonly form: Form;
  /** Not yet acknowledged by the server. */
  readonly pending: boolean;
}

export interface EntryQuery {
  readonly procedures?: readonly string[];
  readonly kind?: Procedure['kind'];
  /** Unfinished and not void; without `procedures`, only what is work (not the directory, see `EntryRow.open`). */
  readonly open?: boolean;
  readonly stage?: string;
  readonly room?: string;
  /** Created at or after, ISO. */
  readonly since?: string;
  readonly text?: string;
  readonly limit?: number;
}

/** An entry that may be opened from another, filled in. */
export interface OpeningChoice {
  /** Of the offer; `any:<procedure>` for what may be opened from anywhere. */
  readonly id: string;
  readonly label: L10n;
  readonly form: Form;
  readonly hash: string;
  readonly answers: Answers;
}

/** A slot of a scheduled procedure that went by; `begun`: the entry that nobody finished. */
export interface Missed {
  readonly procedure: string;
  readonly title: L10n;
  readonly slot: Slot;
  readonly begun: string | undefined;
}

/** Where syncing stands. Counts are of changes on this device. */
export interface SyncStatus {
  readonly waiting: number;
  readonly oldest: string | undefined;
  readonly parked: number;
  readonly conflicts: number;
  readonly lastOk: string | undefined;
  readonly state: 'idle' | 'busy' | 'offline' | 'signed-out' | 'revoked' | 'upgrade';
}

export interface Parked {
  readonly id: string;
  readonly entry: string;
  readonly problems: readonly Problem[];
  readonly at: string;
}

/**
 * - `outdated`: another tab runs newer code; reload before going on
 * - `blocked`: another tab keeps the old shape of the database open; close it
 * - `disk`: a write failed; restart the browser before writing again (what is on screen is not saved)
 */
export type Health = 'ok' | 'outdated' | 'blocked' | 'disk';

/** A row of a file as the entry it becomes; `patch` changes one that is here. */
export interface ImportRow {
  /** In the file, from 1. */
  readonly row: number;
  readonly kind: 'create' | 'patch';
  readonly entry: string;
  readonly set: Answers;
}

/** An import that was begun here and has not ended; taken up again after a reload. */
export interface ImportJob {
  readonly id: string;
  readonly procedure: string;
  readonly file: string;
  readonly bytes: Uint8Array;
  /** What was chosen for it; the page's own. */
  readonly choices: Json;
}

export interface PastImport {
  readonly id: string;
  readonly procedure: string;
  readonly file: string;
  readonly at: string;
  readonly by: string | null;
  readonly device: string;
  /** Entries that it made or changed and that still are so; and those where it was undone. */
  readonly there: number;
  readonly undone: number;
}

export interface UndoStep {
  readonly done: number;
  /** `changed` since; `forgotten`: what stood there before is known on the desk that read the file in, for a week; `refused`. */
  readonly kept: readonly {
    readonly entry: string;
    readonly why: 'changed' | 'forgotten' | 'refused';
    readonly problems?: readonly Problem[];
  }[];
  /** Give it as `after` for the next ones; undefined: that was all. */
  readonly next: string | undefined;
}

/** Of an entry what rows of a file are compared with. */
export type ImportKnown = Pick<Entry, 'id' | 'stage' | 'answers' | 'log'>;

/** Files read in as entries. */
export interface Imports {
  readonly past: Observable<readonly PastImport[]>;
  /** Id of the import of this source (hash of the file, procedure, sheet); another once it was undone. */
  identify(source: string): Promise<string>;
  /** The entry that a row becomes, whoever reads the file in and however often. */
  entryOf(id: string, row: number): string;
  /** One batch, in one transaction: the problems of each row, none where it is here now. */
  write(
    form: Form,
    mark: { readonly id: string; readonly file: string },
    rows: readonly ImportRow[],
  ): Promise<Result<readonly (readonly Problem[])[]>>;
  /**
   * Undoes the next `many` after an id (''; the first), in one transaction: voids what nobody changed since, puts back
   * what it had changed.
   */
  undoNext(id: string, reason: string, after: string, many: number): Promise<Result<UndoStep>>;
  readonly job: Observable<ImportJob | undefined>;
  keepJob(job: ImportJob | undefined): Promise<void>;
  /** Entries of a procedure that are not void, to compare with. */
  entries(procedure: string): Promise<readonly ImportKnown[]>;
}

/** A pass as it is printed. */
export interface IssuedPass {
  /** What the QR code holds. */
  readonly text: string;
  readonly number: string;
  /** Six digits, to be typed with the number. */
  readonly code: string;
  /** ISO instant. */
  readonly until: string;
}

/**
 * - `ok`: let it through
 * - `damaged`, `unknown-site`, `forged`, `revoked`, `expired`, `not-yet`: see `PassVerdict`
 * - `wrong-code`: no pass has this number and code
 * - `used`: nothing is left of it that this device has not seen go out
 * - `withdrawn`: its entry is void or has ended
 * - `no-key`: this device has not got the site's key yet
 */
export type CheckedPass =
  | {
      readonly outcome: 'damaged' | 'unknown-site' | 'forged' | 'wrong-code' | 'no-key';
    }
  | {
      readonly outcome: 'ok' | 'revoked' | 'expired' | 'not-yet' | 'used' | 'withdrawn';
      readonly pass: PassContent;
      /** Its procedure, where this device has it. */
      readonly form: Form | undefined;
      readonly uses: readonly PassUse[];
      /** Rows that have not gone out yet, as far as this device knows. */
      readonly left: PassContent['rows'];
      /** Code of the device that issued it, where a signature says so. */
      readonly device?: string;
    };

/** Things that went out twice by one pass, past two gates that could not know of one another. */
export interface UsedTwice {
  readonly number: string;
  /** The pass's; empty where the gate knew no more than its number. */
  readonly entry: string;
  readonly title: string;
  readonly uses: readonly PassUse[];
}

/** Passes, issued and checked with no network. */
export interface Passes {
  /** Problems: `unknown-entry`, those of `passContent`, `pass-no-key`, `pass-long` (too many rows for one code). */
  issue(entry: string): Promise<Result<IssuedPass>>;
  /** What a QR code says. */
  check(text: string): Promise<CheckedPass>;
  /** What is typed where nothing can be scanned: a number (of a pass of today, its end is enough) and its short code. */
  checkCode(number: string, code: string): Promise<CheckedPass>;
  /** What has gone through by the pass with this number, oldest first. */
  uses(number: string): Observable<readonly PassUse[]>;
  /** Somebody is to look at it; over once one of the records is void. */
  twice: Observable<readonly UsedTwice[]>;
}

export interface Store {
  readonly device: Device;
  /** Whether this device can save at all. Then `not-saved` (params.why) is the problem of whatever was tried. */
  readonly health?: Observable<Health>;
  /** Of a desk. */
  readonly imports?: Imports;
  /** Of a desk or tablet. */
  readonly passes?: Passes;
  /** The entry that the code of a pass names, unjudged: a kiosk only asks which visit its holder ends. */
  readonly passEntry?: (text: string) => Promise<string | undefined>;
  /** Server-corrected now, ISO instant with `Z`. */
  now(): string;
  site: Observable<SiteDocument | undefined>;
  staff: Observable<readonly StaffDocument[]>;
  devices: Observable<readonly DeviceDocument[]>;
  calendar(): Promise<Calendar>;

  /** Current versions that this surface lists, in card order. */
  procedures: Observable<readonly Published[]>;
  form(procedure: string, version?: string): Promise<Form | undefined>;

  /** PIN sign-in, offline too: `wrong-pin`, `locked` (params.seconds), `unknown-staff`, `stale-pin`. */
  signIn(staff: string, pin: string): Promise<Result<SignedIn>>;
  signOut(): Promise<void>;
  signedIn: Observable<SignedIn | undefined>;
  /** Proves one signature with a PIN, whoever is signed in; same problems as `signIn`. */
  sign(entry: string, path: Path, staff: string, pin: string): Promise<Result<Signature>>;

  /** Surroundings for a form opened now, `open` and the like included when the procedure names them; of the entry's shift. */
  around(form: Form, entry?: Entry): Promise<Around>;
  newId(): string;
  saveDraft(draft: Draft): Promise<void>;
  drafts: Observable<readonly Draft[]>;
  dropDraft(id: string): Promise<void>;

  /** Creates the entry (and what it opens) in one transaction. `id` makes it the scheduled or draft's own. */
  submit(
    form: Form,
    answers: Answers,
    around: Around,
    options?: { id?: string; draft?: string },
  ): Promise<Result<Entry>>;
  /** Sets paths of an entry (null empties). */
  patch(
    entry: string,
    set: Readonly<Record<Path, Json>>,
    options?: { settles?: readonly string[] },
  ): Promise<Result<Entry>>;
  move(
    entry: string,
    to: string,
    set: Readonly<Record<Path, Json>>,
    options?: { text?: string; draft?: string },
  ): Promise<Result<Entry>>;
  note(entry: string, text: string): Promise<Result<Entry>>;
  link(entry: string, other: string, why: string): Promise<Result<Entry>>;
  /** Marks it void; for its opener, supervisors and managers (`wrong-role`). */
  void(entry: string, reason: string): Promise<Result<Entry>>;
  /** The entry of the current slot of a scheduled procedure, opened if it is not there yet. `not-due`, `no-shift`. */
  scheduled(procedure: string): Promise<Result<Entry>>;
  /** What the deadline of an entry opens once it has passed, opened if it is not there yet. `not-due`: nothing. */
  overdue(entry: string): Promise<Result<Entry>>;
  /** Procedures with earlier versions, whose changes people should have read. */
  changed(): Observable<readonly Changed[]>;
  /** What was not done in its time, as of now. */
  missed(): Observable<readonly Missed[]>;

  entry(id: string): Observable<Listed | undefined>;
  entries(query: EntryQuery): Observable<readonly Listed[]>;
  /** Found by number, room, name, telephone or plate, the beginning or end of it; then recent ones by any of their words. */
  search(text: string, query: Omit<EntryQuery, 'text'>): Observable<readonly Listed[]>;
  /** What other entries say about answers that are being given; `self`: the entry they are of. */
  hints(form: Form, answers: Answers, self?: string): Observable<readonly Hinted[]>;
  /** Entries that are probably of the same thing. */
  duplicates(form: Form, answers: Answers, self?: string): Observable<readonly Duplicate[]>;
  /** What whoever is signed in may open from an entry. */
  openings(entry: string): Observable<readonly OpeningChoice[]>;

  /** Puts an attachment on this device; the id is the SHA-256 (hex) of its bytes. */
  putBlob(bytes: Uint8Array, type: string): Promise<string>;
  /** An object URL of it, fetched from the server when it is not here. Revoke after use. */
  blobUrl(sha: string): Promise<string | undefined>;

  sync: Observable<SyncStatus>;
  parked: Observable<readonly Parked[]>;
  /** Wakes the sender now. */
  syncNow(): void;

  /** Where something stands, for its number (or the end of it) and the last four digits of its phone: `not-found`. */
  enquire(number: string, last4: string): Promise<Result<Standing>>;
  /** Whether staff have answered a call that this device made. */
  callState(entry: string): Promise<Result<CallState>>;
  /** The link of an entry that invites: `link-over` where it does not. */
  inviteLink(entry: string): Promise<Result<InviteLink>>;
  /** Numbers over everything the site has, counted by the server; of a desk. */
  statistics(request: StatisticsRequest): Promise<Result<StatisticsReply>>;
  /** Online-only commands of a supervisor, answered by the server. */
  command(
    name: 'enrol-code' | 'save-staff' | 'save-site' | 'revoke-device',
    body: Json,
  ): Promise<Result<Json>>;
  close(): void;
}

export type { Duplicate, Hinted, Role };
