/** Procedures on 批量收件: one matter, many persons, a case and a number each, one list to sign. */
import { z } from 'zod';
import { longestList } from '../kinds/intake-list/index.ts';
import { partBytes } from './attachment.ts';
import { drawnSheet, done, id, instant, json, jsonObject, procedure } from './base.ts';
import { actAnswer } from './case.ts';

const rows = z
  .array(id)
  .min(1)
  .max(longestList)
  .refine((all) => new Set(all).size === all.length);
const code = z.string().trim().min(1).max(64);
const fileName = z.string().trim().min(1).max(120);

/** `taken`: how many of `count` are there. */
const listHead = z.strictObject({
  stream: id,
  number: z.string(),
  matter: z.string(),
  code: z.string(),
  on: instant,
  count: z.int(),
  taken: z.int(),
});
export type ListHead = z.infer<typeof listHead>;

/** Personal data masked. One that is not there yet has no number. */
const listRow = z.strictObject({
  stream: id,
  number: z.string(),
  kind: z.string(),
  petitioner: z.string(),
  idNumber: z.string(),
  status: z.string(),
  isVoided: z.boolean(),
  /** Its slip. */
  paper: id.nullable(),
});
export type ListRow = z.infer<typeof listRow>;

const openCase = z.strictObject({ stream: id, number: z.string(), idNumber: z.string(), on: instant });
export type OpenCase = z.infer<typeof openCase>;

/** A cell as the file has it (`Cell` of the workbook). */
const cell = z.union([z.string(), z.number(), z.boolean(), z.null(), z.record(z.string(), json)]);
/** `count`: rows the sheet has; more than a list holds are not handed over. */
const sheet = z.strictObject({ name: z.string(), count: z.int(), rows: z.array(z.array(cell)) });
export type SheetRead = z.infer<typeof sheet>;

export const manyContract = {
  /** `list`: its id, which is the act's too. `rows`: ids of the cases to come. Both were fixed before the first of them is taken in. */
  open: procedure(
    'case.take',
    z.strictObject({ list: id, matter: code, rows }),
    z.strictObject({ stream: id, listNumber: z.string() }),
  ),
  extend: procedure('case.take', z.strictObject({ act: id, stream: id, rows }), done),
  /** One row: its id is that of the act and of the case. Refusals: list.notOnIt, list.otherMatter, those of `case.begin`. */
  takeRow: procedure(
    'case.take',
    z.strictObject({
      list: id,
      row: id,
      kind: z.string().max(40),
      type: z.string().max(40),
      data: jsonObject,
      /** 全家: the case of the same visit. */
      visit: id.exactOptional(),
      isByHand: z.boolean().exactOptional(),
    }),
    actAnswer,
  ),
  list: procedure('case.read', z.strictObject({}), z.strictObject({ lists: z.array(listHead) })),
  page: procedure('case.read', z.strictObject({ stream: id }), listHead.extend({ rows: z.array(listRow) })),
  /** 批量收件清单: full names, so it is written down as revealing is. */
  paper: procedure('case.reveal', z.strictObject({ stream: id }), drawnSheet),
  /** Open cases of the matter, of people by their numbers. */
  openCases: procedure(
    'case.read',
    z.strictObject({ matter: code, numbers: z.array(z.string().min(1).max(40)).max(longestList) }),
    z.strictObject({ cases: z.array(openCase) }),
  ),
  /** A file in parts, in order from 0; `file` is minted by the screen. */
  part: procedure(
    'case.take',
    z.strictObject({
      file: id,
      index: z.int().min(0).max(100),
      data: z.base64().max(Math.ceil(partBytes / 3) * 4),
    }),
    done,
  ),
  /** What stands in its sheets; nothing is kept. Refusals: catalogue.gone, list.notAFile, those of a workbook. */
  sheets: procedure('case.take', z.strictObject({ file: id }), z.strictObject({ sheets: z.array(sheet) })),
  /** 空表 of a matter, to be filled in by somebody else; `data` is base64. */
  template: procedure('registry.read', z.strictObject({ matter: code }), z.strictObject({ data: z.base64() })),
  /** The same to a place the person chooses; only where the program has a window of its own. */
  saveTemplate: procedure(
    'registry.read',
    z.strictObject({ matter: code, name: fileName }),
    z.strictObject({ saved: z.boolean() }),
  ),
};
