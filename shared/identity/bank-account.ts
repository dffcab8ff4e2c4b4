/** 银行账号: a card or passbook number. Cards of 银联 (62…) carry a check digit (ISO/IEC 7812, Luhn); passbooks of village banks do not. */
import { toHalfWidth, withoutBlanks } from '../kernel/half-width.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';

/** Refusals: bank.length (8 to 32 digits), bank.checkDigit. Answers the digits alone. */
export function checkBankAccount(text: string): Result<string> {
  const digits = withoutBlanks(toHalfWidth(text)).replaceAll('-', '');
  if (!/^\d{8,32}$/.test(digits)) return refuse('bank.length');
  const isCard = digits.startsWith('62') && digits.length >= 16 && digits.length <= 19;
  return isCard && !hasLuhnCheck(digits) ? refuse('bank.checkDigit') : ok(digits);
}

/** Every second digit from the right is doubled; the sum of all digits is a multiple of ten. */
export function hasLuhnCheck(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
