/** The screens behind the first one: fetched once that one is painted. */
import './fd-kiosk-slip.ts';
import './fd-kiosk-visit.ts';

export { screenOf } from './screens.ts';
export { fillInvited, openVisit, refTo, saveVisit } from './visit.ts';
