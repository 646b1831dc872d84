/**
 * Runs a story: what people do with one entry of one procedure, step by step, and what must then be so. Stories are
 * JSON (`test/stories/*.json`), so that they run in Node and in a browser alike, and so that someone who knows the
 * front desk can read and write them.
 *
 *     { "title": "A visitor is let in",
 *       "procedure": { … }  or  "visitor",          a procedure, or the id of one in public/procedures
 *       "around": { "now": "2026-11-24T09:00:00+08:00", "surface": "kiosk", "roles": ["visitor"], "settings": {…}, "open": […], "lists": {…}, "units": […], "pass": {…} },
 *       "steps": [ … ] }
 *
 * Missing parts of `around` are those of a made-up site in Asia/Shanghai, at a desk with a `frontdesk` person. Steps, each
 * with any of these, done in this order:
 *
 * | step | does |
 * | --- | --- |
 * | `now`, `surface`, `roles` | time passes; somebody else comes, elsewhere (`surface` and `roles` take effect with the next `open`) |
 * | `open` | opens a form: `"new"`, `"edit"` (in the entry's stage), or the stage that the entry is to move to |
 * | `rows` | adds rows: `{ "goods": ["a", "b"] }`; `"-a"` removes one |
 * | `answer` | sets answers by path; `null` empties |
 * | `submit` | `true`: must succeed; a list `["plate:required"]`: must fail with exactly these. Creates, patches or moves the entry as opened |
 * | `expect` | what must be so now |
 *
 * | expect | of the open form | |
 * | --- | --- | --- |
 * | `visible` / `hidden` | paths | are shown / are not |
 * | `required` / `readonly` | paths | are so |
 * | `values` | path → value | as the form shows them (`null`: none) |
 * | `problems` | `["path:code"]` | exactly these, in reading order |
 * | `sections` | ids | exactly these are listed |
 * | `submission` | answers | exactly what would be stored |
 *
 * | expect | of the entry | |
 * | --- | --- | --- |
 * | `stage`, `summary` | text | its stage; its name in Chinese |
 * | `moves` | stages | where the person may bring it |
 * | `clock` | `{ "due", "colour" }` or `null` | its deadline at `now`; office hours 09:00–18:00 on weekdays |
 * | `opened` | cause → answers | what the last `submit` opened |
 * | `late` | answers or `null` | what its deadline opens, having passed at `now` |
 * | `moved` | cause → `{ "entry", "to", "answers" }` | other entries that the last `submit` sends to another stage |
 */
import { clockOf, type Calendar } from '../../src/form/clock.ts';
import { compile, type Form } from '../../src/form/compile.ts';
import { effectsOf, movesOf, type Moving, type Opening } from '../../src/form/effect.ts';
import type { Answers } from '../../src/form/answers.ts';
import type { Around, OpenLine } from '../../src/form/around.ts';
import type { Entry, LogLine } from '../../src/form/entry.ts';
import { overdueOf } from '../../src/form/overdue.ts';
import { openSession, type Session } from '../../src/form/session.ts';
import { checkMove, movesFrom, passedStages } from '../../src/form/stage.ts';
import { summarise } from '../../src/form/summary.ts';
import { validate } from '../../src/form/validate.ts';
import { canonicalJson } from '../../src/spec/json.ts';
import { isBlocking, type Problem } from '../../src/spec/problem.ts';
import type { Procedure, Role, Surface } from '../../src/spec/procedure.ts';

export interface Story {
  readonly title: string;
  readonly procedure: Procedure | string;
  readonly around?: {
    readonly now?: string;
    readonly surface?: Surface;
    readonly roles?: readonly Role[];
    readonly settings?: Around['site']['settings'];
    readonly shift?: Around['shift'];
    readonly open?: readonly OpenLine[];
    readonly lists?: Around['lists'];
    readonly units?: Around['units'];
    readonly pass?: Around['pass'];
    readonly happened?: readonly OpenLine[];
    readonly serials?: Around['serials'];
    readonly unsent?: number;
  };
  readonly steps: readonly Step[];
}

export interface Step {
  readonly now?: string;
  readonly surface?: Surface;
  readonly roles?: readonly Role[];
  readonly open?: string;
  readonly rows?: Readonly<Record<string, readonly string[]>>;
  readonly answer?: Answers;
  readonly submit?: true | readonly string[];
  readonly expect?: Expectation;
}

