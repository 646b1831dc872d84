/**
 * A made-up site as a device gets it from the server: three small procedures, two staff, pages of the feed.
 */
import { publish } from '../../src/spec/library.ts';
import type { Procedure } from '../../src/spec/procedure.ts';
import type { EnrolReply, FeedItem, ScopePage } from '../../src/sync/protocol.ts';
import { enrolledWith } from '../../src/store/enrol.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { Database } from '../../src/store/database.ts';
import { Forms } from '../../src/store/forms.ts';
import { identityOf } from '../../src/store/identity.ts';
import { replicaOver } from '../../src/store/replica.ts';
import { pinKey } from '../../src/store/staff.ts';
import { openStore } from '../../src/store/open.ts';
import type { OpenStore, OpenOptions } from '../../src/store/open.ts';
import type { Replica } from '../../src/sync/ports.ts';
import type { Observable } from 'dexie';

const zh = (text: string) => ({ 'zh-CN': text, en: text });
const base = {
  format: 1 as const,
  version: '1.0.0',
  covers: [],
  summary: zh('{name}'),
};

/** A check that opens a corrective action when it fails. */
export const lamp: Procedure = {
  ...base,
  id: 'lamp',
  code: 'CK9',
  title: zh('大堂灯具检查'),
  kind: 'checklist',
  surfaces: { desk: { icon: 'lamp', order: 1 } },
  access: { create: ['frontdesk'] },
  number: '{site}-{code}-{date}-{device}{seq}',
  stages: [
    { id: 'doing', title: zh('检查中'), next: ['done'] },
    { id: 'done', title: zh('已完成'), next: [] },
  ],
  sections: [
    {
      id: 'all',
      title: zh('检查'),
      items: [
        { id: 'name', type: 'text', label: zh('地点'), required: true },
        { id: 'detail', type: 'long', label: zh('说明') },
        {
          id: 'light',
          type: 'check',
          label: zh('灯亮'),
          fail: { note: true, action: { procedure: 'fix', with: { name: 'label' } } },
        },
      ],
    },
  ],
};

export const fix: Procedure = {
  ...base,
  id: 'fix',
  code: 'F99',
  title: zh('整改'),
  kind: 'case',
  surfaces: { desk: { icon: 'hammer', order: 2 } },
  access: { create: ['frontdesk'] },
  stages: [
    { id: 'todo', title: zh('待办'), next: ['done'] },
    { id: 'done', title: zh('完成'), next: [] },
  ],
  sections: [
    { id: 'all', title: zh('整改'), items: [{ id: 'name', type: 'text', label: zh('事项') }] },
  ],
};

export const visit: Procedure = {
  ...base,
  id: 'visit',
  code: 'V01',
  title: zh('来访'),
  kind: 'form',
  surfaces: { kiosk: { icon: 'user', order: 1 } },
  access: { create: ['visitor'] },
  number: '{site}-{code}-{date}-{device}{seq}',
  sections: [
    {
      id: 'all',
      title: zh('来访'),
      items: [
        { id: 'name', type: 'text', label: zh('姓名'), required: true },
        { id: 'face', type: 'photo', label: zh('照片') },
      ],
    },
  ],
};

export const published = {
  lamp: publish(lamp, {}),
  fix: publish(fix, {}),
  visit: publish(visit, {}),
};

export const siteDocument = {
  id: 'site-a',
  company: 'acme',
  name: '示例花园',
  code: 'SL',
  zone: 'Asia/Shanghai',
  settings: {},
  buildings: [],
  departments: [],
  shifts: [
    { id: 'early', name: zh('早班'), start: '08:00', end: '20:00' },
    { id: 'late', name: zh('晚班'), start: '20:00', end: '08:00' },
  ],
  hours: {},
};

export const pins = { lin: '246810', wu: '135790' } as const;

