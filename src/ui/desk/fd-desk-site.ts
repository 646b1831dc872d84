/**
 * The site: name, phone, buildings with their units, departments, shifts. Saved as a whole to the server.
 */
import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Json } from '../../spec/json.ts';
import type { Problem } from '../../spec/problem.ts';
import type { SiteDocument, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { toast } from '../base/fd-toast.ts';
import { SiteView } from '../entry/site.ts';
import { LocaleController, words } from '../words/words.ts';
import { adminSheet } from './admin-sheet.ts';
import { problemList } from './problems.ts';
import { buildingRows, departmentRows, readSite, shiftRows } from './site-form.ts';

const t = words({
  title: ['站点', 'Site'],
  general: ['基本情况', 'General'],
  name: ['小区名称', 'Name'],
  phone: ['前台电话', 'Desk phone'],
  code: ['编号前缀', 'Code in numbers'],
  buildings: ['楼栋与单元', 'Buildings and units'],
  buildingsHint: [
    '房号按“楼栋-单元-楼层房号”核对，例如 1-2-0301。',
    'Rooms are checked against these, such as 1-2-0301.',
  ],
  departments: ['部门', 'Departments'],
  shifts: ['班次', 'Shifts'],
  save: ['保存', 'Save'],
  saved: ['已保存，各设备同步后生效', 'Saved; devices follow when they sync'],
});

export class FdDeskSite extends LitElement {
  static override properties = {
    store: { attribute: false },
    edited: { state: true },
    problems: { state: true },
  };
  static override styles = [base, adminSheet];
  declare store: Store | undefined;
  /** As changed here and not yet saved. */
  declare edited: SiteDocument | undefined;
  declare problems: readonly Problem[];
  readonly #site = new SiteView(this, () => this.store);

  constructor() {
    super();
    this.problems = [];
    new LocaleController(this);
  }

  override render() {
    const site = this.edited ?? this.#site.site;
    if (!this.store || !site) return nothing;
    const edit = (change: Partial<SiteDocument>) => {
      const form = this.renderRoot.querySelector('form');
      this.edited = { ...(form ? readSite(form, site) : site), ...change };
    };
    const typed = (): SiteDocument => {
      const form = this.renderRoot.querySelector('form');
      return form ? readSite(form, site) : site;
    };
    return html`<form class="stack loose" @submit=${this.#save}>
      <header class="split">
        <h1>${t.title()}</h1>
        <button class="btn primary">${icon('check')}${t.save()}</button>
      </header>
      ${problemList(this.problems)}
      <section class="card stack">
        <h2>${t.general()}</h2>
        <div class="form-grid">
          ${this.#text('name', t.name(), site.name)}
          ${this.#text('phone', t.phone(), site.phone ?? '')}
          ${this.#text('code', t.code(), site.code)}
        </div>
      </section>
      <section class="card stack">
        <h2>${t.buildings()}</h2>
        <p class="muted">${t.buildingsHint()}</p>
        ${buildingRows(site, (buildings) => edit({ buildings: buildings(typed().buildings) }))}
      </section>
      <section class="card stack">
        <h2>${t.departments()}</h2>
        ${departmentRows(site, (departments) => edit({ departments: departments(typed().departments) }))}
      </section>
      <section class="card stack">
        <h2>${t.shifts()}</h2>
        ${shiftRows(site, (shifts) => edit({ shifts: shifts(typed().shifts) }))}
      </section>
    </form>`;
  }

  #text(name: string, label: string, value: string): TemplateResult {
    return html`<label class="field"
      ><span class="label">${label}</span
      ><input
        class="input"
        name=${name}
        .value=${value}
        autocomplete="off"
        ?required=${name !== 'phone'}
    /></label>`;
  }

  readonly #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const site = this.edited ?? this.#site.site;
    if (!site || !this.store) return;
    const { name, phone, code, buildings, departments, shifts } = readSite(
      event.target as HTMLFormElement,
      site,
    );
    const body = { name, phone: phone ?? '', code, buildings, departments, shifts };
    const result = await this.store.command('save-site', body as unknown as Json);
    this.problems = result.ok ? [] : result.problems;
    if (!result.ok) return;
    this.edited = undefined;
    this.store.syncNow();
    toast(t.saved(), { tone: 'good' });
  };
}
customElements.define('fd-desk-site', FdDeskSite);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-site': FdDeskSite;
  }
}
