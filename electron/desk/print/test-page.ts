/** The test page of a printer: whether it prints Chinese, a rare character, sizes, a code that scans, and cuts. */
import type { PrinterDraft } from '#shared/contract/printers.ts';
import { blocksSchema, type IssuedBlocks, type PaperSize } from '#shared/documents/blocks.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { PrinterState } from './ways/way.ts';
import type { PrintOutcome, Runtime } from '../runtime.ts';
import { inTurn } from './in-turn.ts';
import { piecesFor } from './pieces.ts';
import { waysOf } from './printers.ts';
import { stateInSystem } from './ways/browser.ts';
import { wayTo } from './ways/way-to.ts';

/** Says nothing of any person. */
export const testPage = (title: string, printedAt: string): IssuedBlocks =>
  blocksSchema.parse({
    model: 1,
    orientation: 'portrait',
    blocks: [
      { type: 'title', text: '打印测试页' },
      { type: 'number', label: '打印机', value: title },
      { type: 'rule' },
      { type: 'paragraph', text: '常用字：便民服务中心 收件凭证 壹贰叁肆伍陆柒捌玖拾 ¥1234.50 ①②③' },
      { type: 'paragraph', text: '生僻字：𬭎 㛃 𠮷 䶮 𰻝（和旁边的字一样清楚，才能打人名）' },
      { type: 'highlight', label: '大字', value: '看得清楚吗' },
      { type: 'qr', content: 'TONGBAN-TEST', caption: '用扫码枪扫一下：TONGBAN-TEST' },
      { type: 'barcode', content: 'TONGBAN-TEST' },
      { type: 'rule' },
      { type: 'note', text: `四边齐全、没有缺行，下面裁断了，就是好的。${printedAt}` },
    ],
  });

export interface Tested {
  readonly fate: PrintOutcome['state'];
  readonly reason: string | null;
  readonly state: PrinterState;
}

const never = new AbortController().signal;

/** How a printer says it is; one of the system does not say. */
export function stateOf(runtime: Runtime, printer: PrinterDraft): Promise<PrinterState> {
  const { way } = printer;
  if (way.by === 'browser') return stateInSystem(way.name, waysOf(runtime), never);
  return wayTo(printer, '80mm', waysOf(runtime))?.state(never) ?? Promise.resolve('unknown');
}

/** Prints the page and asks it how it is afterwards. Refusals: those of `piecesFor`. */
export async function testPrinter(
  runtime: Runtime,
  printer: PrinterDraft,
  size: PaperSize,
  printedAt: string,
): Promise<Result<Tested>> {
  const target = { of: 'desk', printer: { ...printer, id: '' } } as const;
  const pieces = await piecesFor(runtime, target, { issued: testPage(printer.title, printedAt), size });
  if (!pieces.ok) return pieces;
  const [send] = pieces.value;
  const outcome: PrintOutcome = (await inTurn(runtime, JSON.stringify(printer.way), async () => send?.(never))) ?? {
    state: 'failed',
    reason: 'rejected',
  };
  const state = await stateOf(runtime, printer);
  return ok({ fate: outcome.state, reason: outcome.state === 'printed' ? null : (outcome.reason ?? null), state });
}
