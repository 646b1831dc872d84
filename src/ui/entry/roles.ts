/** Roles by name. */
import type { Role } from '../../spec/procedure.ts';
import { words } from '../words/words.ts';

const t = words({
  visitor: ['访客', 'visitor'],
  frontdesk: ['前台', 'front desk'],
  supervisor: ['主管', 'supervisor'],
  engineering: ['工程', 'engineering'],
  security: ['秩序', 'security'],
  cleaning: ['保洁', 'cleaning'],
  manager: ['经理', 'manager'],
  comma: ['、', ', '],
});

/** Those a member of staff may have. */
export const staffRoles: readonly Role[] = [
  'frontdesk',
  'supervisor',
  'engineering',
  'security',
  'cleaning',
  'manager',
];

export const roleText = (role: Role): string => t[role]();
export const rolesText = (roles: readonly Role[]): string => roles.map(roleText).join(t.comma());
