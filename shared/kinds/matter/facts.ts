/** What a case learns of its matter and keeps (`core.learnt.matter`): enough for its clocks and papers, and where the rest is to be found. */
import { z } from 'zod';
import { limitSchema } from '../../time/limits.ts';
import { approvalsSchema } from './approval.ts';
import { pledgeSchema } from './guide.ts';
import { materialForms, waysOutOfMissing } from './material.ts';
import { deciders, stagesSchema, villageWays } from './stage.ts';

/** Legal types (国务院令716号 art. 4; 政务服务事项 by 依申请类). */
export const matterTypes = [
  'permit',
  'levy',
  'grant',
  'confirmation',
  'reward',
  'ruling',
  'otherPower',
  'publicService',
  'preliminary',
] as const;

/** Strips what else the version says: it is found by `versionId`, the entry that began it. */
export const matterFactsSchema = z.object({
  code: z.string(),
  name: z.string(),
  version: z.string(),
  versionId: z.string().optional(),
  type: z.enum(matterTypes),
  decides: z.enum(deciders).optional(),
  /** The upper office it goes to. */
  authority: z.string().optional(),
  /** By when the upper office answers (等上级): never our limit. */
  upperLimit: limitSchema.optional(),
  /** 环节 it goes through: with the case, so that a fold needs no catalogue. */
  stages: stagesSchema.optional(),
  /** Decisions that are signed for first (呈批). */
  approvals: approvalsSchema.optional(),
  /** 领取期限, from the day the person was told. */
  fetchWithin: limitSchema.optional(),
  promised: limitSchema.optional(),
  statutory: limitSchema.optional(),
  basis: z.string().optional(),
  isInstant: z.boolean().optional(),
  /** 须纸上亲笔签名: no pad for its papers. */
  isHandOnly: z.boolean().optional(),
  /** 村级: what a village station does with it, and by when the papers it took in are at the township. */
  village: z.enum(villageWays).optional(),
  villageLimit: limitSchema.optional(),
  /** Papers asked for and what may be done about one that is missing: with the case, so that a fold needs no catalogue. */
  materials: z
    .array(
      z.object({
        name: z.string(),
        form: z.enum(materialForms),
        copies: z.int(),
        isNecessary: z.boolean(),
        waysOut: z.array(z.enum(waysOutOfMissing)).optional(),
      }),
    )
    .optional(),
  /** 容缺: the longest limit in which what is missing has to come. */
  tolerance: limitSchema.optional(),
  /** 视为撤回: so long after 补正告知; absent where no local rule allows it. */
  withdrawnAfter: limitSchema.optional(),
  /** 告知承诺, where it is open. */
  pledge: pledgeSchema.optional(),
});
export type MatterFacts = z.infer<typeof matterFactsSchema>;
