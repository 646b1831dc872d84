/**
 * A device: its disk, its private files, its locks, its clock. Pages and workers live on it.
 */
import type { Disk } from './disk.ts';
import type { Life } from './kernel.ts';

export interface Lock {
  readonly life: Life;
  /** Rejects the request that holds it, when it is taken away. */
  take(): void;
}

export interface Machine {
  readonly name: string;
  readonly disk: Disk;
  /** The origin's private files. */
  readonly files: Map<string, Uint8Array>;
  readonly locks: Map<string, Lock>;
  readonly lives: Set<Life>;
  /** Its wall clock minus true time, milliseconds. */
  skew: number;
  /** Called after each commit, for live queries. */
  readonly watchers: Set<{ readonly life: Life; changed(): void }>;
}
