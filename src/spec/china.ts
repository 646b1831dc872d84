/**
 * Numbers that a Chinese front desk writes down, and whether they can be right.
 */

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';

/** A calendar date as three numbers is one that exists. */
export function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year);
  return (
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  );
}

/** Resident identity number, GB 11643: 18 characters with a real birth date and the right check digit (MOD 11-2). */
export function isIdCard(text: string): boolean {
  if (!/^[1-9]\d{16}[\dXx]$/.test(text)) return false;
  const birth = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number);
  if (!isDate(birth[0] ?? 0, birth[1] ?? 0, birth[2] ?? 0)) return false;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return checkDigits[sum % 11] === text[17]?.toUpperCase();
}

const provinces = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新';
// GA 36: letters I and O are never printed, so that they cannot be taken for 1 and 0.
const plain = new RegExp(
  `^[${provinces}][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]$`,
  'u',
);
// New energy: small cars carry the letter first, large ones last.
const green = new RegExp(
  `^[${provinces}][A-HJ-NP-Z](?:[A-HJK][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[A-HJK])$`,
  'u',
);

/** A mainland number plate (ordinary, trainer, trailer, cross-border, police, new energy), without separators. */
export function isPlate(text: string): boolean {
  const compact = text.replace(/[\s·.-]/g, '').toUpperCase();
  return plain.test(compact) || green.test(compact);
}

/** A mainland mobile number, a landline with area code, a 400 number, or any number with a country code. */
export function isPhone(text: string): boolean {
  const compact = text.replace(/[\s()（）-]/g, '').replace(/^(?:\+|00)86/, '');
  return /^(?:1[3-9]\d{9}|0\d{9,11}|400\d{7}|\+\d{7,15})$/.test(compact);
}
