/** Procedures on people and bodies (主体): found while somebody is typed, taken over into a form, told apart. */
import { z } from 'zod';
import { done, id, instant, json, jsonObject, look, procedure } from './base.ts';

/** Masked. `why`: the same number; name and telephone; a name that sounds alike and the birthday; or what was typed. */
export const partyLine = z.strictObject({
  party: id,
  kind: z.string(),
  why: z.enum(['id', 'namePhone', 'sound', 'typed']),
  name: z.string(),
  /** The former name or other spelling by which it was found; '' otherwise. */
  knownAs: z.string(),
  idNumber: z.string(),
  phone: z.string(),
  /** The last case, as far as this person may see it. */
  lastMatter: z.string(),
  lastOn: instant.nullable(),
});
export type PartyLine = z.infer<typeof partyLine>;

export const partyContract = {
  /** By the last four digits of a telephone or a paper, a whole number, the beginning of a name, its pinyin or initials. */
  find: procedure(
    'case.read',
    z.strictObject({ typed: z.string().max(60) }),
    z.strictObject({ lines: z.array(partyLine) }),
  ),
  /** Who may be the same as the one being typed: offered, never merged. */
  similar: procedure(
    'case.read',
    z.strictObject({
      idNumber: z.string().max(40).exactOptional(),
      phone: z.string().max(40).exactOptional(),
      name: z.string().max(200).exactOptional(),
      birth: z.iso.date().exactOptional(),
    }),
    z.strictObject({ lines: z.array(partyLine) }),
  ),
  /** Full data to fill a form with (预填), written to the audit chain: the person, and what their last cases say under each key of a form. */
  take: procedure(
    'case.reveal',
    z.strictObject({ party: id, look }),
    z.strictObject({
      petitioner: jsonObject,
      /** Key of a form field → value, and the day and number of the case it comes from. */
      known: z.array(z.strictObject({ key: z.string(), value: json, number: z.string(), on: instant })),
    }),
  ),
  /** 同一人 or 不是同一人, said by a person. */
  tell: procedure(
    'case.handle',
    z.strictObject({
      act: id,
      party: id,
      other: id,
      isSame: z.boolean(),
      reason: z.string().trim().max(500).exactOptional(),
    }),
    done,
  ),
};
