/**
 * A signed paper (手写板, 待回收): evidence bound to the digest of exactly what was issued. One place is signed once; a sheet that came back signs
 * all of it. The issued blocks stay as they are: a signed copy is drawn from them and from this.
 */
import { z } from 'zod';
import { isAwaitedSigner } from '../../documents/signing.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import type { EntryType, ReadEntry } from './entry-type.ts';
import { changePaper } from './papers.ts';
import type { PaperState, Signature, StreamState } from './state.ts';

/** An attachment, by its id and the SM3 of its plain content: a picture that is exchanged later shows. */
const fileSchema = z.strictObject({ file: z.uuid(), hash: z.string().regex(/^[0-9a-f]{64}$/) });
const about = { paper: z.uuid(), digest: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/) };

export const signedSchema = z.discriminatedUnion('way', [
  z.strictObject({
    ...about,
    way: z.literal('pad'),
    pages: z.array(fileSchema).length(1),
    place: z.int().min(0).max(100),
    name: z.string().trim().min(1).max(100),
    /** 已宣读: it was read out to whoever signed. */
    isReadAloud: z.literal(true).exactOptional(),
  }),
  z.strictObject({
    ...about,
    way: z.literal('sheet'),
    pages: z.array(fileSchema).min(1).max(60),
    /** Whose sheet it is: its own code said it, or a person who typed its number. */
    known: z.enum(['code', 'number']),
  }),
]);
export type SignedPaper = z.infer<typeof signedSchema>;

export const signatureTypes: Readonly<Record<string, EntryType>> = {
  paperSigned: {
    v: 1,
    writtenBy: 'program',
    undo: 'reversible',
    data: signedSchema,
    permission: 'case.handle',
    guard: (state, { data }) => mayBeSigned(state, data),
    refuseStale: (state, data) => (isSignedAlready(state, data) ? { code: 'signature.already' } : null),
    fold: foldSigned,
  },
};

const paperIn = ({ papers }: StreamState, data: JsonObject): PaperState | undefined =>
  papers.find(({ id }) => id === data['paper']);

function mayBeSigned(state: StreamState, data: JsonObject | null): RefusalCode | null {
  if (data === null) return state.papers.some(isAwaited) ? null : 'signature.notWanted';
  const paper = paperIn(state, data);
  if (paper === undefined) return 'paper.unknown';
  if (paper.status !== 'valid') return 'signature.notValid';
  if (paper.signing === undefined) return 'signature.notWanted';
  const said = data as unknown as SignedPaper;
  if (said.digest !== paper.signing.digest) return 'signature.otherText';
  if (said.way === 'pad') {
    if (paper.signing.isHandOnly === true) return 'signature.byHand';
    if (!paper.signing.places.some(({ at }) => at === said.place)) return 'signature.noPlace';
  }
  return said.pages.every(({ file, hash }) => isHere(state, file, hash)) ? null : 'attachment.unknown';
}

const isHere = ({ attachments }: StreamState, file: string, hash: string): boolean =>
  attachments.some((one) => one.id === file && one.hash === hash && one.isMoved !== true);

/** Two desks may have taken the same sheet in apart from each other: that is no doubt, and the first holds. */
function isSignedAlready(state: StreamState, data: JsonObject): boolean {
  const paper = paperIn(state, data);
  if (paper === undefined) return false;
  const said = data as unknown as SignedPaper;
  return said.way === 'pad' ? isPlaceSigned(paper, said.place) : !isAwaited(paper);
}

const hasSheet = ({ signatures = [] }: PaperState): boolean => signatures.some(({ way }) => way === 'sheet');

export const isPlaceSigned = (paper: PaperState, at: number): boolean =>
  hasSheet(paper) || (paper.signatures ?? []).some(({ place }) => place === at);

/** 待回收: somebody from outside has still to sign it, and it holds. */
export const isAwaited = (paper: PaperState): boolean =>
  paper.status === 'valid' &&
  (paper.signing?.places ?? []).some(({ at, signer }) => isAwaitedSigner(signer) && !isPlaceSigned(paper, at));

function foldSigned(state: StreamState, entry: ReadEntry): StreamState {
  if (isSignedAlready(state, entry.data)) return state;
  const said = entry.data as unknown as SignedPaper;
  const signature: Signature = {
    ...{ entry: entry.id, act: entry.act, way: said.way, on: entry.on, by: entry.by },
    files: said.pages.map(({ file }) => file),
    ...(said.way === 'pad'
      ? { place: said.place, name: said.name, ...(said.isReadAloud ? { isReadAloud: true as const } : {}) }
      : {}),
  };
  return changePaper(state, said.paper, ({ signatures = [] }) => ({ signatures: [...signatures, signature] }));
}

/** The paper without what no longer shows anything: taken back, or laid into another case. */
export function unsigned(paper: PaperState, isGone: (signature: Signature) => boolean): PaperState {
  const { signatures = [], ...rest } = paper;
  if (!signatures.some(isGone)) return paper;
  const left = signatures.filter((one) => !isGone(one));
  return left.length === 0 ? rest : { ...rest, signatures: left };
}
