/**
 * Codes that people hold in front of a kiosk: an invitation on a telephone, the slip of something handed in. A scanner
 * types what it reads like a keyboard, only faster.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Json } from '../../spec/json.ts';

export interface Invited {
  readonly procedure: string;
  readonly entry: string;
  readonly answers: Readonly<Record<string, Json>>;
}
export type Code =
  | ({ readonly kind: 'invited' } & Invited)
  | { readonly kind: 'entry'; readonly entry: string }
  | { readonly kind: 'number'; readonly number: string };

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
const number = /^[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,16}){2,6}$/;
/** What an invitation's code begins with: `["qt1", procedure, entry, answers]`. */
export const invitedMark = 'qt1';

function readInvited(text: string): Code | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value) || value[0] !== invitedMark) return undefined;
  const [, procedure, entry, answers] = value as unknown[];
  if (typeof procedure !== 'string' || typeof entry !== 'string' || !uuid.test(entry))
    return undefined;
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) return undefined;
  return { kind: 'invited', procedure, entry, answers: answers as Invited['answers'] };
}

/** Undefined: none of ours. */
export function readCode(text: string): Code | undefined {
  const clean = text.trim();
  const invited = readInvited(clean);
  if (invited) return invited;
  const entry = uuid.exec(clean)?.[0];
  if (entry) return { kind: 'entry', entry: entry.toLowerCase() };
  return number.test(clean) ? { kind: 'number', number: clean } : undefined;
}

/** No person types that fast. Milliseconds between keys. */
const fast = 60;
const shortest = 6;

/** Tells what a scanner has typed. Fields in which a person types get their keys as ever. */
export class Scanner implements ReactiveController {
  readonly #told: (text: string) => void;
  #text = '';
  #last = 0;

  constructor(host: ReactiveControllerHost, told: (text: string) => void) {
    this.#told = told;
    host.addController(this);
  }
  hostConnected(): void {
    addEventListener('keydown', this.#key, { capture: true });
  }
  hostDisconnected(): void {
    removeEventListener('keydown', this.#key, { capture: true });
  }
  readonly #key = (event: KeyboardEvent): void => {
    const { key, timeStamp } = event;
    if (timeStamp - this.#last > fast) this.#text = '';
    this.#last = timeStamp;
    if (key.length === 1) this.#text += key;
    if (key !== 'Enter' || this.#text.length < shortest) return;
    const text = this.#text;
    this.#text = '';
    // The key that ends a scan presses no button.
    event.preventDefault();
    event.stopPropagation();
    this.#told(text);
  };
}
