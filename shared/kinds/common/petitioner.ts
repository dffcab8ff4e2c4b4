/**
 * The petitioner (申请人) as declared at intake: a snapshot that papers print. Persons themselves are streams of their own (`party`). A person,
 * a household (户, by its head), a 法人 or another body; with those who speak for them, and how the hall knows who stands there.
 */
import { z } from 'zod';
import { checkIdPaper, type IdPaper } from '../../identity/id-paper.ts';
import { checkUscc } from '../../identity/uscc.ts';
import type { Result } from '../../kernel/result.ts';
import { checked, identity, normalId, orText, personName, phone, withIdCheck } from './identity.ts';

const usccText = (typed: string): Result<string> => checkUscc(typed);
/** 统一社会信用代码 in its one spelling. Refusals: those of `checkUscc`. */
export const uscc = checked(usccText, orText(usccText), 40);

const line = (longest: number) => z.string().trim().min(1).max(longest);
const party = z.uuid().optional();
const relation = z.string().trim().max(50);

/** 法定代理人 of a minor or of somebody without capacity (民法典 art. 17–24). */
const guardianSchema = z
  .strictObject({ ...identity, relation, party })
  .superRefine(withIdCheck)
  .transform(normalId);

/** 委托代理人, how related, and with which authority (民法典 art. 165: 代理事项、权限、期限). */
const agentSchema = z
  .strictObject({
    ...identity,
    relation,
    party,
    /** general: 一般代理, hands in and takes away; special: 特别授权, may also change, withdraw and accept. */
    authority: z.enum(['general', 'special']).optional(),
    until: z.iso.date().optional(),
  })
  .superRefine(withIdCheck)
  .transform(normalId);

/** 备用联系人. */
const contactSchema = z.strictObject({ name: personName.optional(), phone, relation: relation.optional() });

/**
 * 证件出示情况: valid, expired, unreadable or not brought; and where it was not the valid card, by which of the ways the matter allows the hall
 * made sure. Recorded, never a bar.
 */
export const shownStates = ['valid', 'expired', 'unreadable', 'absent'] as const;
const shownSchema = z.strictObject({ state: z.enum(shownStates), by: line(40).optional(), note: line(200).optional() });

const spokenFor = {
  address: z.string().trim().max(200).optional(),
  party,
  agent: agentSchema.optional(),
  contact: contactSchema.optional(),
};

const humanSchema = z
  .strictObject({
    form: z.enum(['person', 'household']).optional(),
    ...identity,
    ...spokenFor,
    guardian: guardianSchema.optional(),
    /** Stream of the household (户) the case is about, or that was named for it. */
    household: party,
    shown: shownSchema.optional(),
  })
  .superRefine(withIdCheck)
  .transform(normalId);

const bodySchema = z.strictObject({
  form: z.enum(['legalPerson', 'otherBody']),
  name: line(200),
  uscc: uscc.optional(),
  /** 法定代表人、负责人. */
  representative: z.strictObject(identity).superRefine(withIdCheck).transform(normalId).optional(),
  phone: phone.optional(),
  ...spokenFor,
});

export const petitionerSchema = z.discriminatedUnion('form', [humanSchema, bodySchema]);
export type Petitioner = z.infer<typeof petitionerSchema>;
export type Body = z.infer<typeof bodySchema>;
export type Human = z.infer<typeof humanSchema>;

export const isBody = (petitioner: Petitioner): petitioner is Body =>
  petitioner.form === 'legalPerson' || petitioner.form === 'otherBody';

/** The number a petitioner is known by: of the paper shown, or the 统一社会信用代码. */
export const numberOfPetitioner = (petitioner: Petitioner): string | undefined =>
  isBody(petitioner) ? petitioner.uscc : petitioner.idNumber;

/** What a person's paper says of them: when they were born and of which sex; undefined of a body, and where the paper does not say. */
export function personOf(petitioner: Petitioner | undefined): IdPaper['person'] {
  if (petitioner === undefined || isBody(petitioner) || petitioner.idNumber === undefined) return undefined;
  const read = checkIdPaper(petitioner.idType ?? 'residentId', petitioner.idNumber);
  return read.ok ? read.value.person : undefined;
}

/**
 * 已收材料: what was handed in. original: it stays in the file (申请表); kept: an original that stays here till it is given back (原件保管);
 * shown: an original that was looked at and handed back at once.
 */
export const receivedForms = ['original', 'kept', 'shown', 'copy', 'electronic'] as const;
export const materialsSchema = z
  .array(
    z.strictObject({
      name: z.string().trim().min(1).max(200),
      copies: z.int().min(1).max(999),
      form: z.enum(receivedForms),
      /** Where a kept original lies: shelf, drawer. */
      place: z.string().trim().min(1).max(60).optional(),
    }),
  )
  .max(200);
export type Materials = z.infer<typeof materialsSchema>;
