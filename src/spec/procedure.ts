/**
 * What a procedure is: the zod schema of one JSON file in `public/procedures`, and the types inferred from it.
 * The schema says what a file may hold; `check.ts` says whether it makes sense.
 */
import * as z from 'zod/mini';
import { duration, expression, key, l10n, role, surface } from './basics.ts';
import { deadline } from './deadline.ts';
import { emergency } from './emergency.ts';
import { measure, statement } from './measure.ts';
import { guide, hint, invites, offer, pass } from './relation.ts';
import { acknowledges, beside, roster, schedule } from './schedule.ts';

/** The format of procedure files. A reader of a newer format still reads every older one: entries are pinned for life. */
export const specFormat = 1;

export const option = z.strictObject({
  value: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,47}$/)),
  label: l10n,
  icon: z.optional(z.string()),
  retired: z.optional(z.literal(true)),
});
/** Option lists by name. Shared ones live in `public/procedures/options.json` and are copied in when published. */
export const optionLists = z.record(key, z.array(option).check(z.minLength(1), z.maxLength(200)));

/** A constraint: `ok` must be true of an answered, visible item; otherwise `say` is shown. */
const constraint = z.strictObject({
  ok: expression,
  say: l10n,
  level: z.optional(z.enum(['error', 'warn'])),
});

const itemBase = {
  id: key,
  label: l10n,
  hint: z.optional(l10n),
  /** "Why is this asked?": the clause or reason behind the question. */
  why: z.optional(l10n),
  show: z.optional(expression),
  required: z.optional(z.boolean()),
  /** Required while this holds. */
  require: z.optional(expression),
  readonly: z.optional(z.boolean()),
  /** First value, computed when the form (or the row) is opened or the item first becomes visible. */
  default: z.optional(expression),
  /** Always computed: the person cannot type here. */
  value: z.optional(expression),
  check: z.optional(z.array(constraint).check(z.maxLength(20))),
  mask: z.optional(z.enum(['name', 'phone', 'last4', 'plate', 'id'])),
  /** How long this answer is kept after the entry closes; `P0D`: looked at, never stored. */
  retain: z.optional(duration),
  /** Asked on these surfaces only; elsewhere the item is hidden. */
  surfaces: z.optional(z.array(surface).check(z.minLength(1), z.maxLength(3))),
  /** Half-width and third-width items share a line where there is room. */
  width: z.optional(z.enum(['full', 'half', 'third'])),
};

const bounded = {
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  unit: z.optional(l10n),
};
const choice = {
  /** Name of an option list of this procedure or of the shared ones. */
  options: key,
  look: z.optional(z.enum(['chips', 'list', 'tiles'])),
};

/** What a failed check asks for and opens. */
export const failure = z.strictObject({
  note: z.optional(z.boolean()),
  photo: z.optional(z.boolean()),
  /** Opens this procedure as a corrective action; its id is derived, so two devices open one. */
  action: z.optional(
    z.strictObject({
      procedure: key,
      /** Item of the new entry → expression over this one. `label`, `note` and `photos` name the failed check's. */
      with: z.record(key, expression),
    }),
  ),
});

