/** The picture that a visitor is sent: who, where, when, and the code that a kiosk reads. */
import encodeQR from 'qr';
import type { Json } from '../../spec/json.ts';
import type { Item } from '../../spec/procedure.ts';
import type { Answers } from '../../form/answers.ts';
import type { Form } from '../../form/compile.ts';

/** What stays between the resident and the desk is not carried around. */
const kept = (item: Item): boolean =>
  item.type !== 'long' &&
  item.type !== 'note' &&
  item.value === undefined &&
  !['phone', 'last4', 'id'].includes(item.mask ?? '');

/** `["qt1", procedure, entry, answers]`, in ASCII: scanners type it like a keyboard. */
export function passText(form: Form, entry: string, answers: Answers): string {
  const told: Record<string, Json> = {};
  for (const [path, value] of Object.entries(answers)) {
    const item = form.items.get(path);
    if (item && item.type !== 'table' && kept(item)) told[path] = value;
  }
  return JSON.stringify(['qt1', form.procedure.id, entry, told]).replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A PNG of the code with lines of text above and below it. */
export async function passPicture(
  code: string,
  above: readonly string[],
  below: readonly string[],
): Promise<Blob | undefined> {
  const rows = encodeQR(code, 'raw', { border: 2, ecc: 'medium' });
  const width = 720;
  const margin = 48;
  const scale = Math.floor((width - 2 * margin) / rows.length);
  const side = scale * rows.length;
  const [title = '', ...more] = above;
  const top = margin + 60 + more.length * 44;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = top + side + 30 + below.length * 40 + margin;
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#1d1a17';
  pen.textAlign = 'center';
  pen.font = '650 40px system-ui, sans-serif';
  pen.fillText(title, width / 2, margin + 36, width - margin);
  pen.font = '30px system-ui, sans-serif';
  for (const [at, line] of more.entries())
    pen.fillText(line, width / 2, margin + 92 + at * 44, width - margin);
  const left = (width - side) / 2;
  for (const [y, row] of rows.entries())
    for (const [x, dark] of row.entries())
      if (dark) pen.fillRect(left + x * scale, top + y * scale, scale, scale);
  pen.font = '26px system-ui, sans-serif';
  pen.fillStyle = '#5b5349';
  for (const [at, line] of below.entries())
    pen.fillText(line, width / 2, top + side + 50 + at * 40, width - margin);
  return new Promise((done) => canvas.toBlob((blob) => done(blob ?? undefined), 'image/png'));
}

/** Hands a picture to another app, or saves it where that is not possible. */
export async function sharePicture(picture: Blob, name: string): Promise<void> {
  const file = new File([picture], name, { type: 'image/png' });
  if (navigator.canShare?.({ files: [file] }))
    try {
      await navigator.share({ files: [file] });
      return;
    } catch (error) {
      // Closed by the person: that was their answer.
      if (error instanceof DOMException && error.name === 'AbortError') return;
    }
  const url = URL.createObjectURL(picture);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
