/** Procedures on people and bodies (主体): found while somebody is typed, taken over into a form, told apart. */
import { z } from 'zod';
import { caseLine } from './case.ts';
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

/** Another stream of the same human, or one that is not: masked, with who said so and why. */
const toldOther = z.strictObject({
  party: id,
  name: z.string(),
  idNumber: z.string(),
  phone: z.string(),
  /** Nobody said it: their number is the same. */
  byNumber: z.boolean(),
  isSame: z.boolean(),
  /** '' where nobody said it. */
  byName: z.string(),
  on: instant.nullable(),
  reason: z.string(),
});
export type ToldOther = z.infer<typeof toldOther>;

/** A household (户), masked. */
export const householdLine = z.strictObject({
  party: id,
  /** 户主. */
  head: z.string(),
  members: z.array(z.strictObject({ party: z.string(), name: z.string(), relation: z.string() })),
  lastOn: instant,
});
export type HouseholdLine = z.infer<typeof householdLine>;

/** One member of a household in full, as their own stream says it now; the head is the first. */
const householdMember = z.strictObject({
  /** Stream of the person; '' where too little is known of them. */
  party: z.string(),
  relation: z.string(),
  /** As a form of a matter asks for a person: name, idType, idNumber, phone. */
  person: jsonObject,
});

export const partyContract = {
  /**
   * By the last four digits of a telephone or a paper, a whole number, some of a name, its pinyin or initials. `sought`: people and bodies
   * (absent), households, or all of them.
   */
  find: procedure(
    'case.read',
    z.strictObject({
      typed: z.string().max(60),
      sought: z.enum(['one', 'several', 'any']).exactOptional(),
      most: z.int().min(1).max(60).exactOptional(),
    }),
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
      reason: z.string().trim().min(1).max(500),
    }),
    done,
  ),
  /** What hangs together with somebody, beside what their own stream says (`case.page`): masked. */
  around: procedure(
    'case.read',
    z.strictObject({ party: id }),
    z.strictObject({
      /** One of those a case is about is meant for a form; a household is opened. */
      isSeveral: z.boolean(),
      name: z.string(),
      others: z.array(toldOther),
      /** Those they belong to; of a household the household itself. */
      households: z.array(householdLine),
      /** Cases they stand in, of a household those of its members: the last ones. */
      cases: z.array(z.strictObject({ line: caseLine, role: z.string(), who: z.string() })),
    }),
  ),
  /** 补充情况: only what is said changes; what was known of it before stands in `seen`. */
  note: procedure(
    'case.take',
    z.strictObject({ act: id, party: id, set: jsonObject, seen: z.record(z.string(), z.string()) }),
    done,
  ),
  /** Households in which somebody is: of that stream, or with that number. Offered, never taken by itself. */
  households: procedure(
    'case.read',
    z.strictObject({ party: id.exactOptional(), idNumber: z.string().max(40).exactOptional() }),
    z.strictObject({ lines: z.array(householdLine) }),
  ),
  /** Full data of a household and its members, for a form or to be ticked (全家参保); written to the audit chain. */
  household: procedure(
    'case.reveal',
    z.strictObject({ household: id, look }),
    z.strictObject({ petitioner: jsonObject, members: z.array(householdMember) }),
  ),
};
