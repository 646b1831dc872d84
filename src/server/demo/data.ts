/**
 * What the demonstration is made of. All of it is made up: the site, the people, the numbers.
 */
import type { Json } from '../../spec/json.ts';
import type { Role, Surface } from '../../spec/procedure.ts';
import type { SiteDocument } from '../../sync/documents.ts';

export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly dept: string;
  readonly pin: string;
}

/** The first is made by set-up. */
export const people: readonly [DemoPerson, ...DemoPerson[]] = [
  { id: 'demo-sup', name: '示例·主管己', roles: ['supervisor'], dept: 'service', pin: '200001' },
  { id: 'demo-mgr', name: '示例·经理庚', roles: ['manager'], dept: 'service', pin: '200002' },
  { id: 'demo-fd1', name: '示例·前台甲', roles: ['frontdesk'], dept: 'service', pin: '100001' },
  { id: 'demo-fd2', name: '示例·前台乙', roles: ['frontdesk'], dept: 'service', pin: '100002' },
  {
    id: 'demo-eng1',
    name: '示例·工程丙',
    roles: ['engineering'],
    dept: 'engineering',
    pin: '300001',
  },
  {
    id: 'demo-eng2',
    name: '示例·工程丁',
    roles: ['engineering'],
    dept: 'engineering',
    pin: '300002',
  },
  { id: 'demo-sec', name: '示例·秩序戊', roles: ['security'], dept: 'security', pin: '400001' },
  { id: 'demo-cln', name: '示例·保洁辛', roles: ['cleaning'], dept: 'cleaning', pin: '500001' },
];

export const site = {
  name: '示例花园',
  code: 'SL',
  zone: 'Asia/Shanghai',
  phone: '021-00000000',
  settings: { idCheck: false, visitorPhoto: false },
  buildings: [
    {
      id: '1',
      name: { 'zh-CN': '1号楼', en: 'Building 1' },
      units: [
        { id: '1', floors: 18, doors: 4 },
        { id: '2', floors: 18, doors: 4 },
      ],
    },
    {
      id: '2',
      name: { 'zh-CN': '2号楼', en: 'Building 2' },
      units: [{ id: '1', floors: 11, doors: 2 }],
    },
  ],
} satisfies Partial<SiteDocument>;

export const devices: readonly { readonly surface: Surface; readonly name: string }[] = [
  { surface: 'kiosk', name: '大堂自助机' },
  { surface: 'tablet', name: '前台平板' },
  { surface: 'desk', name: '客服中心电脑' },
];

/**
 * One thing that somebody did. `+30m` and `-30m` in `set` become instants that far from it; `sign` is a signature with
 * the PIN; `photo` a made-up picture. What is not set takes the procedure's defaults; checks pass.
 */
export interface Step {
  /** Minutes before now. */
  readonly ago: number;
  /** Missing: a visitor at the kiosk. */
  readonly by?: string;
  /** Stage to move to; missing for the first step. */
  readonly to?: string;
  readonly set: Readonly<Record<string, Json>>;
}

export interface Story {
  readonly procedure: string;
  readonly on: Surface;
  readonly steps: readonly Step[];
}

const fd1 = 'demo-fd1';
const fd2 = 'demo-fd2';
const sup = 'demo-sup';
const eng1 = 'demo-eng1';

