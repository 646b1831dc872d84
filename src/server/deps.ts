/**
 * What the app needs from the world; `main.ts` makes it, tests make a small one.
 */
import type { Form } from '../form/compile.ts';
import type { Published } from '../spec/library.ts';
import type { Procedure } from '../spec/procedure.ts';
import type { Problem } from '../spec/problem.ts';
import type { BlobStore } from './blobs.ts';
import type { Limiter } from './http/limit.ts';
import type { Keys } from './keys.ts';
import type { Live } from './live.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Places } from './places.ts';
import type { SetupCode } from './setup-code.ts';
import type { Settings } from './settings.ts';
import type { Database } from './sql/database.ts';

export interface Deps {
  readonly settings: Pick<Settings, 'publicUrl' | 'behindProxy' | 'metricsToken'>;
  readonly database: Database;
  readonly places: Places;
  readonly keys: Keys;
  readonly blobs: BlobStore;
  readonly live: Live;
  readonly limiter: Limiter;
  readonly setup: SetupCode;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly compile: (procedure: Procedure) => Form;
  /** Parses and checks a procedure file's text, shared option lists copied in. */
  readonly read: (
    text: string,
  ) =>
    | { readonly ok: true; readonly value: Published }
    | { readonly ok: false; readonly problems: readonly Problem[] };
  /** The starter library, checked. */
  readonly starter: readonly Published[];
  /** Folder of the built client. */
  readonly client: string;
}
