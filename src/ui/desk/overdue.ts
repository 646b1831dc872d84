/**
 * What deadlines open once they have passed, opened by this desk while somebody is signed in who may. Asked for once for
 * each time that was set: what was refused is not asked for again and again.
 */
import type { Listed, Store } from '../../store/store.ts';
import type { Clocks } from '../entry/clocks.ts';
import type { SiteView } from '../entry/site.ts';
import { stageOf } from '../entry/steps.ts';

export class Overdue {
  readonly #asked = new Set<string>();

  /** `late`: open entries whose time is over. */
  look(store: Store, site: SiteView, late: readonly Listed[], clocks: Clocks): void {
    if (!site.me) return;
    for (const listed of late) {
      const opened = (stageOf(listed)?.deadlines ?? []).flatMap(
        ({ opens }) => opens?.procedure ?? [],
      );
      const may = opened.some((id) => this.#mayOpen(id, site));
      const key = `${listed.entry.id} ${clocks.of(listed)?.due}`;
      if (!may || this.#asked.has(key)) continue;
      this.#asked.add(key);
      void store.overdue(listed.entry.id);
    }
  }

  #mayOpen(id: string, { procedures, roles }: SiteView): boolean {
    const target = procedures.find(({ procedure }) => procedure.id === id);
    return target?.procedure.access.create.some((role) => roles.includes(role)) ?? false;
  }
}
