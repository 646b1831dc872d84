/**
 * What must be evaluated again, lowest rank first; each node at most once per scope and change.
 */
import type { Node } from './graph.ts';

/** A binary heap of ranks, and for each rank the node with the scopes it is due in. */
export class Queue<Scope> {
  readonly #heap: Node[] = [];
  readonly #due = new Map<Node, Set<Scope>>();

  add(node: Node, scope: Scope): void {
    const scopes = this.#due.get(node);
    if (scopes) {
      scopes.add(scope);
      return;
    }
    this.#due.set(node, new Set([scope]));
    const heap = this.#heap;
    let at = heap.push(node) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (!above || above.rank <= node.rank) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = node;
  }

  /** The next node with its scopes, taken out; undefined when nothing is due. */
  take(): { readonly node: Node; readonly scopes: ReadonlySet<Scope> } | undefined {
    const heap = this.#heap;
    const node = heap[0];
    const last = heap.pop();
    if (!node || !last) return undefined;
    if (node !== last) this.#sink(last);
    const scopes = this.#due.get(node) ?? new Set();
    this.#due.delete(node);
    return { node, scopes };
  }

  #sink(node: Node): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      let below = heap[child];
      const right = heap[child + 1];
      if (right && below && right.rank < below.rank) {
        child += 1;
        below = right;
      }
      if (!below || below.rank >= node.rank) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = node;
  }
}
