/**
 * The site's people, places, devices and procedures, watched once for the page however many elements show them.
 */
import type { Observable } from 'dexie';
import type { Published } from '../../spec/library.ts';
import type {
  DeviceDocument,
  SignedIn,
  SiteDocument,
  StaffDocument,
  Store,
} from '../../store/store.ts';

export class SiteData {
  site: SiteDocument | undefined;
  staff: readonly StaffDocument[] = [];
  devices: readonly DeviceDocument[] = [];
  procedures: readonly Published[] = [];
  signedIn: SignedIn | undefined;
  readonly #listeners = new Set<() => void>();

  /** For as long as the store is open. */
  constructor(store: Store) {
    this.#follow(store.site, (site) => (this.site = site));
    this.#follow(store.staff, (staff) => (this.staff = staff));
    this.#follow(store.devices, (devices) => (this.devices = devices));
    this.#follow(store.procedures, (procedures) => (this.procedures = procedures));
    this.#follow(store.signedIn, (signedIn) => (this.signedIn = signedIn));
  }

  listen(run: () => void): () => void {
    this.#listeners.add(run);
    return () => this.#listeners.delete(run);
  }

  #follow<T>(source: Observable<T>, take: (value: T) => void): void {
    source.subscribe((value) => {
      take(value);
      for (const run of this.#listeners) run();
    });
  }
}

const known = new WeakMap<Store, SiteData>();

export function siteDataOf(store: Store): SiteData {
  const data = known.get(store) ?? new SiteData(store);
  known.set(store, data);
  return data;
}
