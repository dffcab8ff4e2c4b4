/** A table somebody brought (名单, 上级的答复表): a workbook, or a CSV in UTF-8 or, as Excel saves it here, in GB 18030. */
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { cellsOfText } from '#shared/kinds/matter/people-list/text.ts';
import type { ReadSheet } from './jobs.ts';
import { readWorkbook } from './workbook.ts';
import { isZip } from './zip.ts';

/** Refusals: list.notAFile, and those of a workbook. At most `mostRows` of each sheet; `count` says how many there are. */
export async function readTable(bytes: Uint8Array, mostRows: number): Promise<Result<readonly ReadSheet[]>> {
  if (isZip(bytes)) {
    const sheets = await readWorkbook(bytes);
    if (!sheets.ok) return sheets.refusal.code === 'catalogue.notAFile' ? refuse('list.notAFile') : sheets;
    return ok(
      sheets.value.map(({ name, rows }) => ({
        ...{ name, count: rows.length },
        rows: rows.slice(0, mostRows).map((row) => row ?? []),
      })),
    );
  }
  const text = textOf(bytes);
  if (text === undefined) return refuse('list.notAFile');
  const rows = cellsOfText(text);
  return ok([{ name: '', count: rows.length, rows: rows.slice(0, mostRows) }]);
}

/** Undefined: bytes that are no text (an old .xls, a picture). */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.subarray(0, 8000).includes(0)) return undefined;
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  }
  return undefined;
}
