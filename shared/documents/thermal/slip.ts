/**
 * Issued blocks as a slip of 80 mm in receiptline's markup: pure, so that the bytes for a printer and the picture on the screen come
 * from the same lines. The roll is cut behind every copy, and where the paper itself says so.
 */
import type { IssuedBlocks } from '../blocks.ts';
import { copyLineText } from '../copies.ts';
import { blockLines } from './blocks-to-lines.ts';
import { columnsOfRoll } from './columns.ts';
import { type Line, type Spell, blankLines, linesOf, toMarkup } from './line.ts';

export interface Slip {
  readonly issued: IssuedBlocks;
  /** `补打 第 2 份 …`: the only words on a paper that are not in its blocks. */
  readonly copyMark?: string;
  /** Of a paper made in several copies the one to print, from 0; absent: all, one after the other. */
  readonly only?: number;
}

function copyOf({ issued, copyMark }: Slip, whose: string | undefined): Line[] {
  const scale = issued.isLarge ? 2 : 1;
  const look = { scale, columns: columnsOfRoll / scale } as const;
  return [
    ...(whose === undefined ? [] : linesOf(whose, { align: 'end' })),
    ...(copyMark === undefined
      ? []
      : [...linesOf(copyMark, { align: 'center', isStrong: true }), { rule: true } as const]),
    ...issued.blocks.flatMap((block) => blockLines(block, look)),
    ...blankLines(1),
    { cut: true },
  ];
}

/** Where one block ends with a rule and the next begins with one, one is enough. */
const withoutDoubleRules = (lines: readonly Line[]): Line[] =>
  lines.filter((line, index) => {
    const before = lines[index - 1];
    return !('rule' in line && before !== undefined && 'rule' in before);
  });

/** The lines of every copy asked for. */
export function slipLines(slip: Slip): Line[] {
  const { copies = [] } = slip.issued;
  if (copies.length === 0) return withoutDoubleRules(copyOf(slip, undefined));
  return copies.flatMap((_, index) =>
    slip.only === undefined || slip.only === index ? withoutDoubleRules(copyOf(slip, copyLineText(copies, index))) : [],
  );
}

/** `spell`: see `line.ts`; without it every character is written as it is. */
export const slipMarkup = (slip: Slip, spell: Spell = (character) => character): string =>
  toMarkup(slipLines(slip), spell);
