/** Signing on the pad, and laying a signed sheet to its paper: evidence and its pictures in one act, bound to the stored blocks. */
import { readQr } from '#shared/documents/qr-code.ts';
import { nameOf } from '#shared/documents/render-html.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { verifyPaper } from '../queries/genuine.ts';
import type { PaperOfCase } from '../queries/papers.ts';
import { issuedToSign, type IssuedToSign } from '../queries/signatures.ts';
import { asHeld, readPadPicture, readPicture } from '../signatures/pictures.ts';
import { performAct, type Work } from './act.ts';
import { attachHeld, type HeldFile } from './held-files.ts';
import { stepOn } from './step-on.ts';

export interface SignOnPad extends PaperOfCase {
  readonly act: string;
  readonly digest: string;
  readonly blob: string;
  readonly place: number;
  readonly name: string;
  readonly isReadAloud: boolean;
}

/** Refusals: those of the paper and of the picture; signature.byHand, signature.noPlace, signature.already, signature.notValid. */
export function signOnPad(core: DeskCore, viewer: Viewer, input: SignOnPad): Result<Record<string, never>> {
  const request = { id: input.act, procedure: 'signature.pad', input: { ...input } };
  return performAct(core, viewer, request, (work) => {
    const issued = issuedToSign(core, viewer, input);
    if (!issued.ok) return issued;
    if (input.digest !== issued.value.digest) return refuse('signature.otherText');
    const picture = readPadPicture(core, input.blob);
    if (!picture.ok) return picture;
    const file = asHeld(core, input.blob, picture.value, `${titleOf(issued.value)} 手写板签名 ${input.name}.png`);
    return keepEvidence(core, viewer, work, input, issued.value.digest, [file], {
      ...{ way: 'pad', place: input.place, name: input.name },
      ...(input.isReadAloud ? { isReadAloud: true } : {}),
    });
  });
}

export interface BringSheet extends PaperOfCase {
  readonly act: string;
  /** As it was read in the picture; null where a person typed the number. */
  readonly code: string | null;
  readonly pages: readonly { readonly blob: string; readonly name: string }[];
}

/** Refusals: those of the paper and of the pictures; signature.otherText of a code that is not this paper's, signature.already, signature.notValid. */
export function bringSheet(core: DeskCore, viewer: Viewer, input: BringSheet): Result<Record<string, never>> {
  const asked = { ...input, pages: input.pages.map((page) => ({ ...page })) };
  const request = { id: input.act, procedure: 'signature.bring', input: asked };
  return performAct(core, viewer, request, (work) => {
    const issued = issuedToSign(core, viewer, input);
    if (!issued.ok) return issued;
    const digest = input.code === null ? ok(issued.value.digest) : digestInCode(core, viewer, input, input.code);
    if (!digest.ok) return digest;
    const files: HeldFile[] = [];
    for (const [at, { blob }] of input.pages.entries()) {
      const picture = readPicture(core, blob);
      if (!picture.ok) return picture;
      const nth = input.pages.length === 1 ? '' : ` 第 ${String(at + 1)} 页`;
      const ending = picture.value.picture.type === 'png' ? 'png' : 'jpg';
      files.push(asHeld(core, blob, picture.value, `${titleOf(issued.value)} 签回件${nth}.${ending}`));
    }
    const known = input.code === null ? 'number' : 'code';
    return keepEvidence(core, viewer, work, input, digest.value, files, { way: 'sheet', known });
  });
}

/** The digest on the sheet itself, where its signature holds and it is this paper. */
function digestInCode(core: DeskCore, viewer: Viewer, { paper }: PaperOfCase, code: string): Result<string> {
  const genuine = verifyPaper(core, viewer, code);
  if (!genuine.ok) return genuine;
  const read = readQr(code);
  const seal = read.ok ? read.value.seal : null;
  const isThis = genuine.value.verdict !== 'forged' && genuine.value.case?.paper?.id === paper;
  return isThis && seal !== null ? ok(seal.digest) : refuse('signature.otherText');
}

const titleOf = ({ blocks }: IssuedToSign): string => nameOf(blocks).split(' ')[0] ?? '';

function keepEvidence(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  { stream, paper }: PaperOfCase,
  digest: string,
  files: readonly HeldFile[],
  how: JsonObject,
): Result<Record<string, never>> {
  const attached = attachHeld(core, viewer, work, stream, files);
  if (!attached.ok) return attached;
  const pages = attached.value.map((page) => ({ ...page }));
  const written = stepOn(core, viewer, work, stream, 'paperSigned', { paper, digest, pages, ...how });
  return written.ok ? ok({}) : written;
}
