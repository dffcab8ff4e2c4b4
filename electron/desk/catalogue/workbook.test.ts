/** The workbook as bytes: what goes out comes back, and what is no catalogue is refused before it costs anything. */
import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '#shared/kernel/json.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { madeUpMatters } from '../../../tests/support/made-up-matters.ts';
import { seed } from '../../../tests/support/seed.ts';
import kinds from '#shared/words/zh-CN/kinds.json' with { type: 'json' };
import { exchangeWords } from '#shared/kinds/matter/exchange/sheets.ts';
import { sheetsOf } from '#shared/kinds/matter/exchange/write.ts';
import type { Plan, RowError, StoredMatter } from './jobs.ts';
import { doCatalogue } from './work.ts';
import { readWorkbook, writeWorkbook } from './workbook.ts';
import { lookIntoZip } from './zip.ts';

const quiet = (): void => undefined;
const rowOf = (matter: JsonObject): StoredMatter => ({
  ...{ stream: 's', key: textOf(matter['code']), label: textOf(matter['name']) },
  value: JSON.stringify({ ...matter, isActive: true, versionId: 'v' }),
});
const write = async (form: 'xlsx' | 'json', rows: readonly StoredMatter[]): Promise<Uint8Array> =>
  unwrap(await doCatalogue({ do: 'write', form, rows }, quiet)) as Uint8Array;
const read = async (bytes: Uint8Array, rows: readonly StoredMatter[] = []): Promise<Plan> =>
  unwrap(await doCatalogue({ do: 'read', bytes, rows }, quiet)) as Plan;

test('a catalogue that was exported and is imported changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(madeUpMatters(3), fc.constantFrom('xlsx' as const, 'json' as const), async (matters, form) => {
      const rows = matters.map(rowOf);
      const plan = await read(await write(form, rows), rows);
      expect(plan).toMatchObject({ planned: [], missing: [], errors: 0, wrong: 0, errorPages: [] });
      expect(plan.same).toHaveLength(matters.length);
    }),
    { seed: seed(), numRuns: 40 },
  );
});

const matter: JsonObject = {
  code: '0012',
  name: '=HYPERLINK("http://example","点我")',
  category: '示例',
  type: 'grant',
  version: '1',
};

test('a name that begins with = leaves as text, and a formula comes in as its result', async () => {
  const bytes = await write('xlsx', [rowOf(matter)]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(bytes) as never);
  const sheet = book.getWorksheet('事项') ?? expect.fail();
  expect([sheet.getCell('B2').type, sheet.getCell('B2').value]).toEqual([ExcelJS.ValueType.String, matter['name']]);
  expect(sheet.getCell('A2').numFmt).toBe('@');
  sheet.getCell('B2').value = { formula: '"高龄"&"补贴"', result: '高龄补贴' };
  const formula = await read(new Uint8Array(await book.xlsx.writeBuffer()));
  expect(formula).toMatchObject({ planned: [{ code: '0012', name: '高龄补贴', state: 'new' }], errors: 0 });
  sheet.getCell('B2').value = { error: '#REF!' };
  const broken = await read(new Uint8Array(await book.xlsx.writeBuffer()));
  expect(broken).toMatchObject({ planned: [], errors: 1, wrong: 1 });
  expect(broken.errorPages[0]).toContain('catalogue.cell');
});

test('lesson 35: a long code that Excel made a number of is refused, and says how to keep it', async () => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(await write('xlsx', [rowOf(matter)])) as never);
  (book.getWorksheet('事项') ?? expect.fail()).getCell('A2').value = 440981199001011234;
  const plan = await read(new Uint8Array(await book.xlsx.writeBuffer()));
  expect(plan).toMatchObject({ planned: [], errors: 1, wrong: 1 });
  const errors = unwrap(await doCatalogue({ do: 'errors', pages: plan.errorPages, language: 'zh-CN' }, quiet));
  const [list] = unwrap(await readWorkbook(errors as Uint8Array));
  expect(list?.rows[1]?.slice(0, 3)).toEqual(['事项', '2', '事项编码']);
  expect(list?.rows[1]?.[3]).toEqual(expect.stringContaining('文本'));
});