const scalarItems = [
  z.strictObject({
    ...itemBase,
    type: z.literal('text'),
    maxLength: z.optional(z.number()),
    suggest: z.optional(key),
  }),
  z.strictObject({
    ...itemBase,
    type: z.literal('long'),
    maxLength: z.optional(z.number()),
    voice: z.optional(z.boolean()),
  }),
  z.strictObject({ ...itemBase, type: z.literal('int'), ...bounded }),
  z.strictObject({ ...itemBase, type: z.literal('num'), ...bounded, step: z.optional(z.number()) }),
  /** Money is kept as whole 分 (fen). */
  z.strictObject({ ...itemBase, type: z.literal('money'), ...bounded }),
  z.strictObject({ ...itemBase, type: z.literal('date') }),
  z.strictObject({ ...itemBase, type: z.literal('time') }),
  z.strictObject({ ...itemBase, type: z.literal('dt') }),
  z.strictObject({ ...itemBase, type: z.literal('dur') }),
  z.strictObject({ ...itemBase, type: z.literal('one'), ...choice }),
  z.strictObject({ ...itemBase, type: z.literal('many'), ...choice }),
  z.strictObject({ ...itemBase, type: z.literal('bool') }),
  z.strictObject({ ...itemBase, type: z.literal('phone') }),
  z.strictObject({ ...itemBase, type: z.literal('plate') }),
  z.strictObject({ ...itemBase, type: z.literal('room') }),
  z.strictObject({
    ...itemBase,
    type: z.literal('person'),
    roles: z.optional(z.array(role).check(z.maxLength(20))),
  }),
  z.strictObject({ ...itemBase, type: z.literal('dept') }),
  z.strictObject({
    ...itemBase,
    type: z.literal('scan'),
    formats: z.optional(z.array(z.string()).check(z.maxLength(20))),
  }),
  z.strictObject({
    ...itemBase,
    type: z.literal('photo'),
    max: z.optional(z.number()),
    beside: z.optional(z.array(beside).check(z.maxLength(3))),
  }),
  z.strictObject({
    ...itemBase,
    type: z.literal('sign'),
    /** The `person` item whose staff member must sign with a PIN; without it a customer signs by hand. */
    by: z.optional(key),
    /** Other `sign` items that must be another person's. */
    distinct: z.optional(z.array(key).check(z.maxLength(20))),
  }),
  z.strictObject({
    ...itemBase,
    type: z.literal('check'),
    /** Pass and fail follow from a number: below `min` or above `max` fails. */
    measure: z.optional(z.strictObject({ ...bounded, label: z.optional(l10n) })),
    na: z.optional(z.boolean()),
    fail: z.optional(failure),
  }),
  /** Words to read; `tone` sets the look. Nothing is answered. */
  z.strictObject({
    ...itemBase,
    type: z.literal('note'),
    tone: z.optional(z.enum(['plain', 'info', 'warn'])),
  }),
  /** Another entry, by id. */
  z.strictObject({
    ...itemBase,
    type: z.literal('ref'),
    procedure: z.optional(key),
    /** Only entries in these stages are offered. */
    stages: z.optional(z.array(key).check(z.maxLength(40))),
    /** Item here → item there: filled in when an entry is chosen, where nothing has been answered yet. */
    copy: z.optional(z.record(key, key)),
  }),
] as const;

export const column = z.discriminatedUnion('type', scalarItems);

/** Repeating rows. With `rows`, the lines come from surroundings (e.g. `open`) and are not added by hand. */
export const table = z.strictObject({
  ...itemBase,
  type: z.literal('table'),
  items: z.array(column).check(z.minLength(1), z.maxLength(40)),
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  /** A list of maps with an `id` each; columns read a line as `row` in `default` and `value`. */
  rows: z.optional(expression),
  /** Instead of `rows`: one line for each entry of that procedure, as `open` gives lines; of those in `stages`, or unfinished. */
  from: z.optional(
    z.strictObject({
      procedure: key,
      stages: z.optional(z.array(key).check(z.maxLength(40))),
      /** Items of it that expressions read as `row.values`. */
      with: z.optional(z.array(key).check(z.maxLength(12))),
    }),
  ),
  /** Lines are only added: what is saved is neither changed nor removed, and a mistake is put right by another line. */
  append: z.optional(z.literal(true)),
  /** What one line is called on the "add" button. */
  line: z.optional(l10n),
});

export const item = z.discriminatedUnion('type', [...scalarItems, table]);

export const section = z.strictObject({
  id: key,
  title: l10n,
  hint: z.optional(l10n),
  show: z.optional(expression),
  /** Asked on the way into these stages; without it, from the start. */
  at: z.optional(z.array(key).check(z.maxLength(40))),
  items: z.array(item).check(z.minLength(1), z.maxLength(200)),
});

