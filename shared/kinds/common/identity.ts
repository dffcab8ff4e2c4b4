/** Persons inside a case's data, by name, paper and telephone: schemas whose refusals say why, and whose values are the one spelling. */
import { z } from 'zod';
import { checkIdPaper, idTypes, type IdType } from '../../identity/id-paper.ts';
import { checkPersonName } from '../../identity/person-name.ts';
import { checkPhone } from '../../identity/phone.ts';
import { checkResidentId } from '../../identity/resident-id.ts';
import type { Refusal, Result } from '../../kernel/result.ts';

/** A schema whose refusal says why, not only that: the value is the normalised one. */
export const checked = (check: (text: string) => Result<unknown>, normal: (text: string) => string, longest: number) =>
  z
    .string()
    .max(longest)
    .superRefine((text, context) => {
      const result = check(text);
      if (!result.ok)
        context.addIssue({ code: 'custom', params: refusalParams(result.refusal), message: result.refusal.code });
    })
    .transform(normal);

/** The blanks of its sentence go with it: how many digits there are. */
const refusalParams = ({ code, details = {} }: Refusal): Record<string, unknown> => ({ refusal: code, details });

/** The one spelling of what passes; what does not pass stays as it is, and its schema refuses it. */
export const orText = (check: (text: string) => Result<string>) => (text: string) => {
  const result = check(text);
  return result.ok ? result.value : text;
};

const residentIdText = (text: string): Result<string> => {
  const result = checkResidentId(text);
  return result.ok ? { ok: true, value: result.value.number } : result;
};
const phoneText = (text: string): Result<string> => {
  const result = checkPhone(text);
  return result.ok ? { ok: true, value: result.value.number } : result;
};

export const personName = checked(checkPersonName, orText(checkPersonName), 200);
export const residentId = checked(residentIdText, orText(residentIdText), 40);
export const phone = checked(phoneText, orText(phoneText), 40);

/** What every person of a case may be known by; `personSchema` checks it as a whole. */
export const identity = {
  name: personName,
  idType: z.enum(idTypes).optional(),
  idNumber: z.string().trim().min(1).max(40).optional(),
  phone: phone.optional(),
};

interface WithPaper {
  idType?: IdType | undefined;
  idNumber?: string | undefined;
}

export const withIdCheck = ({ idType = 'residentId', ...value }: WithPaper, context: z.core.$RefinementCtx) => {
  if (value.idNumber === undefined) return;
  const result = checkIdPaper(idType, value.idNumber);
  if (!result.ok) {
    context.issues.push({
      code: 'custom',
      input: value,
      path: ['idNumber'],
      params: refusalParams(result.refusal),
      message: result.refusal.code,
    });
  }
};

export function normalId<T extends WithPaper>(value: T): T {
  if (value.idNumber === undefined) return value;
  const read = checkIdPaper(value.idType ?? 'residentId', value.idNumber);
  return read.ok ? { ...value, idNumber: read.value.number } : value;
}

export const personSchema = z.strictObject(identity).superRefine(withIdCheck).transform(normalId);
