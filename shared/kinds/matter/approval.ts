/** 呈批: which decisions of a matter somebody in charge signs before they are made, and whose word it is. Data, because every hall has its own. */
import { z } from 'zod';

/** 准予 (and 办好), 不予批准 (and 未办成), 不予受理, 上报 (the opinion of 初审). */
export const approvable = ['granted', 'rejected', 'refused', 'reported'] as const;
export type Approvable = (typeof approvable)[number];

const approvalSchema = z.strictObject({
  decision: z.enum(approvable),
  /** 分管领导, 主要领导 …: who it is, not a name. */
  role: z.string().trim().min(1).max(60),
  /** Two people decide, neither of them alone. */
  needsTwo: z.boolean().optional(),
});
export type MatterApproval = z.infer<typeof approvalSchema>;

/** Each decision once. */
export const approvalsSchema = z
  .array(approvalSchema)
  .max(approvable.length)
  .superRefine((rows, context) => {
    rows.forEach(({ decision }, at) => {
      if (rows.findIndex((row) => row.decision === decision) === at) return;
      context.addIssue({ code: 'custom', path: [at, 'decision'], params: { refusal: 'matter.approvalTwice' } });
    });
  });
