import { expect } from 'chai';
import { sendKeys } from '@web/test-runner-commands';
import type { Published } from '../../src/spec/library.ts';
import type { Procedure } from '../../src/spec/procedure.ts';
import type { FdCards } from '../../src/ui/entry/fd-cards.ts';
import '../../src/ui/entry/fd-cards.ts';
import { procedureOf } from './gallery.ts';

const l = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const blank = procedureOf([
  { id: 'all', title: l('全部', 'All'), items: [{ id: 'a', type: 'text', label: l('甲', 'A') }] },
]);
const published = (index: number, more: Partial<Procedure>): Published => ({
  hash: `h${index}`,
  procedure: {
    ...blank,
    id: `p${index}`,
    code: `F${index}`,
    title: l(`第${index}种`, `Kind ${index}`),
    surfaces: { desk: { icon: 'key', order: index } },
    ...more,
  },
});

describe('fd-cards', () => {
  let cards: FdCards;
  const texts = (selector: string) =>
    [...cards.renderRoot.querySelectorAll(selector)].map((each) => each.textContent?.trim());
  const show = async (procedures: readonly Published[]) => {
    cards = document.createElement('fd-cards');
    cards.procedures = procedures;
    document.body.append(cards);
    await cards.updateComplete;
  };
  afterEach(() => cards.remove());

  const many = Array.from({ length: 30 }, (_, index) =>
    published(index, {
      ...(index % 2 ? { group: 'keys' as const } : {}),
      ...(index === 29 ? { title: l('钥匙借用', 'Key loan') } : {}),
    }),
  );

  it('puts what is used most first and the rest under headings', async () => {
    await show(many);
    expect(texts('h2')).to.deep.equal(['常用', '钥匙、借用与失物', '其他']);
    expect(cards.renderRoot.querySelectorAll('a').length).to.equal(6 + 30);
  });

  it('finds by a word in either language and by code', async () => {
    await show(many);
    cards.renderRoot.querySelector('input')?.focus();
    for (const [typed, found] of [
      ['key loan', ['钥匙借用']],
      ['f28', ['第28种']],
      ['没有的', []],
    ] as const) {
      await sendKeys({ press: 'Control+A' });
      await sendKeys({ type: typed });
      await cards.updateComplete;
      expect(texts('.name'), typed).to.deep.equal(found);
    }
    expect(cards.renderRoot.textContent).to.include('没有叫“没有的”的');
  });

  it('asks before a card is followed; few need no search', async () => {
    await show(many.slice(0, 3));
    expect(cards.renderRoot.querySelector('input')).to.equal(null);
    let chosen = '';
    cards.addEventListener('fd-card', (event) => {
      chosen = (event as CustomEvent<Procedure>).detail.id;
      event.preventDefault();
    });
    cards.renderRoot.querySelector('a')?.click();
    expect(chosen).to.equal('p0');
    expect(location.hash).not.to.include('p0');
  });
});
