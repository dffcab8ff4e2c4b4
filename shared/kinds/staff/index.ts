/** 工作人员: who works at this desk and in which roles. Secrets are never entries; they live in the credential table. */
import { z } from 'zod';
import { roles, staffRoles } from '../../kernel/permissions.ts';
import { fieldsOf, text, textOf } from '../common/fields.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FieldSpec, SampleCommand } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';

export const rolesSchema = z.array(z.enum(staffRoles)).min(1).max(staffRoles.length);
const fields: Readonly<Record<string, FieldSpec>> = {
  name: { ...text(100), isPersonal: true },
  login: text(64),
  roles: { class: 'guarded', input: 'choices', schema: rolesSchema, values: staffRoles },
  /** 检查单位 an inspector comes from. */
  body: text(200),
  /** The last day an inspector may look, Beijing. */
  until: { class: 'guarded', input: 'date', schema: z.iso.date() },
  /** Stream of the 迎检 whose cases alone they see; absent: all. */
  sample: { class: 'guarded', input: 'text', schema: z.uuid(), isOptional: true },
};

export const staffValueSchema = z.object({
  name: z.string(),
  login: z.string(),
  roles: z.array(z.enum(roles)).min(1),
  body: z.string().optional(),
  until: z.string().optional(),
  sample: z.string().optional(),
  isActive: z.boolean(),
});

function isActiveChief({ core }: StreamState): boolean {
  const held = rolesSchema.safeParse(core.fields['roles']?.value);
  return core.status === 'active' && held.success && held.data.includes('chief');
}

const isFromOutside = ({ core }: StreamState): boolean => core.status === 'visiting' || core.status === 'gone';

export const staff = defineKind({
  kind: 'staff',
  form: 'registry',
  rules: 1,
  read: 'registry.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { active: 'open', suspended: 'done', visiting: 'open', gone: 'done' },
      fields,
      steps: {
        added: {
          v: 1,
          from: [],
          to: 'active',
          permission: 'staff.manage',
          sets: ['name', 'login', 'roles'],
          requires: ['name', 'login', 'roles'],
        },
        rolesSet: { v: 1, from: ['active'], permission: 'staff.manage', sets: ['roles'], requires: ['roles'] },
        suspended: { v: 1, from: ['active'], to: 'suspended', permission: 'staff.manage' },
        reinstated: { v: 1, from: ['suspended'], to: 'active', permission: 'staff.manage' },
        /** 检查人员: from outside, for some days, only to look. No step of staff leads here or away: nobody is both. */
        admitted: {
          v: 1,
          from: [],
          to: 'visiting',
          permission: 'inspector.manage',
          sets: ['name', 'login', 'body', 'until', 'sample'],
          requires: ['name', 'login', 'body', 'until'],
        },
        /** Before the last day. After it nobody has to do anything. */
        leftEarly: { v: 1, from: ['visiting'], to: 'gone', permission: 'inspector.manage' },
        /** The secret itself is not here: who set a new one, and when. */
        passwordReset: { v: 1, from: ['active', 'suspended'], permission: 'staff.manage' },
      },
    },
  },
  record: (state) => ({
    key: state.stream,
    label: textOf(state.core.fields['name']?.value),
    value: {
      ...(isFromOutside(state) ? { roles: ['inspector'] } : {}),
      ...fieldsOf(state),
      isActive: ['active', 'visiting'].includes(state.core.status),
    },
    alias: textOf(state.core.fields['login']?.value),
  }),
  mayAct: (state) => state.core.status === 'active',
  // Without an active chief nobody could give anybody a password again.
  mustRemain: { holds: isActiveChief, code: 'staff.lastChief' },
  sample: ({ pick }) => (pick(3) === 0 ? visit(pick) : work(pick)),
});

type Pick = (below: number) => number;
const loginOf = (pick: Pick): string => `sample${String(pick(1_000_000))}`;

const visit = (pick: Pick): readonly SampleCommand[] => [
  {
    type: 'admitted',
    data: { set: { name: '示例检查员', login: loginOf(pick), body: '示例县局', until: '2026-12-31' } },
  },
  { type: 'leftEarly', data: {} },
];

const work = (pick: Pick): readonly SampleCommand[] => [
  {
    type: 'added',
    data: { set: { name: '示例人员', login: loginOf(pick), roles: ['window'] } },
  },
  { type: 'rolesSet', data: { set: { roles: ['window', 'review'] } } },
  { type: 'suspended', data: {} },
  { type: 'reinstated', data: {} },
  { type: 'passwordReset', data: {} },
];
