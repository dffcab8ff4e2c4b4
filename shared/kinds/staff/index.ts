/** 工作人员: who works at this desk and in which roles. Secrets are never entries; they live in the credential table. */
import { z } from 'zod';
import { roles } from '../../kernel/permissions.ts';
import { fieldsOf, text, textOf } from '../common/fields.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FieldSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';

export const rolesSchema = z.array(z.enum(roles)).min(1).max(roles.length);
const fields: Readonly<Record<string, FieldSpec>> = {
  name: { ...text(100), isPersonal: true },
  login: text(64),
  roles: { class: 'guarded', input: 'choices', schema: rolesSchema, values: roles },
};

export const staffValueSchema = z.object({
  name: z.string(),
  login: z.string(),
  roles: rolesSchema,
  isActive: z.boolean(),
});

function isActiveChief({ core }: StreamState): boolean {
  const held = rolesSchema.safeParse(core.fields['roles']?.value);
  return core.status === 'active' && held.success && held.data.includes('chief');
}

export const staff = defineKind({
  kind: 'staff',
  form: 'registry',
  rules: 1,
  read: 'registry.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { active: 'open', suspended: 'done' },
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
        /** The secret itself is not here: who set a new one, and when. */
        passwordReset: { v: 1, from: ['active', 'suspended'], permission: 'staff.manage' },
      },
    },
  },
  record: (state) => ({
    key: state.stream,
    label: textOf(state.core.fields['name']?.value),
    value: { ...fieldsOf(state), isActive: state.core.status === 'active' },
    alias: textOf(state.core.fields['login']?.value),
  }),
  mayAct: (state) => state.core.status === 'active',
  // Without an active chief nobody could give anybody a password again.
  mustRemain: { holds: isActiveChief, code: 'staff.lastChief' },
  sample: ({ pick }) => [
    {
      type: 'added',
      data: { set: { name: '示例人员', login: `sample${String(pick(1_000_000))}`, roles: ['window'] } },
    },
    { type: 'rolesSet', data: { set: { roles: ['window', 'review'] } } },
    { type: 'suspended', data: {} },
    { type: 'reinstated', data: {} },
    { type: 'passwordReset', data: {} },
  ],
});
