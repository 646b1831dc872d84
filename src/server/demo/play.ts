/**
 * Plays the demonstration's stories through the same door as every device: changes with proofs, pushed to the hub.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { v7 } from 'uuid';
import { signatureText } from '../../form/answers.ts';
import type { Answers, Path } from '../../form/answers.ts';
import type { Around } from '../../form/around.ts';
import type { Form } from '../../form/compile.ts';
import type { Entry } from '../../form/entry.ts';
import { printNumber } from '../../form/number.ts';
import { openSession } from '../../form/session.ts';
import type { Session } from '../../form/session.ts';
import { localDate, shiftAt } from '../../form/shift.ts';
import { sameJson } from '../../spec/json.ts';
import type { Json } from '../../spec/json.ts';
import type { Problem } from '../../spec/problem.ts';
import { sessionText } from '../../sync/change.ts';
import type { Author, Change } from '../../sync/change.ts';
import type { SiteDocument } from '../../sync/documents.ts';
import { push } from '../../sync/hub.ts';
import type { Deps } from '../deps.ts';
import { hubDeps } from '../routes/sync.ts';
import { sqlLedger } from '../sql/ledger.ts';
import { pinKeysOf } from '../sql/staff.ts';
import type { DeviceRow } from '../sql/tables.ts';
import type { Place } from '../sql/transaction.ts';
import { people } from './data.ts';
import type { Step, Story } from './data.ts';

const minute = 60_000;

export interface Stage {
  readonly deps: Deps;
  readonly place: Place;
  readonly site: SiteDocument;
  readonly devices: readonly DeviceRow[];
}

/** A picture that is plainly none: a grey field, 160×120. */
export function picture(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(160, 0);
  head.writeUInt32BE(120, 4);
  head.writeUInt8(8, 8); // eight bits of grey
  const rows = Array.from({ length: 120 }, (_, y) =>
    Buffer.concat([Buffer.from([0]), Buffer.alloc(160, 150 + (y >> 1))]),
  );
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export class Player {
  readonly #stage: Stage;
  readonly #counts = new Map<string, number>();
  #photo = '';

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Plays one story; problems where the procedures have moved on and it does not fit any more. */
  async play(story: Story): Promise<readonly Problem[]> {
    const { deps, place } = this.#stage;
    const entry = v7();
    const ledger = sqlLedger({ ...deps, place });
    for (const step of story.steps) {
      const before = await ledger.transaction(place.site, (tx) => tx.entry(entry));
      const current = await ledger.transaction(place.site, (tx) => tx.current(story.procedure));
      if (!current) return [{ code: 'unknown-procedure', path: story.procedure }];
      const problems = await this.#act(story, step, { entry, before, ...current });
      if (problems.length > 0) return problems;
    }
    return [];
  }

  async #act(
    story: Story,
    step: Step,
    on: {
      readonly entry: string;
      readonly before: Entry | undefined;
      readonly form: Form;
      readonly hash: string;
    },
  ): Promise<readonly Problem[]> {
    const { deps, place, devices } = this.#stage;
    const { entry, before, form, hash } = on;
    // Whoever works on it later does so at a tablet.
    const surface = step.by === undefined || story.on !== 'kiosk' ? story.on : 'tablet';
    const device = devices.find((each) => each.surface === surface);
    if (!device) return [{ code: 'no-device', path: surface }];
    const at = new Date(deps.now() - step.ago * minute).toISOString();
    const around = this.#around(step, surface, at);
    const passed =
      before?.log.flatMap((line) => line.to ?? []).filter((id) => id !== step.to) ?? [];
    const stage = step.to ?? form.stages[0]?.id ?? 'done';
    const session = openSession(form, {
      around,
      surface,
      stage,
      passed,
      ...(before ? { answers: before.answers } : {}),
    });
    await this.#fill(session, step, entry, at);
    const draft = form.stages.find(({ id }) => id === stage)?.draft === true;
    const problems = session.problems().filter(({ level }) => level !== 'warn');
    if (problems.length > 0 && !draft) return problems;
    const answers = session.submission();
    const old: Answers = before?.answers ?? {};
    const set = Object.fromEntries(
      Object.entries(answers).filter(([path, value]) => !sameJson(value, old[path])),
    );
    const n = (this.#counts.get(device.id) ?? 0) + 1;
    this.#counts.set(device.id, n);
    const change: Change = {
      id: v7(),
      entry,
      procedure: `${form.procedure.id}@${hash}`,
      kind: before ? 'move' : 'create',
      base: before?.rev ?? 0,
      n,
      at,
      set,
      around: around as Change['around'],
      ...(before ? { stage } : this.#number(form, device, at)),
      author: step.by === undefined ? null : await this.#author(step.by, device, at),
      device: device.id,
      clock: { wall: deps.now(), mono: n, boot: 'demo', offset: 0 },
    };
    const envelope = { protocol: 1, batch: change.id, device: device.id, changes: [change] };
    const ledger = sqlLedger({ ...deps, place });
    const reply = await push(
      ledger,
      place.site,
      device.id,
      envelope,
      hubDeps(deps, { place, device }),
    );
    return (reply.results[0]?.problems ?? []).map(({ code, path }) => ({ code, path }));
  }

  #number(form: Form, device: DeviceRow, at: string): { number?: string } {
    const { number, code } = form.procedure;
    if (number === undefined) return {};
    const { site } = this.#stage;
    const key = `${device.id} ${code}`;
    const seq = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, seq);
    const date = localDate(at, site.zone).replaceAll('-', '');
    return {
      number: printNumber(number, { site: site.code, code, date, device: device.code, seq }),
    };
  }

  #around(step: Step, surface: Around['surface'], now: string): Around {
    const { site } = this.#stage;
    const person = people.find(({ id }) => id === step.by);
    const shift = shiftAt(site.shifts, site.zone, now);
    return {
      now,
      zone: site.zone,
      surface,
      ...(person
        ? {
            user: { id: person.id, name: person.name, roles: person.roles, dept: person.dept },
          }
        : {}),
      site: { id: site.id, name: site.name, settings: site.settings },
      ...(shift ? { shift } : {}),
    };
  }

  /** Answers the step's own, then lets every check pass that is still open. */
  async #fill(session: Session, step: Step, entry: string, at: string): Promise<void> {
    for (const [path, value] of Object.entries(step.set))
      session.answer(path, await this.#value(value, step, entry, path, at));
    for (const { path, code } of session.problems())
      if (code === 'required' && session.get(path)?.item.type === 'check')
        session.answer(path, 'pass');
  }

  async #value(value: Json, step: Step, entry: string, path: Path, at: string): Promise<Json> {
    if (Array.isArray(value) && value[0] === 'photo') return [await this.#picture()];
    if (value === 'sign' && step.by !== undefined) return this.#sign(step.by, entry, path, at);
    const shifted = typeof value === 'string' ? /^([+-]\d+)m$/.exec(value) : null;
    return shifted ? new Date(Date.parse(at) + Number(shifted[1]) * minute).toISOString() : value;
  }

  async #picture(): Promise<string> {
    if (this.#photo !== '') return this.#photo;
    const { deps, place, devices } = this.#stage;
    const bytes = picture();
    const sha = createHash('sha256').update(bytes).digest('hex');
    const device = devices[0]?.id ?? '';
    await deps.blobs.write({
      site: place.site,
      device,
      sha,
      length: bytes.length,
      offset: 0,
      bytes,
    });
    return (this.#photo = sha);
  }

  /** As typing the PIN would: the server has the key. */
  async #hmac(staff: string, text: string): Promise<string> {
    const { deps, place } = this.#stage;
    const [pin] = await deps.database.inSite(place, (tx) => pinKeysOf(tx, place, staff));
    return createHmac('sha256', Buffer.from(pin?.key ?? '', 'base64url'))
      .update(text)
      .digest('base64url');
  }

  async #sign(by: string, entry: string, path: Path, at: string): Promise<Json> {
    const name = people.find(({ id }) => id === by)?.name ?? '';
    const proof = await this.#hmac(by, signatureText(entry, path, { by, at }));
    return { by, name, at, method: 'typed', proof };
  }

  async #author(staff: string, device: DeviceRow, at: string): Promise<Author> {
    const session = {
      staff,
      session: v7({ random: randomBytes(16) }),
      from: at,
      until: new Date(Date.parse(at) + 60 * minute).toISOString(),
    };
    return { ...session, proof: await this.#hmac(staff, sessionText(device.id, session)) };
  }
}
