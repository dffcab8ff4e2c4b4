/**
 * 委托: what a 代办 rests on (民法典 art. 165: agent, matters, powers, term, signature; art. 173: it ends with its term, or when it is taken
 * back). 帮办 needs none. Whether it covers a step is asked of the day on which the step happened, never of a clock.
 */
import { z } from 'zod';
import type { RefusalCode } from '../../kernel/refusals.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { ageOn, isPlainDate } from '../../time/plain-date.ts';
import { choice, optionalText, textOf } from '../common/fields.ts';
import { isBody, personOf, petitionerSchema, type Petitioner } from '../common/petitioner.ts';
import { dayOf } from '../mechanism/day.ts';
import type { ReadEntry } from '../mechanism/entry-type.ts';
import type { FieldSpec } from '../mechanism/spec.ts';
import type { AuthorityRow } from '../mechanism/rows.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';

/** general 一般代理, special 特别授权: as on the 授权委托书. */
export const powers = ['general', 'special'] as const;
/**
 * Whose hand: the person's own, a mark or fingerprint beside a witness, that of the 法定代理人, or of somebody of sixteen or seventeen who
 * lives on their own earnings (民法典 art. 18).
 */
export const signers = ['self', 'mark', 'guardian', 'earner'] as const;

const authoritySchema = z.object({
  entry: z.string(),
  from: z.string(),
  until: z.string(),
  power: z.enum(powers),
  signer: z.enum(signers),
  witness: z.string().optional(),
  /** 续办: how many times it was made longer. */
  renewals: z.int(),
  revokedOn: z.string().optional(),
});
export type Authority = z.infer<typeof authoritySchema>;

export const authorityOf = ({ core }: StreamState): Authority | undefined =>
  authoritySchema.safeParse(core.course?.['authority']).data;

const day: FieldSpec = { class: 'guarded', input: 'date', schema: z.iso.date() };

/** What is read off the signed sheet. */
export const signedForm: Readonly<Record<string, FieldSpec>> = {
  signedOn: day,
  until: day,
  power: choice(powers),
  signer: choice(signers),
  witness: { ...optionalText(100), when: { field: 'signer', is: ['mark'], mustFor: ['mark'] } },
};

export function withAuthority(course: JsonObject, { id, data }: ReadEntry): JsonObject {
  const before = authoritySchema.safeParse(course['authority']).data;
  const witness = textOf(data['witness']);
  const authority = {
    entry: id,
    from: textOf(data['signedOn']),
    until: textOf(data['until']),
    power: data['power'] ?? 'general',
    signer: data['signer'] ?? 'self',
    ...(witness === '' ? {} : { witness }),
    renewals: before === undefined ? 0 : before.renewals + 1,
  };
  return { ...course, authority };
}

export function revoked(course: JsonObject, { on }: ReadEntry): JsonObject {
  const authority = authoritySchema.safeParse(course['authority']).data;
  return authority === undefined ? course : { ...course, authority: { ...authority, revokedOn: dayOf(on) } };
}

const adult = 18;
const mayEarn = 16;
const petitionerOf = (state: StreamState): Petitioner | undefined =>
  petitionerSchema.safeParse(valueOf(state, 'petitioner')).data;

/** Of a person whose paper says it. */
function ageOf(petitioner: Petitioner | undefined, on: string): number | undefined {
  const birth = personOf(petitioner)?.birth ?? null;
  return birth === null || !isPlainDate(on) ? undefined : ageOn(birth, on);
}

/** 民法典 art. 17–20: somebody under eighteen acts through the 法定代理人. */
function guardSigner(state: StreamState, signer: string, signedOn: string): RefusalCode | null {
  const petitioner = petitionerOf(state);
  const age = ageOf(petitioner, signedOn);
  if (signer === 'guardian') {
    const hasGuardian = petitioner !== undefined && !isBody(petitioner) && petitioner.guardian !== undefined;
    return hasGuardian ? null : 'proxy.noGuardian';
  }
  if (age === undefined || age >= adult) return null;
  return signer === 'earner' && age >= mayEarn ? null : 'proxy.guardianSigns';
}

/** The sheet as it was signed: a term that runs forward, signed on a day that has been, by whoever may sign. */
export function guardSigned(state: StreamState, data: JsonObject | null, on: string): RefusalCode | null {
  if (data === null) return null;
  const [signedOn, until] = [textOf(data['signedOn']), textOf(data['until'])];
  if (signedOn > dayOf(on)) return 'proxy.signedLater';
  if (until < signedOn) return 'proxy.termBackwards';
  return guardSigner(state, textOf(data['signer']), signedOn);
}

/** How it stands on a day. */
function standingOn({ from, until, revokedOn }: Authority, today: string): AuthorityRow['standing'] {
  if (revokedOn !== undefined && today >= revokedOn) return 'revoked';
  if (today < from) return 'notYet';
  return today > until ? 'expired' : 'valid';
}

const refusals = {
  none: 'proxy.noAuthority',
  revoked: 'proxy.revoked',
  notYet: 'proxy.notYet',
  expired: 'proxy.expired',
  valid: null,
} as const satisfies Record<AuthorityRow['standing'], RefusalCode | null>;

function rowOf(
  { entry: _entry, witness, revokedOn, ...said }: Authority,
  standing: AuthorityRow['standing'],
): AuthorityRow {
  return {
    ...{ ...said, standing },
    ...(witness === undefined ? {} : { witness }),
    ...(revokedOn === undefined ? {} : { revokedOn }),
  };
}

/** For the page: what it rests on, and whether that covers the day. */
export function authorityOn(state: StreamState, today: string): AuthorityRow | null {
  if (valueOf(state, 'sort') !== 'act') return null;
  const authority = authorityOf(state);
  return authority === undefined ? { standing: 'none', renewals: 0 } : rowOf(authority, standingOn(authority, today));
}

/** Of a step that is done in somebody's name: why it may not be, on that day. 帮办 is done beside them, and rests on nothing. */
export function guardCovered(state: StreamState, on: string): RefusalCode | null {
  const row = authorityOn(state, dayOf(on));
  return row === null ? null : refusals[row.standing];
}
