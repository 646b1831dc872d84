/** What stands around every page behind the sign-in: fetched once that is painted. */
import '../entry/fd-calls.ts';
import '../entry/fd-pass-twice.ts';
import './fd-desk-keys.ts';
import './fd-desk-palette.ts';
import './fd-desk-quick.ts';

export { LateBadge } from './late-badge.ts';
