/**
 * What a page at a kiosk keeps from happening: nothing typed gets to the clipboard, no menus, no dragging, no browser
 * shortcuts. The managed policy of the machine does the rest; see the kiosk guide.
 */
const chords = new Set([
  'p',
  's',
  'o',
  'u',
  'j',
  'n',
  't',
  'w',
  'l',
  'd',
  'h',
  'f',
  'g',
  'k',
  'e',
  'r',
  '+',
  '-',
  '=',
  '0',
]);

function isShortcut({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (/^F\d{1,2}$/.test(key)) return true;
  if (altKey && ['ArrowLeft', 'ArrowRight', 'Home'].includes(key)) return true;
  return (ctrlKey || metaKey) && chords.has(key.toLowerCase());
}

const stop = (event: Event): void => event.preventDefault();
const keys = (event: KeyboardEvent): void => {
  if (isShortcut(event)) event.preventDefault();
};
const zoom = (event: WheelEvent): void => {
  if (event.ctrlKey) event.preventDefault();
};
const kept = ['contextmenu', 'copy', 'cut', 'dragstart', 'drop', 'dragover'] as const;

/** Until the signal. */
export function guardPage(signal: AbortSignal): void {
  for (const name of kept) addEventListener(name, stop, { capture: true, signal });
  addEventListener('keydown', keys, { capture: true, signal });
  addEventListener('wheel', zoom, { passive: false, signal });
}
