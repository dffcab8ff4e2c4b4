/** 环节: the steps a case of a matter goes through between 受理 and 办结, as data of the matter's version. */
import { z } from 'zod';
import { limitSchema } from '../../time/limits.ts';

/**
 * preliminary 初审, joint 会签/联审, siteVisit 现场勘验 (two names and photographs: 行政许可法 art. 34), publicity 公示, report 上报,
 * certificate 制证到件, other: what only this matter has.
 */
export const stageKinds = ['preliminary', 'joint', 'siteVisit', 'publicity', 'report', 'certificate', 'other'] as const;
export type StageKind = (typeof stageKinds)[number];

const line = (longest: number) => z.string().trim().min(1).max(longest);

export const stageSchema = z.strictObject({
  kind: z.enum(stageKinds),
  name: line(60),
  /** Office or post that answers for it (责任人): a person is named when it is done. */
  responsible: line(100).optional(),
  /** Its own limit, beside the case's. */
  limit: limitSchema.optional(),
  /** Law gives it to two people. */
  needsTwo: z.boolean().optional(),
  needsPhoto: z.boolean().optional(),
});
export type Stage = z.infer<typeof stageSchema>;

/** Names are what the history says: each once. */
export const stagesSchema = z
  .array(stageSchema)
  .max(30)
  .superRefine((stages, context) => {
    const names = new Set<string>();
    stages.forEach(({ name }, at) => {
      if (names.has(name)) {
        context.addIssue({
          code: 'custom',
          path: [at, 'name'],
          params: { refusal: 'matter.stageTwice', details: { name } },
        });
      }
      names.add(name);
    });
  });

/** Who decides: 本级办结, 初审上报 (looked at here, decided above) or 只代收 (taken in for somebody else). */
export const deciders = ['here', 'above', 'collect'] as const;
/** What a village station may do with it: 不办, 直办, 代收, 帮办. */
export const villageWays = ['none', 'direct', 'collect', 'help'] as const;
/** Who may apply. */
export const applicantForms = ['person', 'household', 'legalPerson', 'otherBody'] as const;
/** How the hall may know somebody whose card is expired, unreadable or not there. */
export const identityWays = [
  'electronicCard',
  'temporaryCard',
  'household',
  'policeProof',
  'photoCheck',
  'twoWitnesses',
] as const;
