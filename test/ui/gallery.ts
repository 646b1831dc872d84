/**
 * A made-up procedure with every item type, a device for it, and a page to look at: for tests and screenshots only.
 */
import { procedure as procedureSchema } from '../../src/spec/procedure.ts';
import type { Procedure, Surface } from '../../src/spec/procedure.ts';
import { compile } from '../../src/form/compile.ts';
import { openSession } from '../../src/form/session.ts';
import type { Session } from '../../src/form/session.ts';
import type { Answers } from '../../src/form/answers.ts';
import type { FieldHost } from '../../src/ui/field/context.ts';
import '../../src/ui/form/fd-form.ts';
import type { FdForm } from '../../src/ui/form/fd-form.ts';

const l = (zh: string, en: string) => ({ 'zh-CN': zh, en });
type Draft = Record<string, unknown>;

export function procedureOf(sections: readonly Draft[], more: Draft = {}): Procedure {
  return procedureSchema.parse({
    format: 1,
    id: 'gallery',
    code: 'G01',
    version: '1.0.0',
    title: l('样例表单', 'Sample form'),
    kind: 'form',
    covers: [],
    surfaces: {
      kiosk: { icon: 'user-plus', order: 1 },
      desk: { icon: 'file-text', order: 1 },
      tablet: { icon: 'file-text', order: 1 },
    },
    access: { create: ['visitor', 'frontdesk'] },
    summary: l('样例', 'Sample'),
    options: {
      why: [
        { value: 'visit', label: l('走亲访友', 'Visiting'), icon: 'users' },
        { value: 'delivery', label: l('送货送餐', 'Delivery'), icon: 'package' },
        { value: 'work', label: l('装修施工', 'Works'), icon: 'hammer' },
        { value: 'viewing', label: l('看房', 'Viewing'), icon: 'house' },
      ],
      things: [
        { value: 'bag', label: l('行李', 'Luggage') },
        { value: 'pet', label: l('宠物', 'Pet') },
        { value: 'tools', label: l('工具', 'Tools') },
      ],
    },
    sections,
    ...more,
  });
}

export const gallery = procedureOf(
  [
    {
      id: 'who',
      title: l('您是谁', 'About you'),
      hint: l('只用于今天的来访。', 'Used for this visit only.'),
      items: [
        {
          id: 'hello',
          type: 'note',
          tone: 'info',
          label: l('欢迎光临。填完大约一分钟。', 'Welcome. This takes about a minute.'),
        },
        {
          id: 'purpose',
          type: 'one',
          options: 'why',
          required: true,
          label: l('来访目的', 'Purpose of your visit'),
        },
        { id: 'name', type: 'text', required: true, width: 'half', label: l('姓名', 'Name') },
        {
          id: 'phone',
          type: 'phone',
          required: true,
          width: 'half',
          label: l('手机号码', 'Mobile number'),
          why: l('方便前台联系您。', 'So that the desk can reach you.'),
        },
        {
          id: 'room',
          type: 'room',
          required: true,
          width: 'half',
          label: l('拜访房号', 'Room you visit'),
        },
        {
          id: 'plate',
          type: 'plate',
          width: 'half',
          label: l('车牌', 'Plate'),
          hint: l('没有开车可不填', 'Leave empty if you did not drive'),
        },
        { id: 'things', type: 'many', options: 'things', label: l('随身物品', 'You carry') },
        {
          id: 'agree',
          type: 'bool',
          required: true,
          label: l('是否需要停车', 'Do you need parking?'),
        },
      ],
    },
    {
      id: 'details',
      title: l('时间与数量', 'Times and amounts'),
      items: [
        {
          id: 'people',
          type: 'int',
          min: 1,
          max: 20,
          unit: l('人', 'people'),
          width: 'half',
          label: l('同行人数', 'Party size'),
        },
        {
          id: 'weight',
          type: 'num',
          unit: l('千克', 'kg'),
          width: 'half',
          label: l('物品重量', 'Weight'),
        },
        {
          id: 'deposit',
          type: 'money',
          min: 100,
          max: 500000,
          width: 'half',
          label: l('押金', 'Deposit'),
        },
        {
          id: 'double',
          type: 'money',
          value: 'deposit * 2',
          width: 'half',
          label: l('应收合计', 'Total due'),
        },
        { id: 'day', type: 'date', width: 'third', label: l('日期', 'Date') },
        { id: 'clock', type: 'time', width: 'third', label: l('时间', 'Time') },
        { id: 'until', type: 'dt', width: 'third', label: l('离开时间', 'Leaving') },
        { id: 'stay', type: 'dur', label: l('停留时长', 'Length of stay') },
        { id: 'remark', type: 'long', label: l('备注', 'Remarks') },
        { id: 'guard', type: 'person', width: 'half', label: l('接待人', 'Received by') },
        { id: 'team', type: 'dept', width: 'half', label: l('责任部门', 'Department') },
        { id: 'badge', type: 'scan', width: 'half', label: l('访客卡', 'Visitor card') },
        { id: 'earlier', type: 'ref', width: 'half', label: l('关联单', 'Related entry') },
      ],
    },
    {
      id: 'checks',
      title: l('现场检查', 'Checks'),
      items: [
        {
          id: 'lamp',
          type: 'check',
          required: true,
          na: true,
          label: l('大堂照明正常', 'Lobby lights work'),
          fail: { note: true, photo: true, action: { procedure: 'repair', with: {} } },
        },
        {
          id: 'door',
          type: 'check',
          required: true,
          label: l('门禁可以刷卡', 'Card reader works'),
          fail: { note: true },
        },
        {
          id: 'pressure',
          type: 'check',
          measure: { min: 0.2, max: 0.6, unit: l('MPa', 'MPa') },
          label: l('消防水压', 'Fire water pressure'),
          fail: { note: true },
        },
        {
          id: 'goods',
          type: 'table',
          min: 1,
          max: 5,
          line: l('一件物品', 'an item'),
          label: l('放行物品', 'Goods'),
          items: [
            { id: 'what', type: 'text', required: true, label: l('名称', 'What') },
            { id: 'count', type: 'int', min: 1, label: l('数量', 'Count'), width: 'half' },
            { id: 'fragile', type: 'bool', label: l('易碎', 'Fragile'), width: 'half' },
          ],
        },
        { id: 'photos', type: 'photo', max: 3, label: l('照片', 'Photos') },
        { id: 'mine', type: 'sign', required: true, label: l('访客签名', 'Visitor signs') },
        { id: 'theirs', type: 'sign', by: 'guard', label: l('接待人签名', 'Receiver signs') },
      ],
    },
  ],
  { facets: { name: 'name', room: 'room', phone: 'phone' } },
);

