/**
 * 主体: people and bodies as streams of their own, beside the snapshots that cases keep. Two streams for one human are normal; a person says
 * that two are the same (同一人) or are not, each in one of the two, and nothing is ever merged or re-pointed. Which belong together is
 * computed from what was said where it is read.
 */
import { z } from 'zod';
import type { Json, JsonObject } from '../../kernel/json.ts';
import type { EntryType } from './entry-type.ts';
import type { StreamState } from './state.ts';

/** What others are compared with while somebody is typed. */
export interface PartyRow {
  readonly name: string;
  /** Former names and the ways other offices write it: found by, too. */
  readonly otherNames: readonly string[];
  readonly idNumber: string;
  /** Old numbers, other papers: found by, and the same number as another's. */
  readonly otherNumbers: readonly string[];
  /** Numbers they are found by that others share: a 户号, the numbers of members. */
  readonly sharedNumbers: readonly string[];
  readonly phone: string;
  readonly otherPhones: readonly string[];
  /** `YYYY-MM-DD` or ''. */
  readonly birth: string;
}

/** Somebody who belongs to a party that is several (户): as they are known there. */
export interface PartyMember {
  /** Stream of the person; '' where too little is known to have met them. */
  readonly party: string;
  readonly name: string;
  /** 与户主关系; '' of somebody whose relation nobody said. */
  readonly relation: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly phone: string;
}

/** What a kind of party declares. */
export interface PartySpec {
  readonly row: (state: StreamState) => PartyRow;
  /** As the field of a petitioner has it, to fill a form with. */
  readonly snapshot: (state: StreamState) => JsonObject;
  /** A natural person: the name is masked in lists. */
  readonly isNatural: boolean;
  /** Of a party that is several people: who they are, the head first, and the fields that say so. */
  readonly several?: {
    readonly members: (field: (name: string) => Json | undefined) => readonly PartyMember[];
    readonly fieldsFor: (members: readonly PartyMember[]) => JsonObject;
  };
}

/** What a stream says of another: the same party, or not. The last word about a pair holds. */
export interface PartyLink {
  readonly other: string;
  readonly isSame: boolean;
  /** HLC of the entry, so that of two words in two streams the later one holds. */
  readonly at: string;
}

const said = (isSame: boolean): EntryType => ({
  v: 1,
  writtenBy: 'procedure',
  data: z.strictObject({ other: z.uuid(), reason: z.string().trim().max(500).optional() }),
  permission: 'case.handle',
  guard: (state, { data }) =>
    state.core.status === '' ? 'step.notNow' : data?.['other'] === state.stream ? 'party.itself' : null,
  fold: (state, { data, at }) => withLink(state, { other: data['other'] as string, isSame, at }),
});

const withLink = (state: StreamState, link: PartyLink): StreamState => ({
  ...state,
  parties: [...(state.parties ?? []).filter(({ other }) => other !== link.other), link],
});

/** 同一人, 不是同一人. */
export const partyTypes: Readonly<Record<string, EntryType>> = { samePerson: said(true), notSamePerson: said(false) };
