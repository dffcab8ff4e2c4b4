/**
 * 自然人: somebody the hall has met, with what it has learnt of them. Cases keep what was declared at their intake; this is what fills the
 * next form (S0-12 预填). Every desk writes down whom it meets; nobody owns the list.
 */
import { z } from 'zod';
import { checkIdPaper } from '../../identity/id-paper.ts';
import { identity, personName, phone } from '../common/identity.ts';
import { fieldsOf, present, textOf, textsIn } from '../common/fields.ts';
import * as lines from '../common/party-lines.ts';
import { partyRules } from '../common/party-rules.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FieldSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import { sample } from './sample.ts';

const personal = (schema: z.ZodType, input: FieldSpec['input'], isOptional = true): FieldSpec => ({
  ...{ class: 'guarded', input, schema, isPersonal: true },
  ...(isOptional ? { isOptional } : {}),
});

/** '': nobody answers there any more. */
const phoneOrNone = z.union([z.literal(''), phone]);

const fields: Readonly<Record<string, FieldSpec>> = {
  name: personal(identity.name, 'text', false),
  paper: lines.paper,
  otherPapers: lines.otherPapers,
  phone: personal(phoneOrNone, 'text'),
  otherPhones: lines.otherPhones,
  address: personal(z.string().trim().max(200), 'text'),
  formerNames: personal(z.array(personName).max(20), 'choices'),
  otherSpellings: lines.otherSpellings,
  birth: personal(z.union([z.literal(''), z.iso.date()]), 'date'),
  contacts: lines.contacts,
  guardians: lines.guardians,
  agents: lines.agents,
  accounts: lines.accounts,
};

export const person = defineKind({
  kind: 'person',
  form: 'party',
  rules: 1,
  read: 'case.read',
  rulesets: { 1: partyRules(fields, ['name']) },
  party: {
    row: (state) => ({
      name: textOf(valueOf(state, 'name')),
      otherNames: otherNamesOf(state),
      ...papersOf(state),
      otherPhones: textsIn(state, 'otherPhones', 'phone'),
      phone: textOf(valueOf(state, 'phone')),
    }),
    snapshot: (state) => {
      const { name, paper, phone: number, address } = fieldsOf(state);
      const paperOfThem = lines.paperSchema.safeParse(paper).data ?? {};
      return { form: 'person', ...present({ name, phone: number, address }), ...paperOfThem };
    },
    isNatural: true,
  },
  sample,
});

function otherNamesOf(state: StreamState): readonly string[] {
  const former = (valueOf(state, 'formerNames') ?? []) as readonly string[];
  const spelt = lines.otherSpellingsSchema.safeParse(valueOf(state, 'otherSpellings')).data ?? [];
  return [...former, ...spelt.map(({ name }) => name)];
}

/** A 户口簿 has one number for everybody who stands in it. */
const isShared = ({ idType }: Paper): boolean => idType === 'household';
type Paper = z.infer<typeof lines.paperSchema>;

function papersOf(state: StreamState) {
  const main = lines.paperSchema.safeParse(valueOf(state, 'paper')).data ?? {};
  const others = lines.otherPapersSchema.safeParse(valueOf(state, 'otherPapers')).data ?? [];
  const [shared, own] = [[main, ...others].filter(isShared), others.filter((one) => !isShared(one))];
  return {
    idNumber: isShared(main) ? '' : (main.idNumber ?? ''),
    otherNumbers: own.map(({ idNumber }) => idNumber),
    sharedNumbers: shared.flatMap(({ idNumber }) => idNumber ?? []),
    birth: birthOf(main, textOf(valueOf(state, 'birth'))),
  };
}

function birthOf({ idType = 'residentId', idNumber }: Paper, told: string): string {
  const read = idNumber === undefined ? undefined : checkIdPaper(idType, idNumber);
  return read?.ok === true ? (read.value.person?.birth ?? told) : told;
}
