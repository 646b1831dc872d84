/** What stands on the board of an emergency that is going on, in the order in which it is needed. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Json } from '../../spec/json.ts';
import type { Path } from '../../form/answers.ts';
import type { Listed } from '../../store/store.ts';
import { icon } from '../base/icon.ts';
import type { SiteView } from '../entry/site.ts';
import { timeOf } from '../entry/when.ts';
import { say, words } from '../words/words.ts';
import { callText, levelOf, phoneOf, placeOf, timelineOf } from './emergency.ts';
import type { Going } from './emergency.ts';
import './fd-ladder.ts';
import './fd-playbook.ts';
import type { LineAsked } from './fd-playbook.ts';
import './fd-roll.ts';

const t = words({
  yes: ['是', 'Yes'],
  no: ['不是', 'No'],
  level: ['{level} 级', 'Level {level}'],
  again: ['重新判断', 'Judge again'],
  place: ['在哪里？', 'Where?'],
  contacts: ['要找谁，直接拨', 'Call'],
  timeline: ['经过', 'What happened'],
  line: ['补一句：看到什么、谁说了什么', 'Add a line: what was seen or said'],
  add: ['记下', 'Write down'],
  none: ['还没有记录', 'Nothing yet'],
  lobby: ['大堂屏幕正在显示', 'The lobby screen says'],
});

export interface Board {
  readonly site: SiteView;
  readonly open: readonly Listed[];
  readonly now: string;
  readonly asked: number;
  readonly newId: () => string;
  readonly no: () => void;
  readonly set: (set: Record<Path, Json>) => void;
  readonly line: (line: LineAsked) => void;
}

export function boardOf(going: Going, board: Board): TemplateResult {
  const { site, now } = board;
  const answered = (event: CustomEvent<Record<Path, Json>>) => board.set(event.detail);
  return html`<div class="board">
    <fd-playbook
      .going=${going}
      .site=${site}
      now=${now}
      @fd-line=${(event: CustomEvent<LineAsked>) => board.line(event.detail)}
    ></fd-playbook>
    ${severity(going, board)} ${place(going, board)} ${contacts(going, board)}
    <div class="two">
      <fd-ladder
        .going=${going}
        .site=${site}
        .newId=${board.newId}
        now=${now}
        @fd-answer=${answered}
      ></fd-ladder>
      <fd-roll
        .going=${going}
        .site=${site}
        .open=${board.open}
        now=${now}
        @fd-answer=${answered}
      ></fd-roll>
    </div>
    ${timeline(going, board)} ${lobby(going)}
  </div>`;
}

/** One question at a time; the first yes says the level. */
function severity(going: Going, { asked, no, set }: Board): TemplateResult | typeof nothing {
  const { spec } = going;
  const level = levelOf(going);
  const question = spec.severity[asked];
  if (level)
    return html`<div class="acts">
      <span class="badge bad">${t.level({ level })}</span>
      <button type="button" class="btn quiet small" @click=${() => set({ [spec.level]: null })}>
        ${t.again()}
      </button>
    </div>`;
  if (!question) return nothing;
  const last = asked === spec.severity.length - 1;
  return html`<section class="card stack">
    <h3>${say(question.ask)}</h3>
    <div class="acts">
      <button
        type="button"
        class="btn big danger"
        @click=${() => set({ [spec.level]: question.level })}
      >
        ${t.yes()}
      </button>
      <button
        type="button"
        class="btn big"
        @click=${() => {
          no();
          if (last) set({ [spec.level]: 'C' });
        }}
      >
        ${t.no()}
      </button>
    </div>
  </section>`;
}

function place(going: Going, { site, set }: Board): TemplateResult {
  const { spec } = going;
  const now = placeOf(going);
  const choose = (text: string) => {
    if (text.trim() && text.trim() !== now) set({ [spec.place]: text.trim() });
  };
  return html`<section class="card stack">
    <label class="label" for="place"><h3>${t.place()}</h3></label>
    <input
      id="place"
      class="input"
      maxlength="120"
      autocomplete="off"
      .value=${now}
      @change=${(event: Event) => choose((event.target as HTMLInputElement).value)}
    />
    <div class="acts">
      ${(site.site?.buildings ?? [])
        .map(({ name }) => say(name))
        .map(
          (name) =>
            html`<button
              type="button"
              class="chip"
              aria-pressed=${name === now}
              @click=${() => choose(name)}
            >
              ${name}
            </button>`,
        )}
    </div>
  </section>`;
}

function contacts(going: Going, { site }: Board): TemplateResult {
  const known = going.spec.contacts
    .map((contact) => ({ contact, number: phoneOf(contact, site.site) }))
    .filter(({ number }) => number);
  return html`<section class="card stack" aria-labelledby="contacts">
    <h3 id="contacts">${t.contacts()}</h3>
    <div class="acts">
      ${known.map(
        ({ contact, number }) =>
          html`<a class="btn" href=${`tel:${number}`}
            >${icon('phone')}${callText(say(contact.label), number)}</a
          >`,
      )}
    </div>
  </section>`;
}

function timeline(going: Going, { site, line }: Board): TemplateResult {
  const lines = timelineOf(going).toReversed();
  const add = (event: Event) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const input = form.elements.namedItem('what') as HTMLInputElement;
    const what = input.value.trim();
    if (!what) return input.focus();
    line({ what });
    form.reset();
  };
  return html`<section class="card stack" aria-labelledby="timeline">
    <h3 id="timeline">${t.timeline()}</h3>
    <form class="acts" @submit=${add}>
      <input
        class="input done"
        name="what"
        maxlength="1000"
        autocomplete="off"
        aria-label=${t.line()}
        placeholder=${t.line()}
      />
      <button type="submit" class="btn">${icon('check')}${t.add()}</button>
    </form>
    ${lines.length === 0 ? html`<p class="muted">${t.none()}</p>` : nothing}
    <ol class="plain" reversed>
      ${lines.map(
        ({ at, what, by }) =>
          html`<li>
            <span class="at">${timeOf(at, site.zone)}</span><span class="grow">${what}</span>
            ${by ? html`<span class="small muted">${site.person(by)}</span>` : nothing}
          </li>`,
      )}
    </ol>
  </section>`;
}

/** What people in the lobby read meanwhile, so that whoever speaks to them says the same. */
function lobby(going: Going): TemplateResult | typeof nothing {
  const { spec, entry } = going;
  const kind = entry.answers[spec.kind];
  const book = spec.playbooks.find((each) => each.kind === kind);
  if (!book) return nothing;
  return html`<section class="card stack">
    <h3>${t.lobby()}</h3>
    <p class="strong">${say(book.public.title)}</p>
    ${book.public.say.map((each) => html`<p>${say(each)}</p>`)}
  </section>`;
}
