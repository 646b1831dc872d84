/** Rows of the site's form: read back by their names, so that what is typed survives adding and taking away rows. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { SiteDocument } from '../../store/store.ts';
import { icon } from '../base/icon.ts';
import { locale, say, words } from '../words/words.ts';

const t = words({
  building: ['楼栋号', 'Building'],
  buildingName: ['楼栋名', 'Name'],
  unit: ['单元', 'Unit'],
  floors: ['层数', 'Floors'],
  doors: ['每层户数', 'Doors a floor'],
  addUnit: ['加单元', 'Add a unit'],
  addBuilding: ['加楼栋', 'Add a building'],
  remove: ['去掉', 'Remove'],
  dept: ['部门', 'Department'],
  phone: ['电话', 'Phone'],
  addDept: ['加部门', 'Add a department'],
  shift: ['班次', 'Shift'],
  start: ['开始', 'From'],
  end: ['结束', 'To'],
  addShift: ['加班次', 'Add a shift'],
});

type Buildings = SiteDocument['buildings'];
type Departments = SiteDocument['departments'];
type Shifts = SiteDocument['shifts'];
/** What a button does to the rows as they are typed now. */
export type Edit<T> = (change: (rows: T) => T) => void;

const cell = (name: string, label: string, value: string | number, type = 'text'): TemplateResult =>
  html`<td>
    <input
      class="input num"
      name=${name}
      type=${type}
      aria-label=${label}
      .value=${String(value)}
      required
      min=${type === 'number' ? 1 : nothing}
    />
  </td>`;

const removal = (run: () => void): TemplateResult =>
  html`<td class="end">
    <button
      type="button"
      class="btn quiet small only"
      aria-label=${t.remove()}
      title=${t.remove()}
      @click=${run}
    >
      ${icon('trash-2')}
    </button>
  </td>`;

const add = (label: string, run: () => void): TemplateResult =>
  html`<div class="cluster">
    <button type="button" class="btn small" @click=${run}>${icon('plus')}${label}</button>
  </div>`;

