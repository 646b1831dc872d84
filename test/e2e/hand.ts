/** A person's hand at a desk, counted: what is tapped, which fields are typed into, which keys are pressed. */
import type { Locator, Page } from 'playwright-core';

export interface Count {
  taps: number;
  typed: number;
  keys: number;
}

export class Hand {
  readonly page: Page;
  readonly count: Count = { taps: 0, typed: 0, keys: 0 };

  constructor(page: Page) {
    this.page = page;
  }

  async tap(what: Locator): Promise<void> {
    await what.click();
    this.count.taps++;
  }
  async type(where: Locator, text: string): Promise<void> {
    await where.fill(text);
    this.count.typed++;
  }
  async key(name: string): Promise<void> {
    await this.page.keyboard.press(name);
    this.count.keys++;
  }

  /** The open form, on the page or in a dialog. */
  get #form(): Locator {
    return this.page.locator('fd-fill').last();
  }
  #field(path: string): Locator {
    return this.#form.locator(`.cell[data-path="${path}"] > .field`);
  }
  /** From anywhere to an empty form: the way there is in the bar at the side. */
  async open(procedure: string): Promise<void> {
    await this.tap(this.page.locator('a[href="#/new"]').first());
    await this.tap(this.page.locator(`a[href="#/new/${procedure}"]`).first());
    await this.#form.locator('.cell').first().waitFor();
  }
  async say(path: string, text: string): Promise<void> {
    await this.type(this.#field(path).locator('input, textarea').first(), text);
  }
  /** By its value; from a list it takes two taps. */
  async choose(path: string, value: string): Promise<void> {
    const list = this.#field(path).locator('select');
    if (await list.count()) {
      await list.selectOption(value === '' ? { index: 1 } : value);
      this.count.taps += 2;
    } else await this.tap(this.#field(path).locator(`label:has(input[value="${value}"])`));
  }
  async yes(path: string): Promise<void> {
    await this.tap(this.#field(path).locator('label:has([id$=-yes])'));
  }
  async line(table: string): Promise<void> {
    await this.tap(this.#field(table).locator('button.add'));
  }
  /** Into a column of the last line. */
  async cell(table: string, column: string, text: string): Promise<void> {
    const cell = this.#form
      .locator(`.cell[data-path^="${table}/"][data-path$="/${column}"]`)
      .last();
    await this.type(cell.locator('input, textarea').first(), text);
  }
  /** An entry found by typing. */
  async find(path: string, text: string): Promise<void> {
    await this.say(path, text);
    await this.tap(this.#field(path).locator('.ref-hit').first());
  }
  /** The customer signs on paper or by word: the name is there already. */
  async sign(path: string): Promise<void> {
    const field = this.#field(path);
    await this.tap(field.locator('label.chip').nth(1));
    await this.tap(field.locator('button.primary'));
    await field.locator('.signed').waitFor();
  }
  async step(stage: string): Promise<void> {
    await this.tap(this.page.locator(`[data-step="${stage}"]`).first());
  }
  async save(): Promise<void> {
    await this.tap(this.#form.locator('.bar .btn.primary'));
  }
  /** The entry stands in this stage. */
  async stands(stage: string): Promise<void> {
    await this.page.locator(`fd-entry`).getByText(stage).first().waitFor();
    await this.page.locator('fd-fill').waitFor({ state: 'detached' });
  }
}
