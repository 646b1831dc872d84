/** Reads a screen aloud with the voices of the device; without one for the language there is no button. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { locale } from '../words/words.ts';

export class Voice implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #speech: SpeechSynthesis | undefined = globalThis.speechSynthesis;
  readonly #news = () => this.#host.requestUpdate();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }
  hostConnected(): void {
    this.#speech?.addEventListener?.('voiceschanged', this.#news);
  }
  hostDisconnected(): void {
    this.#speech?.removeEventListener?.('voiceschanged', this.#news);
    this.stop();
  }

  #voice(): SpeechSynthesisVoice | undefined {
    const wanted = locale() === 'en' ? 'en' : 'zh';
    const fit = this.#speech
      ?.getVoices()
      .filter(({ lang }) => lang.toLowerCase().startsWith(wanted));
    // A voice on the device works with the cable pulled, and tells nobody what it reads.
    return fit?.find(({ localService }) => localService) ?? fit?.[0];
  }
  get isThere(): boolean {
    return this.#voice() !== undefined;
  }

  say(text: string, slow: boolean): void {
    const voice = this.#voice();
    this.stop();
    if (!voice || !this.#speech) return;
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = slow ? 0.8 : 0.95;
    this.#speech.speak(words);
  }
  stop(): void {
    this.#speech?.cancel();
  }
}