export const stage = z.strictObject({
  id: key,
  title: l10n,
  /** What the button that leads here says; the title where it is missing. */
  act: z.optional(l10n),
  /** Stages that may follow. None: the entry is finished. */
  next: z.array(key).check(z.maxLength(40)),
  /** Who may bring an entry here; anybody who may create it where it is missing. */
  by: z.optional(z.array(role).check(z.maxLength(20))),
  /** Must hold to enter; `say` is shown when it does not. */
  guard: z.optional(z.strictObject({ ok: expression, say: l10n })),
  /** Still being filled in: incomplete answers are saved and shared. */
  draft: z.optional(z.boolean()),
  /** The clock stands still here, e.g. waiting for the customer. */
  paused: z.optional(z.boolean()),
  tone: z.optional(z.enum(['wait', 'busy', 'good', 'bad'])),
  /** Entries here are counted on the desk's home under this name, e.g. "Callbacks waiting"; stages with one name add up. */
  count: z.optional(l10n),
  deadlines: z.optional(z.array(deadline).check(z.maxLength(20))),
});

/**
 * On entering a stage (or on creation, stage = the first), open another entry, its id derived from this one's, or move one.
 * `with` and `when` may also read `self`, `selfNumber` and `lot`.
 */
export const effect = z.strictObject({
  id: key,
  on: key,
  when: z.optional(expression),
  create: z.optional(z.strictObject({ procedure: key, with: z.record(key, expression) })),
  /** Instead of `create`: the entry that the `ref` item `entry` names goes to this stage, where it may; done by the server. */
  move: z.optional(
    z.strictObject({ entry: key, to: key, with: z.optional(z.record(key, expression)) }),
  ),
});

/** A part of a printed page; no raw HTML. */
export const block = z.union([
  z.strictObject({ text: l10n, big: z.optional(z.boolean()) }),
  z.strictObject({ facts: z.array(key).check(z.maxLength(200)) }),
  z.strictObject({ table: key }),
  z.strictObject({ qr: z.enum(['entry', 'number']) }),
  /** The signed QR and the short code of `pass`. */
  z.strictObject({ pass: z.literal(true) }),
  /** What `guide` says, as a list to take home. */
  z.strictObject({ guide: z.literal(true) }),
  z.strictObject({ signs: z.array(key).check(z.maxLength(40)) }),
  z.strictObject({ line: z.literal(true) }),
]);
export const output = z.strictObject({
  id: key,
  title: l10n,
  paper: z.enum(['58mm', '80mm', 'A4']),
  blocks: z.array(block).check(z.maxLength(100)),
});

export const group = z.enum([
  'visits',
  'calls',
  'work',
  'moves',
  'homes',
  'keys',
  'news',
  'shift',
  'stores',
  'danger',
]);
export type Group = z.infer<typeof group>;

const card = z.strictObject({
  icon: z.string(),
  order: z.number(),
  /** How long it takes, in minutes; the kiosk's tile says it. */
  minutes: z.optional(z.number()),
});

