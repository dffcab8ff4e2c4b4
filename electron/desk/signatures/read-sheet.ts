/** 扫描归位: whose sheet a picture is, by the signed code on it. Nothing is written: what is not known stays where it was, with its reason. */
import type { SheetReading, SheetVerdict } from '#shared/contract/signature.ts';
import type { PaperVerdict } from '#shared/contract/genuine.ts';
import { readQr } from '#shared/documents/qr-code.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { verifyPaper } from '../queries/genuine.ts';
import { sheetOf, stateOfPaper } from '../queries/signatures.ts';
import { runInWorker } from '../workers.ts';
import type { CodesJob } from './codes-in.ts';
import { readPicture } from './pictures.ts';

const nothing: SheetReading = { verdict: 'noCode', code: null, paper: null };

/** Refusals: attachment.gone, signature.notPicture. */
export async function readSheet(
  core: DeskCore,
  viewer: Viewer,
  reader: Uint8Array,
  blob: string,
): Promise<Result<SheetReading>> {
  const picture = readPicture(core, blob);
  if (!picture.ok) return picture;
  const job: CodesJob = { picture: picture.value.content, reader };
  const codes = await runInWorker<never, string[]>('signatures/codes-worker', job, {});
  return codes.ok ? ok(judgeCodes(core, viewer, codes.value)) : codes;
}

/** What the codes of one picture say together. Other codes on the sheet (a parcel, a shop) are nobody's affair. */
export function judgeCodes(core: DeskCore, viewer: Viewer, texts: readonly string[]): SheetReading {
  const ours = texts.filter((text) => readQr(text).ok);
  const [code] = ours;
  if (code === undefined) {
    const isDamaged = texts.some((text) => /(^|#)TB\d/iu.test(text));
    return { ...nothing, verdict: isDamaged ? 'damaged' : 'noCode' };
  }
  if (new Set(ours.map(tokenOf)).size > 1) return { ...nothing, verdict: 'several' };
  const verified = verifyPaper(core, viewer, code);
  return verified.ok ? sheetReading(core, viewer, code, verified.value) : { ...nothing, verdict: 'damaged' };
}

const tokenOf = (text: string): string => {
  const read = readQr(text);
  return read.ok ? read.value.token : '';
};

function sheetReading(core: DeskCore, viewer: Viewer, code: string, genuine: PaperVerdict): SheetReading {
  const verdict = genuine.verdict === 'numberOnly' ? 'damaged' : genuine.verdict;
  const { stream } = genuine.case ?? {};
  const paper = genuine.case?.paper?.id;
  if (stream === undefined || paper === undefined) return { ...nothing, verdict: standing(verdict, undefined) };
  const of = sheetOf(core, viewer, { stream, paper });
  const state = stateOfPaper(core, viewer, { stream, paper });
  return { verdict: standing(verdict, state), code, paper: of ?? null };
}

function standing(
  verdict: Exclude<PaperVerdict['verdict'], 'numberOnly'> | 'damaged',
  state: 'awaited' | 'back' | 'unwanted' | undefined,
): SheetVerdict {
  if (verdict !== 'valid') return verdict;
  if (state === 'awaited') return 'known';
  return state === 'back' ? 'already' : 'notWanted';
}
