/** The way out when no font has a character: that one place is left blank, marked with its code point, and written in by hand. */
import type { Block, Inline, IssuedBlocks, LeafBlock, Run } from './blocks.ts';
import { isCovered, uncovered } from './coverage.ts';
import { codePointName } from '../kernel/code-points.ts';
import { type Result, ok, refuse } from '../kernel/result.ts';

/** Every string in it, the names of block types too: those are ASCII and always covered. */
function* stringsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) yield* stringsOf(inner);
}

/** The characters on a paper that no bundled font has. */
export const missingGlyphs = (issued: IssuedBlocks): string[] => uncovered([...stringsOf(issued)].join(''));

/** Refusal `paper.glyphMissing` with the code points, so that no paper leaves with boxes on it. */
export function checkGlyphs(issued: IssuedBlocks): Result<IssuedBlocks> {
  const missing = missingGlyphs(issued);
  return missing.length === 0
    ? ok(issued)
    : refuse('paper.glyphMissing', { codePoints: missing.map(codePointName).join(' ') });
}

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let plain = '';
  for (const character of text) {
    if (isCovered(character)) {
      plain += character;
      continue;
    }
    if (plain !== '') runs.push({ text: plain });
    plain = '';
    runs.push({ blank: 2, hint: codePointName(character) });
  }
  return plain === '' ? runs : [...runs, { text: plain }];
}

function blankInline(inline: Inline): Inline {
  if (typeof inline === 'string') return uncovered(inline).length === 0 ? inline : runsOf(inline);
  return inline.flatMap((run) => ('text' in run ? runsOf(run.text) : [run]));
}

function blankLeaf(block: LeafBlock): LeafBlock {
  switch (block.type) {
    case 'grid':
      return { ...block, items: block.items.map((item) => ({ ...item, value: blankInline(item.value) })) };
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(blankInline)) };
    case 'paragraph':
    case 'note':
      return { ...block, text: blankInline(block.text) };
    case 'checkList':
      return {
        ...block,
        items: block.items.map((item) => ({
          text: blankInline(item.text),
          ...(item.detail === undefined ? {} : { detail: blankInline(item.detail) }),
        })),
      };
    case 'highlight':
      return { ...block, ...(block.note === undefined ? {} : { note: blankInline(block.note) }) };
    case 'marker':
      return { ...block, ...(block.detail === undefined ? {} : { detail: blankInline(block.detail) }) };
    default:
      return block;
  }
}

const blankBlock = (block: Block): Block =>
  block.type === 'beside'
    ? { ...block, blocks: [block.blocks[0].map(blankLeaf), block.blocks[1].map(blankLeaf)] }
    : blankLeaf(block);

/**
 * The same paper with an underlined blank for every character no font has, and a line saying what to do. Issue THIS variant: what is
 * stored must be what the petitioner carries. `instruction` ends the paper, with `{codePoints}` filled in.
 */
export function handBlanksFor(
  issued: IssuedBlocks,
  instruction = '空白处按身份证上的字手写填入：{codePoints}',
): IssuedBlocks {
  const missing = missingGlyphs(issued);
  if (missing.length === 0) return issued;
  const text = instruction.replace('{codePoints}', missing.map(codePointName).join(' '));
  return { ...issued, blocks: [...issued.blocks.map(blankBlock), { type: 'note', text }] };
}
