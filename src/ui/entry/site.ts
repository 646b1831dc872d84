/**
 * Names of this site's people, places and devices for a screen, and what fields need of the device.
 */
import type { ReactiveControllerHost } from 'lit';
import type { Role } from '../../spec/procedure.ts';
import type { Published } from '../../spec/library.ts';
import type {
  DeviceDocument,
  SignedIn,
  SiteDocument,
  StaffDocument,
  Store,
} from '../../store/store.ts';
import { Live } from '../base/live.ts';
import type { FieldHost } from '../field/context.ts';
import { say, words } from '../words/words.ts';

const t = words({
  somebody: ['访客', 'Visitor'],
  unknown: ['（已离职）', '(no longer here)'],
  room: ['{building}{unit}单元{door}', '{building}, unit {unit}, {door}'],
});

export class SiteView {
  readonly #site: Live<SiteDocument | undefined>;
  readonly #staff: Live<readonly StaffDocument[]>;
  readonly #devices: Live<readonly DeviceDocument[]>;
  readonly #procedures: Live<readonly Published[]>;
  readonly #signedIn: Live<SignedIn | undefined>;
  readonly #store: () => Store | undefined;
  #host: { readonly entry: string; readonly host: FieldHost } | undefined;

  constructor(host: ReactiveControllerHost, store: () => Store | undefined) {
    this.#store = store;
    this.#site = new Live(host, () => store()?.site, store);
    this.#staff = new Live(host, () => store()?.staff, store);
    this.#devices = new Live(host, () => store()?.devices, store);
    this.#procedures = new Live(host, () => store()?.procedures, store);
    this.#signedIn = new Live(host, () => store()?.signedIn, store);
  }

  get site(): SiteDocument | undefined {
    return this.#site.value;
  }
  get zone(): string {
    return this.site?.zone ?? 'Asia/Shanghai';
  }
  get staff(): readonly StaffDocument[] {
    return this.#staff.value ?? [];
  }
  get devices(): readonly DeviceDocument[] {
    return this.#devices.value ?? [];
  }
  /** Current procedures of this surface, in card order. */
  get procedures(): readonly Published[] {
    return this.#procedures.value ?? [];
  }
  get me(): StaffDocument | undefined {
    return this.#signedIn.value?.staff;
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
    if (this.#host?.entry !== entry) this.#host = { entry, host: this.#hostOf(store, entry) };
    return this.#host.host;
  }

  #hostOf(store: Store, entry: string): FieldHost {
    const view = this;
    return {
      get buildings() {
        return view.site?.buildings ?? [];
      },
      get people() {
        return view.staff.filter((one) => one.active);
      },
      get departments() {
        return view.site?.departments ?? [];
      },
      putBlob: (bytes, type) => store.putBlob(bytes, type),
      blobUrl: (sha) => store.blobUrl(sha),
      sign: (path, staff, pin) => store.sign(entry, path, staff, pin),
      now: () => store.now(),
      procedureTitle: (id) =>
        this.procedures.find((one) => one.procedure.id === id)?.procedure.title,
    };
  }
}