/** A zip of one entry, deflated. */
function zipOf(name: string, content: Buffer, { lie = content.length } = {}): Uint8Array {
  const packed = deflateRawSync(content);
  const head = (mark: number, local: boolean): Buffer => {
    const bytes = Buffer.alloc(local ? 30 : 46);
    bytes.writeUInt32LE(mark);
    const at = local ? 8 : 10;
    bytes.writeUInt16LE(8, at);
    bytes.writeUInt32LE(packed.length, at + 10);
    bytes.writeUInt32LE(lie, at + 14);
    bytes.writeUInt16LE(Buffer.byteLength(name), at + 18);
    return Buffer.concat([bytes, Buffer.from(name)]);
  };
  const local = Buffer.concat([head(0x04034b50, true), packed]);
  const directory = head(0x02014b50, false);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length, 16);
  return new Uint8Array(Buffer.concat([local, directory, end]));
}

test('a zip bomb is refused by what it unpacks to, whatever it says of itself', () => {
  const megabyte = 1024 * 1024;
  const bomb = zipOf('xl/workbook.xml', Buffer.alloc(8 * megabyte), { lie: 10 });
  expect(bomb.length).toBeLessThan(megabyte / 16);
  expect(lookIntoZip(bomb, 4 * megabyte)).toMatchObject({
    refusal: { code: 'catalogue.tooLarge', details: { limitMb: 4 } },
  });
  expect(lookIntoZip(bomb, 16 * megabyte)).toEqual({ ok: true, value: ['xl/workbook.xml'] });
});

test('what is no workbook is refused, each with its reason', async () => {
  const whole = await writeWorkbook([{ name: '事项', rows: [['事项编码']] }]);
  const refusalOf = async (bytes: Uint8Array) => {
    const found = await doCatalogue({ do: 'read', bytes, rows: [] }, quiet);
    return found.ok ? 'read' : found.refusal.code;
  };
  expect(await refusalOf(whole)).toBe('read');
  expect(await refusalOf(new Uint8Array())).toBe('catalogue.notAFile');
  expect(await refusalOf(new TextEncoder().encode('事项编码,事项名称'))).toBe('catalogue.notAFile');
  expect(await refusalOf(new TextEncoder().encode('{"about": "x"'))).toBe('catalogue.notJson');
  expect(await refusalOf(new Uint8Array([...Buffer.from('d0cf11e0a1b11ae1', 'hex'), 0, 0]))).toBe('catalogue.oldExcel');
  expect(await refusalOf(zipOf('word/document.xml', Buffer.from('<w/>')))).toBe('catalogue.notAFile');
  expect(await refusalOf(zipOf('xl/workbook.xml', Buffer.from('<workbook')))).toBe('catalogue.damaged');
  for (const part of [0.3, 0.6, 0.99])
    expect(await refusalOf(whole.subarray(0, Math.round(whole.length * part)))).toBe('catalogue.damaged');
});

test('50,000 rows, a tenth of them wrong: the good matters are planned, the errors stand by their rows, a page at a time', async () => {
  const matters = Array.from({ length: 1000 }, (_, at) => ({
    ...{ ...matter, code: `M${String(at)}`, name: `事项${String(at)}` },
    materials: Array.from({ length: 50 }, (_, line) => ({
      ...{ name: `材料${String(line)}`, form: 'copy', copies: 1, isNecessary: true },
    })),
  }));
  // Every line of each tenth matter has a number of copies that is none.
  const sheets = sheetsOf(matters, exchangeWords(kinds)).map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row, at) =>
      sheet.name === '材料' && at > 0 && Math.floor((at - 1) / 50) % 10 === 0 ? row.with(3, '一份') : row,
    ),
  }));
  const plan = await read(await writeWorkbook(sheets), matters.slice(0, 500).map(rowOf));
  expect({ ...plan, planned: plan.planned.length, same: plan.same.length, errorPages: plan.errorPages.length }).toEqual(
    {
      ...{ planned: 450, same: 450, errors: 5000, errorPages: 50, wrong: 100, missing: [] },
    },
  );
  const last = JSON.parse(plan.errorPages[49] ?? '[]') as RowError[];
  expect(last).toHaveLength(100);
  expect(last.at(-1)).toMatchObject({ sheet: '材料', row: 49_551, column: '份数' });
}, 180_000);
