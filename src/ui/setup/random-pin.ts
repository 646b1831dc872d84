/** A PIN of six digits that nobody would guess first. */
export function randomPin(): string {
  for (;;) {
    const [chance = 0] = crypto.getRandomValues(new Uint32Array(1));
    const pin = String(chance % 1_000_000).padStart(6, '0');
    if (!isWeakPin(pin)) return pin;
  }
}

/** All alike (`000000`), counting up or down (`123456`), or one pair or triple repeated (`121212`, `123123`). */
export function isWeakPin(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index]));
  const even = steps.every((step) => step === steps[0] && Math.abs(step) <= 1);
  return even || /^(\d{1,3})\1+$/.test(pin);
}