export interface Expectation {
  readonly visible?: readonly string[];
  readonly hidden?: readonly string[];
  readonly required?: readonly string[];
  readonly readonly?: readonly string[];
  readonly values?: Answers;
  readonly problems?: readonly string[];
  readonly sections?: readonly string[];
  readonly submission?: Answers;
  readonly stage?: string;
  readonly summary?: string;
  readonly moves?: readonly string[];
  readonly clock?: { readonly due: string; readonly colour: string } | null;
  readonly opened?: Readonly<Record<string, Answers>>;
  readonly late?: Answers | null;
  readonly moved?: Readonly<Record<string, Omit<Moving, 'cause'>>>;
}

const office: readonly (readonly [string, string])[] = [['09:00', '18:00']];
const calendar: Calendar = {
  offset: 480,
  hours: { 1: office, 2: office, 3: office, 4: office, 5: office },
  works: (date) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()),
};
const minute = (instant: string): string => new Date(instant).toISOString().slice(0, 16);
const named = (problems: readonly Problem[]): string[] =>
  problems.map(({ code, path }) => (path ? `${path}:${code}` : code));

/** Runs it; returns what was not as told, one line each (empty: the story holds). `find` gives a procedure by its id. */
export function runStory(story: Story, find: (id: string) => Procedure): string[] {
  const { procedure } = story;
  const play = new Play(
    compile(typeof procedure === 'string' ? find(procedure) : procedure),
    story,
  );
  for (const [at, step] of story.steps.entries()) play.step(step, `${story.title}, step ${at + 1}`);
  return play.wrong;
}

class Play {
  readonly wrong: string[] = [];
  readonly #form: Form;
  #around: Around;
  #roles: readonly Role[];
  #session: Session | undefined;
  /** How the form was opened. */
  #opened = '';
  #entry: Entry | undefined;
  #openings: Opening[] = [];
  #movings: Moving[] = [];
  #where = '';

  constructor(form: Form, story: Story) {
    const { around = {} } = story;
    this.#form = form;
    this.#roles = around.roles ?? ['frontdesk'];
    this.#around = {
      now: around.now ?? '2026-11-24T09:00:00+08:00',
      zone: 'Asia/Shanghai',
      surface: around.surface ?? 'desk',
      site: { id: 'xy', name: '样园', settings: around.settings ?? {} },
      user: { id: 'lin', name: '林小样', roles: this.#roles },
      ...(around.shift && { shift: around.shift }),
      ...(around.open && { open: around.open }),
      ...(around.lists && { lists: around.lists }),
      ...(around.units && { units: around.units }),
      ...(around.pass && { pass: around.pass }),
      ...(around.happened && { happened: around.happened }),
      ...(around.serials && { serials: around.serials }),
      ...(around.unsent !== undefined && { unsent: around.unsent }),
    };
  }

  step(step: Step, where: string): void {
    this.#where = where;
    if (step.roles) this.#roles = step.roles;
    this.#around = {
      ...this.#around,
      now: step.now ?? this.#around.now,
      surface: step.surface ?? this.#around.surface,
      user: { id: 'lin', name: '林小样', roles: this.#roles },
    };
    if (step.open !== undefined) this.#open(step.open);
    for (const [table, rows] of Object.entries(step.rows ?? {}))
      for (const row of rows)
        if (row.startsWith('-')) this.#session?.removeRow(table, row.slice(1));
        else this.#session?.addRow(table, row);
    for (const [path, value] of Object.entries(step.answer ?? {})) {
      if (!this.#session?.get(path)) this.#say(`there is no ${path} to answer`);
      this.#session?.answer(path, value);
    }
    if (step.submit !== undefined) this.#submit(step.submit === true ? [] : step.submit);
    if (step.expect) this.#expect(step.expect);
  }

  #say(text: string): void {
    this.wrong.push(`${this.#where}: ${text}`);
  }

