/** What stands behind the sign-in: fetched once that is painted. */
import '../entry/fd-calls.ts';
import '../entry/fd-guide-sheet.ts';
import '../entry/fd-inside.ts';
import '../entry/fd-print.ts';
import '../entry/fd-room-bundle.ts';
import '../entry/fd-room-story.ts';
import '../entry/fd-sync.ts';
import '../entry/fd-verify.ts';
import './fd-tablet-entry.ts';
import './fd-tablet-new.ts';
import './fd-tablet-shift.ts';
import './fd-tablet-tasks.ts';

export { saveTouched } from './shared-filling.ts';
