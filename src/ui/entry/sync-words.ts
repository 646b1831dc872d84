/** The state of syncing in a few words, for a bar and for its page. */
import type { SyncStatus } from '../../store/store.ts';
import { words } from '../words/words.ts';

const t = words({
  idle: ['已全部同步', 'All synced'],
  waiting: ['{n} 条待同步', '{n} waiting'],
  busy: ['正在同步', 'Syncing'],
  offline: ['没有网络，照常可用', 'Offline; everything still works'],
  offlineWaiting: ['没有网络，{n} 条已存本机', 'Offline; {n} saved here'],
  'signed-out': [
    '服务器不认这台设备，请找主管',
    'The server does not know this device; tell your supervisor',
  ],
  revoked: ['这台设备已停用', 'This device was switched off'],
  upgrade: ['要先更新才能同步', 'Update to go on syncing'],
  attention: ['{n} 处要处理', '{n} to settle'],
});

export function syncText(status: SyncStatus): string {
  const { state, waiting, parked, conflicts } = status;
  if (state === 'revoked' || state === 'upgrade' || state === 'signed-out') return t[state]();
  if (parked + conflicts > 0) return t.attention({ n: parked + conflicts });
  if (state === 'offline') return waiting > 0 ? t.offlineWaiting({ n: waiting }) : t.offline();
  if (waiting > 0) return t.waiting({ n: waiting });
  return state === 'busy' ? t.busy() : t.idle();
}

/** Tone of a badge. */
export function syncTone({
  state,
  waiting,
  parked,
  conflicts,
}: SyncStatus): 'good' | 'warn' | 'bad' | '' {
  if (state === 'revoked' || state === 'upgrade' || state === 'signed-out' || parked > 0)
    return 'bad';
  if (conflicts > 0) return 'warn';
  return state === 'offline' || waiting > 0 ? '' : 'good';
}

export function syncPicture({ state, waiting, parked, conflicts }: SyncStatus): string {
  if (state === 'offline') return 'cloud-off';
  if (state === 'revoked' || state === 'upgrade' || state === 'signed-out') return 'octagon-alert';
  if (parked + conflicts > 0) return 'triangle-alert';
  return waiting > 0 ? 'refresh-cw' : 'cloud';
}
