/** Room numbers: building, unit, floor and door, as `1-2-0301`, and whether the site has such a room. */
import type { FieldHost } from './context.ts';

export type Buildings = FieldHost['buildings'];
export interface RoomParts {
  readonly building: string;
  readonly unit: string;
  /** As typed: `301` or `0301`. */
  readonly door: string;
}
export const noRoom: RoomParts = { building: '', unit: '', door: '' };

/** `301` → `0301`: two digits of door, the rest is the floor. '' while it is too short to be one. */
export function fullDoor(door: string): string {
  return /^\d{3,5}$/.test(door) ? door.padStart(4, '0') : '';
}

export function hasRoom(buildings: Buildings, { building, unit, door }: RoomParts): boolean {
  const found = buildings
    .find((each) => each.id === building)
    ?.units.find((each) => each.id === unit);
  const full = fullDoor(door);
  if (!found || !full) return false;
  const [floor, place] = [Number(full.slice(0, -2)), Number(full.slice(-2))];
  return floor >= 1 && floor <= found.floors && place >= 1 && place <= found.doors;
}

export const roomText = ({ building, unit, door }: RoomParts): string =>
  `${building}-${unit}-${fullDoor(door)}`;

/** Reads `1-2-301`, `1栋2单元301`, `1 301` (where the building has one unit); missing parts are empty. */
export function readRoom(text: string, buildings: Buildings): RoomParts {
  const parts = text
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}]+|号楼|单元|[栋幢座楼室]/u)
    .filter(Boolean);
  const [first = '', second = '', third = ''] = parts;
  const building = buildings.find(
    (each) => each.id.toLowerCase() === first.toLowerCase() || each.name['zh-CN'] === first,
  );
  const only = building?.units.length === 1 ? building.units[0]?.id : undefined;
  if (parts.length === 2 && only !== undefined)
    return { building: building?.id ?? first, unit: only, door: second };
  return { building: building?.id ?? first, unit: second, door: third };
}
