/** 办事指南: what a matter's guide says beside limits and papers (国务院令716号 art. 6; guide tabs of the government sites). */
import { z } from 'zod';
import { limitSchema } from '../../time/limits.ts';

const line = (longest: number) => z.string().trim().min(1).max(longest);

/** 收费: what it costs and by which rule; none = free. */
export const feesSchema = z.array(z.strictObject({ name: line(100), amount: line(100), basis: line(500) })).max(20);

/** 办理地点、时间. */
export const placesSchema = z
  .array(z.strictObject({ place: line(200), hours: line(200), phone: line(40).optional() }))
  .max(20);

/** 常见问题. */
export const questionsSchema = z.array(z.strictObject({ question: line(300), answer: line(2000) })).max(50);

/**
 * 特别程序、特殊环节: what may stop the clock after 受理. Of a permit only those that 行政许可法 art. 45 names; `isCounted`: 是否计算在法定
 * 办结时限内.
 */
export const specialKinds = [
  'hearing',
  'tender',
  'auction',
  'inspection',
  'test',
  'quarantine',
  'appraisal',
  'expertReview',
] as const;
export const specialsSchema = z
  .array(
    z.strictObject({
      kind: z.enum(specialKinds),
      name: line(100),
      limit: limitSchema.optional(),
      basis: line(500),
      isCounted: z.boolean(),
      isCharged: z.boolean().optional(),
    }),
  )
  .max(20);

/** 告知承诺: what is promised, and within which limit it is checked afterwards. */
export const pledgeSchema = z.strictObject({
  text: line(4000),
  checkWithin: limitSchema.optional(),
  liability: line(1000),
});

/** 官方表格: the county's own .docx with tags ({姓名}); its content is an attachment of the matter. */
export const officialFormsSchema = z
  .array(
    z.strictObject({
      name: line(100),
      /** Keyed name of the content (`attached` entry of this stream, or a file the program brings). */
      file: line(200),
      copies: z.int().min(1).max(20).optional(),
      /** Signed by whom. */
      signedBy: line(100).optional(),
      /** 花名册: an .xlsx that lists the cases of a 上报批次, not a form of one case. */
      isRoster: z.boolean().optional(),
    }),
  )
  .max(20);

export const formTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** A form that waits with the draft of its matter is named by its content. */
export const heldFormName = /^[0-9a-f]{64}$/u;
