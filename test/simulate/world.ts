/**
 * One seed: a small site, people at work, and everything that may go wrong; then calm, and the oracle's word.
 */
import { hashOf } from '../../src/spec/json.ts';
import { Chance } from './chance.ts';
import { Device, type Tab } from './device.ts';
import { Kernel, world as simulated } from './kernel.ts';
import { Network } from './network.ts';
import { always, finally_, Violation } from './oracle.ts';
import { People } from './people.ts';
import { background, network as wire } from './platform.ts';
import { Server, type Surface } from './server.ts';

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
const year = 365 * day;

const events = {
  deed: 60,
  worker: 4,
  reload: 3,
  'another tab': 2,
  freeze: 3,
  kill: 5,
  'power cut': 4,
  'full disk': 3,
  evict: 1,
  clock: 3,
  'cut off': 4,
  publish: 2,
  role: 2,
  revoke: 2,
  'enrol again': 1,
  'back up': 4,
  restore: 2,
  upgrade: 1,
  nothing: 6,
} as const;
type Event = keyof typeof events;

export interface Outcome {
  readonly seed: number;
  /** Of everything that happened and of what was left. */
  readonly trace: string;
  readonly violation: string | undefined;
  readonly happened: ReadonlyMap<string, number>;
  readonly told: number;
}

export class World {
  readonly kernel: Kernel;
  readonly server: Server;
  readonly network: Network;
  readonly people: People;
  readonly devices: Device[] = [];
  readonly happened = new Map<string, number>();
  #published = 0;

  constructor(seed: number, say?: (line: string) => void) {
    const chance = new Chance(seed);
    this.kernel = new Kernel(chance, Date.UTC(2026, 10, 24, 1), say);
    simulated.kernel = this.kernel;
    this.server = new Server(1 + chance.below(3));
    this.network = new Network(this.kernel, this.server);
    this.people = new People(this.kernel);
    wire.fetch = this.network.fetch;
    background.wake = () => this.#wakeLater();
  }

  /** Everything in between is up to the seed. */
  async run(): Promise<void> {
    const { chance } = this.kernel;
    this.server.hire('li', ['frontdesk']);
    this.server.hire('wang', ['supervisor']);
    const count = Number(chance.weighed({ 2: 6, 3: 3, 4: 1, 5: 1 }));
    for (let at = 0; at < count; at++) {
      const surface: Surface = at === 0 ? 'desk' : chance.pick(['desk', 'tablet', 'kiosk']);
      const staff = chance.pick(['li', 'wang']);
      const device = new Device(this.kernel, this.server, `D${at}`, surface, staff);
      if (chance.oneIn(4)) device.skew = chance.pick([-1, 1]) * chance.below(3 * year);
      this.devices.push(device);
      await this.#start(device);
    }
    await this.kernel.until(this.kernel.now + 30 * second);
    const steps = 12 + chance.below(36);
    for (let step = 0; step < steps; step++) {
      const event: Event = chance.weighed(events);
      this.#count(event);
      await this.#happen(event, chance.pick(this.devices));
      await this.kernel.until(this.kernel.now + this.#pause());
      always(this);
    }
    await this.#heal();
  }

  #pause(): number {
    const { chance } = this.kernel;
    switch (chance.weighed({ moment: 10, seconds: 10, minutes: 3, hours: 1 })) {
      case 'moment':
        return chance.below(50);
      case 'seconds':
        return chance.below(5 * second);
      case 'minutes':
        return chance.below(3 * minute);
      default:
        return this.#sleep(chance.below(30 * hour));
    }
  }

