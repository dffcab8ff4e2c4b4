/** Procedures of signed papers: 待回收, 扫描归位, 手写板. */
import { z } from 'zod';
import { signers } from '../documents/blocks.ts';
import * as base from './base.ts';
import { verdicts } from './genuine.ts';

const { procedure, id, instant, paperSize } = base;

/** One paper that is waited for: personal data masked. */
const awaitedLine = z.strictObject({
  stream: id,
  paper: id,
  spec: z.string(),
  number: z.string(),
  petitioner: z.string(),
  title: z.string(),
  stationName: z.string(),
  since: instant,
  /** Whose signatures are still missing. */
  who: z.array(z.enum(signers)),
  /** 电子签名法 art. 3, or the form: no pad. */
  isHandOnly: z.boolean(),
});
export type AwaitedLine = z.infer<typeof awaitedLine>;

/** A paper that a sheet belongs to. */
const paperOfSheet = z.strictObject({
  stream: id,
  paper: id,
  spec: z.string(),
  number: z.string(),
  /** Masked. */
  petitioner: z.string(),
  title: z.string(),
  on: instant,
});
export type PaperOfSheet = z.infer<typeof paperOfSheet>;

/**
 * known: it can be laid to its paper. noCode: no code of ours was read. several: codes of more than one paper. damaged: a code of ours that does
 * not read whole, or of a later program. already: it is back. notWanted: nobody signs this one. The others as in 验真.
 */
export const sheetVerdicts = [
  'known',
  'noCode',
  'several',
  'damaged',
  'already',
  'notWanted',
  ...z.enum(verdicts).exclude(['valid', 'numberOnly']).options,
] as const;
export type SheetVerdict = (typeof sheetVerdicts)[number];

const sheetReading = z.strictObject({
  verdict: z.enum(sheetVerdicts),
  /** Of the one paper, to be given back with it. */
  code: z.string().nullable(),
  paper: paperOfSheet.nullable(),
});
export type SheetReading = z.infer<typeof sheetReading>;

const blob = z.string().regex(/^[0-9a-f]{64}$/);

/** Of one scanned PDF, and of one signed sheet: what a scanner's feeder takes at once. */
export const mostScanPages = 60;
/**
 * Why a page of a scanned PDF became no picture. noPicture: none covers it. several: it is laid together of several, or something is drawn or
 * written on it. unreadable: the picture does not unpack, or is packed in a way nobody here knows.
 */
export const pageTroubles = ['noPicture', 'several', 'unreadable'] as const;
export type PageTrouble = (typeof pageTroubles)[number];
/** One page in the order of the file: the held picture, or why there is none. */
const pageOfPdf = z.strictObject({ blob: blob.nullable(), trouble: z.enum(pageTroubles).nullable() });
export type PageOfPdf = z.infer<typeof pageOfPdf>;
const page = z.strictObject({ blob, name: z.string().trim().min(1).max(255) });

/** What was shown on a pad's dialog: whoever signs, signs this. */
const paperToSign = z.strictObject({
  html: z.string(),
  size: paperSize,
  digest: z.string(),
  isHandOnly: z.boolean(),
  places: z.array(
    z.strictObject({
      ...{ at: z.int(), label: z.string(), signer: z.enum(signers), isSigned: z.boolean() },
      /** Who it most likely is; '' where nobody is known. */
      name: z.string(),
    }),
  ),
});
export type PaperToSign = z.infer<typeof paperToSign>;

export const signatureContract = {
  /** 待回收, the oldest first. */
  awaited: procedure(
    'case.read',
    base.nothing,
    z.strictObject({ lines: z.array(awaitedLine), /** There are more than a list shows. */ isMore: z.boolean() }),
  ),
  /** Papers of a case, by its number as typed or a code as scanned, that wait for their sheet. Refusals: those of a number, number.unknown. */
  ofNumber: procedure(
    'case.read',
    z.strictObject({ number: z.string().max(2000) }),
    z.strictObject({ papers: z.array(paperOfSheet) }),
  ),
  /** What a picture that was held (`attachment.hold`) is the sheet of. Writes nothing. Refusals: attachment.gone, signature.notPicture. */
  read: procedure('case.handle', z.strictObject({ blob }), sheetReading),
  /**
   * The pages of a scanned PDF that was held, each held as a picture. Refusals: attachment.gone, signature.pdfBroken, signature.pdfLocked,
   * signature.pdfTooLong, signature.pdfTooLarge, space.noAttachments.
   */
  pagesOf: procedure(
    'case.handle',
    z.strictObject({ blob }),
    z.strictObject({ pages: z.array(pageOfPdf).min(1).max(mostScanPages) }),
  ),
  /** 归位: pictures of one signed sheet, laid to its paper in one act. `code`: as it was read; null where a person typed the number. */
  bring: procedure(
    'case.handle',
    z.strictObject({
      ...{ act: id, stream: id, paper: id, code: z.string().max(2000).nullable() },
      pages: z.array(page).min(1).max(mostScanPages),
    }),
    base.done,
  ),
  paper: procedure('case.reveal', z.strictObject({ stream: id, paper: id, look: base.look }), paperToSign),
  /** 手写板: `digest` and `place` as `signature.paper` told them; `blob` is the held PNG. */
  pad: procedure(
    'case.handle',
    z.strictObject({
      ...{ act: id, stream: id, paper: id, digest: z.string().max(40), blob },
      place: z.int().min(0).max(100),
      name: z.string().trim().min(1).max(100),
      isReadAloud: z.boolean(),
    }),
    base.done,
  ),
};
