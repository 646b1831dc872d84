/**
 * Fills in any form as a person does who has the procedure's story at hand: the story's answers where it has them, and
 * something of the right kind where the form still asks. Nothing here knows a single procedure.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Answers } from '../../src/form/answers.ts';
import type { Json } from '../../src/spec/json.ts';
import type { Story } from '../form/story.ts';
import { root } from './site.ts';
import { picture } from './tablet.ts';

/** A colleague who is named where a form wants somebody else; and the PIN that everybody has. */
export const pin = '222222';

/**
 * What the first story of a procedure answers when it is opened anew, or on its way to a stage; times are moved to the day
 * of the test.
 */
export function answersOf(procedure: string, to?: string): Answers {
  for (const path of globSync('test/stories/*.json', { cwd: root }).sort()) {
    const story = JSON.parse(readFileSync(join(root, path), 'utf8')) as Story;
    if (story.procedure === procedure) return to === undefined ? told(story) : toldTo(story, to);
  }
  return {};
}

/** Of a list on its way to a stage: nothing is wrong anywhere. */
function toldTo({ steps, around }: Story, to: string): Answers {
  const given = steps.find(({ open }) => open === to)?.answer ?? {};
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== null && value !== 'fail')
      .map(([path, value]) => [path, moved(value, around?.now)]),
  );
}

function told(story: Story): Answers {
  const answers: Record<string, Json> = {};
  for (const step of story.steps) {
    if (step.open !== undefined && step.open !== 'new') break;
    for (const [path, value] of Object.entries(step.answer ?? {}))
      if (value !== null) answers[path] = moved(value, story.around?.now);
    if (step.submit === true) break;
  }
  return answers;
}

function moved(value: Json, from = '2026-11-24T09:00:00+08:00'): Json {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d(T|$)/.test(value)) return value;
  const at = new Date(Date.parse(value) - Date.parse(from) + Date.now()).toISOString();
  return value.length > 10 ? at : at.slice(0, 10);
}

/** `2026-11-24T10:00` in the zone of the site. */
const local = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);
const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString();

/** Cells of the open form that were refused, outermost first. */
const refused = (form: Locator): Promise<string[]> =>
  form
    .locator('.cell:has(> .field.invalid)')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-path') ?? ''));

export class Filler {
  readonly #form: Locator;
  readonly #answers: Answers;
  /** Answers that did not help are not given twice. */
  readonly #tried = new Set<string>();

  constructor(page: Page, answers: Answers) {
    this.#form = page.locator('fd-form');
    this.#answers = answers;
  }

