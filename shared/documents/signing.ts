/**
 * Who signs a paper, read from its blocks: what was issued says it for ever, whatever the form becomes later. Signatures are never put into the
 * blocks; they are evidence beside them, bound to the digest that the paper's own code bears.
 */
import { leavesOf, type BlockOf, type IssuedBlocks, type signers } from './blocks.ts';
import { readQr } from './qr-code.ts';

export type Signer = (typeof signers)[number];

export interface PlaceToSign {
  /** Among all places of the paper that name who signs there, in reading order, from 0. */
  readonly at: number;
  readonly label: string;
  readonly signer: Signer;
}

/** What is asked of a paper until its signatures are here. */
export interface Signing {
  /** As the paper's code bears it (`digestOf`). */
  readonly digest: string;
  readonly places: readonly PlaceToSign[];
  /** 电子签名法 art. 3, or the form itself: by hand on paper, and no pad. */
  readonly isHandOnly?: true;
}

type Field = BlockOf<'signatureLine'>['fields'][number];

/** Places to sign that name who signs there, in reading order: their place in this list is what evidence names. */
export const namedFields = (issued: IssuedBlocks): readonly (Field & { readonly signer: Signer })[] =>
  leavesOf(issued)
    .flatMap((block) => (block.type === 'signatureLine' ? block.fields : []))
    .filter((field): field is Field & { readonly signer: Signer } => field.signer !== undefined);

/**
 * The people who take a paper along or must have understood it. Who works here signs what they hand out anyway, and a witness signs only where
 * somebody cannot or will not: nobody waits for either.
 */
const awaited: readonly Signer[] = ['petitioner', 'agent', 'guardian', 'receiver'];
export const isAwaitedSigner = (signer: Signer): boolean => awaited.includes(signer);

/** Undefined where nobody from outside signs it, or where it has no signed code by which it could be known again. */
export function signingOf(issued: IssuedBlocks): Signing | undefined {
  const fields = namedFields(issued);
  const places = fields.map(({ label, signer }, at) => ({ at, label, signer }));
  if (!places.some(({ signer }) => isAwaitedSigner(signer))) return undefined;
  const digest = sealedDigest(issued);
  if (digest === undefined) return undefined;
  return { digest, places, ...(fields.some(({ isHandOnly }) => isHandOnly === true) ? { isHandOnly: true } : {}) };
}

function sealedDigest(issued: IssuedBlocks): string | undefined {
  for (const block of leavesOf(issued)) {
    const read = block.type === 'qr' ? readQr(block.content) : undefined;
    if (read?.ok && read.value.seal !== null) return read.value.seal.digest;
  }
  return undefined;
}

/** Every place to sign demands a hand on paper from now on. For a paper that is being issued: what was issued is never changed. */
export function byHandOnly(issued: IssuedBlocks): IssuedBlocks {
  const marked = <B extends IssuedBlocks['blocks'][number]>(block: B): B =>
    block.type === 'signatureLine'
      ? { ...block, fields: block.fields.map((field) => ({ ...field, isHandOnly: true as const })) }
      : block;
  return {
    ...issued,
    blocks: issued.blocks.map((block) =>
      block.type === 'beside'
        ? { ...block, blocks: [block.blocks[0].map(marked), block.blocks[1].map(marked)] }
        : marked(block),
    ),
  };
}
