/** A visit on the real elements over a real store: consent, refusal, a save that fails, and what is left afterwards. */
import { assert } from 'chai';
import { publish } from '../../../src/spec/library.ts';
import type { OptionLists, Procedure } from '../../../src/spec/procedure.ts';
import type { FdKiosk } from '../../../src/ui/kiosk/fd-kiosk.ts';
import '../../../src/ui/kiosk/fd-kiosk.ts';
import { secondsLeft } from '../../../src/ui/kiosk/patience.ts';
import { sample, seen } from '../../store/sample.ts';
import type { Sample } from '../../store/sample.ts';

const secret = '样例访客甲七';
let device: Sample;
let kiosk: FdKiosk;

async function load<T>(path: string): Promise<T> {
  return (await (await fetch(path)).json()) as T;
}

/** Everything on the screen, through every shadow root. */
function* deep(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* deep(element.shadowRoot);
  }
}
const all = (selector: string): HTMLElement[] =>
  [...deep(document)].filter((each): each is HTMLElement => each.matches(selector));
const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0;

async function until<T>(look: () => T | undefined | false, what: string): Promise<T> {
  for (let tries = 0; tries < 500; tries++) {
    const found = look();
    if (found) return found;
    await new Promise((later) => setTimeout(later, 20));
  }
  throw new Error(`never: ${what}`);
}
const button = (text: string): HTMLElement | undefined =>
  all('button').find((each) => isShown(each) && each.textContent?.includes(text));
async function tap(text: string): Promise<void> {
  (await until(() => button(text), text)).click();
}
async function type(id: string, text: string): Promise<void> {
  const input = (await until(() => all(`#${id}`).find(isShown), id)) as HTMLInputElement;
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
const heading = (text: string): Promise<HTMLElement> =>
  until(
    () => all('h1, h2').find((each) => isShown(each) && each.textContent?.includes(text)),
    text,
  );

/** To the last page, with everything answered. */
async function fillIn(): Promise<void> {
  await tap('访客登记');
  (await until(() => all('input[value="friend"]')[0], 'kinds')).click();
  await tap('下一步');
  await tap('同意，继续');
  await type('f-name', secret);
  await type('f-phone', '13900007777');
  await tap('下一步');
  await type('f-room', '1-2-0301');
  await tap('下一步');
  await heading('还有这些吗');
}

describe('the kiosk', function () {
  this.timeout(30_000);
  beforeEach(async () => {
    device = await sample('kiosk');
    const [visitor, options] = await Promise.all([
      load<Procedure>('/procedures/visitor.json'),
      load<OptionLists>('/procedures/options.json'),
    ]);
    const { hash, procedure } = publish(visitor, options);
    const item = { seq: 2, kind: 'procedure', id: hash, doc: { hash, procedure, current: true } };
    await device.replica.apply({ id: 'public', epoch: 1, to: 2, more: false, items: [item] });
    await seen(device.store.procedures, (list) => list.length === 2);
    kiosk = document.createElement('fd-kiosk');
    kiosk.store = device.store;
    document.body.append(kiosk);
    await until(() => button('访客登记'), 'home');
  });
  afterEach(async () => {
    kiosk.remove();
    await device.close();
  });

  it('asks nothing personal before the notice; refusing it is one tap to the desk, and keeps nothing', async () => {
    await tap('访客登记');
    await heading('您来办什么事');
    (await until(() => all('input[value="friend"]')[0], 'kinds')).click();
    await tap('下一步');
    await heading('先跟您说明一下');
    assert.isEmpty(all('#f-name').filter(isShown));
    await tap('不同意');
    await heading('没关系，请到前台办理');
    assert.isUndefined(kiosk.visit);
    assert.isEmpty(all('fd-form'));
    assert.equal(await device.db.outbox.count(), 0);
  });

  it('going back from the notice leads to the question before it', async () => {
    await tap('访客登记');
    (await until(() => all('input[value="friend"]')[0], 'kinds')).click();
    await tap('下一步');
    await heading('先跟您说明一下');
    await tap('上一步');
    await heading('您来办什么事');
  });

  it('gives a number, and afterwards the page knows nothing of the person', async () => {
    const history = globalThis.history.length;
    let idle = 0;
    kiosk.addEventListener('fd-idle', () => idle++);
    await fillIn();
    await tap('确认提交');
    await heading('办好了，谢谢您');
    const number = all('[data-number]')[0]?.textContent?.replaceAll(/\s/g, '');
    assert.match(number ?? '', /^SL-F04-\d{8}-K1/);
    assert.equal(await device.db.outbox.count(), 1);
    await tap('完成');
    await heading('请问要办什么事');
    assert.equal(idle, 1);
    assert.isUndefined(kiosk.visit);
    assert.isUndefined(kiosk.saved);
    assert.equal(globalThis.history.length, history);
    const words = [...deep(document)].map((each) =>
      each instanceof HTMLInputElement ? each.value : (each.textContent ?? ''),
    );
    assert.notInclude(words.join('\n'), secret);
    assert.notInclude(words.join('\n'), number ?? '?');
  });

  it('keeps the form and says so when saving fails', async () => {
    await fillIn();
    device.store.close();
    const { error } = console;
    console.error = () => undefined;
    try {
      await tap('确认提交');
      await until(
        () => all('[role="alert"]').find((each) => each.textContent?.includes('还没有保存成功')),
        'words',
      );
    } finally {
      console.error = error;
    }
    assert.equal(kiosk.screen, 'visit');
    assert.equal(kiosk.visit?.session.answers['name'], secret);
    assert.isDefined(button('确认提交'));
  });

  it('warns before it forgets, stays for anyone who touches it, and goes home when nobody does', async () => {
    await fillIn();
    dispatchEvent(new Event('pointerdown'));
    kiosk.timings = { quiet: 1500, warning: 6000, slip: 300 };
    for (let stays = 0; stays < 3; stays++) {
      await heading('还在吗');
      dispatchEvent(new Event('pointerdown'));
      await until(() => !all('h2').some((each) => each.textContent?.includes('还在吗')), 'gone');
      assert.equal(kiosk.visit?.session.answers['name'], secret);
    }
    await heading('请问要办什么事');
    assert.isUndefined(kiosk.visit);
  });

  it('puts back language and text size when it goes home', async () => {
    await tap('English');
    (await until(() => all('button[aria-label="Largest text, more time"]')[0], 'sizes')).click();
    await tap('Visitor sign-in');
    await tap('Leave');
    await heading('请问要办什么事');
    await until(() => document.documentElement.dataset['text'] === '1', 'text size');
    assert.equal(document.documentElement.lang, 'zh-CN');
  });
});

it('patience: quiet, then seconds of warning, then nothing left', () => {
  const waits = { quiet: 60_000, warning: 20_000 };
  assert.isUndefined(secondsLeft(59_999, waits));
  assert.equal(secondsLeft(60_000, waits), 20);
  assert.equal(secondsLeft(79_001, waits), 1);
  assert.equal(secondsLeft(80_000, waits), 0);
  assert.equal(secondsLeft(10, { quiet: 0, warning: 20_000 }), 20);
});