  /** Nobody is there: browsers are closed, so that nothing beats all night. */
  #sleep(ms: number): number {
    this.#count('night');
    for (const device of this.devices)
      for (const tab of device.tabs)
        tab.life.frozenUntil = Math.max(tab.life.frozenUntil, this.kernel.now + ms);
    return ms;
  }

  #count(what: string): void {
    this.happened.set(what, (this.happened.get(what) ?? 0) + 1);
  }

  async #start(device: Device): Promise<void> {
    if (!device.enrolled || device.disk.tables.size === 0) await device.enrol();
    const tabs = 1 + this.kernel.chance.below(2);
    for (let tab = 0; tab < tabs; tab++) await device.open();
  }

  /** Background Sync comes when it likes. */
  #wakeLater(): void {
    const { current, chance, now } = this.kernel;
    const device = this.devices.find((each) => each === current?.machine);
    if (device && chance.oneIn(4))
      this.kernel.at(now + chance.below(5000), undefined, () => void device.wakeWorker());
  }

  async #happen(event: Event, device: Device): Promise<void> {
    const { kernel, server } = this;
    const { chance } = kernel;
    kernel.note(`${event} ${device.name}`);
    const tab: Tab | undefined = device.tabs.length > 0 ? chance.pick(device.tabs) : undefined;
    switch (event) {
      case 'deed':
        if (!tab) return this.#start(device);
        return this.people.act(device, tab);
      case 'worker':
        return device.wakeWorker();
      case 'reload':
        return tab && device.reload(tab);
      case 'another tab':
        return device.tabs.length < 3 ? device.open() : tab && device.end(tab.life);
      case 'freeze':
        // For ever, one time in three: nobody ever looks at that tab again.
        if (tab)
          tab.life.frozenUntil = kernel.now + chance.below(chance.oneIn(3) ? year : 10 * minute);
        return undefined;
      case 'kill':
      case 'power cut':
        return this.#stop(device, event === 'kill' ? 'kill' : 'power', tab);
      case 'full disk':
        return this.#fill(device);
      case 'evict':
        for (const told of this.people.told) if (told.device === device) told.excused = true;
        device.stop('kill');
        device.disk.clear();
        device.files.clear();
        return this.#start(device);
      case 'clock':
        device.skew = chance.oneIn(3) ? 0 : chance.pick([-1, 1]) * chance.below(5 * year);
        return undefined;
      case 'cut off':
        if (!this.network.offline.delete(device.name)) this.network.offline.add(device.name);
        return undefined;
      case 'publish':
        server.publish(++this.#published);
        await server.retry(false);
        return undefined;
      case 'role':
        server.hire(
          chance.pick(['li', 'wang']),
          chance.pick([
            ['frontdesk'],
            ['supervisor'],
            ['engineering'],
            ['frontdesk', 'supervisor'],
          ]),
        );
        return undefined;
      case 'revoke':
        if (device.enrolled && this.devices.length > 1) device.enrolled.revoked ??= kernel.now;
        return undefined;
      case 'enrol again':
        // As a new device: what the old one had acknowledged is not this one's to send again.
        for (const told of this.people.told)
          if (told.device === device && server.site.results.has(told.change)) told.excused = true;
        device.stop('kill');
        await device.enrol();
        return this.#start(device);
      case 'back up':
        return server.backUp();
      case 'restore':
        if (!server.restore()) return undefined;
        this.#count('restored');
        // Nobody tells a revoked device that the server has forgotten something.
        for (const told of this.people.told)
          if (told.device.enrolled?.revoked !== undefined) told.excused = true;
        for (let number = 1; number <= this.#published; number++) server.publish(number);
        return undefined;
      case 'upgrade':
        return this.#upgrade(device);
      case 'nothing':
        return undefined;
    }
  }

  /** In the midst of whatever the device is at. */
  async #stop(device: Device, cut: 'power' | 'kill', tab: Tab | undefined): Promise<void> {
    const { kernel } = this;
    if (tab && kernel.chance.oneIn(2)) await this.people.act(device, tab);
    await kernel.until(kernel.now + kernel.chance.next() * 40);
    if (cut === 'kill' && kernel.chance.oneIn(3) && tab?.life.alive) {
      // One renderer only.
      return device.reload(tab);
    }
    device.stop(cut);
    await kernel.until(kernel.now + kernel.chance.below(second));
    return this.#start(device);
  }

  /** No room for a while; then there is again, and sooner or later the browser is started afresh. */
  async #fill(device: Device): Promise<void> {
    const { kernel } = this;
    const { chance } = kernel;
    device.disk.full = true;
    for (let deeds = 1 + chance.below(3); deeds > 0; deeds--) {
      const [tab] = device.tabs;
      if (tab) await this.people.act(device, tab);
      await kernel.until(kernel.now + 200 + chance.below(5 * second));
      always(this);
    }
    device.disk.full = false;
    await kernel.until(kernel.now + chance.below(minute));
    always(this);
    if (!device.disk.wounded || chance.oneIn(3)) return;
    device.stop('kill');
    await this.#start(device);
  }

  /** A page of a newer version upgrades the schema; the others are told, or were loaded from before. */
  async #upgrade(device: Device): Promise<void> {
    const { kernel } = this;
    const { chance } = kernel;
    const { disk } = device;
    // Not in the midst of a write.
    await kernel.until(kernel.now + 100);
    const epoch = disk.table('meta').get('epoch');
    if (!epoch) return;
    const { version } = disk;
    disk.table('meta').set('epoch', { ...epoch, value: Number(epoch['value']) + 1 });
    disk.version = version + 1;
    disk.upgraded = true;
    for (const { life } of device.tabs)
      if (!chance.oneIn(3))
        await kernel.as(life, () => {
          for (const database of life.databases) database.versionChanged();
        });
    for (let deeds = chance.below(4); deeds > 0; deeds--) {
      const [tab] = device.tabs;
      if (tab) await this.people.act(device, tab);
      await kernel.until(kernel.now + chance.below(30 * second));
    }
    if (disk.outgrown) throw new Violation(`${device.name}: older code wrote to a newer schema`);
    device.stop('kill');
    disk.upgraded = false;
    disk.version = version;
    disk.table('meta').set('epoch', epoch);
    await this.#start(device);
  }

  /** Calm: the network is well, disks have room, and nobody does anything. */
  async #heal(): Promise<void> {
    const { kernel, network, server, devices } = this;
    network.calm = true;
    network.offline.clear();
    server.nodes.fill(0);
    for (const device of devices) {
      device.disk.full = false;
      if (device.disk.wounded) device.stop('kill');
      const asleep = device.tabs.every(({ life }) => life.frozenUntil > kernel.now);
      if (device.tabs.length === 0 || asleep) await this.#start(device);
    }
    for (let round = 0; ; round++) {
      await kernel.until(kernel.now + (round === 0 ? 40 * second : 90 * second));
      always(this);
      // What waits for something that is lost for ever is applied without it after five days.
      if (round === 4 && server.site.held.size > 0) await this.#fiveDays();
      try {
        return finally_(this);
      } catch (error) {
        if (round >= 12) throw error;
      }
    }
  }

  async #fiveDays(): Promise<void> {
    this.#count('held for five days');
    for (const { tabs } of this.devices)
      for (const { life } of tabs)
        life.frozenUntil = Math.max(life.frozenUntil, this.kernel.now + 5 * day + hour);
    await this.kernel.until(this.kernel.now + 5 * day + hour);
    await this.server.retry(true);
  }

  /** What is left, in one number. */
  print(): string {
    const disks = this.devices.map(({ disk }) =>
      [...disk.tables].map(([name, rows]) => `${name} ${[...rows.keys()].join()}`),
    );
    const entries = [...this.server.site.entries].map(([id, text]) => `${id} ${text}`);
    return hashOf(JSON.stringify([this.kernel.trace, this.kernel.turns, disks, entries])).slice(
      0,
      16,
    );
  }
}

/** Runs one seed from beginning to end. */
export async function simulate(seed: number, say?: (line: string) => void): Promise<Outcome> {
  const world = new World(seed, say);
  let violation: string | undefined;
  try {
    await world.run();
  } catch (error) {
    violation = error instanceof Violation ? error.message : ((error as Error).stack ?? 'unknown');
  }
  const outcome: Outcome = {
    seed,
    trace: world.print(),
    violation,
    happened: new Map([...world.happened, ...world.network.seen, ...world.people.refused]),
    told: world.people.told.length,
  };
  simulated.kernel = undefined;
  return outcome;
}
