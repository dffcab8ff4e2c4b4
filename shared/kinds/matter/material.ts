/** 申请材料 of a matter: what is asked for, and what may be done for somebody who has not brought it (国务院令716号 art. 6, 7). */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';

export const materialForms = ['original', 'copy', 'electronic'] as const;

/**
 * Ways out where a paper is missing (缺件办法). check: 自行核验, the office asks for it itself (716号令 art. 7); pledge: 告知承诺;
 * tolerate: 容缺受理, only of a secondary paper; fetch: fetched by 代办 or the village; photo: a photograph now, the original on
 * collection; comeBack: brought later.
 */
export const waysOutOfMissing = ['check', 'pledge', 'tolerate', 'fetch', 'photo', 'comeBack'] as const;
export type WayOutOfMissing = (typeof waysOutOfMissing)[number];

const line = (longest: number) => z.string().trim().min(1).max(longest);

export const matterMaterialSchema = z
  .strictObject({
    name: line(200),
    form: z.enum(materialForms),
    copies: z.int().min(1).max(99),
    /** 必要材料; the others are secondary (次要) and may be tolerated. */
    isNecessary: z.boolean(),
    standard: line(500).optional(),
    /** Who gives it out, where and when to ask: told to somebody who lacks it. */
    issuer: line(200).optional(),
    place: line(200).optional(),
    hours: line(200).optional(),
    phone: line(40).optional(),
    /** Only where this holds: the key of a form field and the values that ask for the paper. */
    onlyIf: z.strictObject({ field: line(40), values: z.array(line(100)).min(1).max(50) }).optional(),
    /** Text of a filled-in example (示范文本). */
    sample: line(2000).optional(),
    waysOut: z.array(z.enum(waysOutOfMissing)).max(waysOutOfMissing.length).optional(),
  })
  .refine(({ isNecessary, waysOut = [] }) => !isNecessary || !waysOut.includes('tolerate'), {
    // 容缺受理 is for secondary papers only.
    path: ['waysOut'],
    params: { refusal: 'matter.tolerateNecessary' },
  });
export type MatterMaterial = z.infer<typeof matterMaterialSchema>;

/** The papers a version asks for; none where it names none. */
export const materialsAskedBy = (version: JsonObject): readonly MatterMaterial[] =>
  z.array(matterMaterialSchema).safeParse(version['materials']).data ?? [];
