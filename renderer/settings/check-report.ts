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

export interface Finds {
  readonly what: string;
  readonly where: string | undefined;
  /** Numbers of the records concerned, as far as they are known: `7`, `7–9`. */
  readonly numbers: readonly string[];
  readonly count: number;
}

/** A hundred findings of one kind are one line. */
export function findsOf({ found }: CheckReport): readonly Finds[] {
  const groups = new Map<string, Finding[]>();
  found.forEach((one) => {
    const key = `${one.what} ${one.where ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  });
  return [...groups.values()].map((alike) => ({
    what: alike[0]?.what ?? '',
    where: alike[0]?.where,
    numbers: alike.flatMap(numberOf),
    count: alike.length,
  }));
}

const numberOf = ({ seq, to }: Finding): string[] =>
  seq === undefined ? [] : [to === undefined ? String(seq) : `${String(seq)}–${String(to)}`];

/** Lists are made from the records: where only they differ, nothing is lost. */
export const isOnlyLists = ({ found }: CheckReport): boolean =>
  found.length > 0 && found.every(({ what }) => what === 'projection');
