import { expect } from 'chai';
import { sendKeys } from '@web/test-runner-commands';
import type { FdForm } from '../../src/ui/form/fd-form.ts';
import type { Surface } from '../../src/spec/procedure.ts';
import type { Answers } from '../../src/form/answers.ts';
import { gallery, mount as mountForm, procedureOf } from './gallery.ts';

const l = (text: string) => ({ 'zh-CN': text, en: text });
let form: FdForm;
let session: Awaited<ReturnType<typeof mountForm>>['session'];
let host: Awaited<ReturnType<typeof mountForm>>['host'];

async function mount(surface: Surface, answers: Answers = {}) {
  ({ form, session, host } = await mountForm(gallery, surface, { answers }));
}
const q = <E extends HTMLElement>(selector: string): E => {
  const found = form.renderRoot.querySelector<E>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
};
const value = (path: string) => session.get(path)?.value;
function type(selector: string, text: string): void {
  const input = q<HTMLInputElement>(selector);
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
async function until(holds: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`never: ${what}`);
}
const problem = (path: string) => q(`[data-path="${path}"] .problems`).textContent?.trim() ?? '';

describe('fields', () => {
  afterEach(() => form?.remove());

  it('text: typed, cleared, and its problem said once touched', async () => {
    await mount('desk');
    expect(problem('name')).to.equal('');
    q('#f-name').focus();
    await sendKeys({ type: '林' });
    expect(value('name')).to.equal('林');
    type('#f-name', '');
    expect(value('name')).to.equal(undefined);
    expect(problem('name')).to.equal('请填写这一项');
    expect(q('#f-name').getAttribute('aria-invalid')).to.equal('true');
    expect(q('#f-name').getAttribute('aria-describedby')).to.contain('f-name-problem');
  });

  it('int, num and money: numbers as typed, and a text that is none is a problem', async () => {
    await mount('desk');
    type('#f-people', '１２');
    expect(value('people')).to.equal(12);
    type('#f-people', '21');
    expect(problem('people')).to.equal('不能大于 20 人');
    type('#f-weight', '0.3x');
    expect(problem('weight')).to.contain('请填数字');
    type('#f-deposit', '1.50');
    expect(value('deposit')).to.equal(150);
    expect(q<HTMLInputElement>('#f-deposit').value, 'stays as typed').to.equal('1.50');
    expect(q('#f-double').textContent?.trim()).to.equal('¥3');
    type('#f-deposit', '0.5');
    expect(problem('deposit')).to.equal('不能小于 1');
    session.answer('deposit', 12850);
    expect(q<HTMLInputElement>('#f-deposit').value).to.equal('128.50');
  });

  it('int on a tablet: one more and one less, within limits', async () => {
    await mount('tablet');
    const [less, more] = form.renderRoot.querySelectorAll<HTMLElement>('[data-path=people] .btn');
    more?.click();
    expect(value('people')).to.equal(1);
    less?.click();
    expect(value('people')).to.equal(1);
  });

  it('date, time and dt: kept as text and as an instant of the site’s zone', async () => {
    await mount('desk');
    type('#f-day', '2026-12-01');
    type('#f-clock', '08:30');
    type('#f-until', '2026-11-24T12:00');
    expect(value('day')).to.equal('2026-12-01');
    expect(value('clock')).to.equal('08:30');
    expect(value('until')).to.equal('2026-11-24T04:00:00.000Z');
    q('[data-path=day] .chip').click();
    expect(value('day')).to.equal('2026-11-24');
    type('#f-until', '');
    expect(value('until')).to.equal(undefined);
  });

  it('dur: a chip, or hours and minutes', async () => {
    await mount('desk');
    q('[data-path=stay] .chip:nth-child(3)').click();
    expect(value('stay')).to.equal('PT1H');
    type('#f-stay-m', '30');
    expect(value('stay')).to.equal('PT1H30M');
  });

  it('one: by the arrow keys; an optional one can be taken back', async () => {
    const optional = procedureOf([
      {
        id: 's',
        title: l('s'),
        items: [{ id: 'pick', type: 'one', options: 'why', label: l('pick') }],
      },
    ]);
    ({ form, session } = await mountForm(optional, 'desk'));
    q('#f-pick-0').focus();
    await sendKeys({ press: 'ArrowDown' });
    expect(value('pick')).to.equal('delivery');
    q('[data-path=pick] .clear').click();
    expect(value('pick')).to.equal(undefined);
  });

  it('many: by the space bar, in the order of the list', async () => {
    await mount('tablet');
    q('#f-things-2').focus();
    await sendKeys({ press: 'Space' });
    q('#f-things-0').click();
    expect(value('things')).to.deep.equal(['bag', 'tools']);
    q('#f-things-0').click();
    q('#f-things-2').click();
    expect(value('things')).to.equal(undefined);
  });

  it('bool: no is an answer, too', async () => {
    await mount('tablet');
    q('#f-agree-no').click();
    expect(value('agree')).to.equal(false);
  });

  it('phone on a kiosk: own keypad, no system keyboard', async () => {
    await mount('kiosk');
    const input = q<HTMLInputElement>('#f-phone');
    expect(input.inputMode).to.equal('none');
    expect(input.autocomplete).to.equal('off');
    const keys = [
      ...form.renderRoot.querySelectorAll<HTMLElement>('[data-path=phone] .keypad .btn'),
    ];
    const press = (text: string) => keys.find((key) => key.textContent?.trim() === text)?.click();
    for (const digit of '13800138000') press(digit);
    expect(value('phone')).to.equal('13800138000');
    expect(input.value).to.equal('138 0013 8000');
    keys.at(-1)?.click();
    expect(value('phone')).to.equal('1380013800');
    form.validateAndFocus();
    expect(problem('phone')).to.contain('号码不完整');
  });

  it('plate: province by a tap and the rest from own keys; upper case when typed', async () => {
    await mount('kiosk');
    const press = (text: string) =>
      [...form.renderRoot.querySelectorAll<HTMLElement>('[data-path=plate] .letterpad .btn')]
        .find((key) => key.textContent?.trim() === text)
        ?.click();
    for (const key of '沪A12345') press(key);
    expect(value('plate')).to.equal('沪A12345');
    form.remove();
    await mount('desk');
    type('#f-plate', '粤b·67890');
    expect(value('plate')).to.equal('粤B67890');
    expect(q<HTMLInputElement>('#f-plate').value).to.equal('B67890');
  });

  it('room: only one that exists is an answer; less blocks submitting, and says so', async () => {
    await mount('kiosk');
    q<HTMLInputElement>('[data-path=room] input[value="1"]').click();
    await q<HTMLElement & { updateComplete: Promise<unknown> }>('fd-room').updateComplete;
    q<HTMLInputElement>('[name=f-room-unit][value="2"]').click();
    await q<HTMLElement & { updateComplete: Promise<unknown> }>('fd-room').updateComplete;
    type('#f-room-door', '1901');
    expect(value('room')).to.equal(undefined);
    form.validateAndFocus();
    expect(problem('room')).to.equal('没有这个房号，请再看一下');
    type('#f-room-door', '301');
    expect(value('room')).to.equal('1-2-0301');
    expect(problem('room')).to.equal('');
    form.remove();
    await mount('desk');
    type('#f-room', '2 0802');
    expect(value('room')).to.equal('2-1-0802');
    type('#f-room', '2-1');
    expect(problem('room')).to.equal('房号还没填完');
  });

  it('person, dept, scan and ref', async () => {
    await mount('desk');
    for (const [path, answer] of [
      ['guard', 'p2'],
      ['team', 'eng'],
    ] as const) {
      q<HTMLSelectElement>(`#f-${path}`).value = answer;
      q(`#f-${path}`).dispatchEvent(new Event('change'));
      expect(value(path)).to.equal(answer);
    }
    await until(() => form.renderRoot.querySelector('#f-badge') !== null, 'the scanner is there');
    type('#f-badge', ' C-0042 ');
    expect(value('badge')).to.equal('C-0042');
    type('#f-earlier', 'made-up-id');
    expect(value('earlier')).to.equal('made-up-id');
  });

  it('check: one tap passes; fail asks for a note and says what it opens; a reading judges itself', async () => {
    await mount('tablet');
    q('#f-lamp-pass').click();
    expect(value('lamp')).to.equal('pass');
    q('#f-lamp-fail').click();
    expect(value('lamp')).to.equal('fail');
    expect(q('[data-path=lamp] .opens').textContent).to.contain('维修工单');
    type('#f-lamp-note', '两盏不亮');
    expect(value('lamp.note')).to.equal('两盏不亮');
    q('#f-lamp-fixed').click();
    expect(value('lamp.fixed')).to.equal('2026-11-24T01:30:00.000Z');
    type('#f-pressure-measure', '0.9');
    expect(value('pressure')).to.equal('fail');
    expect(q('[data-path=pressure]').textContent).to.contain('0.2–0.6 MPa');
    type('#f-pressure-measure', '0.4');
    expect(value('pressure')).to.equal('pass');
  });

  for (const surface of ['desk', 'tablet'] as const)
    it(`table on a ${surface}: rows come, are filled in, and go`, async () => {
      await mount(surface);
      q('#f-goods-add').click();
      q('#f-goods').dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }),
      );
      const [first = '', second = ''] = session.rows('goods');
      expect(second > first).to.equal(true);
      type(`#f-goods-${first}-what`, '纸箱');
      expect(value(`goods/${first}/what`)).to.equal('纸箱');
      await until(
        () => form.shadowRoot?.activeElement?.id === `f-goods-${second}-what` || surface === 'desk',
        'the new row has the focus',
      );
      q(`[data-row="${second}"] .remove`).click();
      expect(session.rows('goods')).to.deep.equal([first]);
    });

  it('photo: made small, without what a camera writes into a file, shown and removed', async () => {
    await mount('desk');
    await until(() => form.renderRoot.querySelector('[data-path=photos] input') !== null, 'input');
    const canvas = new OffscreenCanvas(2400, 1200);
    canvas.getContext('2d')?.fillRect(0, 0, 100, 100);
    const png = await canvas.convertToBlob();
    const files = new DataTransfer();
    files.items.add(new File([png], 'a.png', { type: 'image/png' }));
    const input = q<HTMLInputElement>('[data-path=photos] input');
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
    await until(
      () => form.renderRoot.querySelector('[data-path=photos] img') !== null,
      'thumbnail',
    );
    const [sha = ''] = value('photos') as string[];
    const bytes = host.blobs.get(sha) ?? new Uint8Array();
    const picture = await createImageBitmap(new Blob([bytes.slice().buffer]));
    expect([picture.width, picture.height]).to.deep.equal([1600, 800]);
    expect(new TextDecoder('latin1').decode(bytes)).not.to.contain('Exif');
    q('[data-path=photos] figure .btn').click();
    expect(value('photos')).to.equal(undefined);
  });

  it('sign: by hand, and by a staff member’s PIN', async () => {
    await mount('desk', { guard: 'p1', name: '王先生' });
    await until(() => form.renderRoot.querySelector('#f-mine canvas') !== null, 'the pad');
    const canvas = q<HTMLCanvasElement>('#f-mine canvas');
    canvas.scrollIntoView();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { x, y } = canvas.getBoundingClientRect();
    const at = (kind: string, dx: number, target: EventTarget) =>
      target.dispatchEvent(
        new PointerEvent(kind, {
          clientX: x + dx,
          clientY: y + 40,
          pointerId: 1,
          button: 0,
          buttons: kind === 'pointerup' ? 0 : 1,
          isPrimary: true,
          pointerType: 'pen',
          pressure: 0.5,
          bubbles: true,
          cancelable: true,
          composed: true,
        }),
      );
    at('pointerdown', 20, canvas);
    for (let dx = 30; dx < 120; dx += 10) {
      at('pointermove', dx, canvas);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    at('pointerup', 120, canvas);
    await until(() => !q<HTMLButtonElement>('#f-mine .primary').disabled, 'ready to sign');
    q('#f-mine .primary').click();
    expect(value('mine')).to.include({ by: null, method: 'ink', name: '王先生' });
    expect((value('mine') as { ink: string }).ink).to.match(/^M\d+ \d+/);

    const pin = q<HTMLInputElement>('#f-theirs-pin');
    const enter = async (text: string) => {
      type('#f-theirs-pin', text);
      await until(() => !q<HTMLButtonElement>('#f-theirs .primary').disabled, 'ready');
      pin.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    };
    await enter('1111');
    await until(() => Boolean(form.renderRoot.querySelector('#f-theirs .problem')), 'refused');
    expect(q('#f-theirs .problem').textContent).to.contain('PIN 不对');
    await enter('2468');
    await until(() => value('theirs') !== undefined, 'signed');
    expect(value('theirs')).to.include({ by: 'p1', proof: 'made-up' });
  });

  it('sign: nobody has to draw; the name is typed, or a staff member witnesses it', async () => {
    await mount('desk', { name: '王先生' });
    await until(() => form.renderRoot.querySelector('#f-mine canvas') !== null, 'the pad');
    const sign = q<HTMLElement & { updateComplete: Promise<unknown> }>('#f-mine').closest(
      'fd-sign',
    );
    const choose = async (index: number) => {
      q<HTMLInputElement>(`#f-mine .chip:nth-child(${index}) input`).click();
      await sign?.updateComplete;
    };
    await choose(2);
    q('#f-mine .primary').click();
    expect(value('mine')).to.include({ by: null, name: '王先生', method: 'typed' });
    await sign?.updateComplete;
    q('#f-mine .signed .btn').click();
    expect(value('mine')).to.equal(undefined);
    await sign?.updateComplete;
    await choose(3);
    type('#f-mine-witness', 'p2');
    type('#f-mine-pin', '2468');
    await until(() => !q<HTMLButtonElement>('#f-mine .primary').disabled, 'ready');
    q('#f-mine .primary').click();
    await until(() => value('mine') !== undefined, 'witnessed');
    expect(value('mine')).to.include({ by: null, method: 'witnessed', witness: 'p2' });
  });

  it('what cannot be changed is shown in words', async () => {
    await mount('desk');
    expect(q('[data-path=double] output').textContent?.trim()).to.equal('—');
    session.answer('deposit', 200);
    expect(q('[data-path=double] output').textContent?.trim()).to.equal('¥4');
  });
});