  #same(what: string, actual: unknown, expected: unknown): void {
    const [is, should] = [canonicalJson(actual), canonicalJson(expected)];
    if (is !== should) this.#say(`${what} is ${is}, not ${should}`);
  }

  /** The stage that the open form is about. */
  #target(): string {
    if (this.#opened === 'new' || !this.#entry) return this.#form.stages[0]?.id ?? '';
    return this.#opened === 'edit' ? this.#entry.stage : this.#opened;
  }

  #open(how: string): void {
    this.#opened = how;
    if (how === 'new') this.#entry = undefined;
    const entry = this.#entry;
    this.#session = openSession(this.#form, {
      around: this.#around,
      surface: this.#around.surface,
      stage: this.#target(),
      passed: entry ? passedStages(entry, this.#target()) : [],
      ...(entry && { answers: entry.answers }),
    });
  }

  #submit(expected: readonly string[]): void {
    const session = this.#session;
    if (!session) return this.#say('no form is open');
    const answers = session.submission();
    const page = named(session.problems()).sort();
    const found = this.#judge(answers);
    const server = named(found);
    // A move may fail for more than the form shows: the wrong role, a guard.
    for (const each of page) if (!server.includes(each)) this.#say(`only the page says ${each}`);
    this.#same('what the server says', server.toSorted(), expected.toSorted());
    if (found.some(isBlocking)) return;
    const before = this.#entry;
    this.#entry = this.#written(answers);
    this.#openings = effectsOf(this.#form, before, this.#entry);
    this.#movings = movesOf(this.#form, before, this.#entry);
  }

  #judge(answers: Answers): Problem[] {
    const { surface } = this.#around;
    const stage = this.#target();
    const entry = this.#entry;
    if (entry && stage !== entry.stage) {
      const by = { roles: this.#roles, answers, around: this.#around, before: entry.answers };
      return checkMove(this.#form, entry, stage, by);
    }
    return validate(this.#form, {
      answers,
      around: this.#around,
      surface,
      stage,
      passed: entry ? passedStages(entry) : [],
      ...(entry && { before: entry.answers }),
    });
  }

  #written(answers: Answers): Entry {
    const now = new Date(this.#around.now).toISOString();
    const old = this.#entry;
    const stage = this.#target();
    const moved = old?.stage !== stage;
    const line: LogLine = {
      change: String(old?.log.length ?? 0),
      at: now,
      by: 'lin',
      device: 'd1',
      kind: old ? (moved ? 'move' : 'patch') : 'create',
      ...(moved && { to: stage, ...(old && { from: old.stage }) }),
    };
    return {
      id: old?.id ?? '0190f2a0-0000-7000-8000-000000000001',
      procedure: this.#form.procedure.id,
      version: '0'.repeat(64),
      rev: (old?.rev ?? 0) + 1,
      stage,
      created: old?.created ?? now,
      staged: moved ? now : old.staged,
      updated: now,
      by: 'lin',
      device: 'd1',
      surface: this.#around.surface,
      answers,
      around: this.#around,
      log: [...(old?.log ?? []), line],
    };
  }

  #expect(expect: Expectation): void {
    const state = (path: string) => this.#session?.get(path);
    for (const path of expect.visible ?? [])
      if (!state(path)?.visible) this.#say(`${path} is not shown`);
    for (const path of expect.hidden ?? []) if (state(path)?.visible) this.#say(`${path} is shown`);
    for (const path of expect.required ?? [])
      if (!state(path)?.required) this.#say(`${path} is not required`);
    for (const path of expect.readonly ?? [])
      if (!state(path)?.readonly) this.#say(`${path} may be answered`);
    for (const [path, value] of Object.entries(expect.values ?? {}))
      this.#same(path, state(path)?.value ?? null, value);
    const facts = this.#facts();
    for (const name of [
      'problems',
      'sections',
      'submission',
      'stage',
      'summary',
      'moves',
      'opened',
      'late',
      'moved',
    ] as const)
      if (expect[name] !== undefined) this.#same(name, facts[name], expect[name]);
    const { clock } = expect;
    if (clock !== undefined)
      this.#same('clock', facts['clock'], clock && { ...clock, due: minute(clock.due) });
  }

  #facts(): Record<string, unknown> {
    const entry = this.#entry;
    const clock = entry && clockOf(this.#form, entry, this.#around.now, calendar);
    return {
      problems: named(this.#session?.problems() ?? []),
      sections: this.#session?.sections().map(({ id }) => id),
      submission: this.#session?.submission(),
      stage: entry?.stage,
      summary: entry && summarise(this.#form, entry.answers, 'zh-CN'),
      moves: entry && movesFrom(this.#form, entry, this.#roles).map(({ id }) => id),
      clock: clock ? { due: minute(clock.due), colour: clock.colour } : null,
      late: (entry && overdueOf(this.#form, entry, this.#around.now, calendar)?.answers) ?? null,
      opened: Object.fromEntries(this.#openings.map(({ cause, answers }) => [cause, answers])),
      moved: Object.fromEntries(this.#movings.map(({ cause, ...rest }) => [cause, rest])),
    };
  }
}
