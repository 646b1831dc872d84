/**
 * The next steps of an entry as buttons. A step that asks nothing is taken at once (and can be seen in the log); one that
 * asks opens its form in a dialog. A refusal is said in words. `compact`: for a line of a list.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import type { Stage } from '../../spec/procedure.ts';
import type { Draft, Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { toast } from '../base/fd-toast.ts';
import '../base/fd-dialog.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, say, words } from '../words/words.ts';
import './fd-fill.ts';
import { rolesText } from './roles.ts';
import { SiteView } from './site.ts';
import { asksFor, byHope, stepText, stepsOf } from './steps.ts';
import { own } from './own.ts';

const t = words({
  none: ['您的岗位在这一步没有可做的操作', 'There is no step here for your role'],
  nextFor: ['下一步由{roles}来做', 'The next step is for: {roles}'],
  finished: ['已办结', 'Finished'],
  moved: ['已改为“{to}”', 'Now “{to}”'],
  refused: ['这一步没有做成：{why}', 'Not done: {why}'],
  signIn: ['登录后才能操作', 'Sign in to act'],
});

export class FdSteps extends LitElement {
  static override properties = {
    store: { attribute: false },
    listed: { attribute: false },
    compact: { type: Boolean },
    to: { state: true },
    draft: { state: true },
    problems: { state: true },
    busy: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .problem {
        margin-block-start: var(--s2);
      }
    `,
  ];
  declare store: Store | undefined;
  declare listed: Listed | undefined;
  declare compact: boolean;
  declare to: string | undefined;
  declare draft: Draft | undefined;
  declare problems: readonly Problem[];
  declare busy: boolean;
  readonly #site = new SiteView(this, () => this.store);

  constructor() {
    super();
    this.compact = false;
    this.problems = [];
    this.busy = false;
    new LocaleController(this);
  }

  override render() {
    const { store, listed, compact } = this;
    if (!store || !listed) return nothing;
    const steps = byHope(stepsOf(listed, this.#site.roles));
    const target = listed.form.stages.find((stage) => stage.id === this.to);
    return html`<div class="cluster">
        ${steps.map(
          (stage, index) =>
            html`<button
              type="button"
              class="btn ${compact ? 'small' : ''} ${index === 0 && stage.tone !== 'bad' ? 'primary' : ''}"
              ?disabled=${this.busy}
              data-step=${stage.id}
              @click=${() => this.take(stage)}
            >
              ${stepText(stage)}
            </button>`,
        )}
        ${steps.length === 0 && !compact ? html`<p class="muted">${this.#idle(listed)}</p>` : nothing}
      </div>
      ${this.problems.map(
        (problem) =>
          html`<p class="problem" role="alert">
            ${icon('circle-alert')}<span>${t.refused({ why: problemText(problem) })}</span>
          </p>`,
      )}
      <fd-dialog
        heading=${target ? stepText(target) : ''}
        .open=${target !== undefined}
        @fd-close=${own(this.#close)}
      >
        ${
          target
            ? html`<fd-fill
                .store=${store}
                .form=${listed.form}
                version=${listed.entry.version}
                .listed=${listed}
                .to=${target.id}
                .draft=${this.draft}
                action=${stepText(target)}
                @fd-saved=${() => this.#done(target)}
                @fd-cancel=${this.#close}
              ></fd-fill>`
            : nothing
        }
      </fd-dialog>`;
  }

  #idle(listed: Listed): string {
    const { form, entry } = listed;
    const next = form.stages.find((stage) => stage.id === entry.stage)?.next ?? [];
    if (next.length === 0) return t.finished();
    if (!this.#site.me) return t.signIn();
    const roles = new Set(
      form.stages.filter(({ id }) => next.includes(id)).flatMap(({ by }) => by ?? []),
    );
    if (roles.size === 0) return t.none();
    return t.nextFor({ roles: rolesText([...roles]) });
  }

  /** Takes a step, or opens its form; with a draft of it, where there is one. */
  async take(stage: Stage, draft?: Draft): Promise<void> {
    const { store, listed } = this;
    if (!store || !listed) return;
    this.problems = [];
    if (asksFor(listed, stage.id)) {
      this.draft = draft;
      this.to = stage.id;
      return;
    }
    this.busy = true;
    const result = await store.move(listed.entry.id, stage.id, {});
    this.busy = false;
    if (result.ok) this.#done(stage);
    else this.problems = result.problems;
  }

  readonly #close = () => {
    this.to = undefined;
    this.draft = undefined;
  };
  #done(stage: Stage): void {
    this.#close();
    toast(t.moved({ to: say(stage.title) }), { tone: 'good' });
    this.dispatchEvent(
      new CustomEvent('fd-moved', { detail: stage.id, bubbles: true, composed: true }),
    );
  }
}
customElements.define('fd-steps', FdSteps);
declare global {
  interface HTMLElementTagNameMap {
    'fd-steps': FdSteps;
  }
}
