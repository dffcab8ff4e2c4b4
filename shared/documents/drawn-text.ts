/** What of a paper is drawn in bold: the files of a face go into the page by weight, and a paper needs few bold characters. */
import { type Inline, type IssuedBlocks, type LeafBlock, leavesOf } from './blocks.ts';

const inlineText = (inline: Inline): string =>
  typeof inline === 'string' ? inline : inline.map((run) => ('text' in run ? run.text : '')).join('');

/** Every string of a block; its type and other names too, which are ASCII and cost nothing. */
const everything = (block: LeafBlock): string => JSON.stringify(block);

/** Of a block that is not named here all of it, so that a new one is never drawn with a made-up bold. */
function boldOf(block: LeafBlock): string {
  switch (block.type) {
    case 'table':
      return block.columns.map(({ header }) => header).join('');
    case 'grid':
      return block.items.map(({ isStrong, value }) => (isStrong ? inlineText(value) : '')).join('');
    case 'paragraph':
      return block.look === 'strong' ? inlineText(block.text) : '';
    case 'checkList':
    case 'note':
    case 'readAloud':
    case 'signatureLine':
    case 'sealPlace':
    case 'qr':
    case 'barcode':
    case 'photo':
    case 'cut':
    case 'rule':
      return '';
    default:
      return everything(block);
  }
}

export const boldText = (issued: IssuedBlocks): string => leavesOf(issued).map(boldOf).join('');
