/** What fields need of the device, read from a screen's view of the site: lists stay current while a form is open. */
import type { Path } from '../../form/answers.ts';
import type { Store } from '../../store/store.ts';
import type { FieldHost } from '../field/context.ts';
import type { ItemOf } from '../../spec/procedure.ts';
import type { SiteView } from './site.ts';

export class EntryFields implements FieldHost {
  readonly #site: SiteView;
  readonly #store: Store;
  readonly #entry: string;

  /** Signatures are for the entry with this id. */
  constructor(site: SiteView, store: Store, entry: string) {
    this.#site = site;
    this.#store = store;
    this.#entry = entry;
  }
  get buildings() {
    return this.#site.site?.buildings ?? [];
  }
  get people() {
    return this.#site.staff.filter((one) => one.active);
  }
  get departments() {
    return this.#site.site?.departments ?? [];
  }
  putBlob(bytes: Uint8Array, type: string) {
    return this.#store.putBlob(bytes, type);
  }
  blobUrl(sha: string) {
    return this.#store.blobUrl(sha);
  }
  sign(path: Path, staff: string, pin: string) {
    return this.#store.sign(this.#entry, path, staff, pin);
  }
  now(): string {
    return this.#store.now();
  }
  procedureTitle(id: string) {
    return this.#site.procedures.find((one) => one.procedure.id === id)?.procedure.title;
  }
  // What only some forms ask for is fetched with the first of them.
  async refEntries(item: ItemOf<'ref'>, text: string, most: number) {
    const { choicesOf } = await import('./ref-choices.ts');
    return choicesOf(this.#store, this.#site, item, { text, most, not: this.#entry });
  }
  async beside(item: ItemOf<'photo'>, path: Path) {
    const { besideOf } = await import('./beside.ts');
    return besideOf(this.#store, item, path, this.#entry);
  }
  async refEntry(id: string) {
    const { choiceOf } = await import('./ref-choices.ts');
    return choiceOf(this.#store, this.#site, id);
  }
}
