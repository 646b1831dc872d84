/**
 * People of the site: add, change, roles, out of service, a new PIN that is shown once.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import type { Role } from '../../spec/procedure.ts';
import type { StaffDocument, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import '../base/fd-dialog.ts';
import { toast } from '../base/fd-toast.ts';
import { own } from '../entry/own.ts';
import { roleText, rolesText, staffRoles } from '../entry/roles.ts';
import { SiteView } from '../entry/site.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { adminSheet } from './admin-sheet.ts';
import { problemList } from './problems.ts';

const t = words({
  actions: ['操作', 'Actions'],
  title: ['人员', 'Staff'],
  add: ['添加人员', 'Add a person'],
  edit: ['修改', 'Change'],
  editTitle: ['修改 {name}', 'Change {name}'],
  name: ['姓名', 'Name'],
  roles: ['岗位', 'Roles'],
  dept: ['部门', 'Department'],
  noDept: ['不分部门', 'None'],
  active: ['在职', 'In service'],
  inactive: ['停用', 'Not in service'],
  state: ['状态', 'State'],
  save: ['保存', 'Save'],
  reset: ['重设 PIN', 'New PIN'],
  saved: ['已保存', 'Saved'],
  pinTitle: ['{name} 的 PIN', 'PIN of {name}'],
  pinHint: [
    '只显示这一次。请当面告诉本人，别写在纸上。',
    'Shown only once. Tell the person; do not write it down.',
  ],
  pinDone: ['已告诉本人', 'They know it'],
  chooseRole: ['请至少选一个岗位', 'Choose at least one role'],
});

export class FdDeskStaff extends LitElement {
  static override properties = {
    store: { attribute: false },
    editing: { state: true },
    pin: { state: true },
    problems: { state: true },
  };
  static override styles = [
    base,
    adminSheet,
    css`
      .pin {
        font-size: var(--t-3xl);
        letter-spacing: 0.3em;
        text-align: center;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];
  declare store: Store | undefined;
  /** `new`, or who is changed. */
  declare editing: StaffDocument | 'new' | undefined;
  declare pin: { readonly name: string; readonly pin: string } | undefined;
  declare problems: readonly Problem[];
  readonly #site = new SiteView(this, () => this.store);

  constructor() {
    super();
    this.problems = [];
    new LocaleController(this);
  }

  override render() {
    if (!this.store) return nothing;
    const people = this.#site.staff.toSorted(
      (a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name, 'zh-CN'),
    );
    return html`<div class="stack">
        <header class="split">
          <h1>${t.title()}</h1>
          <button type="button" class="btn primary" @click=${() => (this.editing = 'new')}>
            ${icon('user-plus')}${t.add()}
          </button>
        </header>
        <div class="table-wrap" tabindex="0" role="group" aria-label=${t.title()}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">${t.name()}</th>
                <th scope="col">${t.roles()}</th>
                <th scope="col">${t.dept()}</th>
                <th scope="col">${t.state()}</th>
                <th scope="col"><span class="sr-only">${t.actions()}</span></th>
              </tr>
            </thead>
            <tbody>
              ${people.map((one) => this.#row(one))}
            </tbody>
          </table>
        </div>
      </div>
      ${this.#dialog()} ${this.#pinDialog()}`;
  }

  #row(one: StaffDocument): TemplateResult {
    return html`<tr>
      <td class="strong nowrap">${one.name}</td>
      <td>${rolesText(one.roles)}</td>
      <td class="nowrap">${one.dept ? this.#site.dept(one.dept) : nothing}</td>
      <td>
        <span class="badge ${one.active ? 'good' : ''}"
          >${one.active ? t.active() : t.inactive()}</span
        >
      </td>
      <td class="end nowrap">
        <button type="button" class="btn small" @click=${() => (this.editing = one)}>
          ${icon('pencil')}${t.edit()}<span class="sr-only"> ${one.name}</span>
        </button>
      </td>
    </tr>`;
  }

  #dialog(): TemplateResult {
    const { editing } = this;
    const one = editing === 'new' ? undefined : editing;
    return html`<fd-dialog
      heading=${one ? t.editTitle({ name: one.name }) : t.add()}
      .open=${editing !== undefined}
      @fd-close=${own(this.#close)}
    >
      ${editing ? this.#form(one) : nothing}
    </fd-dialog>`;
  }

  #form(one: StaffDocument | undefined): TemplateResult {
    return html`<form class="stack" @submit=${(event: Event) => this.#save(event, one)}>
      <label class="field"
        ><span class="label">${t.name()}</span
        ><input
          class="input"
          name="name"
          required
          maxlength="40"
          autocomplete="off"
          .value=${one?.name ?? ''}
      /></label>
      <fieldset class="field">
        <legend class="label">${t.roles()}</legend>
        <div class="chips">
          ${staffRoles.map(
            (role) =>
              html`<label class="chip"
                ><input
                  type="checkbox"
                  name="roles"
                  value=${role}
                  ?checked=${one?.roles.includes(role) ?? false}
                />${roleText(role)}</label
              >`,
          )}
        </div>
      </fieldset>
      <label class="field"
        ><span class="label">${t.dept()}</span
        ><select class="input" name="dept">
          <option value="">${t.noDept()}</option>
          ${this.#site.site?.departments.map(
            ({ id, name }) =>
              html`<option value=${id} ?selected=${id === one?.dept}>${say(name)}</option>`,
          )}
        </select></label
      >
      ${
        one
          ? html`<label class="choice"
              ><input type="checkbox" name="active" ?checked=${one.active} />${t.active()}</label
            >`
          : nothing
      }
      ${problemList(this.problems)}
      <div class="split">
        <button class="btn primary">${icon('check')}${t.save()}</button>
        ${
          one
            ? html`<button type="button" class="btn" @click=${() => this.#reset(one)}>
                ${icon('key-round')}${t.reset()}
              </button>`
            : nothing
        }
      </div>
    </form>`;
  }

  #pinDialog(): TemplateResult {
    return html`<fd-dialog
      size="small"
      persistent
      heading=${t.pinTitle({ name: this.pin?.name ?? '' })}
      .open=${this.pin !== undefined}
    >
      <p class="pin">${this.pin?.pin}</p>
      <p class="muted center">${t.pinHint()}</p>
      <button slot="actions" class="btn primary" @click=${() => (this.pin = undefined)}>
        ${t.pinDone()}
      </button>
    </fd-dialog>`;
  }

  readonly #close = () => {
    this.editing = undefined;
    this.problems = [];
  };

  readonly #save = async (event: Event, one: StaffDocument | undefined): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const dept = String(data.get('dept') ?? '');
    const roles = data.getAll('roles') as Role[];
    if (roles.length === 0) {
      this.problems = [
        { code: 'constraint', path: 'roles', params: { say: { 'zh-CN': t.chooseRole() } } },
      ];
      return;
    }
    await this.#command({
      ...(one && { id: one.id }),
      name: String(data.get('name') ?? '').trim(),
      roles,
      ...(dept && { dept }),
      active: one ? data.has('active') : true,
    });
  };

  #reset(one: StaffDocument): Promise<void> {
    const { id, name, roles, dept, active } = one;
    return this.#command({
      id,
      name,
      roles: [...roles],
      ...(dept && { dept }),
      active,
      newPin: true,
    });
  }

  async #command(
    body: { name: string; roles: Role[]; active: boolean } & Record<
      string,
      string | boolean | Role[]
    >,
  ): Promise<void> {
    const result = await this.store?.command('save-staff', body);
    if (!result) return;
    this.problems = result.ok ? [] : result.problems;
    if (!result.ok) return;
    this.#close();
    const { pin } = result.value as { pin?: string };
    if (pin) this.pin = { name: body.name, pin };
    else toast(t.saved(), { tone: 'good' });
    this.store?.syncNow();
  }
}
customElements.define('fd-desk-staff', FdDeskStaff);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-staff': FdDeskStaff;
  }
}
