import { expect } from 'chai';
import type { Result } from '../../src/store/store.ts';
import type { FdSetup, FirstRun } from '../../src/ui/setup/fd-setup.ts';
import '../../src/ui/setup/fd-setup.ts';
import { isWeakPin, randomPin } from '../../src/ui/setup/random-pin.ts';

let setup: FdSetup;
const calls: unknown[][] = [];
let answer: Result<unknown> = { ok: true, value: { id: 'device' } };

async function open(pathname: string, hash: string, search = ''): Promise<void> {
  calls.length = 0;
  answer = { ok: true, value: { id: 'device' } };
  setup = document.createElement('fd-setup');
  setup.address = { pathname, hash, search };
  setup.isSetUp = () => Promise.resolve({ ok: true, value: true });
  setup.setUp = (first: FirstRun) => {
    calls.push(['setUp', first]);
    return Promise.resolve({ ok: true, value: { enrolCode: 'first-device' } });
  };
  setup.enrol = (...rest) => {
    calls.push(['enrol', ...rest]);
    return Promise.resolve(answer);
  };
  document.body.append(setup);
  await settled();
}
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 30));
  await setup.updateComplete;
}
const q = <E extends HTMLElement>(selector: string): E => {
  const found = setup.renderRoot.querySelector<E>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
};
function type(id: string, text: string): void {
  q<HTMLInputElement>(`#${id}`).value = text;
  q(`#${id}`).dispatchEvent(new Event('input'));
}
async function press(): Promise<void> {
  q('[type=submit]').click();
  await settled();
}

describe('fd-setup', () => {
  afterEach(() => setup?.remove());

  it('first run: site, supervisor with an offered PIN, then this device', async () => {
    await open('/setup', '#printed');
    const pin = q<HTMLInputElement>('#pin').value;
    expect(pin).to.match(/^\d{6}$/);
    type('siteName', '云栖花园');
    type('siteCode', 'yq');
    type('supervisor', '林小满');
    await press();
    expect(calls, 'the PIN is not noted yet').to.deep.equal([]);
    q('#noted').click();
    await press();
    const first = {
      code: 'printed',
      site: { name: '云栖花园', code: 'YQ' },
      supervisor: { name: '林小满', pin },
    };
    expect(calls).to.deep.equal([['setUp', first]]);
    let enrolled: unknown;
    setup.addEventListener('fd-enrolled', (event) => (enrolled = (event as CustomEvent).detail));
    await press();
    expect(calls[1]).to.deep.equal(['enrol', 'first-device', 'desk', '前台电脑']);
    expect(enrolled).to.deep.equal({ id: 'device' });
  });

  it('enrols at once where the address says what the device is for', async () => {
    await open('/enrol', '#abc', '?surface=kiosk&name=East');
    expect(calls).to.deep.equal([['enrol', 'abc', 'kiosk', 'East']]);
  });

  it('asks for a new code when this one is of no use, and takes a whole address for it', async () => {
    await open('/enrol', '#old');
    answer = { ok: false, problems: [{ code: 'bad-code', path: 'code' }] };
    await press();
    expect(q('[role=alert]').textContent).to.contain('代码不对或已过期');
    answer = { ok: true, value: { id: 'device' } };
    type('code', 'https://example.org/enrol#new');
    await press();
    await press();
    expect(calls.at(-1)?.slice(0, 2)).to.deep.equal(['enrol', 'new']);
  });

  it('explains how to get a code', async () => {
    await open('/', '');
    expect(setup.renderRoot.querySelectorAll('ol li').length).to.equal(3);
    await press();
    expect(q('#code-problem').textContent?.trim()).to.equal('请填写这一项');
  });

  it('offers no PIN that is guessed first', () => {
    for (const pin of ['000000', '123456', '654321', '121212', '123123'])
      expect(isWeakPin(pin), pin).to.equal(true);
    for (let count = 0; count < 200; count++) expect(isWeakPin(randomPin())).to.equal(false);
  });
});
