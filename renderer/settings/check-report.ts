/** What the desk's check answers, as far as the screen shows it. */
import { z } from 'zod';

const finding = z.object({
  what: z.string(),
  seq: z.int().optional(),
  to: z.int().optional(),
  where: z.string().optional(),
});
export type Finding = z.infer<typeof finding>;

const reportSchema = z.object({
  checked: z.object({ entries: z.int(), audit: z.int(), attachments: z.int(), streams: z.int() }),
  found: z.array(finding),
  findings: z.int(),
  unwitnessed: z.array(z.object({ from: z.int(), to: z.int() })),
});
export type CheckReport = z.infer<typeof reportSchema>;

/** Undefined for a report this screen cannot read. */
export const readReport = (report: unknown): CheckReport | undefined => reportSchema.safeParse(report).data;

/** Entries nobody outside this computer has seen: a backup's manifest would be a witness. */
export const unseenOf = ({ unwitnessed }: CheckReport): number =>
  unwitnessed.reduce((sum, { from, to }) => sum + to - from + 1, 0);
