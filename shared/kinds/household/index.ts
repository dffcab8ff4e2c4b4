/**
 * 户: a head (户主) and members, each with the relation to the head; the people themselves are streams of their own. Begun and added to in the
 * act of a case that names a household. Nobody leaves it by a case that does not name them: a person takes them out on its page.
 */
import { z } from 'zod';
import { identity, normalId, withIdCheck } from '../common/identity.ts';
import { optionalText, present, recordIn, textOf } from '../common/fields.ts';
import { partyRules } from '../common/party-rules.ts';
import { defineKind } from '../mechanism/define.ts';
import type { PartyMember } from '../mechanism/parties.ts';
import type { Columns, FieldSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import type { Json, JsonObject } from '../../kernel/json.ts';
import { idTypes } from '../../identity/id-paper.ts';
import { sample } from './sample.ts';

/** Stream of the person. */
const party = z.uuid().optional();
const relation = z.string().trim().max(50).optional();
const headSchema = z
  .strictObject({ ...identity, party })
  .superRefine(withIdCheck)
  .transform(normalId);
const membersSchema = z
  .array(
    z
      .strictObject({ ...identity, party, relation })
      .superRefine(withIdCheck)
      .transform(normalId),
  )
  .max(40);

const who: Columns = {
  name: { input: 'text' },
  idType: { input: 'choice', values: idTypes, isOptional: true },
  idNumber: { input: 'text', isExact: true, isOptional: true },
  phone: { input: 'text', isExact: true, isOptional: true },
};
const rows = { class: 'guarded', input: 'rows', isPersonal: true } as const;

const fields: Readonly<Record<string, FieldSpec>> = {
  head: { ...rows, schema: headSchema, columns: who, isOne: true },
  members: {
    ...rows,
    schema: membersSchema,
    columns: { relation: { input: 'text', isOptional: true }, ...who },
    isOptional: true,
  },
  /** 户号, as the 户口簿 has it. */
  number: { ...optionalText(40), isPersonal: true },
  address: { ...optionalText(200), isPersonal: true },
};

export const household = defineKind({
  kind: 'household',
  form: 'party',
  rules: 1,
  read: 'case.read',
  rulesets: { 1: partyRules(fields, ['head']) },
  party: {
    row: (state) => {
      const [head, ...members] = membersIn(state);
      const all = head === undefined ? members : [head, ...members];
      return {
        name: head?.name ?? '',
        otherNames: members.map(({ name }) => name),
        // The paper is the head's: a household has none of its own that a case shows.
        idNumber: '',
        otherNumbers: [],
        sharedNumbers: [...all.map(({ idNumber }) => idNumber), textOf(valueOf(state, 'number'))].filter(isSaid),
        phone: head?.phone ?? '',
        otherPhones: members.map(({ phone }) => phone).filter(isSaid),
        birth: '',
      };
    },
    snapshot: (state) => {
      const [head] = membersIn(state);
      const { name = '', idType, idNumber, phone, party: person } = head ?? {};
      const address = textOf(valueOf(state, 'address'));
      return present({ form: 'household', name, idType, idNumber, phone, address, party: person });
    },
    isNatural: true,
    several: { members: membersOf, fieldsFor },
  },
  sample,
});

const isSaid = (text: string): boolean => text !== '';

const membersIn = (state: StreamState): readonly PartyMember[] => membersOf((name) => valueOf(state, name));

function membersOf(field: (name: string) => Json | undefined): readonly PartyMember[] {
  const members = field('members');
  const lines: readonly Json[] = Array.isArray(members) ? members : [];
  return [field('head'), ...lines].map((line: Json | undefined) => memberOf(recordIn(line)));
}

const memberOf = (line: JsonObject): PartyMember => ({
  party: textOf(line['party']),
  name: textOf(line['name']),
  relation: textOf(line['relation']),
  idType: textOf(line['idType']),
  idNumber: textOf(line['idNumber']),
  phone: textOf(line['phone']),
});

function fieldsFor(all: readonly PartyMember[]): JsonObject {
  const [head, ...members] = all.map((member) => present({ ...member }));
  const { relation: _own, ...whole } = head ?? {};
  return { head: whole, members };
}
