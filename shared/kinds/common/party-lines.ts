/** What is known around somebody, as lists whose lines have parts: papers, ways of writing a name, telephones, who speaks for them, accounts. */
import { z } from 'zod';
import { checkBankAccount } from '../../identity/bank-account.ts';
import { idTypes } from '../../identity/id-paper.ts';
import { hasLoneSurrogate } from '../../identity/person-name.ts';
import { convertLegacyId } from '../../identity/resident-id.ts';
import type { Columns, FieldSpec } from '../mechanism/spec.ts';
import { checked, identity, normalId, orText, phone, withIdCheck } from './identity.ts';

const line = (longest: number) => z.string().trim().min(1).max(longest);
const most = 30;

/** 证件: type and number together, because only together they can be checked. Empty: what stood there was wrong. */
export const paperSchema = z
  .strictObject({ idType: z.enum(idTypes).optional(), idNumber: z.string().trim().min(1).max(40).optional() })
  .superRefine(withIdCheck)
  .transform(normalId);

/** A number of the first generation stands here as the one of 18 characters that took its place: both are one number. */
const legacyToPresent = (text: string): string => {
  const read = convertLegacyId(text);
  return read.ok ? read.value.number : text;
};

/** 另有的证件: an old number (15 digits, the old card of a permanent resident), a passport beside the card. */
export const otherPapersSchema = z
  .array(
    z
      .strictObject({
        idType: z.enum(idTypes).optional(),
        idNumber: z.string().trim().min(1).max(40).transform(legacyToPresent),
        until: z.iso.date().optional(),
        note: line(100).optional(),
      })
      .superRefine(withIdCheck)
      .transform(normalId),
  )
  .max(most);

/**
 * How 医保, a bank or the police write the name. Whatever stands there is kept as it is, also pinyin, another dot, or the "?" and the box of a
 * system that lacks the character (lessons.md 31): it is no name of ours, it is what theirs is found by.
 */
const spelling = line(120).refine((text) => !hasLoneSurrogate(text) && !/\p{Cc}/u.test(text), {
  params: { refusal: 'name.broken' },
});
export const otherSpellingsSchema = z
  .array(z.strictObject({ where: line(60), name: spelling, note: line(200).optional() }))
  .max(most);

const otherPhonesSchema = z.array(z.strictObject({ phone, note: line(100).optional() })).max(most);

const { name, phone: ownPhone, idType, idNumber } = identity;
const contactsSchema = z
  .array(z.strictObject({ name: name.optional(), phone, relation: z.string().trim().max(50).optional() }))
  .max(most);

const speaker = { name, relation: z.string().trim().max(50).optional(), idType, idNumber, phone: ownPhone };
const guardiansSchema = z.array(z.strictObject(speaker).superRefine(withIdCheck).transform(normalId)).max(most);

/** 代理权限 (民法典 art. 165). */
export const authorities = ['general', 'special'] as const;
const agentsSchema = z
  .array(
    z
      .strictObject({ ...speaker, authority: z.enum(authorities).optional(), until: z.iso.date().optional() })
      .superRefine(withIdCheck)
      .transform(normalId),
  )
  .max(most);

const accountsSchema = z
  .array(
    z.strictObject({
      holder: line(200),
      bank: line(200),
      account: checked(checkBankAccount, orText(checkBankAccount), 40),
    }),
  )
  .max(most);

const rows = (schema: z.ZodType, columns: Columns, isOne = false): FieldSpec => ({
  ...{ class: 'guarded', input: 'rows', schema, columns, isPersonal: true, isOptional: true },
  ...(isOne ? { isOne: true } : {}),
});

const text = { input: 'text' } as const;
const optionalText = { input: 'text', isOptional: true } as const;
const exact = { input: 'text', isExact: true } as const;
const optionalExact = { ...exact, isOptional: true } as const;
const type = { input: 'choice', values: idTypes, isOptional: true } as const;
const speakerColumns: Columns = {
  name: text,
  relation: optionalText,
  idType: type,
  idNumber: optionalExact,
  phone: optionalExact,
};

export const paper = rows(paperSchema, { idType: type, idNumber: optionalExact }, true);
export const otherPapers = rows(otherPapersSchema, {
  idType: type,
  idNumber: exact,
  until: { input: 'date', isOptional: true },
  note: optionalText,
});
export const otherSpellings = rows(otherSpellingsSchema, { where: text, name: text, note: optionalText });
export const otherPhones = rows(otherPhonesSchema, { phone: exact, note: optionalText });
export const contacts = rows(contactsSchema, { phone: exact, name: optionalText, relation: optionalText });
export const guardians = rows(guardiansSchema, speakerColumns);
export const agents = rows(agentsSchema, {
  ...speakerColumns,
  authority: { input: 'choice', values: authorities, isOptional: true },
  until: { input: 'date', isOptional: true },
});
export const accounts = rows(accountsSchema, { holder: text, bank: text, account: exact });
