/**
 * Who waits at the desk, and who has just come: new ones are marked for a minute, spoken, and notified where allowed.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Listed, Store } from '../../store/store.ts';
import { announce } from '../base/fd-toast.ts';
import { titleOf } from '../entry/lines.ts';
import { entryLink, go } from '../entry/links.ts';
import type { SiteView } from '../entry/site.ts';
import { words } from '../words/words.ts';
import { isWaiting } from './kinds.ts';

const t = words({ arrived: ['有人到前台：{who}', 'At the desk: {who}'] });
const markFor = 60_000;
/** A kiosk that was offline may tell of somebody who came a while ago: still news. */
const newsFor = 30 * 60_000;

export class Arrivals implements ReactiveController {
  /** Came from a kiosk and waits, oldest first. */
  waiting: readonly Listed[] = [];
  readonly fresh = new Set<string>();
  readonly #seen = new Set<string>();
  #first = true;
  #store: Store | undefined;
  #subscription: { unsubscribe(): void } | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #from: () => Store | undefined;

  readonly #site: SiteView;

  constructor(host: ReactiveControllerHost, store: () => Store | undefined, site: SiteView) {
    this.#host = host;
    this.#site = site;
    this.#from = store;
    host.addController(this);
  }
  hostUpdate(): void {
    const store = this.#from();
    if (!store || store === this.#store) return;
    this.#store = store;
    this.#subscription = store.entries({ open: true }).subscribe((all) => this.#take(all));
  }
  hostDisconnected(): void {
    this.#subscription?.unsubscribe();
    this.#store = undefined;
  }

  #take(all: readonly Listed[]): void {
    this.waiting = all
      .filter((one) => one.entry.surface === 'kiosk' && isWaiting(one))
      .toSorted((a, b) => (a.entry.created < b.entry.created ? -1 : 1));
    for (const one of this.waiting) {
      const { id } = one.entry;
      if (this.#seen.has(id)) continue;
      this.#seen.add(id);
      if (!this.#first && this.#isNews(one)) this.#arrived(one);
    }
    this.#first = false;
    this.#host.requestUpdate();
  }

  /** Not what a first sync brings from yesterday. */
  #isNews({ entry }: Listed): boolean {
    const now = this.#store?.now();
    return now !== undefined && Date.parse(now) - Date.parse(entry.created) < newsFor;
  }

  #arrived(one: Listed): void {
    const { id } = one.entry;
    this.fresh.add(id);
    setTimeout(() => {
      this.fresh.delete(id);
      this.#host.requestUpdate();
    }, markFor);
    const text = t.arrived({ who: titleOf(one, this.#site) });
    announce(text);
    if (document.visibilityState === 'visible' || !('Notification' in globalThis)) return;
    if (Notification.permission !== 'granted') return;
    // Without what it is about: it may be shown on a locked screen.
    const notice = new Notification(t.arrived({ who: one.entry.number ?? '' }), {
      tag: id,
      silent: true,
    });
    notice.onclick = () => {
      globalThis.focus();
      go(entryLink(id));
    };
  }
}
