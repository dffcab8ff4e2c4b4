/**
 * The ways out when no font has a character: its stored picture stands in its place, or the place is left blank, marked with the code
 * point, and written in by hand.
 */
import { type Block, type Inline, type IssuedBlocks, type LeafBlock, type Run, leavesOf } from './blocks.ts';
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
    : refuse('paper.glyphMissing', {
        codePoints: missing.map(codePointName).join(' '),
        places: placesOf(issued, missing).join('、'),
      });
}

const isIn = (value: unknown, missing: readonly string[]): boolean =>
  [...stringsOf(value)].some((text) => missing.some((character) => text.includes(character)));

/** The names of the fields that hold one of these, as the paper prints them: nothing of what they hold. */
function placesOf(issued: IssuedBlocks, missing: readonly string[]): string[] {
  const names = leavesOf(issued).flatMap((block) => {
    if (block.type === 'grid') return block.items.flatMap(({ label, value }) => (isIn(value, missing) ? [label] : []));
    if (block.type === 'table')
      return block.columns.flatMap(({ header }, column) =>
        isIn(
          block.rows.map((row) => row[column]),
          missing,
        )
          ? [header]
          : [],
      );
    return isIn(block, missing) ? ['正文'] : [];
  });
  return [...new Set(names)];
}

/** The picture of a character that no face has, a PNG in base64. */
export type PictureOf = (character: string) => string | undefined;

/** What stands where a character cannot: undefined leaves the character. */
type Stands = (character: string) => Run | undefined;

function runsOf(text: string, stands: Stands): Run[] {
  const runs: Run[] = [];
  let plain = '';
  for (const character of text) {
    const instead = isCovered(character) ? undefined : stands(character);
    if (instead === undefined) {
      plain += character;
      continue;
    }
    if (plain !== '') runs.push({ text: plain });
    plain = '';
    runs.push(instead);
  }
  return plain === '' ? runs : [...runs, { text: plain }];
}

function standIn(inline: Inline, stands: Stands): Inline {
  if (typeof inline === 'string') return uncovered(inline).some(stands) ? runsOf(inline, stands) : inline;
  return inline.flatMap((run) => ('text' in run ? runsOf(run.text, stands) : [run]));
}

function standInLeaf(block: LeafBlock, stands: Stands): LeafBlock {
  const blankInline = (inline: Inline): Inline => standIn(inline, stands);
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

const standInBlock = (block: Block, stands: Stands): Block =>
  block.type === 'beside'
    ? {
        ...block,
        blocks: [
          block.blocks[0].map((leaf) => standInLeaf(leaf, stands)),
          block.blocks[1].map((leaf) => standInLeaf(leaf, stands)),
        ],
      }
    : standInLeaf(block, stands);

/** The same paper with the stored picture of each character that no font has; one without a picture stays as it is. */
export function withPictures(issued: IssuedBlocks, pictureOf: PictureOf): IssuedBlocks {
  if (!missingGlyphs(issued).some((character) => pictureOf(character) !== undefined)) return issued;
  const stands: Stands = (character) => {
    const picture = pictureOf(character);
    return picture === undefined ? undefined : { blank: 1, hint: codePointName(character), picture };
  };
  return { ...issued, blocks: issued.blocks.map((block) => standInBlock(block, stands)) };
}

const blank: Stands = (character) => ({ blank: 2, hint: codePointName(character) });

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
  return { ...issued, blocks: [...issued.blocks.map((block) => standInBlock(block, blank)), { type: 'note', text }] };
}
