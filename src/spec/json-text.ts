/**
 * JSON as text: what must be known before it is parsed, and where in it things stand.
 */

/** How deep arrays and objects nest; text within strings does not count. Works on any text, valid or not. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at) - 1;
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x5d || code === 0x7d) depth--;
  }
  return deepest;
}

/** The offset after the string that starts at `at`. */
function endOfString(text: string, at: number): number {
  for (let next = at + 1; next < text.length; next++) {
    const code = text.charCodeAt(next);
    if (code === 0x5c) next++;
    else if (code === 0x22) return next + 1;
  }
  return text.length;
}

/** Where a value stands: offsets of its first character and after its last, and of its member name if it has one. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly name?: number;
}

/** Where a text stops to be JSON. */
export class JsonFault extends Error {
  readonly offset: number;
  constructor(offset: number) {
    super(`No JSON at ${offset}`);
    this.offset = offset;
  }
}

type Visit = (path: readonly string[], span: Span, again: boolean) => void;

/**
 * Visits every value of a JSON text, inner before outer. `path` is reused: copy what you keep. `again` is set for a
 * member whose name its object already has. Throws a `JsonFault` where the text is not JSON, and a RangeError where it
 * is nested some thousands deep.
 */
export function visitJson(text: string, visit: Visit): void {
  const visitor = new Visitor(text, visit);
  visitor.whole();
}

/** The offset where a text stops to be JSON; undefined when it never does. */
export function faultIn(text: string): number | undefined {
  try {
    visitJson(text, () => {});
    return undefined;
  } catch (error) {
    if (error instanceof JsonFault) return error.offset;
    throw error;
  }
}

class Visitor {
  readonly #text: string;
  readonly #visit: Visit;
  readonly #path: string[] = [];
  #at = 0;
  constructor(text: string, visit: Visit) {
    this.#text = text;
    this.#visit = visit;
  }

  whole(): void {
    this.#value();
    this.#skip(/[ \t\n\r]*/y);
    if (this.#at < this.#text.length) throw new JsonFault(this.#at);
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    this.#at += pattern.exec(this.#text)?.[0].length ?? 0;
  }

  /** The value of what stands between an offset and here. */
  #read(start: number): unknown {
    try {
      return JSON.parse(this.#text.slice(start, this.#at));
    } catch {
      throw new JsonFault(start);
    }
  }

  #value(name?: number, again = false): void {
    this.#skip(/[ \t\n\r]*/y);
    const start = this.#at;
    const open = this.#text[start];
    if (open === '[') this.#members(']', (index) => this.#element(String(index)));
    else if (open === '{') this.#object();
    else {
      if (open === '"') this.#at = endOfString(this.#text, start);
      else this.#skip(/[\w.+-]*/y);
      this.#read(start);
    }
    const span = { start, end: this.#at };
    this.#visit(this.#path, name === undefined ? span : { ...span, name }, again);
  }

  #element(name: string, start?: number, again?: boolean): void {
    this.#path.push(name);
    this.#value(start, again);
    this.#path.pop();
  }

  #object(): void {
    const seen = new Set<string>();
    this.#members('}', () => {
      const start = this.#at;
      if (this.#text[start] !== '"') throw new JsonFault(start);
      this.#at = endOfString(this.#text, start);
      const name = this.#read(start) as string;
      const again = seen.has(name);
      seen.add(name);
      this.#skip(/[ \t\n\r]*/y);
      if (this.#text[this.#at++] !== ':') throw new JsonFault(this.#at - 1);
      this.#element(name, start, again);
    });
  }

  #members(close: string, each: (index: number) => void): void {
    this.#at++;
    this.#skip(/[ \t\n\r]*/y);
    for (let index = 0; index > 0 || this.#text[this.#at] !== close; index++) {
      each(index);
      this.#skip(/[ \t\n\r]*/y);
      if (this.#text[this.#at] === close) break;
      if (this.#text[this.#at] !== ',') throw new JsonFault(this.#at);
      this.#at++;
      this.#skip(/[ \t\n\r]*/y);
    }
    this.#at++;
  }
}
