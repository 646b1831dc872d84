/**
 * What a field is given to draw itself: its state, the words, and the way back.
 */
import type { TemplateResult } from 'lit';
import type { Json } from '../../spec/json.ts';
import type { Item, ItemOf, OptionLists, Surface } from '../../spec/procedure.ts';
import type { ItemState, Session } from '../../form/session.ts';
import type { Locale } from '../../form/summary.ts';
import type { Answers, Path, Signature } from '../../form/answers.ts';
import type { Result } from '../../store/store.ts';

/** An entry that a `ref` may name, in words. */
export interface RefChoice {
  readonly id: string;
  readonly href: string;
  readonly icon: string;
  readonly title: string;
  readonly number: string;
  /** Title of its procedure. */
  readonly procedure: string;
  readonly room: string;
  /** ISO instant, and in words. */
  readonly created: string;
  readonly when: string;
  readonly stage: string;
  readonly tone: string;
  readonly answers: Answers;
}

/** Pictures to compare with, and what they are of. */
export interface Beside {
  readonly title: { 'zh-CN': string; en?: string | undefined };
  /** ISO instant at which they were taken. */
  readonly at: string;
  readonly photos: readonly string[];
}

/** What fields need from the device: lists of people and places, attachments, signatures. */
export interface FieldHost {
  readonly buildings: readonly {
    id: string;
    name: { 'zh-CN': string; en?: string | undefined };
    units: readonly { id: string; floors: number; doors: number }[];
  }[];
  readonly people: readonly {
    id: string;
    name: string;
    roles: readonly string[];
    dept?: string | undefined;
  }[];
  readonly departments: readonly {
    id: string;
    name: { 'zh-CN': string; en?: string | undefined };
  }[];
  putBlob(bytes: Uint8Array, type: string): Promise<string>;
  blobUrl(sha: string): Promise<string | undefined>;
  sign(path: string, staff: string, pin: string): Promise<Result<Signature>>;
  now(): string;
  /** Title of another procedure, to say what a failed check opens. */
  procedureTitle?(id: string): { 'zh-CN': string; en?: string | undefined } | undefined;
  /** Entries that the item may name, for what is typed (nothing typed: the latest); where a device has entries. */
  refEntries?(item: ItemOf<'ref'>, text: string, most: number): Promise<readonly RefChoice[]>;
  /** Pictures beside those at a path. */
  beside?(item: ItemOf<'photo'>, path: Path): Promise<readonly Beside[]>;
  refEntry?(id: string): Promise<RefChoice | undefined>;
}

/** How a field is drawn: on its own line, in a cell of a table (label hidden), or under the check it follows up. */
export type Frame = 'line' | 'cell' | 'follow-up';

export interface FieldContext<I extends Item = Item> {
  readonly item: I;
  readonly state: ItemState;
  /** DOM id of the control, unique in the form; label, hint and problems are tied to it. */
  readonly id: string;
  /** Id of what names the control: its label, or the head of its column. */
  readonly labelledBy: string;
  /** Ids for aria-describedby, already joined. */
  readonly describedBy: string;
  /** Show problems now (touched or submitted). */
  readonly invalid: boolean;
  readonly locale: Locale;
  readonly surface: Surface;
  readonly frame: Frame;
  readonly options: OptionLists;
  readonly session: Session;
  readonly host: FieldHost;
  answer(value: Json | undefined): void;
  /** Mark as touched: problems may be shown from now on. */
  touch(): void;
  /** What is typed is no answer yet, for a reason only this device knows (`no-such-room`): blocks submitting until cleared. */
  fault(code: string | undefined, params?: Readonly<Record<string, unknown>>): void;
  /** Draws another item inside this one: a cell of a table, a follow-up of a check. */
  child(path: Path, frame: Frame): unknown;
}

export type FieldRenderer<I extends Item = Item> = (context: FieldContext<I>) => TemplateResult;
