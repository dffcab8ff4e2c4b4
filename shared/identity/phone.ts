import { dashes, toHalfWidth, withoutBlanks } from '../kernel/half-width.ts';
import { type Result, ok, refuse } from '../kernel/result.ts';

export interface Phone {
  readonly kind: 'mobile' | 'landline';
  /** `13812341234`, or area code, number and perhaps extension as `0797-5322101-8`. */
  readonly number: string;
}

function normalisePhone(text: string): string {
  const plain = withoutBlanks(toHalfWidth(text)).replace(dashes, '-').replace(/[()]/g, '-').replace(/转/g, '-');
  // +86, 0086 and 86 before a number; 86 alone only where eleven digits follow, for 86… can begin a local number.
  const national = plain.replace(/^(?:\+86|0086)-?/, '').replace(/^86-?(?=1\d{10}$)/, '');
  return national.replace(/-+/g, '-').replace(/^-|-$/g, '');
}

function readMobile(text: string): Phone | null {
  const digits = text.replaceAll('-', '');
  return /^1[3-9]\d{9}$/.test(digits) && !/^\d{11}-|-\d$/.test(text) ? { kind: 'mobile', number: digits } : null;
}

function readLandline(text: string): Phone | null {
  // 010 and 02x have three digits and eight after them; all others four and seven or eight. Abroad-style +86 797 drops the 0.
  const match = /^0?(10|2\d|[3-9]\d{2})-?([2-9]\d{6,7})(?:-(\d{1,6}))?$/.exec(text);
  const [, area = '', local = '', extension] = match ?? [];
  if (!match || (area.length === 2 && local.length !== 8)) return null;
  if (!text.startsWith('0') && !text.startsWith(`${area}-`)) return null;
  return { kind: 'landline', number: [`0${area}`, local, ...(extension === undefined ? [] : [extension])].join('-') };
}

/**
 * Reads a mobile number or a landline with its area code. A local number without one is `phone.areaCode`, anything else
 * `phone.invalid`.
 */
export function checkPhone(text: string): Result<Phone> {
  const plain = normalisePhone(text);
  const phone = readMobile(plain) ?? readLandline(plain);
  if (phone) return ok(phone);
  return /^[2-9]\d{2,3}-?\d{4}$/.test(plain) ? refuse('phone.areaCode') : refuse('phone.invalid');
}
