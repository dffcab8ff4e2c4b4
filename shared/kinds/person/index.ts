/**
 * 自然人: somebody the hall has met, with what it has learnt of them. Cases keep what was declared at their intake; this is what fills the
 * next form (S0-12 预填). Every desk writes down whom it meets; nobody owns the list.
 */
import { z } from 'zod';
import { checkIdPaper, idTypes } from '../../identity/id-paper.ts';
import { identity, normalId, personName, phone, withIdCheck } from '../common/identity.ts';
import { fieldsOf, present, textOf } from '../common/fields.ts';
import { partyRules } from '../common/party-rules.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FieldSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import { sample } from './sample.ts';

const { idType: _type, idNumber: _number, ...plain } = identity;

/** 证件: type and number together, because only together they can be checked. */
const paperSchema = z
  .strictObject({ idType: z.enum(idTypes).optional(), idNumber: z.string().trim().min(1).max(40) })
  .superRefine(withIdCheck)
  .transform(normalId);

/** 别处写法: how 医保, a bank or the police write the name. */
export const otherSpellingsSchema = z
  .array(z.strictObject({ where: z.string().trim().min(1).max(60), name: personName }))
  .max(20);

const personal = (schema: z.ZodType, input: FieldSpec['input'], isOptional = true): FieldSpec => ({
  ...{ class: 'guarded', input, schema, isPersonal: true },
  ...(isOptional ? { isOptional } : {}),
});

const fields: Readonly<Record<string, FieldSpec>> = {
  name: personal(plain.name, 'text', false),
  paper: personal(paperSchema, 'rows'),
  phone: personal(phone, 'text'),
  address: personal(z.string().trim().max(200), 'text'),
  formerNames: personal(z.array(personName).max(20), 'choices'),
  otherSpellings: personal(otherSpellingsSchema, 'rows'),
  birth: personal(z.iso.date(), 'date'),
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
      ...paperOf(state),
      phone: textOf(valueOf(state, 'phone')),
    }),
    snapshot: (state) => {
      const { name, paper, phone: number, address } = fieldsOf(state);
      const paperOfThem = paperSchema.safeParse(paper).data ?? {};
      return { form: 'person', ...present({ name, phone: number, address }), ...paperOfThem };
    },
    isNatural: true,
  },
  sample,
});

function otherNamesOf(state: StreamState): readonly string[] {
  const former = (valueOf(state, 'formerNames') ?? []) as readonly string[];
  const spelt = otherSpellingsSchema.safeParse(valueOf(state, 'otherSpellings')).data ?? [];
  return [...former, ...spelt.map(({ name }) => name)];
}

function paperOf(state: StreamState) {
  const paper = paperSchema.safeParse(valueOf(state, 'paper')).data;
  const read = paper && checkIdPaper(paper.idType ?? 'residentId', paper.idNumber);
  const told = textOf(valueOf(state, 'birth'));
  const birth = read?.ok === true ? (read.value.person?.birth ?? told) : told;
  return { idNumber: paper?.idNumber ?? '', birth };
}
