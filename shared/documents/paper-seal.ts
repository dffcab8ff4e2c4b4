/**
 * The signature under a paper. A desk signs with the key of its writer, whose public half every desk of the township has in the
 * registry of writers: so any of them can tell, without a line, that this QR was made by a desk of the township for a paper of this
 * number, form and day, saying exactly what the issued blocks said (`digest`). What it cannot tell without the blocks is what they said.
 */
import { base32Decode, base32Encode } from '../kernel/base32.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Sm3 } from '../kernel/ports.ts';
import { canonical } from '../journal/entry.ts';
import type { IssuedBlocks, LeafBlock } from './blocks.ts';
import { qrSignedText, readQr, writeQr, type QrContent, type QrFields, type QrSeal } from './qr-code.ts';

/** The key of a writer, where it lies. */
export interface PaperSigner {
  readonly sm3: Sm3;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 64 bytes of Ed25519. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The key signs calls to the hub, too: what begins like this is a paper and nothing else. */
const messageOf = (signedText: string): Uint8Array => utf8(`tongban paper 2\n${signedText}`);

/** How a paper names the key it was signed with. */
export const keyMark = (sm3: Sm3, publicKey: Uint8Array): string => base32Encode(sm3(publicKey).subarray(0, 5));

const withCodes = (issued: IssuedBlocks, content: (text: string) => string): IssuedBlocks => {
  const leaf = (block: LeafBlock): LeafBlock =>
    block.type === 'qr' && readQr(block.content).ok ? { ...block, content: content(block.content) } : block;
  return {
    ...issued,
    blocks: issued.blocks.map((block) =>
      block.type === 'beside'
        ? { ...block, blocks: [block.blocks[0].map(leaf), block.blocks[1].map(leaf)] }
        : leaf(block),
    ),
  };
};

/** Of all a paper says, its own code left out: the code says this. */
export function digestOf(sm3: Sm3, issued: IssuedBlocks): string {
  const said = withCodes(issued, () => '') as unknown as JsonObject;
  return base32Encode(sm3(utf8(canonical(said))).subarray(0, 16));
}

const filler = (bytes: number): string => base32Encode(new Uint8Array(bytes).fill(0xb6));
const nothing: QrSeal = { digest: filler(16), key: filler(5), signature: filler(64) };

/** Stands in the blocks, as large as the code will be, until what they say is known and can be signed. */
export const unsealedQr = (fields: QrFields, address?: string): string => writeQr(fields, nothing, address);

/** The paper with its signed code in place of the one that stood in for it. */
export function sealPaper(signer: PaperSigner, fields: QrFields, issued: IssuedBlocks, address?: string): IssuedBlocks {
  const seal = { digest: digestOf(signer.sm3, issued), key: keyMark(signer.sm3, signer.publicKey) };
  const signature = base32Encode(signer.sign(messageOf(qrSignedText(fields, seal))));
  const [standIn, content] = [unsealedQr(fields, address), writeQr(fields, { ...seal, signature }, address)];
  return withCodes(issued, (text) => (text === standIn ? content : text));
}

export interface KnownKey {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

export type Signed<Key extends KnownKey> =
  /** Of the time before signatures: neither proved nor disproved. */
  | { readonly is: 'unsigned' }
  /** No desk that is known here has this key: another township's, a desk that was never heard of, or made up. */
  | { readonly is: 'unknownSigner' }
  | { readonly is: 'forged' }
  | { readonly is: 'signed'; readonly by: Key };

type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** Who signed a code, among the keys that are known here. */
export function judgeSeal<Key extends KnownKey>(
  { sm3, verify }: { readonly sm3: Sm3; readonly verify: Verify },
  keys: readonly Key[],
  content: QrContent,
): Signed<Key> {
  const { seal } = content;
  if (seal === null) return { is: 'unsigned' };
  const named = keys.filter(({ publicKey }) => keyMark(sm3, publicKey) === seal.key);
  if (named.length === 0) return { is: 'unknownSigner' };
  const signature = base32Decode(seal.signature) ?? new Uint8Array();
  const message = messageOf(qrSignedText(content, seal));
  const by = named.find(({ publicKey }) => verify(publicKey, message, signature));
  return by === undefined ? { is: 'forged' } : { is: 'signed', by };
}
