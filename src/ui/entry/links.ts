/**
 * Where things live inside a surface: hash routes, the same on desk and tablet, so that parts can link to one another.
 */
export interface Route {
  /** First part: `home`, `entry`, `room`, `print`, … */
  readonly page: string;
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
}

/** `#/entry/0192…?tab=log` → page `entry`, parts `['0192…']`. An empty hash is `home`. */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [page = '', ...parts] = path.split('/').map(decoded);
  return { page: page || 'home', parts, query: new URLSearchParams(query) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function link(page: string, ...parts: readonly string[]): string {
  return `#/${[page, ...parts].map(encodeURIComponent).join('/')}`;
}

export const entryLink = (id: string): string => link('entry', id);
export const roomLink = (room: string): string => link('room', room);
export const bundleLink = (room: string): string => link('bundle', room);
export const printLink = (entry: string, output: string): string => link('print', entry, output);

export function go(to: string): void {
  location.hash = to;
}
