/** Browser entry of the page that a resident's invitation link opens; `/guest#<token>`. It knows no store and no worker. */
import { setLocale } from '../words/words.ts';
import { applyAppearance } from '../base/appearance.ts';
import { FdGuest } from './fd-guest.ts';

applyAppearance({ surface: 'tablet', theme: 'auto' });
if (!navigator.language.startsWith('zh')) setLocale('en');
const element = new FdGuest();
element.token = decodeURIComponent(location.hash.slice(1));
document.body.replaceChildren(element);
// Another link opened in the same tab.
addEventListener('hashchange', () => location.reload());
