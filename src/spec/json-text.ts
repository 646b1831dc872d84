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

const blank = /[\s]*/y;
const scalar = /[^\s,\]}]*/y;

/**
 * Visits every value of a JSON text, inner before outer. `path` is reused: copy what you keep. Throws a SyntaxError
 * (or gives nonsense) for a text that is not JSON.
 * `again` is set for a member whose name its object already has.
 */
export function visitJson(
  text: string,
  visit: (path: readonly string[], span: Span, again: boolean) => void,
): void {
  const path: string[] = [];
  let at = 0;
  const skip = (pattern: RegExp): void => {
    pattern.lastIndex = at;
    at += pattern.exec(text)?.[0].length ?? 0;
  };
  const value = (name: number | undefined, again: boolean): void => {
    skip(blank);
    const start = at;
    const open = text[at];
    if (open === '"') at = endOfString(text, at);
    else if (open === '[')
      members(']', (index) => (path.push(String(index)), value(undefined, false)));
    else if (open === '{') object();
    else skip(scalar);
    visit(path, name === undefined ? { start, end: at } : { start, end: at, name }, again);
    path.pop();
  };
  const object = (): void => {
    const seen = new Set<string>();
    members('}', () => {
      const start = at;
      at = endOfString(text, at);
      const name = JSON.parse(text.slice(start, at)) as string;
      const again = seen.has(name);
      seen.add(name);
      path.push(name);
      skip(blank);
      at++;
      value(start, again);
    });
  };
  const members = (close: string, each: (index: number) => void): void => {
    at++;
    skip(blank);
    for (let index = 0; text[at] !== close; index++) {
      const before = at;
      each(index);
      if (at === before) throw new SyntaxError(`No JSON at ${at}`);
      skip(blank);
      if (text[at] === ',') at++;
      skip(blank);
    }
    at++;
  };
  value(undefined, false);
}