const table = (heads: readonly string[], rows: unknown): TemplateResult =>
  html`<div class="table-wrap">
    <table class="table">
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
          <th scope="col"><span class="sr-only">${t.remove()}</span></th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;

export function buildingRows({ buildings }: SiteDocument, edit: Edit<Buildings>): TemplateResult {
  const heads = [t.building(), t.buildingName(), t.unit(), t.floors(), t.doors()];
  const drop = (b: number, u: number) => () =>
    edit((all) =>
      all
        .map((one, i) => (i === b ? { ...one, units: one.units.filter((_, j) => j !== u) } : one))
        .filter((one) => one.units.length > 0),
    );
  const grow = (b: number) => () =>
    edit((all) =>
      all.map((one, i) => {
        const last = one.units.at(-1);
        const unit = {
          id: String(one.units.length + 1),
          floors: last?.floors ?? 18,
          doors: last?.doors ?? 2,
        };
        return i === b ? { ...one, units: [...one.units, unit] } : one;
      }),
    );
  return html`${table(
    heads,
    buildings.map((one, b) =>
      one.units.map(
        (unit, u) =>
          html`<tr>
              ${
                u === 0
                  ? html`${cell(`b${b}.id`, t.building(), one.id)}${cell(`b${b}.name`, t.buildingName(), say(one.name))}`
                  : html`<td></td>
                      <td>
                        ${
                          u === one.units.length - 1
                            ? html`<button type="button" class="btn quiet small" @click=${grow(b)}>
                                ${icon('plus')}${t.addUnit()}
                              </button>`
                            : nothing
                        }
                      </td>`
              }
              ${cell(`b${b}.u${u}.id`, t.unit(), unit.id)}
              ${cell(`b${b}.u${u}.floors`, t.floors(), unit.floors, 'number')}
              ${cell(`b${b}.u${u}.doors`, t.doors(), unit.doors, 'number')} ${removal(drop(b, u))}
            </tr>
            ${
              u === 0 && one.units.length === 1
                ? html`<tr>
                    <td></td>
                    <td colspan="5">
                      <button type="button" class="btn quiet small" @click=${grow(b)}>
                        ${icon('plus')}${t.addUnit()}
                      </button>
                    </td>
                  </tr>`
                : nothing
            }`,
      ),
    ),
  )}
  ${add(t.addBuilding(), () =>
    edit((all) => {
      const id = String(all.length + 1);
      const name = { 'zh-CN': `${id}栋`, en: `Building ${id}` };
      return [...all, { id, name, units: [{ id: '1', floors: 18, doors: 2 }] }];
    }),
  )}`;
}

export function departmentRows(
  { departments }: SiteDocument,
  edit: Edit<Departments>,
): TemplateResult {
  return html`${table(
    [t.dept(), t.phone()],
    departments.map(
      (one, d) =>
        html`<tr>
          ${cell(`d${d}.name`, t.dept(), say(one.name))}
          <td>
            <input
              class="input num"
              name=${`d${d}.phone`}
              aria-label=${t.phone()}
              .value=${one.phone ?? ''}
            />
          </td>
          ${removal(() => edit((all) => all.filter((_, i) => i !== d)))}
        </tr>`,
    ),
  )}
  ${add(t.addDept(), () =>
    edit((all) => [...all, { id: freeId(all, 'dept'), name: { 'zh-CN': '', en: '' } }]),
  )}`;
}

export function shiftRows({ shifts }: SiteDocument, edit: Edit<Shifts>): TemplateResult {
  return html`${table(
    [t.shift(), t.start(), t.end()],
    shifts.map(
      (one, s) =>
        html`<tr>
          ${cell(`s${s}.name`, t.shift(), say(one.name))}
          ${cell(`s${s}.start`, t.start(), one.start, 'time')}
          ${cell(`s${s}.end`, t.end(), one.end, 'time')}
          ${removal(() => edit((all) => all.filter((_, i) => i !== s)))}
        </tr>`,
    ),
  )}
  ${add(t.addShift(), () =>
    edit((all) => [
      ...all,
      { id: freeId(all, 'shift'), name: { 'zh-CN': '', en: '' }, start: '08:00', end: '16:00' },
    ]),
  )}`;
}

function freeId(all: readonly { id: string }[], stem: string): string {
  let n = all.length + 1;
  while (all.some(({ id }) => id === `${stem}${n}`)) n++;
  return `${stem}${n}`;
}

/** The site as typed. Names are of the language that is shown; the other one stays. */
export function readSite(form: HTMLFormElement, site: SiteDocument): SiteDocument {
  const data = new FormData(form);
  const text = (name: string, old: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : old;
  };
  const named = (name: string, old: SiteDocument['shifts'][number]['name']) => {
    const typed = text(name, say(old));
    if (!typed) return old['zh-CN'] ? old : { 'zh-CN': '—' };
    if (locale() === 'en') return { 'zh-CN': old['zh-CN'] || typed, en: typed };
    const en = old.en ? { en: old.en } : {};
    return { ...en, 'zh-CN': typed };
  };
  const whole = (name: string, old: number) => Math.trunc(Number(text(name, String(old)))) || old;
  const phone = text('phone', site.phone ?? '');
  return {
    ...site,
    name: text('name', site.name),
    code: text('code', site.code),
    ...(phone ? { phone } : {}),
    buildings: site.buildings.map((one, b) => ({
      id: text(`b${b}.id`, one.id),
      name: named(`b${b}.name`, one.name),
      units: one.units.map((unit, u) => ({
        id: text(`b${b}.u${u}.id`, unit.id),
        floors: whole(`b${b}.u${u}.floors`, unit.floors),
        doors: whole(`b${b}.u${u}.doors`, unit.doors),
      })),
    })),
    departments: site.departments.map((one, d) => {
      const own = text(`d${d}.phone`, one.phone ?? '');
      return { id: one.id, name: named(`d${d}.name`, one.name), ...(own ? { phone: own } : {}) };
    }),
    shifts: site.shifts.map((one, s) => ({
      id: one.id,
      name: named(`s${s}.name`, one.name),
      start: text(`s${s}.start`, one.start),
      end: text(`s${s}.end`, one.end),
    })),
  };
}
