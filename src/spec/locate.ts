/**
 * Where in the text of a file a problem stands. For command line and editor; the client never needs it.
 */
import { visitJson, type Span } from './json-text.ts';
import type { Problem } from './problem.ts';

/** Counted from 1, as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The place of an offset in a text. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

/**
 * Finds paths (`sections.0.items.2.show`) in a JSON text. A path that is not there (a missing member) has the place of
 * what should hold it. Within an expression the offset of `params.start` counts, escapes of the JSON string included.
 */
export function locator(text: string): (problem: Problem) => Place {
  let spans: Map<string, Span> | undefined;
  return ({ path, params }) => {
    const offset = params?.['offset'];
    if (path === '') return placeOf(text, typeof offset === 'number' ? offset : 0);
    spans ??= spansOf(text);
    let [inner, span] = [path, spans.get(path)];
    while (!span && inner !== '') {
      inner = inner.slice(0, Math.max(0, inner.lastIndexOf('.')));
      span = spans.get(inner);
    }
    if (!span) return { line: 1, column: 1 };
    const within = inner === path ? (params?.['start'] ?? offset) : undefined;
    if (typeof within === 'number' && text[span.start] === '"')
      return placeOf(text, rawOffset(text, span, within));
    const isMember = params?.['name'] !== undefined && inner === path && span.name !== undefined;
    return placeOf(text, isMember ? (span.name ?? span.start) : span.start);
  };
}

function spansOf(text: string): Map<string, Span> {
  const spans = new Map<string, Span>();
  try {
    visitJson(text, (path, span) => spans.set(path.join('.'), span));
  } catch {
    // Not JSON: nothing can be found in it.
  }
  return spans;
}

/** The offset in the file of the character at `within` of a JSON string. */
function rawOffset(text: string, span: Span, within: number): number {
  let at = span.start + 1;
  for (let count = 0; count < within && at < span.end - 1; count++)
    at += text[at] === '\\' ? (text[at + 1] === 'u' ? 6 : 2) : 1;
  return at;
}
