/** Which install card and icon the browser offers: set once a device knows what it is. */
import type { Surface } from '../../spec/procedure.ts';

function link(rel: string, href: string, type?: string): void {
  const there = document.head.querySelector<HTMLLinkElement>(`link[rel="${rel}"]`);
  const element = there ?? document.createElement('link');
  element.rel = rel;
  element.href = href;
  if (type) element.type = type;
  if (!there) document.head.append(element);
}

/** Links the surface's manifest and the icons. */
export function offerInstall(surface: Surface): void {
  link('manifest', `/${surface}.webmanifest`);
  link('icon', '/icons/icon.svg', 'image/svg+xml');
  link('apple-touch-icon', '/icons/apple-180.png');
}
