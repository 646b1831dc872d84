/**
 * The code that the first run prints. It is in memory only: a restart prints another, and using it spends it.
 */
import { cleanCode, randomLetters, sameHash, sha256 } from './secret.ts';

export class SetupCode {
  #hash: string | undefined;

  /** A fresh code of 100 bits; the one before is void. */
  issue(): string {
    const code = randomLetters(20);
    this.#hash = sha256(code);
    return code;
  }

  get waiting(): boolean {
    return this.#hash !== undefined;
  }

  fits(typed: string): boolean {
    return this.#hash !== undefined && sameHash(sha256(cleanCode(typed)), this.#hash);
  }

  spend(): void {
    this.#hash = undefined;
  }
}
