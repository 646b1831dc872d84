/** Keys of the desk. Single letters count only where nothing is being typed. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { go, link } from '../entry/links.ts';
import type { Place } from './places.ts';

export interface KeyDeeds {
  quick(): void;
  palette(): void;
  help(): void;
  lock(): void;
  places(): readonly Place[];
  /** Somebody is signed in. */
  active(): boolean;
}
const chord = 1200;

const kept = 'qiantai-letter-keys';
/** Single letters can be turned off: speech input and shaky hands press them by accident. */
export const lettersOn = (): boolean => localStorage.getItem(kept) !== 'off';
export function setLetters(on: boolean): void {
  localStorage.setItem(kept, on ? 'on' : 'off');
}

export class Keys implements ReactiveController {
  #went = -Infinity;
  readonly #deeds: KeyDeeds;

  constructor(host: ReactiveControllerHost, deeds: KeyDeeds) {
    this.#deeds = deeds;
    host.addController(this);
  }
  hostConnected(): void {
    addEventListener('keydown', this.#key);
  }
  hostDisconnected(): void {
    removeEventListener('keydown', this.#key);
  }

  readonly #key = (event: KeyboardEvent) => {
    const deeds = this.#deeds;
    if (!deeds.active() || event.isComposing) return;
    const done = (run: () => void) => {
      event.preventDefault();
      run();
    };
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k')
      return done(deeds.palette);
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    if (!lettersOn() && event.key !== '?') return;
    if (performance.now() - this.#went < chord) {
      this.#went = -Infinity;
      const place = deeds.places().find(({ key }) => key === event.key);
      if (place) return done(() => go(link(place.id)));
    }
    if (event.key === '/' || event.key === 'n') done(deeds.quick);
    else if (event.key === '?') done(deeds.help);
    else if (event.key === 'L') done(deeds.lock);
    else if (event.key === 'g') this.#went = performance.now();
  };
}

function isTyping(event: Event): boolean {
  const [from] = event.composedPath();
  if (!(from instanceof HTMLElement)) return false;
  const inDialog = event
    .composedPath()
    .some((each) => each instanceof HTMLDialogElement && each.open);
  return inDialog || from.isContentEditable || from.matches('input, textarea, select');
}
