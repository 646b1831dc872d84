import { expect } from 'chai';
import { sendKeys } from '@web/test-runner-commands';
import { html, render } from 'lit';
import '../../src/ui/base/fd-dialog.ts';
import type { FdDialog } from '../../src/ui/base/fd-dialog.ts';
import { announce, toast } from '../../src/ui/base/fd-toast.ts';
import { icon } from '../../src/ui/base/icon.ts';
import { problemText } from '../../src/ui/words/problems.ts';

const place = document.createElement('div');
const tick = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('base', () => {
  before(() => document.body.append(place));
  afterEach(() => render(html``, place));
  after(() => place.remove());

  it('a dialog is named, closes by Esc unless it must not, and gives the focus back', async () => {
    let closed = 0;
    render(
      html`<button id="opener">open</button
        ><fd-dialog heading="Title" @fd-close=${() => closed++}><input autofocus /></fd-dialog>`,
      place,
    );
    const opener = place.querySelector('button');
    const dialog = place.querySelector('fd-dialog') as FdDialog;
    const native = () => dialog.renderRoot.querySelector('dialog');
    opener?.focus();
    dialog.open = true;
    await tick();
    expect(native()?.open).to.equal(true);
    expect(document.activeElement?.tagName).to.equal('INPUT');
    const named = native()?.getAttribute('aria-labelledby') ?? '';
    expect(dialog.renderRoot.querySelector(`#${named}`)?.textContent).to.equal('Title');
    await sendKeys({ press: 'Escape' });
    await tick();
    expect([closed, native()?.open, document.activeElement === opener]).to.deep.equal([
      1,
      false,
      true,
    ]);
    dialog.persistent = true;
    dialog.open = true;
    await tick();
    await sendKeys({ press: 'Escape' });
    await tick();
    expect([closed, native()?.open]).to.deep.equal([1, true]);
  });

  it('a toast is seen and spoken, and can be acted on', async () => {
    let undone = 0;
    toast('saved', { action: { label: 'undo', run: () => undone++ } });
    await tick();
    const element = document.querySelector('fd-toast');
    const box = element?.renderRoot.querySelector<HTMLElement>('.toast');
    expect(box?.matches(':popover-open')).to.equal(true);
    expect(element?.renderRoot.querySelector('[role=status]')?.textContent).to.equal('saved');
    box?.querySelector('button')?.click();
    await tick();
    expect([undone, box?.matches(':popover-open')]).to.deep.equal([1, false]);
    announce('only spoken');
    await tick();
    expect(element?.renderRoot.querySelector('[role=status]')?.textContent).to.equal('only spoken');
    expect(box?.matches(':popover-open')).to.equal(false);
  });

  it('an icon that only procedures name is fetched; one of a newer procedure draws something', async () => {
    render(html`${icon('phone')}${icon('zap')}${icon('not-yet-invented')}`, place);
    const paths = () =>
      [...place.querySelectorAll('path')].map((path) => path.getAttribute('d') ?? '');
    expect(paths()[0]?.startsWith('M')).to.equal(true);
    while (paths().includes('')) await tick();
    expect(paths().every((path) => path.startsWith('M'))).to.equal(true);
    expect(new Set(paths()).size).to.equal(3);
  });

  it('problems are worded by code, by the item’s type, by the procedure’s own words, and never not at all', () => {
    const at = { path: 'a' };
    expect(problemText({ ...at, code: 'required' }, 'sign')).to.equal('请签名');
    expect(problemText({ ...at, code: 'too-large', params: { max: 500 } }, 'money')).to.equal(
      '不能大于 5',
    );
    const say = { 'zh-CN': '请写四位', en: 'Four digits' };
    expect(problemText({ ...at, code: 'constraint', params: { say } })).to.equal('请写四位');
    expect(problemText({ ...at, code: 'locked', params: { seconds: 30 } })).to.contain('30 秒');
    expect(problemText({ ...at, code: 'too-many', params: { seconds: 9 } })).to.contain('9 秒');
    expect(problemText({ ...at, code: 'of-a-newer-server' })).to.contain('of-a-newer-server');
  });
});
