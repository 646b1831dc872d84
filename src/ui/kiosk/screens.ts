/** The screens on which nothing is filled in: what is read, looked up or scanned. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Published } from '../../spec/library.ts';
import type { ItemOf } from '../../spec/procedure.ts';
import type { SiteDocument, Store } from '../../store/store.ts';
import './fd-kiosk-directions.ts';
import './fd-kiosk-enquiry.ts';
import './fd-kiosk-guide.ts';
import './fd-kiosk-invited.ts';
import './fd-kiosk-tariffs.ts';
import type { Screens } from './tiles.ts';

export type Shown = Screens | 'guide';

export interface ScreenContext {
  readonly store: Store;
  readonly site: SiteDocument | undefined;
  readonly now: string;
  readonly offline: boolean;
  readonly guide: Published | undefined;
  /** The entry that a form waits for. */
  readonly sought: ItemOf<'ref'> | undefined;
  /** What a scanner read. */
  readonly code: string;
  readonly leave: () => void;
  /** The entry that was sought. */
  readonly found: (entry: string) => void;
  readonly scanned: (text: string) => void;
}

export function screenOf(shown: Shown, context: ScreenContext): TemplateResult {
  const { store, site, now, leave } = context;
  switch (shown) {
    case 'guide':
      return html`<fd-kiosk-guide
        class="enter"
        data-screen
        .procedure=${context.guide?.procedure}
        .site=${site}
        now=${now}
        @fd-leave=${leave}
      ></fd-kiosk-guide>`;
    case 'enquiry':
      return html`<fd-kiosk-enquiry
        class="enter"
        data-screen
        .store=${store}
        .site=${site}
        .sought=${context.sought}
        ?offline=${context.offline}
        code=${context.code}
        now=${now}
        @fd-found=${(event: CustomEvent<string>) => context.found(event.detail)}
        @fd-leave=${leave}
      ></fd-kiosk-enquiry>`;
    case 'directions':
      return html`<fd-kiosk-directions
        class="enter"
        data-screen
        .site=${site}
        now=${now}
        @fd-leave=${leave}
      ></fd-kiosk-directions>`;
    case 'tariffs':
      return html`<fd-kiosk-tariffs
        class="enter"
        data-screen
        .site=${site}
        @fd-leave=${leave}
      ></fd-kiosk-tariffs>`;
    case 'scan':
      return html`<fd-kiosk-invited
        class="enter"
        data-screen
        @fd-scanned=${(event: CustomEvent<string>) => context.scanned(event.detail)}
        @fd-leave=${leave}
      ></fd-kiosk-invited>`;
  }
}