export const stories: readonly Story[] = [
  {
    procedure: 'opening',
    on: 'tablet',
    steps: [
      {
        ago: 600,
        by: fd1,
        set: {
          shiftName: 'early',
          'paper.measure': 180,
          'radio.measure': 90,
          'kioskBeat.measure': 1,
          'kioskClock.measure': 2,
          'tablet.measure': 95,
          'aidKit.measure': 120,
          umbrellas: 'fail',
          'umbrellas.note': '借出的雨伞只还回一半',
          'umbrellas.photo': ['photo'],
        },
      },
      { ago: 590, by: fd1, to: 'done', set: { staffSign: 'sign' } },
    ],
  },
  {
    procedure: 'visitor',
    on: 'kiosk',
    steps: [
      {
        ago: 320,
        set: {
          visitType: 'friend',
          name: '示例访客一',
          phone: '13800000001',
          room: '1-1-0502',
          consent: true,
        },
      },
      { ago: 318, by: fd1, to: 'inside', set: { hostConfirm: 'phone' } },
      { ago: 200, by: fd2, to: 'out', set: { outBy: 'desk' } },
    ],
  },
  {
    procedure: 'visitor',
    on: 'kiosk',
    steps: [
      {
        ago: 75,
        set: {
          visitType: 'repair',
          name: '示例师傅',
          phone: '13800000002',
          room: '1-2-1203',
          people: 1,
          consent: true,
        },
      },
      { ago: 73, by: fd2, to: 'inside', set: { hostConfirm: 'intercom' } },
    ],
  },
  {
    procedure: 'visitor',
    on: 'kiosk',
    steps: [
      {
        ago: 2,
        set: {
          visitType: 'delivery',
          name: '示例骑手',
          phone: '13800000003',
          room: '2-1-0801',
          consent: true,
        },
      },
    ],
  },
  {
    procedure: 'contact',
    on: 'desk',
    steps: [
      {
        ago: 290,
        by: fd1,
        set: {
          caller: '示例业主李',
          room: '1-1-0301',
          verbatim: '问装修押金什么时候能退',
          phone: '13800000004',
        },
      },
      {
        ago: 286,
        by: fd1,
        to: 'answered',
        set: {
          category: 'fee',
          direct: 'spot',
          answer: '已说明验收合格后十五个工作日退还，并告知所需材料。',
        },
      },
    ],
  },
  {
    procedure: 'contact',
    on: 'tablet',
    steps: [
      {
        ago: 9,
        by: fd2,
        set: {
          caller: '示例业主王',
          room: '2-1-0602',
          verbatim: '楼上晚上十一点还在拖桌子，孩子睡不着',
          phone: '13800000005',
        },
      },
      {
        ago: 7,
        by: fd2,
        to: 'handling',
        set: {
          category: 'neighbour',
          method: 'promise',
          promiseWhat: '今晚巡查后回电话说明情况',
          promiseDue: '+30m',
          told: true,
        },
      },
    ],
  },
  {
    procedure: 'repair',
    on: 'tablet',
    steps: [
      {
        ago: 260,
        by: fd1,
        set: {
          repairType: 'water',
          scope: 'home',
          room: '1-2-0704',
          spot: 'kitchen',
          detail: '水槽下面的软管接头滴水',
          reporter: '示例业主赵',
          phone: '13800000006',
          channel: 'call',
        },
      },
      { ago: 255, by: fd1, to: 'dispatched', set: { worker: eng1 } },
      { ago: 252, by: eng1, to: 'accepted', set: {} },
      { ago: 235, by: eng1, to: 'arrived', set: { photoBefore: ['photo'] } },
      { ago: 230, by: eng1, to: 'working', set: { cause: '接头垫圈老化', warranty: 'developer' } },
      {
        ago: 215,
        by: eng1,
        to: 'finished',
        set: {
          work: '更换垫圈并试水，无渗漏',
          outcome: 'done',
          tested: 'ok',
          photoAfter: ['photo'],
          noSign: 'absent',
        },
      },
    ],
  },
  {
    procedure: 'repair',
    on: 'desk',
    steps: [
      {
        ago: 12,
        by: fd2,
        set: {
          repairType: 'lift',
          emergency: ['lift'],
          scope: 'public',
          place: '1号楼1单元电梯',
          spot: 'lobby',
          detail: '电梯停在五楼，门打不开，里面有一位老人',
          reporter: '示例业主周',
          phone: '13800000007',
          channel: 'call',
        },
      },
      { ago: 11, by: fd2, to: 'dispatched', set: { worker: eng1 } },
    ],
  },
  {
    procedure: 'action',
    on: 'tablet',
    steps: [
      {
        ago: 140,
        by: sup,
        set: { what: '大堂地面有水渍', place: '1号楼大堂', dept: 'cleaning', due: '+240m' },
      },
      { ago: 130, by: 'demo-cln', to: 'doing', set: {} },
    ],
  },
];
