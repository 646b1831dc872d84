import { expect } from 'chai';
import { sendKeys } from '@web/test-runner-commands';
import type { RefChoice } from '../../src/ui/field/context.ts';
import { compile } from '../../src/form/compile.ts';
import { asSeen, maskText } from '../../src/ui/entry/mask.ts';
import type { FdForm } from '../../src/ui/form/fd-form.ts';
import { hostOf, now, procedureOf, sessionOf, zone } from './gallery.ts';

const l = (zh: string, en = zh) => ({ 'zh-CN': zh, en });
const out = procedureOf([
  {
    id: 'main',
    title: l('归还', 'Return'),
    items: [
      {
        id: 'loan',
        type: 'ref',
        procedure: 'gallery',
        stages: ['lent'],
        copy: { who: 'name', phone: 'phone', goods: 'things' },
        required: true,
        label: l('借用单', 'Loan'),
      },
      { id: 'who', type: 'text', mask: 'name', label: l('谁', 'Who') },
      { id: 'phone', type: 'phone', mask: 'phone', label: l('电话', 'Phone') },
      {
        id: 'goods',
        type: 'table',
        label: l('物品', 'Things'),
        items: [{ id: 'what', type: 'text', label: l('名称', 'What') }],
      },
    ],
  },
]);
const choice = (id: string, title: string, answers: RefChoice['answers']): RefChoice => ({
  id,
  href: `#/entry/${id}`,
  icon: 'key',
  title,
  number: 'SL-K01-0001',
  procedure: '借用',
  room: '',
  created: now,
  when: '今天',
  stage: '已借出',
  tone: 'busy',
  answers,
});
const loans = [
  choice('00000000-0000-4000-8000-000000000001', '地下室钥匙', {
    name: '示例甲',
    phone: '13800000001',
    'things/01': true,
    'things/01/what': '钥匙一把',
  }),
  choice('00000000-0000-4000-8000-000000000002', '雨伞', { name: '示例乙' }),
];

async function open(
  answers = {},
): Promise<{ form: FdForm; session: ReturnType<typeof sessionOf> }> {
  const session = sessionOf(out, 'desk', answers);
  const form = document.createElement('fd-form');
  form.session = session;
  form.host = Object.assign(hostOf(), {
    refEntries: async (_item: unknown, text: string) =>
      loans.filter(({ title }) => title.includes(text)),
    refEntry: async (id: string) => loans.find((one) => one.id === id),
  });
  document.body.append(form);
  await form.updateComplete;
  await customElements.whenDefined('fd-ref');
  return { form, session };
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !holds(); tries++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(holds(), String(holds)).to.equal(true);
}

describe('ref', () => {
  let form: FdForm;
  const q = <E extends HTMLElement>(selector: string) => form.renderRoot.querySelector<E>(selector);
  afterEach(() => form?.remove());

  it('finds by what is typed, chooses with the keys, and fills in what nobody has answered', async () => {
    const opened = await open({ phone: '13900000009' });
    ({ form } = opened);
    await until(() => q('#f-loan') !== null);
    q<HTMLInputElement>('#f-loan')?.focus();
    await sendKeys({ type: '钥匙' });
    await until(() => form.renderRoot.querySelectorAll('[role=option]').length === 1);
    expect(form.validateAndFocus(), 'typed words are no entry').to.equal(false);
    q<HTMLInputElement>('#f-loan')?.focus();
    await until(() => q('[role=option]') !== null);
    await sendKeys({ press: 'Enter' });
    await until(() => q('.ref-chosen a') !== null);
    expect(q('.ref-chosen')?.textContent).to.contain('地下室钥匙').and.contain('SL-K01-0001');
    const { session } = opened;
    expect(session.get('loan')?.value).to.equal(loans[0]?.id);
    expect(session.get('who')?.value).to.equal('示例甲');
    expect(session.get('phone')?.value, 'an answer stays').to.equal('13900000009');
    const [row] = session.rows('goods');
    expect(session.get(`goods/${row}/what`)?.value, 'columns of the same id').to.equal('钥匙一把');
  });

  it('lets go of what was chosen', async () => {
    const { session, ...rest } = await open({ loan: loans[1]?.id });
    ({ form } = rest);
    await until(() => q('.ref-chosen a') !== null);
    q('.ref-chosen button')?.click();
    await until(() => q('input#f-loan') !== null);
    expect(session.get('loan')?.value ?? null).to.equal(null);
  });
});

describe('masked answers', () => {
  it('keep what tells two people apart', () => {
    expect(maskText('phone', '13800000001')).to.equal('138＊＊＊＊0001');
    expect(maskText('name', '示例甲')).to.equal('示＊＊');
    expect(maskText('plate', '沪A12345')).to.equal('沪A＊＊＊45');
    expect(maskText('last4', '12')).to.equal('＊＊');
  });

  it('are hidden from roles that did not type them and are not named', () => {
    const form = compile(out);
    const entry = {
      id: 'e',
      procedure: 'gallery',
      version: '',
      rev: 1,
      stage: 'done',
      created: now,
      staged: now,
      updated: now,
      by: null,
      device: 'd',
      surface: 'desk' as const,
      answers: { who: '示例甲', 'goods/1': true },
      around: { now, zone, surface: 'desk' as const, site: { id: 's', name: '', settings: {} } },
      log: [],
    };
    const listed = { entry, form, pending: false };
    expect(asSeen(listed, { roles: ['frontdesk'] })).to.equal(listed);
    expect(asSeen(listed, { roles: ['cleaning'] }).entry.answers).to.deep.equal({
      who: '示＊＊',
      'goods/1': true,
    });
  });
});
