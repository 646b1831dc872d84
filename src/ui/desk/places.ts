/** Where one can go at the desk: navigation, palette and `g` keys share this table. */
import type { Role } from '../../spec/procedure.ts';
import { words } from '../words/words.ts';

const t = words({
  home: ['首页', 'Home'],
  new: ['登记', 'New entry'],
  arrivals: ['访客到达', 'Arrivals'],
  cases: ['案件', 'Cases'],
  rooms: ['房间', 'Rooms'],
  tasks: ['承诺与任务', 'Promises, tasks'],
  verify: ['验证放行', 'Check a pass'],
  registers: ['登记本', 'Registers'],
  stats: ['统计', 'Statistics'],
  import: ['导入名册', 'Import'],
  devices: ['设备', 'Devices'],
  staff: ['人员', 'Staff'],
  site: ['站点', 'Site'],
  sync: ['同步', 'Sync'],
});
export type PlaceId = keyof typeof t;

export interface Place {
  readonly id: PlaceId;
  readonly icon: string;
  /** Pressed after `g`. */
  readonly key: string;
  /** Who may go there; everybody where it is missing. */
  readonly by?: readonly Role[];
}

const leaders: readonly Role[] = ['supervisor', 'manager'];

export const places: readonly Place[] = [
  { id: 'home', icon: 'house', key: 'h' },
  { id: 'new', icon: 'square-pen', key: 'n' },
  { id: 'arrivals', icon: 'user-check', key: 'a' },
  { id: 'cases', icon: 'folder', key: 'c' },
  { id: 'rooms', icon: 'door-open', key: 'r' },
  { id: 'tasks', icon: 'handshake', key: 't' },
  { id: 'verify', icon: 'scan-line', key: 'v' },
  { id: 'registers', icon: 'book-open', key: 'b' },
  { id: 'stats', icon: 'chart-column', key: 'i' },
  { id: 'import', icon: 'upload', key: 'u', by: leaders },
  { id: 'devices', icon: 'tablet', key: 'd', by: leaders },
  { id: 'staff', icon: 'users', key: 'p', by: leaders },
  { id: 'site', icon: 'building', key: 's', by: leaders },
  { id: 'sync', icon: 'refresh-cw', key: 'y' },
];

export const placeText = (id: PlaceId): string => t[id]();

export function placesFor(roles: readonly Role[]): Place[] {
  return places.filter(({ by }) => !by || by.some((role) => roles.includes(role)));
}
