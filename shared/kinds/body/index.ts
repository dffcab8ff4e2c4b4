/** 法人、其他组织: a body the hall has met, by its 统一社会信用代码 (GB 32100-2015). */
import { z } from 'zod';
import { personSchema, phone } from '../common/identity.ts';
import { uscc } from '../common/petitioner.ts';
import { choice, fieldsOf, optionalText, present, text, textOf, textsIn } from '../common/fields.ts';
import * as lines from '../common/party-lines.ts';
import { partyRules } from '../common/party-rules.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FieldSpec } from '../mechanism/spec.ts';
import { valueOf } from '../mechanism/state.ts';
import { sample } from './sample.ts';

export const bodyForms = ['legalPerson', 'otherBody'] as const;

const fields: Readonly<Record<string, FieldSpec>> = {
  name: text(200),
  form: choice(bodyForms),
  uscc: { class: 'guarded', input: 'text', schema: uscc, isOptional: true },
  /** 法定代表人、负责人. */
  representative: { class: 'guarded', input: 'petitioner', schema: personSchema, isOptional: true, isPersonal: true },
  phone: {
    ...{ class: 'guarded', input: 'text', isOptional: true, isPersonal: true },
    schema: z.union([z.literal(''), phone]),
  },
  otherPhones: lines.otherPhones,
  address: optionalText(200),
  otherSpellings: lines.otherSpellings,
  contacts: lines.contacts,
  agents: lines.agents,
  accounts: lines.accounts,
};

export const body = defineKind({
  kind: 'body',
  form: 'party',
  rules: 1,
  read: 'case.read',
  rulesets: { 1: partyRules(fields, ['name', 'form']) },
  party: {
    row: (state) => ({
      name: textOf(valueOf(state, 'name')),
      otherNames: textsIn(state, 'otherSpellings', 'name'),
      idNumber: textOf(valueOf(state, 'uscc')),
      otherNumbers: [],
      sharedNumbers: [],
      phone: textOf(valueOf(state, 'phone')),
      otherPhones: textsIn(state, 'otherPhones', 'phone'),
      birth: '',
    }),
    // The form of a petitioner has no place for what is known beside.
    snapshot: (state) => {
      const { name, form, uscc: code, representative, phone: number, address } = fieldsOf(state);
      return present({ name, form, uscc: code, representative, phone: number, address });
    },
    isNatural: false,
  },
  sample,
});
