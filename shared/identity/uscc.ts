/**
 * The unified social credit code of a body (统一社会信用代码, GB 32100-2015): registering authority 1, category 1, area 6, organisation
 * code 9 (GB 11714: 8 and a check character) and a check character of the whole, modulus 31.
 */
import { codePoints } from '../kernel/code-points.ts';
import { toAsciiUpper, toHalfWidth, withoutBlanks } from '../kernel/half-width.ts';
import { type Result, ok, refuse } from '../kernel/result.ts';

export type Uscc = string & { readonly __uscc: true };

// Without I, O, S, V and Z, which are mistaken for digits and letters beside them.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

export const normaliseUscc = (text: string): string =>
  toAsciiUpper(withoutBlanks(toHalfWidth(text))).replaceAll('-', '');

/** Check character of the first 17: weights 3^i mod 31. */
function checkCharacter(text: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of text.slice(0, 17)) {
    sum += weight * alphabet.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** Check character of the eight of an organisation code; letters count 10 to 35 here (GB 11714), unlike in the code around it. */
function organisationCheck(text: string): string {
  const sum = organisationWeights.reduce(
    (total, weight, index) => total + weight * parseInt(text.charAt(index), 36),
    0,
  );
  return '0X987654321'.charAt(sum % 11);
}

/**
 * Reads an 18-character code. Refusals: `uscc.length`, `uscc.characters` (I, O, S, V, Z, a sign, or a letter in the area),
 * `uscc.check` (a character is mistyped), `uscc.organisation` (the inner organisation code is wrong).
 */
export function checkUscc(text: string): Result<Uscc> {
  const code = normaliseUscc(text);
  const length = codePoints(code).length;
  if (length !== 18) return refuse('uscc.length', { length });
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return refuse('uscc.characters');
  if (checkCharacter(code) !== code.charAt(17)) return refuse('uscc.check');
  if (organisationCheck(code.slice(8, 16)) !== code.charAt(16)) return refuse('uscc.organisation');
  return ok(code as Uscc);
}

export interface UsccParts {
  /** Registering authority and category, 2 characters: 91 company, 92 sole trader, 54 village committee. */
  readonly type: string;
  /** 6 digits. */
  readonly area: string;
  /** 8 characters of the organisation code. */
  readonly organisation: string;
}

/** A valid code from its parts, for made-up bodies. Throws when a part does not fit. */
export function makeUscc({ type, area, organisation }: UsccParts): Uscc {
  const digits = type + area + organisation + organisationCheck(organisation);
  const code = checkUscc(digits + checkCharacter(digits));
  if (!code.ok) throw new RangeError(`not the parts of a code: ${type} ${area} ${organisation}`);
  return code.value;
}
