/**
 * What a column of a file may mean: the items of a procedure that a cell can answer, and which of them a heading names.
 */
import type { Item } from '../../../spec/procedure.ts';
import type { Form } from '../../../form/compile.ts';

export type RoomPart = 'building' | 'unit' | 'door';
export interface Target {
  /** The item's id; `room#unit` for a part of a room number that has a column of its own. */
  readonly key: string;
  readonly item: Item;
  readonly part?: RoomPart;
}

const unreadable: ReadonlySet<Item['type']> = new Set(['table', 'photo', 'sign', 'note', 'ref']);
const parts: readonly RoomPart[] = ['building', 'unit', 'door'];

/** In the order of the form; asked when an entry begins, and not computed. */
export function targetsOf({ procedure, stages }: Form): Target[] {
  const first = stages[0]?.id ?? '';
  return procedure.sections
    .filter(({ at }) => !at || at.includes(first))
    .flatMap(({ items }) => items)
    .filter(({ type, value }) => !unreadable.has(type) && value === undefined)
    .flatMap((item): Target[] => [
      { key: item.id, item },
      ...(item.type === 'room'
        ? parts.map((part) => ({ key: `${item.id}#${part}`, item, part }))
        : []),
    ]);
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s*：:（(【[].*?[）)】\]]|[\s*：:·_/、-]/g, '');

const partNames: Readonly<Record<RoomPart, readonly string[]>> = {
  building: ['楼栋', '楼号', '栋', '栋号', '幢', '楼', '楼宇', 'building', 'block'],
  unit: ['单元', '单元号', 'unit', 'entrance'],
  door: ['房间', '房间号', '室', '室号', '门牌', '门号', 'door', 'flat'],
};
/** How else lists call what the facets of a procedure name. */
const facetNames = {
  room: [
    '房号',
    '房间号',
    '室号',
    '门牌号',
    '房屋',
    '住址',
    '地址',
    '房产',
    'room',
    'roomno',
    'roomnumber',
    'address',
    'apartment',
    'flat',
  ],
  name: [
    '姓名',
    '名字',
    '业主',
    '户主',
    '业主姓名',
    '住户',
    '住户姓名',
    '客户姓名',
    '联系人',
    '车主',
    '主人',
    'name',
    'fullname',
    'owner',
    'contact',
    'resident',
  ],
  phone: [
    '电话',
    '手机',
    '手机号',
    '手机号码',
    '联系方式',
    '联系电话',
    '电话号码',
    '业主电话',
    '移动电话',
    'phone',
    'phonenumber',
    'mobile',
    'tel',
    'telephone',
  ],
  plate: [
    '车牌',
    '车牌号',
    '车牌号码',
    '车号',
    'plate',
    'platenumber',
    'licenseplate',
    'licenceplate',
  ],
} as const;

/** What a heading may say for a target, best first. */
function namesOf({ procedure }: Form, { key, item, part }: Target): string[] {
  if (part) return [...partNames[part]];
  const { facets } = procedure;
  const known = (Object.keys(facetNames) as (keyof typeof facetNames)[]).filter(
    (facet) => facets?.[facet] === key,
  );
  return [
    ...Object.values(item.label).filter((label) => label !== undefined),
    key,
    ...known.flatMap((facet) => [...facetNames[facet]]),
  ].map(plain);
}

/** For each heading the key of its target; null: the column is left out. A target is taken once, by its best heading. */
export function guessColumns(form: Form, headings: readonly string[]): (string | null)[] {
  const targets = targetsOf(form);
  const said = headings.map(plain);
  const guesses = said.map((): string | null => null);
  const take = (fits: (heading: string, name: string) => boolean) => {
    for (const target of targets) {
      if (guesses.includes(target.key)) continue;
      for (const name of namesOf(form, target)) {
        const at = said.findIndex(
          (heading, index) => heading !== '' && guesses[index] === null && fits(heading, name),
        );
        if (at < 0) continue;
        guesses[at] = target.key;
        break;
      }
    }
  };
  take((heading, name) => heading === name);
  take((heading, name) => name.length > 1 && heading.length > 1 && heading.includes(name));
  return withoutHalves(targets, guesses);
}

/** A whole room number and its parts are not both read: of 楼栋, 单元, 房号 the last is a door. */
function withoutHalves(
  targets: readonly Target[],
  guesses: readonly (string | null)[],
): (string | null)[] {
  const rooms = targets.filter(({ item, part }) => item.type === 'room' && !part);
  return guesses.map((key) => {
    for (const { key: room } of rooms) {
      const split = guesses.includes(`${room}#building`);
      if (key === room && split && !guesses.includes(`${room}#door`)) return `${room}#door`;
      if (key?.startsWith(`${room}#`) && !split) return null;
    }
    return key;
  });
}

/** The row of headings: of the first ones the one that names most. */
export function guessHeader(form: Form, rows: readonly (readonly string[])[]): number {
  const known = rows
    .slice(0, 10)
    .map((row) => guessColumns(form, row).filter((key) => key !== null).length);
  const best = Math.max(0, ...known);
  return best === 0 ? 0 : known.indexOf(best);
}
