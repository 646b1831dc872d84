/** What is late: how many, on the icon of the installed app; and what their deadlines open. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Listed, Store } from '../../store/store.ts';
import { Live } from '../base/live.ts';
import { Clocks } from '../entry/clocks.ts';
import type { SiteView } from '../entry/site.ts';
import { Overdue } from './overdue.ts';

export class LateBadge implements ReactiveController {
  readonly #clocks: Clocks;
  readonly #open: Live<readonly Listed[]>;
  readonly #overdue = new Overdue();
  readonly #store: () => Store | undefined;
  readonly #site: SiteView;
  #told = -1;

  constructor(host: ReactiveControllerHost, store: () => Store | undefined, site: SiteView) {
    this.#store = store;
    this.#site = site;
    this.#clocks = new Clocks(host, store);
    this.#open = new Live<readonly Listed[]>(host, () => store()?.entries({ open: true }));
    host.addController(this);
    host.requestUpdate();
  }

  hostUpdated(): void {
    const late = (this.#open.value ?? []).filter((one) => this.#clocks.of(one)?.colour === 'red');
    this.#tell(late.length);
    const store = this.#store();
    if (store) this.#overdue.look(store, this.#site, late, this.#clocks);
  }

  #tell(count: number): void {
    if (count === this.#told || !('setAppBadge' in navigator)) return;
    this.#told = count;
    // Refused where the page is not installed: then there is no icon to put it on.
    void navigator.setAppBadge(count).catch(() => undefined);
  }
}