  #cell(path: string): Locator {
    return this.#form.locator(`.cell[data-path="${path}"] > .field`);
  }

  /** Gives what the story says, as far as it is asked on the screen now. */
  async told(): Promise<void> {
    for (const [path, value] of Object.entries(this.#answers)) {
      if (path.includes('/') || this.#tried.has(path)) continue;
      const cell = this.#cell(path);
      if (!(await cell.count()) || !(await cell.isVisible())) continue;
      this.#tried.add(path);
      await this.#answer(cell, value);
    }
  }

  /** Answers what was refused; the paths. `said`: where the form itself does not mark it. */
  async mend(said?: readonly string[]): Promise<string[]> {
    const paths = said?.filter((path) => path !== '') ?? (await refused(this.#form));
    for (const path of paths) {
      const again = this.#tried.has(`${path} mended`);
      this.#tried.add(`${path} mended`);
      await this.#answer(this.#cell(path), again ? undefined : this.#of(path));
    }
    return paths;
  }

  /** A line of a table has another id here than in the story. */
  #of(path: string): Json | undefined {
    const [table = '', row, column] = path.split('/');
    if (row === undefined) return this.#answers[path];
    const key = Object.keys(this.#answers).find(
      (each) => each.startsWith(`${table}/`) && each.endsWith(`/${column ?? ''}`),
    );
    return key === undefined ? undefined : this.#answers[key];
  }

  async #answer(cell: Locator, value: Json | undefined): Promise<void> {
    const kinds = (await cell.getAttribute('class')) ?? '';
    const type = /type-(\w+)/.exec(kinds)?.[1] ?? '';
    const input = cell.locator('input, textarea').first();
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    switch (type) {
      case 'one':
      case 'many':
        return choose(cell, Array.isArray(value) ? value.map(String) : text ? [text] : []);
      case 'person':
      case 'dept':
        return select(cell.locator('select'), text);
      case 'bool':
        return cell.locator(value === false ? '[id$=-no]' : '[id$=-yes]').check();
      case 'check': {
        const pass = cell.locator(value === 'fail' ? '[id$=-fail]' : '[id$=-pass]');
        // What is measured passes by its number, which is a field of its own.
        return (await pass.count()) ? pass.check() : undefined;
      }
      case 'phone':
        return input.fill(text ?? '13800000000');
      case 'plate':
        return input.fill(text ?? '沪A12345');
      case 'int':
      case 'num':
        return input.fill(text ?? '1');
      case 'money':
        return input.fill(text ? String(Number(text) / 100) : '10');
      case 'date':
        return input.fill(text ?? tomorrow().slice(0, 10));
      case 'time':
        return input.fill(text ?? '10:00');
      case 'dt':
        return input.fill(local(text ?? tomorrow()));
      case 'room':
        return room(cell);
      case 'photo':
        return cell.locator('input[type=file]').setInputFiles({
          name: 'photo.png',
          mimeType: 'image/png',
          buffer: picture(120, 160, 200),
        });
      case 'sign':
        return sign(cell);
      case 'ref':
        return find(cell);
      case 'table':
        if (await cell.locator('[data-row]').count()) return;
        return cell.locator('button.add').click();
      default:
        return input.fill(text ?? '示例说明');
    }
  }
}

async function choose(cell: Locator, values: readonly string[]): Promise<void> {
  const list = cell.locator('select');
  if (await list.count()) return select(list, values[0]);
  const inputs = cell.locator('input');
  if (values.length === 0) return inputs.first().check();
  for (const value of values) await cell.locator(`input[value="${value}"]`).check();
}

/** By value; the next that is offered where it is not, or has been tried. */
async function select(list: Locator, value: string | undefined): Promise<void> {
  const values = await list
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  const at = values.indexOf(await list.inputValue());
  const next = values[at + 1] ?? values[1] ?? '';
  await list.selectOption(value !== undefined && values.includes(value) ? value : next);
}

async function room(cell: Locator): Promise<void> {
  const buildings = cell.locator('input[type=radio]');
  if (!(await buildings.count())) return cell.locator('input').first().fill('1-2-301');
  await buildings.first().check();
  await cell.locator('input:not([type=radio])').fill('301');
}

/** PINs of whoever a form may have chosen: all who are hired have one, and whoever set the site up another. */
const pins = [pin, '111111'];

async function sign(cell: Locator): Promise<void> {
  // Somebody else is to sign than did.
  const before = cell.locator('.signed');
  if (await before.count()) await before.getByRole('button').click();
  const code = cell.locator('input[type=password]');
  const done = cell.getByRole('button', { name: /签名确认|Sign/ });
  if (!(await code.count())) {
    await cell.getByRole('radio', { name: /打字|Typed/ }).check();
    await cell.locator('input[type=text]').fill('示例住户');
    await done.click();
    return before.waitFor();
  }
  for (const each of pins) {
    await code.fill(each);
    await done.click();
    const signed = await before.waitFor({ timeout: 8000 }).then(
      () => true,
      () => false,
    );
    if (signed) return;
  }
  throw new Error('nobody could sign');
}

/** The first entry that is offered; none is named where there is none to name, which the form minds if it must be. */
async function find(cell: Locator): Promise<void> {
  await cell.locator('input').first().focus();
  const hit = cell.locator('.ref-hit').first();
  const there = await hit.waitFor({ timeout: 2000 }).then(
    () => true,
    () => false,
  );
  if (there) await hit.click();
}

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds in one part of the page, as lines for a person. Colours are judged elsewhere, where every state of every
 * kind of field is shown: they take most of the time.
 */
export async function trouble(page: Page, where: string, part: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  // At the end of the page: in between, whatever lies under the bar at the foot counts as obscured.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  return page.locator(part).evaluate(async (element, where) => {
    interface Found {
      violations: { id: string; nodes: { html: string; any: { message: string }[] }[] }[];
    }
    const { axe } = globalThis as unknown as {
      axe: { run(element: Element, options: unknown): Promise<Found> };
    };
    const rules = { 'target-size': { enabled: true }, 'color-contrast': { enabled: false } };
    // `preload` reads style sheets and media anew for rules about rotation and sound, which we have none of.
    const options = { rules, resultTypes: ['violations'], preload: false };
    const { violations } = await axe.run(element, options);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, any }) => `${where}: ${id}: ${html.slice(0, 140)} ${any[0]?.message ?? ''}`,
      ),
    );
  }, where);
}
