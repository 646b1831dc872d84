/**
 * What enrolment left on this device: who it is, its token, and the site's public keys.
 */
import type { EnrolReply } from '../sync/protocol.ts';
import { meta } from './database.ts';
import type { Database } from './database.ts';
import type { Device } from './store.ts';

export interface Identity {
  readonly device: Device;
  readonly token: string;
  readonly keys: EnrolReply['keys'];
  readonly enrolled: string;
  /** What `navigator.storage.persist()` answered: without it a full disk may take everything. */
  readonly persisted: boolean;
}

export function identityOf(db: Database): Promise<Identity | undefined> {
  return meta<Identity>(db, 'identity');
}
