/**
 * Patterns of `matches()`: only those whose work is bounded, for JavaScript's RegExp backtracks. The bound counts the
 * ways a pattern can be tried on a text of the longest allowed length; nested quantifiers have no bound.
 */

/** Longest text that `matches` looks at. */
export const longestInput = 2000;
export const mostWays = 5_000_000;
const mostSize = 2000;

/** `bad`: no pattern at all; `unsafe`: one that could take too long. */
export type PatternFault = 'bad-pattern' | 'unsafe-pattern';

/** `ways`: how many ways an atom can match from one place. `size`: how large the compiled program is. */
interface Cost {
  readonly ways: number;
  readonly size: number;
}

class Unsafe extends Error {}

class Reader {
  readonly #text: string;
  #at = 0;
  constructor(text: string) {
    this.#text = text;
  }

  #take(token: RegExp): string | undefined {
    token.lastIndex = this.#at;
    const found = token.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  alternatives(depth: number): Cost {
    if (depth > 20) throw new Unsafe();
    let { ways, size } = this.#sequence(depth);
    while (this.#take(/\|/y)) {
      const next = this.#sequence(depth);
      ways += next.ways;
      size += next.size;
    }
    return { ways, size };
  }

  #sequence(depth: number): Cost {
    let [ways, size] = [1, 0];
    for (let atom = this.#atom(depth); atom; atom = this.#atom(depth)) {
      const repeated = this.#repeated(atom);
      ways *= repeated.ways;
      size += repeated.size;
      if (ways > mostWays || size > mostSize) throw new Unsafe();
    }
    return { ways, size };
  }

  #atom(depth: number): Cost | undefined {
    if (this.atEnd || this.#take(/(?=[|)])/y) !== undefined) return undefined;
    if (this.#take(/\((?:\?:|\?<[A-Za-z]\w*>|(?!\?))/y)) {
      const inner = this.alternatives(depth + 1);
      if (!this.#take(/\)/y)) throw new Unsafe();
      return inner;
    }
    const simple = this.#take(
      /\[(?:\\[^]|[^\]\\])*\]|\\(?:u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[pP]\{[\w=]+\}|[dDwWsSbBnrtvf0]|[^\w\s])|[^()[\]\\|*+?]/uy,
    );
    // Look-around, references to groups and flags within a pattern end here.
    if (simple === undefined) throw new Unsafe();
    return { ways: 1, size: 1 };
  }

  #repeated(atom: Cost): Cost {
    const text = this.#take(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
    if (text === undefined) return atom;
    const [least, most] = this.#range(text);
    const limit = Math.min(most, longestInput);
    if (least > limit) throw new Unsafe();
    const size = atom.size * Math.max(1, Number.isFinite(most) ? most : least);
    if (atom.ways === 1) return { ways: limit - least + 1, size };
    let ways = 0;
    for (let times = least; times <= limit; times++) {
      ways += atom.ways ** times;
      if (ways > mostWays) throw new Unsafe();
    }
    return { ways, size };
  }

  #range(text: string): [least: number, most: number] {
    if (text.startsWith('*')) return [0, Infinity];
    if (text.startsWith('+')) return [1, Infinity];
    if (text.startsWith('?')) return [0, 1];
    const [, least = '0', comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(text) ?? [];
    if (!comma) return [Number(least), Number(least)];
    return [Number(least), most ? Number(most) : Infinity];
  }
}

/** Most ways to try that a pattern may have within a loop: as many as a text has characters. */
export const linearWays = longestInput;

/** In how many ways a pattern may have to be tried on the longest text, or what is wrong with it. */
export function waysOf(pattern: string): number | PatternFault {
  const isValid = isPattern(pattern);
  try {
    const reader = new Reader(pattern);
    const { ways } = reader.alternatives(0);
    if (!isValid || !reader.atEnd) return 'bad-pattern';
    const isAnchored = pattern.startsWith('^') && !pattern.includes('|');
    const all = ways * (isAnchored ? 1 : longestInput);
    return all > mostWays ? 'unsafe-pattern' : all;
  } catch (error) {
    if (!(error instanceof Unsafe)) throw error;
    return isValid ? 'unsafe-pattern' : 'bad-pattern';
  }
}

function isPattern(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'u'));
  } catch {
    return false;
  }
}

const compiled = new Map<string, RegExp>();

/** Whether a text of at most `longestInput` characters matches a pattern that `waysOf` has passed. */
export function matches(text: string, pattern: string): boolean {
  let regExp = compiled.get(pattern);
  if (!regExp) {
    if (compiled.size > 1000) compiled.clear();
    compiled.set(pattern, (regExp = new RegExp(pattern, 'u')));
  }
  return regExp.test(text);
}
