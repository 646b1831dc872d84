/**
 * A made-up list of households as a property company keeps it in a spreadsheet, with what goes wrong in such lists: the
 * same room twice, telephone numbers that are none, rooms that do not exist, names left out, merged cells. The same
 * seed gives the same list.
 */
import { writeXlsx } from 'hucre/xlsx';

export interface PeopleFile {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Of the file, from 1: the headings are in row 2. */
  readonly refused: ReadonlyMap<number, 'phone' | 'room' | 'owner'>;
  /** Row → the earlier row with its room. */
  readonly repeated: ReadonlyMap<number, number>;
  readonly good: number;
}

/** Buildings 1–24, two units each, 30 floors of 15 doors: 21,600 rooms. */
export const buildings = Array.from({ length: 24 }, (_, at) => ({
  id: String(at + 1),
  name: { 'zh-CN': `${at + 1}栋`, en: `Building ${at + 1}` },
  units: ['1', '2'].map((id) => ({ id, floors: 30, doors: 15 })),
}));

/** mulberry32: small, and the same everywhere. */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const uses = ['自住', '出租', '空置', '商铺'];
const headings = [
  '楼栋',
  '单元',
  '房号',
  '业主姓名',
  '手机号',
  '使用情况',
  '建筑面积(㎡)',
  '入住日期',
  '备注',
];

export function peopleFile(count: number, seed = 1): PeopleFile {
  const next = drawn(seed);
  const refused = new Map<number, 'phone' | 'room' | 'owner'>();
  const repeated = new Map<number, number>();
  const rows: (string | number)[][] = [];
  const rooms: { readonly row: number; readonly room: readonly (string | number)[] }[] = [];
  for (let at = 0; at < count; at++) {
    const row = at + 3;
    const place = Math.floor((at * 21_600) / count);
    const building = Math.floor(place / 900);
    const [unit, door] = [Math.floor((place % 900) / 450), place % 450];
    const floor = Math.floor(door / 15) + 1;
    let room: readonly (string | number)[] = [
      `${building + 1}栋`,
      unit + 1,
      floor * 100 + (door % 15) + 1,
    ];
    let owner = `样${String(at).padStart(5, '0')}`;
    let phone: string | number = 13_800_000_000 + at;
    const chance = next();
    const earlier = rooms[Math.floor(next() * rooms.length)];
    if (chance < 0.01) {
      phone = chance < 0.005 ? '138000000' : '无';
      refused.set(row, 'phone');
    } else if (chance < 0.015) {
      room = [room[0] ?? '', room[1] ?? '', 9999];
      refused.set(row, 'room');
    } else if (chance < 0.02) {
      owner = '';
      refused.set(row, 'owner');
    } else if (chance < 0.05 && earlier) {
      room = earlier.room;
      repeated.set(row, earlier.row);
    } else rooms.push({ row, room });
    rows.push([
      ...room,
      owner,
      phone,
      uses[Math.floor(next() * uses.length)] ?? '',
      60 + Math.floor(next() * 900) / 10,
      `20${10 + Math.floor(next() * 15)}/${1 + Math.floor(next() * 12)}/${1 + Math.floor(next() * 28)}`,
      next() < 0.1 ? '门铃坏，“先打电话”，再上门' : '',
    ]);
  }
  return { headings, rows, refused, repeated, good: rooms.length };
}

/** With a title over the table and the buildings merged, as people make them. */
export async function asXlsx({ headings: head, rows }: PeopleFile): Promise<Uint8Array> {
  const merges = [{ startRow: 0, startCol: 0, endRow: 0, endCol: head.length - 1 }];
  const cells: (string | number | null)[][] = rows.map((row) => [...row]);
  for (let from = 0; from < rows.length;) {
    let to = from;
    while (to + 1 < rows.length && rows[to + 1]?.[0] === rows[from]?.[0]) to++;
    if (to > from) merges.push({ startRow: from + 2, startCol: 0, endRow: to + 2, endCol: 0 });
    for (let at = from + 1; at <= to; at++) (cells[at] as (string | null)[])[0] = null;
    from = to + 1;
  }
  const title = ['示例花园住户名册', ...Array<null>(head.length - 1).fill(null)];
  return writeXlsx({ sheets: [{ name: '住户', rows: [title, [...head], ...cells], merges }] });
}

export function asCsv({ headings: head, rows }: PeopleFile): string {
  const quoted = (cell: string | number) =>
    /[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);
  const title = ['示例花园住户名册', ...Array<string>(head.length - 1).fill('')];
  return [title, head, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n');
}

/** GBK of a text, by asking the decoder what each pair of bytes is; there is no encoder for it. */
export function inGbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, readonly [number, number]>();
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low === 0x7f) continue;
      const char = decoder.decode(new Uint8Array([high, low]));
      if (char.length === 1 && char !== '\ufffd' && !codes.has(char)) codes.set(char, [high, low]);
    }
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const pair = codes.get(char);
    if (code < 0x80) bytes.push(code);
    else if (pair) bytes.push(...pair);
    else throw new Error(`not in GBK: ${char}`);
  }
  return Uint8Array.from(bytes);
}
