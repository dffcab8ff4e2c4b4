/**
 * 代办员 (DB3205/T 1077-2023: 代办员名册): who helps people with their matters or does them for them; staff, somebody of the village, or a
 * volunteer. A row is keyed by the id of the member of staff where the agent has a login here, so that whom a case names is one id whether
 * they stand in the register or not; else by its own stream.
 */
import { z } from 'zod';
import { choice, fieldsOf, list, optional, optionalText, text, textOf } from '../common/fields.ts';
import { personName, phone } from '../common/identity.ts';
import { defineKind } from '../mechanism/define.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { FactsContext, FieldSpec, StepSpec } from '../mechanism/spec.ts';
import { sample } from './sample.ts';

export const agentSorts = ['staff', 'village', 'volunteer'] as const;

const day: FieldSpec = { class: 'guarded', input: 'date', schema: z.iso.date() };
const id: FieldSpec = { class: 'guarded', input: 'staff', schema: z.string().min(1).max(64) };
/** Names, one a line: of villages, of languages, of what they know well. */
const names = optional(list(50));

const fields: Readonly<Record<string, FieldSpec>> = {
  name: { class: 'guarded', input: 'text', schema: personName, isPersonal: true },
  phone: { class: 'guarded', input: 'text', schema: phone, isPersonal: true },
  sort: choice(agentSorts),
  /** Who they are when they log in here; said once, since the row is found by it. */
  staff: optional(id),
  villages: names,
  languages: names,
  /** 擅长的事: words that stand in the names of matters (社保, 残疾). */
  skills: names,
  /** A/B 岗: who takes over while they are away; key of another row. */
  partner: optional(id),
  from: day,
  until: optional(day),
};
const changeable = Object.keys(fields).filter((name) => name !== 'staff');

/** A term runs forward; staff and partner are there, and nobody is their own partner. */
function learn({ field, learnt, state }: FactsContext) {
  const [from, until] = [textOf(field('from')), textOf(field('until'))];
  if (until !== '' && until < from) return refuse('agent.termBackwards', undefined, 'until');
  const [staff, partner] = [textOf(field('staff')), textOf(field('partner'))];
  if (staff !== '' && learnt.record('staff', staff) === undefined) return refuse('staff.unknown', undefined, 'staff');
  if (partner === '') return ok({});
  if (partner === staff || partner === state.stream) return refuse('agent.ownPartner', undefined, 'partner');
  return learnt.record('agent', partner) === undefined ? refuse('agent.unknown', undefined, 'partner') : ok({});
}

const step = { v: 1, permission: 'dispatch.assign', isReversible: true } as const;

const steps: Readonly<Record<string, StepSpec>> = {
  registered: {
    ...{ v: 1, from: [], to: 'active', permission: 'dispatch.assign' },
    sets: Object.keys(fields),
    requires: ['name', 'phone', 'sort', 'from'],
  },
  changed: { ...step, from: ['active', 'away'], sets: changeable },
  /** 请假, 生病: nobody is given to them till they are back. */
  wentAway: {
    ...{ ...step, from: ['active'], to: 'away' },
    form: { why: text(200), backOn: optional(day) },
  },
  cameBack: { ...step, from: ['away'], to: 'active' },
  /** 不再担任. */
  ended: { ...step, from: ['active', 'away'], to: 'ended', form: { why: optionalText(200) } },
  /** 续聘: another term of the same person. */
  renewed: { ...step, from: ['active', 'away', 'ended'], to: 'active', sets: ['from', 'until'], requires: ['from'] },
};

export const agentValueSchema = z.object({
  name: z.string(),
  phone: z.string(),
  sort: z.enum(agentSorts),
  staff: z.string().optional(),
  villages: z.array(z.string()).default([]),
  languages: z.array(z.string()).default([]),
  skills: z.array(z.string()).default([]),
  partner: z.string().optional(),
  from: z.string(),
  until: z.string().optional(),
  status: z.enum(['active', 'away', 'ended']),
  isActive: z.boolean(),
});
export type AgentValue = z.infer<typeof agentValueSchema>;

export const agent = defineKind({
  kind: 'agent',
  form: 'registry',
  faculty: 'proxy',
  rules: 1,
  read: 'registry.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { active: 'open', away: 'open', ended: 'done' },
      fields,
      learn,
      steps,
    },
  },
  record: (state) => ({
    key: textOf(state.core.fields['staff']?.value) || state.stream,
    label: textOf(state.core.fields['name']?.value),
    value: { ...fieldsOf(state), status: state.core.status, isActive: state.core.status === 'active' },
  }),
  sample,
});
