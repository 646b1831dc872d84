/**
 * The paper that the browser prints on. `@page` cannot live in a shadow root, so a sheet of the document says it.
 */
import type { Output } from '../../spec/procedure.ts';

/** `A4 landscape` is for registers. */
export type Paper = Output['paper'] | 'A4 landscape';

let sheet: CSSStyleSheet | undefined;

const sizes: Readonly<Record<Paper, string>> = {
  A4: 'size: A4; margin: 14mm 12mm 16mm;',
  'A4 landscape': 'size: A4 landscape; margin: 12mm 12mm 16mm;',
  '80mm': 'size: 80mm 200mm; margin: 3mm;',
  '58mm': 'size: 58mm 200mm; margin: 2mm;',
};
const numbered = `@bottom-center { content: counter(page) ' / ' counter(pages); font-size: 9pt; }`;

/** Sets it, or takes it away. */
export function pageSize(paper: Paper | undefined): void {
  if (!sheet) {
    if (!paper) return;
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  const wide = paper?.startsWith('A4');
  sheet.replaceSync(paper ? `@page { ${sizes[paper]} ${wide ? numbered : ''} }` : '');
}
