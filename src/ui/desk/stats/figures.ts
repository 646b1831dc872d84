/**
 * The numbers of a period for a screen: counted here over what this desk holds, a few hundred entries at a time so that
 * the screen stays quick; by the server where the period began before that.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { compile } from '../../../form/compile.ts';
import { Tally, type Grouping, type Period, type Tallied } from '../../../form/tally.ts';
import type { Problem } from '../../../spec/problem.ts';
import type { Listed, Store } from '../../../store/store.ts';
import { once } from '../../entry/once.ts';
import type { SiteView } from '../../entry/site.ts';

const chunk = 400;
const again = 60_000;
/** A desk holds what was finished in the last 90 days. */
const held = 90 * 86_400_000;

export interface Asked {
  readonly period: Period;
  readonly by: Grouping;
  /** Measure whose entries are wanted from the server. */
  readonly rows?: { readonly measure: string; readonly group?: string };
}
export interface Figures {
  readonly results: readonly Tallied[];
  /** Entries behind the numbers, by id. */
  readonly entries: ReadonlyMap<string, Listed>;
  readonly from: 'here' | 'server';
  readonly counted: number;
  /** Rows that the server left out. */
  readonly more: number;
}

export class FiguresOf implements ReactiveController {
  value: Figures | undefined;
  problems: readonly Problem[] = [];
  busy = false;
  readonly #host: ReactiveControllerHost;
  readonly #store: () => Store | undefined;
  readonly #site: SiteView;
  readonly #ask: () => Asked | undefined;
  #key = '';
  #turn = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    host: ReactiveControllerHost,
    store: () => Store | undefined,
    site: SiteView,
    ask: () => Asked | undefined,
  ) {
    this.#host = host;
    this.#store = store;
    this.#site = site;
    this.#ask = ask;
    host.addController(this);
  }
  hostConnected(): void {
    this.#timer = setInterval(() => {
      if (document.visibilityState === 'visible') this.#start();
    }, again);
  }
  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#turn++;
  }
  hostUpdate(): void {
    const asked = this.#ask();
    const versions = this.#site.procedures.map(({ hash }) => hash).join();
    const key = asked && versions ? `${JSON.stringify(asked)} ${versions}` : '';
    if (key === this.#key) return;
    this.#key = key;
    this.#start();
  }

  #start(): void {
    const [store, asked] = [this.#store(), this.#ask()];
    if (!store || !asked || this.#key === '') return;
    const turn = ++this.#turn;
    this.busy = true;
    void this.#show(store, asked, turn);
  }

  async #show(store: Store, asked: Asked, turn: number): Promise<void> {
    const loaded = await this.#load(store, asked, turn);
    if (turn !== this.#turn) return;
    this.busy = false;
    if ('results' in loaded) this.value = loaded;
    this.problems = 'results' in loaded ? [] : loaded;
    this.#host.requestUpdate();
  }

  async #load(store: Store, asked: Asked, turn: number): Promise<Figures | readonly Problem[]> {
    const forms = this.#site.procedures
      .filter(({ procedure }) => procedure.measures)
      .map(({ procedure }) => compile(procedure));
    const tally = new Tally({
      forms,
      ...asked,
      now: store.now(),
      zone: this.#site.zone,
      calendar: await store.calendar(),
      deptOf: (id) => this.#site.staff.find((one) => one.id === id)?.dept,
      rows: true,
    });
    if (Date.parse(asked.period.from) < Date.parse(store.now()) - held)
      return this.#fromServer(store, asked, tally.results());
    const procedures = forms.map(({ procedure }) => procedure.id);
    const listed = await once(store.entries({ procedures }));
    for (const { entry } of listed) tally.know(entry);
    for (let at = 0; at < listed.length; at += chunk) {
      if (turn !== this.#turn) return [];
      for (const { entry, form } of listed.slice(at, at + chunk)) tally.add(entry, form);
      await new Promise((next) => setTimeout(next));
    }
    const entries = new Map(listed.map((one) => [one.entry.id, one]));
    return { results: tally.results(), entries, from: 'here', counted: listed.length, more: 0 };
  }

  /** What the server counted, told as the measures here say; `none` are they without numbers. */
  async #fromServer(
    store: Store,
    { period, by, rows }: Asked,
    none: readonly Tallied[],
  ): Promise<Figures | readonly Problem[]> {
    const answer = await store.statistics({ ...period, by, ...(rows && { rows }) });
    if (!answer.ok) return answer.problems;
    const { measures, entries: counted, rows: sent = [], more = 0 } = answer.value;
    const entries = new Map<string, Listed>();
    const behind: { entry: string; of: number; part: number }[] = [];
    for (const { entry: given, of, part } of sent) {
      const entry = given as Listed['entry'];
      const form = await store.form(entry.procedure, entry.version);
      if (form) entries.set(entry.id, { entry, form, pending: false });
      behind.push({ entry: entry.id, of, part });
    }
    const results = none.map((each): Tallied => {
      const found = measures.find(({ id }) => id === each.id);
      if (!found) return each;
      const mine = rows?.measure === each.id ? behind : [];
      const groups = Object.entries(found.groups).map(([key, sum]) => {
        const own = rows?.group === key ? mine : [];
        return [key, { ...sum, rows: own }] as const;
      });
      const all = rows?.group === undefined ? mine : [];
      return { ...each, total: { ...found.total, rows: all }, groups: new Map(groups) };
    });
    return { results, entries, from: 'server', counted, more };
  }
}
