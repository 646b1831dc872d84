/**
 * What a kiosk asks for a person who stands at it: where something stands, and whether the call for staff was heard.
 */
import { clockOf } from '../../form/clock.ts';
import type { Form } from '../../form/compile.ts';
import type { Entry } from '../../form/entry.ts';
import { calendarOf } from '../../sync/calendar.ts';
import {
  callRequest,
  callState,
  enquiryRequest,
  standing,
  type CallState,
  type Standing,
} from '../../sync/visitor.ts';
import { later, refusal } from '../http/refuse.ts';
import { entryAt, numbered, openIn } from '../sql/entries.ts';
import { sqlLedger } from '../sql/ledger.ts';
import { siteDocumentOf } from '../sql/source.ts';
import { forDevices, json } from './route.ts';

const day = 86_400_000;
/** Finished entries can be asked about so long. */
const remembered = 180 * day;
/** Guessing four digits takes ten thousand tries: of one number five, then one a minute. */
const perNumber = { burst: 5, perSecond: 1 / 60 };
const perDevice = { burst: 12, perSecond: 1 / 10 };
const callRate = { burst: 60, perSecond: 1 };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const plain = (number: string): string => number.toUpperCase().replace(/[^A-Z0-9]/g, '');
const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Whether a number is the one that was typed: whole, its last block, or the digits of either. */
export function isNumber(number: string, typed: string): boolean {
  const last = number.split('-').at(-1) ?? number;
  const asked = plain(typed);
  return [number, last].some((text) => plain(text) === asked || digitsOf(text) === asked);
}

/** Whether a customer may ask how an entry stands: one with a number, a phone and stages, that visitors open or customers wait for. */
function isAskable({ procedure }: Form): boolean {
  const { facets, number, stages = [], kind, access } = procedure;
  const isTheirs = access.create.includes('visitor') || kind === 'case';
  return isTheirs && number !== undefined && facets?.phone !== undefined && stages.length > 1;
}

function endsWith(form: Form, entry: Entry, last4: string): boolean {
  const phone = entry.answers[form.procedure.facets?.phone ?? ''];
  return typeof phone === 'string' && digitsOf(phone).endsWith(last4);
}

export const enquiry = forDevices({
  method: 'POST',
  path: '/api/enquiry',
  about:
    'Where something stands, for its number and the last four digits of the phone. Nothing personal. `not-found` either way.',
  request: enquiryRequest,
  reply: standing,
  handle: async ({ deps }, { number, last4 }, { place, device }) => {
    // A scanned slip gives the entry's own id.
    const id = uuid.test(number) ? number.toLowerCase() : undefined;
    const tail = id?.slice(-12) ?? /\d+$/.exec(plain(number))?.[0].slice(-12);
    if (tail === undefined) return refusal('not-found');
    const wait = Math.max(
      deps.limiter.take(`enquiry ${device.id}`, perDevice),
      deps.limiter.take(`enquiry ${place.site} ${tail.slice(-3)}`, perNumber),
    );
    if (wait > 0) return later('too-many', wait);
    const now = deps.now();
    const since = new Date(now - remembered).toISOString();
    const [site, found] = await deps.database.inSite(place, async (tx) => {
      const one = id === undefined ? undefined : await entryAt(tx, place, id);
      const all = id === undefined ? await numbered(tx, place, tail, since) : one ? [one] : [];
      return [await siteDocumentOf(tx, place), all] as const;
    });
    const ledger = sqlLedger({ ...deps, place });
    for (const entry of found) {
      if (entry.void || !(entry.id === id || isNumber(entry.number ?? '', number))) continue;
      const form = await ledger.transaction(place.site, (tx) =>
        tx.form(entry.procedure, entry.version),
      );
      if (!form || !isAskable(form) || !endsWith(form, entry, last4)) continue;
      const stage = form.stages.find(({ id }) => id === entry.stage);
      const clock = clockOf(form, entry, new Date(now).toISOString(), calendarOf(site, now));
      const answer: Standing = {
        entry: entry.id,
        procedure: entry.procedure,
        number: entry.number ?? '',
        title: form.procedure.title,
        stage: stage?.title ?? form.procedure.title,
        since: entry.staged,
        done: stage === undefined || stage.next.length === 0,
        ...(stage?.tone ? { tone: stage.tone } : {}),
        ...(clock ? { next: { label: clock.label, due: clock.due } } : {}),
      };
      return json(answer);
    }
    return refusal('not-found');
  },
});

export const calling = forDevices({
  method: 'POST',
  path: '/api/call',
  about: 'Whether somebody has answered a call of staff that this device made, and how many wait.',
  request: callRequest,
  reply: callState,
  handle: async ({ deps }, { entry: id }, { place, device }) => {
    const wait = deps.limiter.take(`call ${device.id}`, callRate);
    if (wait > 0) return later('too-many', wait);
    const entry = await deps.database.inSite(place, (tx) => entryAt(tx, place, id));
    if (!entry || entry.device !== device.id) return refusal('not-found');
    const ledger = sqlLedger({ ...deps, place });
    const form = await ledger.transaction(place.site, (tx) =>
      tx.form(entry.procedure, entry.version),
    );
    const [first] = form?.stages ?? [];
    if (!form?.procedure.calls || !first) return refusal('not-found');
    const isOver = form.stages.find((each) => each.id === entry.stage)?.next.length === 0;
    const waiting = await deps.database.inSite(place, (tx) =>
      openIn(tx, place, entry.procedure, first.id),
    );
    const state: CallState = {
      state: entry.void || isOver ? 'closed' : entry.stage === first.id ? 'waiting' : 'coming',
      ahead: waiting.filter(({ id: other, created }) => other !== id && created < entry.created)
        .length,
    };
    return json(state);
  },
});
