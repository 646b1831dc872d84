import { expect } from 'chai';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
// It exports nothing to a browser; it sets a global.
import 'axe-core';
import type * as Axe from 'axe-core';
import type { Surface } from '../../src/spec/procedure.ts';
import { applyAppearance } from '../../src/ui/base/appearance.ts';
import type { FdForm } from '../../src/ui/form/fd-form.ts';
import '../../src/ui/setup/fd-setup.ts';
import { setLocale } from '../../src/ui/words/words.ts';
import { gallery, mount } from './gallery.ts';

const { axe } = globalThis as unknown as { axe: Pick<typeof Axe, 'run'> };
const sizes = {
  kiosk: { width: 1080, height: 1920 },
  tablet: { width: 820, height: 1180 },
  desk: { width: 1440, height: 900 },
} as const;
const surfaces: readonly Surface[] = ['kiosk', 'tablet', 'desk'];

async function trouble(element: Element, surface: Surface): Promise<string[]> {
  const { violations } = await axe.run(element, {
    rules: {
      'target-size': { enabled: true },
      // 7:1 where people stand at a distance.
      'color-contrast-enhanced': { enabled: surface === 'kiosk' },
      region: { enabled: false },
    },
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
  );
}

/** Everything answered so that every follow-up is on the screen, and every problem said. */
async function full(surface: Surface): Promise<FdForm> {
  const { form, session } = await mount(gallery, surface, { answers: { guard: 'p1' } });
  session.answer('lamp', 'fail');
  session.answer('pressure.measure', 0.9);
  session.addRow('goods', '00001');
  session.answer('people', 30);
  session.answer('purpose', 'visit');
  form.validateAndFocus();
  for (let tries = 0; tries < 50 && !form.renderRoot.querySelector('canvas'); tries++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  await form.updateComplete;
  return form;
}

describe('accessibility', function () {
  this.timeout(60_000);
  let shown: HTMLElement | undefined;
  before(() => emulateMedia({ reducedMotion: 'reduce' }));
  afterEach(() => {
    shown?.remove();
    setLocale('zh-CN');
    applyAppearance({ theme: 'auto', contrast: 'normal', text: 1 });
  });

  for (const surface of surfaces)
    for (const theme of ['light', 'dark'] as const)
      for (const locale of ['zh-CN', 'en'] as const)
        it(`form: ${surface}, ${theme}, ${locale}`, async () => {
          await setViewport(sizes[surface]);
          applyAppearance({ surface, theme });
          setLocale(locale);
          shown = await full(surface);
          expect(await trouble(shown, surface)).to.deep.equal([]);
        });

  it('form: kiosk, large and strong', async () => {
    await setViewport(sizes.kiosk);
    applyAppearance({ surface: 'kiosk', theme: 'dark', contrast: 'more', text: 3 });
    shown = await full('kiosk');
    expect(await trouble(shown, 'kiosk')).to.deep.equal([]);
  });

  for (const [surface, least] of [
    ['kiosk', 60],
    ['tablet', 48],
  ] as const)
    it(`${surface}: everything tapped is at least ${least} px high`, async () => {
      await setViewport(sizes[surface]);
      applyAppearance({ surface, theme: 'light' });
      const form = await full(surface);
      shown = form;
      const small = [
        ...form.renderRoot.querySelectorAll<HTMLElement>(
          'button, select, textarea, summary, .chip, .option, input:not([type=radio], [type=checkbox], [type=file])',
        ),
      ]
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < least)
        .map(
          (each) =>
            `${each.tagName} ${each.className} ${each.id} ${each.getBoundingClientRect().height}`,
        );
      expect(small).to.deep.equal([]);
    });

  for (const surface of surfaces)
    it(`${surface}: nothing runs out at 320 px`, async () => {
      await setViewport({ width: 320, height: 640 });
      applyAppearance({ surface: surface === 'kiosk' ? 'tablet' : surface });
      shown = await full(surface);
      expect(document.documentElement.scrollWidth).to.be.at.most(320);
    });

  for (const pathname of ['/setup', '/enrol', '/'])
    it(`set-up screen ${pathname}`, async () => {
      await setViewport(sizes.tablet);
      const setup = document.createElement('fd-setup');
      setup.address = { pathname, hash: pathname === '/' ? '' : '#made-up', search: '' };
      setup.isSetUp = () => Promise.resolve({ ok: true, value: true });
      document.body.append(setup);
      shown = setup;
      await setup.updateComplete;
      await new Promise((resolve) => setTimeout(resolve, 50));
      setup.renderRoot.querySelector<HTMLElement>('[type=submit]')?.click();
      await setup.updateComplete;
      expect(await trouble(setup, 'tablet')).to.deep.equal([]);
    });
});
