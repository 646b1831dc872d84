/** Kiosk, tablet or desk, with a line on what each is for. */
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Surface } from '../../spec/procedure.ts';
import { icon } from '../base/icon.ts';
import { t } from './setup-words.ts';

const kinds = [
  { surface: 'desk', picture: 'monitor', name: t.desk, about: t.deskAbout },
  { surface: 'tablet', picture: 'tablet', name: t.tablet, about: t.tabletAbout },
  { surface: 'kiosk', picture: 'hand', name: t.kiosk, about: t.kioskAbout },
] as const;

export function surfaceChoice(chosen: Surface, choose: (surface: Surface) => void) {
  return html`<div class="options" role="radiogroup" aria-label=${t.deviceTitle()}>
    ${kinds.map(
      ({ surface, picture, name, about }) =>
        html`<label class="option"
          ><input
            type="radio"
            name="surface"
            value=${surface}
            .checked=${live(surface === chosen)}
            @change=${() => choose(surface)}
          />${icon(picture, 'large')}<span class="grow"
            ><span class="strong">${name()}</span><br /><span class="small muted"
              >${about()}</span
            ></span
          ><span class="mark">${icon('check')}</span></label
        >`,
    )}
  </div>`;
}
