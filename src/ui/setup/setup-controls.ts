/** The few inputs of the set-up screens. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon } from '../base/icon.ts';
import { t } from './setup-words.ts';

interface Control {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly maxlength?: number;
  typed(name: string, text: string): void;
}

const problemLine = (id: string, problem: string | undefined) =>
  html`<div id=${`${id}-problem`} aria-live="polite">
    ${problem ? html`<p class="problem">${icon('circle-alert')}${problem}</p>` : nothing}
  </div>`;

export function control({ id, label, hint, value, problem, maxlength, typed }: Control) {
  return html`<div class="field">
    <label class="label" for=${id}>${label}</label>
    ${hint ? html`<p class="hint" id=${`${id}-hint`}>${hint}</p>` : nothing}
    <input
      class="input"
      id=${id}
      type="text"
      autocomplete="off"
      spellcheck="false"
      maxlength=${maxlength ?? 200}
      aria-required="true"
      aria-invalid=${problem !== undefined}
      aria-describedby=${`${hint ? `${id}-hint ` : ''}${id}-problem`}
      .value=${live(value)}
      @input=${(event: Event) => typed(id, (event.target as HTMLInputElement).value)}
    />
    ${problemLine(id, problem)}
  </div>`;
}

export function pinControl({
  value,
  problem,
  typed,
  another,
}: Pick<Control, 'value' | 'problem' | 'typed'> & { another(): void }) {
  return html`<div class="field">
    <label class="label" for="pin">${t.pin()}</label>
    <p class="hint" id="pin-hint">${t.pinHint()}</p>
    <div class="input-group">
      <input
        class="input pin num"
        id="pin"
        type="text"
        inputmode="numeric"
        autocomplete="off"
        maxlength="6"
        aria-required="true"
        aria-invalid=${problem !== undefined}
        aria-describedby="pin-hint pin-problem"
        .value=${live(value)}
        @input=${(event: Event) => typed('pin', (event.target as HTMLInputElement).value)}
      />
      <button type="button" class="btn" @click=${another}>
        ${icon('refresh-cw')}${t.otherPin()}
      </button>
    </div>
    ${problemLine('pin', problem)}
  </div>`;
}