export const zone = 'Asia/Shanghai';
export const now = '2026-11-24T01:30:00.000Z';

export function hostOf(): FieldHost & { readonly blobs: Map<string, Uint8Array> } {
  const blobs = new Map<string, Uint8Array>();
  return {
    blobs,
    buildings: [
      {
        id: '1',
        name: l('1 号楼', 'Building 1'),
        units: [
          { id: '1', floors: 18, doors: 4 },
          { id: '2', floors: 18, doors: 4 },
        ],
      },
      { id: '2', name: l('2 号楼', 'Building 2'), units: [{ id: '1', floors: 32, doors: 6 }] },
    ],
    people: [
      { id: 'p1', name: '林小满', roles: ['frontdesk'] },
      { id: 'p2', name: '周一诺', roles: ['supervisor'] },
    ],
    departments: [
      { id: 'eng', name: l('工程部', 'Engineering') },
      { id: 'sec', name: l('秩序部', 'Security') },
    ],
    async putBlob(bytes) {
      const digest = await crypto.subtle.digest('SHA-256', bytes.slice().buffer);
      const sha = [...new Uint8Array(digest)]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('');
      blobs.set(sha, bytes);
      return sha;
    },
    async blobUrl(sha) {
      const bytes = blobs.get(sha);
      return bytes && URL.createObjectURL(new Blob([bytes.slice().buffer], { type: 'image/jpeg' }));
    },
    async sign(path, staff, pin) {
      if (pin !== '2468') return { ok: false, problems: [{ code: 'wrong-pin', path }] };
      const name = this.people.find((each) => each.id === staff)?.name ?? '';
      return { ok: true, value: { by: staff, name, at: now, method: 'typed', proof: 'made-up' } };
    },
    now: () => now,
    procedureTitle: () => l('维修工单', 'Repair'),
  };
}

export function sessionOf(procedure: Procedure, surface: Surface, answers: Answers = {}): Session {
  return openSession(compile(procedure), {
    answers,
    surface,
    around: { now, zone, surface, site: { id: 's', name: '云栖花园', settings: {} } },
  });
}

/** Once all of a long form is drawn. */
export async function whole(form: FdForm): Promise<void> {
  while (!form.whole) await new Promise((frame) => requestAnimationFrame(frame));
}

/** Puts a form on the page and waits until it is drawn. */
export async function mount(
  procedure: Procedure,
  surface: Surface,
  options: { readonly answers?: Answers; readonly pages?: boolean } = {},
): Promise<{ form: FdForm; session: Session; host: ReturnType<typeof hostOf> }> {
  const session = sessionOf(procedure, surface, options.answers);
  const host = hostOf();
  const form = document.createElement('fd-form');
  form.session = session;
  form.host = host;
  form.pages = options.pages ?? false;
  document.body.append(form);
  await form.updateComplete;
  await whole(form);
  return { form, session, host };
}
