/**
 * Names of this site's people, places and devices for a screen, and what fields need of the device.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Role } from '../../spec/procedure.ts';
import type { Published } from '../../spec/library.ts';
import type { DeviceDocument, SiteDocument, StaffDocument, Store } from '../../store/store.ts';
import type { FieldHost } from '../field/context.ts';
import { say, words } from '../words/words.ts';
import { EntryFields } from './field-host.ts';
import { siteDataOf } from './site-data.ts';
import type { SiteData } from './site-data.ts';

const t = words({
  somebody: ['访客', 'Visitor'],
  unknown: ['（已离职）', '(no longer here)'],
  room: ['{building}{unit}单元{door}', '{building}, unit {unit}, {door}'],
});

export class SiteView implements ReactiveController {
  #data: SiteData | undefined;
  #stop: (() => void) | undefined;
  #host: { readonly entry: string; readonly host: FieldHost } | undefined;
  readonly #element: ReactiveControllerHost;
  readonly #store: () => Store | undefined;

  constructor(element: ReactiveControllerHost, store: () => Store | undefined) {
    this.#element = element;
    this.#store = store;
    element.addController(this);
  }
  hostUpdate(): void {
    const store = this.#store();
    if (!store || this.#stop) return;
    this.#data = siteDataOf(store);
    this.#stop = this.#data.listen(() => this.#element.requestUpdate());
  }
  hostConnected(): void {
    this.#element.requestUpdate();
  }
  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  get site(): SiteDocument | undefined {
    return this.#data?.site;
  }
  get zone(): string {
    return this.site?.zone ?? 'Asia/Shanghai';
  }
  get staff(): readonly StaffDocument[] {
    return this.#data?.staff ?? [];
  }
  get devices(): readonly DeviceDocument[] {
    return this.#data?.devices ?? [];
  }
  /** Current procedures of this surface, in card order. */
  get procedures(): readonly Published[] {
    return this.#data?.procedures ?? [];
  }
  get me(): StaffDocument | undefined {
    return this.#data?.signedIn?.staff;
  }
  get roles(): readonly Role[] {
    return this.me?.roles ?? [];
  }

  /** Name of a staff member; null: somebody who is no staff. */
  person(id: string | null): string {
    if (id === null) return t.somebody();
    return this.staff.find((one) => one.id === id)?.name ?? t.unknown();
  }
  device(id: string): string {
    const store = this.#store();
    if (store?.device.id === id) return store.device.name;
    return this.devices.find((one) => one.id === id)?.name ?? '';
  }
  dept(id: string): string {
    return say(this.site?.departments.find((one) => one.id === id)?.name) || id;
  }
  title(procedure: string): string {
    return say(this.procedures.find((one) => one.procedure.id === procedure)?.procedure.title);
  }

  /** `1-2-0301` as it is said: `1栋2单元0301`; as typed where the building is not known. */
  room(room: string): string {
    const [id, unit, ...door] = room.split('-');
    const building = this.site?.buildings.find((one) => one.id === id);
    if (!building || !unit || door.length === 0) return room;
    return t.room({ building: say(building.name), unit, door: door.join('-') });
  }

  /** What fields need; signatures are for the entry with this id. The same object while the id is, so that a form stays open. */
  host(entry: string): FieldHost | undefined {
    const store = this.#store();
    if (!store) return undefined;
    if (this.#host?.entry !== entry)
      this.#host = { entry, host: new EntryFields(this, store, entry) };
    return this.#host.host;
  }
}