async function staffItem(id: keyof typeof pins, name: string): Promise<FeedItem> {
  const salt = 'c2FsdC1zYWx0LXNhbHQ';
  const key = await pinKey(pins[id], salt, 1000);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', key));
  const verifier = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const doc = {
    id,
    name,
    roles: ['frontdesk'],
    active: true,
    pin: { salt, iterations: 1000, verifier },
  };
  return { seq: 1, kind: 'staff', id, doc };
}

export async function pagesOf(): Promise<{ public: ScopePage; work: ScopePage }> {
  const procedures = Object.values(published).map(({ hash, procedure }): FeedItem => ({
    seq: 1,
    kind: 'procedure',
    id: hash,
    doc: { hash, procedure, current: true },
  }));
  const site: FeedItem = { seq: 1, kind: 'site', id: 'site-a', doc: siteDocument };
  const staff = [await staffItem('lin', '林示例'), await staffItem('wu', '吴示例')];
  return {
    public: { id: 'public', epoch: 1, to: 1, more: false, items: [site, ...procedures] },
    work: { id: 'work', epoch: 1, to: 1, more: false, items: staff },
  };
}

export async function keysOf(): Promise<{
  reply: EnrolReply['keys'];
  seal: CryptoKeyPair;
  sign: CryptoKeyPair;
}> {
  const raw = async (key: CryptoKey) => {
    const bytes = new Uint8Array(await crypto.subtle.exportKey('raw', key));
    return btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/=+$/, '');
  };
  const seal = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, [
    'deriveBits',
  ]);
  const sign = (await crypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  return {
    reply: {
      receipts: await raw(sign.publicKey),
      seal: { id: 'k1', key: await raw(seal.publicKey) },
    },
    seal,
    sign,
  };
}

export interface Sample {
  readonly name: string;
  readonly store: OpenStore;
  /** A second connection, to look at and change what is on disk. */
  readonly db: Database;
  readonly replica: Replica;
  readonly keys: Awaited<ReturnType<typeof keysOf>>;
  close(): Promise<void>;
}

let count = 0;

/** An enrolled device that has pulled once, without a server. */
export async function sample(
  surface: 'kiosk' | 'desk',
  options: OpenOptions = {},
): Promise<Sample> {
  const name = `sample-${Date.now()}-${count++}`;
  const keys = await keysOf();
  await enrolledWith(
    {
      device: {
        id: `dev-${surface}`,
        code: surface === 'kiosk' ? 'K1' : 'D1',
        name: surface,
        surface,
      },
      token: 'token',
      site: { id: 'site-a', company: 'acme', name: '示例花园' },
      keys: keys.reply,
      serverTime: Date.now(),
    },
    false,
    name,
  );
  const db = openDatabase(name);
  const identity = await identityOf(db);
  if (!identity) throw new Error('not enrolled');
  const replica = replicaOver({ db, forms: new Forms(db), identity, ms: Date.now });
  const pages = await pagesOf();
  await replica.apply(pages.public);
  if (surface !== 'kiosk') await replica.apply(pages.work);
  await db.meta.put({ key: 'lastPull', value: Date.now() });
  const store = await openStore({ database: name, ...options });
  if (!store) throw new Error('no store');
  return {
    name,
    store,
    db,
    replica,
    keys,
    async close() {
      store.close();
      await db.delete();
    },
  };
}

/** The first value that fits; fails after `patience` milliseconds. */
export function seen<T>(
  source: Observable<T>,
  fits: (value: T) => boolean = () => true,
  patience = 10_000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let last: unknown;
    let found = false;
    const timer = setTimeout(
      () => reject(new Error(`not seen; last was ${JSON.stringify(last)}`)),
      patience,
    );
    const subscription = source.subscribe((value) => {
      last = value;
      if (found || !fits(value)) return;
      found = true;
      clearTimeout(timer);
      queueMicrotask(() => subscription.unsubscribe());
      resolve(value);
    });
  });
}
