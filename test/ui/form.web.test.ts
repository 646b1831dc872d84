import { expect } from 'chai';
import { sendKeys } from '@web/test-runner-commands';
import type { Answers } from '../../src/form/answers.ts';
import type { FdForm } from '../../src/ui/form/fd-form.ts';
import { setLocale } from '../../src/ui/words/words.ts';
import { gallery, hostOf, mount, procedureOf, sessionOf, whole } from './gallery.ts';

const l = (zh: string, en = zh) => ({ 'zh-CN': zh, en });
const small = procedureOf([
  {
    id: 'one',
    title: l('第一页', 'Page one'),
    items: [
      { id: 'a', type: 'text', required: true, label: l('甲', 'A') },
      { id: 'b', type: 'text', show: 'a == "更多"', label: l('乙', 'B') },
      { id: 'c', type: 'text', label: l('丙', 'C') },
    ],
  },
  {
    id: 'two',
    title: l('第二页', 'Page two'),
    items: [{ id: 'd', type: 'int', required: true, max: 9, label: l('丁', 'D') }],
  },
  {
    id: 'three',
    title: l('第三页', 'Page three'),
    show: 'd > 5',
    items: [{ id: 'e', type: 'text', required: true, label: l('戊', 'E') }],
  },
]);
let form: FdForm;
const q = <E extends HTMLElement>(selector: string) => form.renderRoot.querySelector<E>(selector);
const headings = () =>
  [...form.renderRoot.querySelectorAll('h2')].map((heading) => heading.textContent?.trim());
const focused = () => form.shadowRoot?.activeElement?.id;

describe('fd-form', () => {
  afterEach(() => {
    form?.remove();
    setLocale('zh-CN');
  });

  it('draws again only the fields whose state changed', async () => {
    const mounted = await mount(gallery, 'desk');
    ({ form } = mounted);
    const before = form.drawn;
    let updates = 0;
    const update = form.requestUpdate.bind(form);
    form.requestUpdate = (...rest) => {
      updates++;
      update(...rest);
    };
    mounted.session.answer('name', '林');
    expect(form.drawn - before).to.equal(1);
    mounted.session.answer('deposit', 100);
    expect(form.drawn - before, 'the deposit and the sum that depends on it').to.equal(3);
    await form.updateComplete;
    expect(updates).to.equal(0);
  });

  it('draws the first screens of a long form at once, the rest by itself', async () => {
    const items = Array.from({ length: 200 }, (_, index) => ({
      id: `q${index}`,
      type: 'text' as const,
      required: index === 199,
      label: l(`第 ${index + 1} 问`, `Question ${index + 1}`),
    }));
    const long = procedureOf([{ id: 'all', title: l('全部', 'All'), items }]);
    form = document.createElement('fd-form');
    form.session = sessionOf(long, 'desk');
    form.host = hostOf();
    document.body.append(form);
    await form.updateComplete;
    const count = () => form.renderRoot.querySelectorAll('[data-path]').length;
    expect(count()).to.be.within(20, 60);
    form.submit();
    await form.updateComplete;
    await form.updateComplete;
    expect(focused(), 'goes to what is missing, drawn or not').to.equal('f-q199');
    form.remove();
    document.body.append(form);
    await form.updateComplete;
    await whole(form);
    expect(count()).to.equal(200);
  });

  it('shows and hides what depends on an answer', async () => {
    const { session, ...rest } = await mount(small, 'desk');
    ({ form } = rest);
    expect(q('#f-b')).to.equal(null);
    session.answer('a', '更多');
    expect(q('#f-b')).not.to.equal(null);
    session.answer('d', 6);
    await form.updateComplete;
    expect(headings()).to.deep.equal(['第一页', '第二页', '第三页']);
  });

  it('refuses to submit what is not in order, lists why, and goes there', async () => {
    const { session, ...rest } = await mount(small, 'desk');
    ({ form } = rest);
    const sent: Answers[] = [];
    form.addEventListener('fd-submit', (event) =>
      sent.push((event as CustomEvent<Answers>).detail),
    );
    q('[type=submit]')?.click();
    await form.updateComplete;
    expect(sent).to.deep.equal([]);
    const links = [...form.renderRoot.querySelectorAll<HTMLAnchorElement>('.summary a')];
    expect(links.map((link) => link.textContent?.trim())).to.deep.equal([
      '甲：请填写这一项',
      '丁：请填写这一项',
    ]);
    expect(focused()).to.equal('f-a');
    links[1]?.click();
    await form.updateComplete;
    expect(focused()).to.equal('f-d');
    session.answer('a', '好');
    session.answer('d', 3);
    form.submit();
    expect(sent).to.deep.equal([{ a: '好', d: 3 }]);
  });

  it('one section a page: next asks for this page only, back always works', async () => {
    const { session, ...rest } = await mount(small, 'kiosk', { pages: true });
    ({ form } = rest);
    let cancelled = 0;
    form.addEventListener('fd-cancel', () => cancelled++);
    expect(headings()).to.deep.equal(['第一页']);
    form.next();
    await form.updateComplete;
    expect(headings()).to.deep.equal(['第一页']);
    expect(q('[data-path=a] .problem')?.textContent?.trim()).to.equal('请填写这一项');
    session.answer('a', '好');
    form.next();
    await form.updateComplete;
    expect(headings()).to.deep.equal(['第二页']);
    expect(q('[data-path=d] .problem'), 'not touched yet').to.equal(null);
    expect(q('[aria-current=step]')?.previousElementSibling?.className).to.equal('done');
    form.back();
    await form.updateComplete;
    expect(q<HTMLInputElement>('#f-a')?.value).to.equal('好');
    form.back();
    expect(cancelled).to.equal(1);
  });

  it('is filled in and sent by the keyboard alone', async () => {
    const { session, ...rest } = await mount(small, 'desk');
    ({ form } = rest);
    let sent = 0;
    form.addEventListener('fd-submit', () => sent++);
    q('#f-a')?.focus();
    await sendKeys({ type: 'x' });
    await sendKeys({ press: 'Enter' });
    expect(sent, 'Enter in a line sends nothing').to.equal(0);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal('f-d');
    await sendKeys({ type: '4' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    expect(sent).to.equal(1);
    expect(session.submission()).to.deep.equal({ a: 'x', d: 4 });
  });

  it('says it all again in the other language', async () => {
    ({ form } = await mount(small, 'desk'));
    form.validateAndFocus();
    setLocale('en');
    await form.updateComplete;
    expect(headings()).to.deep.equal(['Page one', 'Page two']);
    expect(q('[data-path=a] .problem')?.textContent?.trim()).to.equal('Please fill this in');
    expect(q('[data-path=a] .label')?.textContent).to.contain('A');
  });

  it('opens the keypad of one field at a time on a kiosk', async () => {
    ({ form } = await mount(gallery, 'kiosk', { pages: true }));
    const shown = (path: string) => q(`[data-path=${path}] .pad`)?.checkVisibility();
    expect([shown('phone'), shown('plate')]).to.deep.equal([true, false]);
    q('#f-plate')?.focus();
    expect([shown('phone'), shown('plate')]).to.deep.equal([false, true]);
    q('#f-purpose-0')?.focus();
    expect(shown('plate'), 'stays, so that nothing moves under a finger').to.equal(true);
  });
});
