/** Ink as SVG path data in a 600×200 box: small, sharp on paper, and readable for ever. */

export interface Dot {
  readonly x: number;
  readonly y: number;
}
export const inkWidth = 600;
export const inkHeight = 200;

/** Strokes of a pad of the given size as path data; whole numbers, smoothed through the midpoints. */
export function inkOf(strokes: readonly (readonly Dot[])[], width: number, height: number): string {
  const scale = Math.min(inkWidth / width, inkHeight / height);
  const place = (dot: Dot): Dot => ({
    x: Math.round(dot.x * scale + (inkWidth - width * scale) / 2),
    y: Math.round(dot.y * scale + (inkHeight - height * scale) / 2),
  });
  return strokes.map((stroke) => strokePath(stroke.map(place))).join('');
}

function strokePath(dots: readonly Dot[]): string {
  const kept = dots.filter(
    (dot, index) =>
      index === 0 ||
      index === dots.length - 1 ||
      Math.hypot(dot.x - (dots[index - 1]?.x ?? 0), dot.y - (dots[index - 1]?.y ?? 0)) >= 2,
  );
  const [first, ...rest] = kept;
  if (!first) return '';
  const last = rest.at(-1);
  // A dot of ink: a line of no length is drawn by its round cap.
  if (!last) return `M${first.x} ${first.y}h0`;
  let path = `M${first.x} ${first.y}`;
  for (let index = 0; index < rest.length - 1; index++) {
    const [here, next] = [rest[index], rest[index + 1]];
    if (!here || !next) continue;
    path += `Q${here.x} ${here.y} ${Math.round((here.x + next.x) / 2)} ${Math.round((here.y + next.y) / 2)}`;
  }
  return `${path}L${last.x} ${last.y}`;
}