export const procedure = z.strictObject({
  $schema: z.optional(z.string()),
  format: z.literal(specFormat),
  id: key,
  code: z.string().check(z.regex(/^[A-Z][A-Za-z0-9]{1,7}$/)),
  version: z.string().check(z.regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/)),
  title: l10n,
  /** One sentence for tiles and lists. */
  about: z.optional(l10n),
  kind: z.enum(['form', 'checklist', 'case', 'register']),
  /** Under which heading it stands where there are many. */
  group: z.optional(group),
  covers: z.array(z.string().check(z.regex(/^S\d\d$/))).check(z.maxLength(100)),
  surfaces: z.strictObject({
    kiosk: z.optional(card),
    tablet: z.optional(card),
    desk: z.optional(card),
  }),
  access: z.strictObject({
    create: z.array(role).check(z.minLength(1), z.maxLength(20)),
    read: z.optional(z.array(role).check(z.maxLength(20))),
    /** Who sees masked answers whole without giving a reason; others who may read ask, and it is logged. */
    whole: z.optional(z.array(role).check(z.maxLength(20))),
  }),
  privacy: z.optional(
    z.strictObject({
      notice: z.optional(l10n),
      purpose: z.optional(l10n),
      retain: z.optional(duration),
      /** The `bool` item that records agreement to the notice; a kiosk asks it with the notice, before anything personal. */
      consent: z.optional(key),
    }),
  ),
  /** One line that names an entry in a list: `{name} → {room}`; items in braces. */
  summary: l10n,
  /** Which items lists, search, the room timeline and the slip may rely on. */
  facets: z.optional(
    z.strictObject({
      room: z.optional(key),
      name: z.optional(key),
      phone: z.optional(key),
      category: z.optional(key),
      plate: z.optional(key),
      /** When it stops to hold: lists of what holds now leave it out after that day. */
      until: z.optional(key),
      due: z.optional(key),
      assignee: z.optional(key),
      dept: z.optional(key),
    }),
  ),
  options: z.optional(optionLists),
  sections: z.array(section).check(z.minLength(1), z.maxLength(100)),
  /** The first is where an entry begins. None: the entry is finished when submitted. */
  stages: z.optional(z.array(stage).check(z.minLength(1), z.maxLength(40))),
  effects: z.optional(z.array(effect).check(z.maxLength(40))),
  /** What may be opened from an entry by hand, filled in from it. */
  offers: z.optional(z.array(offer).check(z.maxLength(20))),
  /** This procedure may be opened from any entry; the `ref` item keeps which. */
  anywhere: z.optional(z.strictObject({ ref: key, with: z.optional(z.record(key, key)) })),
  /** What the desk should know while this is being filled in or read, from other entries. */
  hints: z.optional(z.array(hint).check(z.maxLength(20))),
  /** Items that together name one thing: a second entry with the same answers is a likely duplicate. */
  unique: z.optional(
    z.array(z.array(key).check(z.minLength(1), z.maxLength(6))).check(z.maxLength(6)),
  ),
  /** Rows of a file (CSV, XLSX) may be read in as entries. */
  imports: z.optional(z.literal(true)),
  /** What the customer should bring and know. */
  guide: z.optional(guide),
  /** An entry is a pass that can be verified with no network. */
  pass: z.optional(pass),
  /** A kiosk opens an entry when staff are called there: the way out of its first stage is their answer, which is timed. */
  calls: z.optional(z.literal(true)),
  /** The link of an entry lets its holder add entries of another procedure. */
  invites: z.optional(invites),
  /** An entry is an emergency: the red button opens it. */
  emergency: z.optional(emergency),
  schedule: z.optional(schedule),
  /** Entries in these stages stand at the top of every shift, until their `until` facet. */
  pinned: z.optional(z.array(key).check(z.maxLength(40))),
  acknowledges: z.optional(acknowledges),
  roster: z.optional(roster),
  /** Whether an unfinished entry is carried into the next handover; default: cases and registers are. */
  carry: z.optional(z.boolean()),
  /** Pattern of the printed number: {site} {code} {date} {device} {seq}. */
  number: z.optional(z.string().check(z.maxLength(80))),
  outputs: z.optional(z.array(output).check(z.maxLength(20))),
  /** What is counted of its entries. */
  measures: z.optional(z.array(measure).check(z.maxLength(40))),
  /** An entry is a statement of numbers, to be signed. */
  statement: z.optional(statement),
});

export type { Emergency, Playbook } from './emergency.ts';
export type { L10n, Role, Surface } from './basics.ts';
export type { Measure, Statement } from './measure.ts';
export type { Guide, Hint, Invites, Offer, Pass } from './relation.ts';
export type Option = z.infer<typeof option>;
export type OptionLists = z.infer<typeof optionLists>;
export type Item = z.infer<typeof item>;
export type Column = z.infer<typeof column>;
export type Table = z.infer<typeof table>;
export type ItemType = Item['type'];
export type ItemOf<T extends ItemType> = Extract<Item, { type: T }>;
export type Section = z.infer<typeof section>;
export type Stage = z.infer<typeof stage>;
export type Deadline = z.infer<typeof deadline>;
export type Effect = z.infer<typeof effect>;
export type Failure = z.infer<typeof failure>;
export type Output = z.infer<typeof output>;
export type Block = z.infer<typeof block>;
export type Procedure = z.infer<typeof procedure>;
