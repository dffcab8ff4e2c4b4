/**
 * A receipt of 80 mm from the blocks as they are stored to the bytes the printer is sent: read from JSON, checked, drawn. The first
 * of a program reads the packages and the code page; the first with a rare name or all in dots unpacks the faces as well.
 */
import { join } from 'node:path';
import { openFontFaces, type FontFaces } from '#desk/print/render/font-faces.ts';
import { thermalBytes, type ThermalWay } from '#desk/print/thermal/index.ts';
import { blocksSchema } from '#shared/documents/blocks.ts';
import { receipt } from '#shared/documents/receipt.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { root } from './support/bench-desk.ts';
import { figuresOf, milliseconds, table, type Figures, type Report } from './support/figures.ts';

const warmUp = 50;
const measured = 500;

interface Slip {
  readonly name: string;
  readonly petitioner: string;
  readonly mode: ThermalWay['mode'];
}

const slips: readonly Slip[] = [
  { name: 'text', petitioner: '欧阳文秀', mode: 'text' },
  { name: 'text, a rare name drawn', petitioner: '陈䶮𬭎', mode: 'text' },
  { name: 'all drawn', petitioner: '欧阳文秀', mode: 'raster' },
];

export interface SlipFigures {
  readonly name: string;
  readonly first: number;
  readonly later: Figures;
  readonly bytes: number;
}

async function measureSlip(fonts: FontFaces, { name, petitioner, mode }: Slip): Promise<SlipFigures> {
  const facts = { ...receipt.samples['plain'], petitioner: { name: petitioner } };
  const stored = JSON.stringify(unwrap(receipt.issue(facts as never)));
  let bytes = 0;
  const print = async (): Promise<number> => {
    const started = performance.now();
    const printed = await thermalBytes(fonts, blocksSchema.parse(JSON.parse(stored)), { mode, cut: true });
    bytes = unwrap(printed).length;
    return performance.now() - started;
  };
  const first = await print();
  for (let turn = 0; turn < warmUp; turn += 1) await print();
  const times: number[] = [];
  for (let turn = 0; turn < measured; turn += 1) times.push(await print());
  return { name, first, later: figuresOf(times), bytes };
}

export async function measureSlips(): Promise<SlipFigures[]> {
  const fonts = openFontFaces({
    rare: join(root, 'resources/fonts'),
    common: join(root, 'node_modules/@fontsource'),
  });
  const figures: SlipFigures[] = [];
  for (const slip of slips) figures.push(await measureSlip(fonts, slip));
  return figures;
}

export const reportSlips = (figures: readonly SlipFigures[]): Report => ({
  title: 'A slip of 80 mm: from the stored blocks to ESC/POS bytes',
  text: table(
    ['receipt', 'first', 'median', 'p95', 'p99', 'bytes'],
    figures.map(({ name, first, later, bytes }) => [
      name,
      milliseconds(first),
      milliseconds(later.median),
      milliseconds(later.p95),
      milliseconds(later.p99),
      bytes.toLocaleString('en'),
    ]),
  ),
});
