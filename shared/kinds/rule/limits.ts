/**
 * Which limits a township sets for itself, and the usual ones. Local rules differ: 山东 5 工作日, one bureau 13 工作日, 安阳 差评 15 工作日内
 * 整改 with 1 工作日 for the first contact. The usual ones are the strictest of them that a hall can keep.
 */
import { limitSchema, type Limit } from '../../time/limits.ts';
import { textOf } from '../common/fields.ts';
import type { Learnt } from '../mechanism/learnt.ts';

export const ruleNames = ['complaintAssign', 'complaintAnswer', 'proxyAccept'] as const;
export type RuleName = (typeof ruleNames)[number];

const usual: Readonly<Record<RuleName, Limit>> = {
  complaintAssign: { amount: 1, unit: 'workingDay' },
  complaintAnswer: { amount: 5, unit: 'workingDay' },
  proxyAccept: { amount: 1, unit: 'workingDay' },
};

export interface LocalLimit {
  readonly limit: Limit;
  /** '' where the township has no rule of its own. */
  readonly basis: string;
}

export function localLimit(learnt: Pick<Learnt, 'record'>, name: RuleName): LocalLimit {
  const row = learnt.record('rule', name);
  const limit = limitSchema.safeParse(row?.['limit']);
  if (row?.['isActive'] !== true || !limit.success) return { limit: usual[name], basis: '' };
  return { limit: limit.data, basis: textOf(row['basis']) };
}
