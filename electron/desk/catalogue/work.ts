/** Reading, comparing and writing a catalogue: pure but for the bytes. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, type Refusal, type Result } from '#shared/kernel/result.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { compareMatter } from '#shared/kinds/matter/exchange/compare.ts';
import { jsonOf, readJson } from '#shared/kinds/matter/exchange/json.ts';
import { readSheets, type Reading, type RowError } from '#shared/kinds/matter/exchange/read.ts';
import { exchangeWords } from '#shared/kinds/matter/exchange/sheets.ts';
import { sheetsOf } from '#shared/kinds/matter/exchange/write.ts';
import english from '#shared/words/en/refusals.json' with { type: 'json' };
import kinds from '#shared/words/zh-CN/kinds.json' with { type: 'json' };
import chinese from '#shared/words/zh-CN/refusals.json' with { type: 'json' };
import { errorsAPage } from './jobs.ts';
import type {
  CatalogueJob,
  CatalogueProgress,
  ErrorLanguage,
  FilledRoster,
  Plan,
  PlannedMatter,
  ReadSheet,
  StoredMatter,
} from './jobs.ts';
import { readTable } from './read-table.ts';
import { fillRoster } from './roster.ts';
import { readWorkbook, writeWorkbook } from './workbook.ts';
import { isZip } from './zip.ts';

type Tell = (progress: CatalogueProgress) => void;

const words = exchangeWords(kinds);
const sentences: Readonly<Record<ErrorLanguage, Readonly<Record<string, string>>>> = { 'zh-CN': chinese, en: english };

export async function doCatalogue(
  job: CatalogueJob,
  tell: Tell,
): Promise<Result<Plan | Uint8Array | FilledRoster | readonly ReadSheet[]>> {
  switch (job.do) {
    case 'read': {
      const reading = await readFile(job.bytes, tell);
      return reading.ok ? ok(planOf(reading.value, job.rows)) : reading;
    }
    case 'write': {
      const matters = job.rows.map(({ value }) => JSON.parse(value) as JsonObject);
      if (job.form === 'xlsx') return ok(await writeWorkbook(sheetsOf(matters, words)));
      return ok(new TextEncoder().encode(jsonOf('服务事项库', matters)));
    }
    case 'sheets':
      return ok(await writeWorkbook(job.sheets));
    case 'errors':
      return ok(
        await writeErrors(
          job.pages.flatMap((page) => JSON.parse(page) as RowError[]),
          job.language,
        ),
      );
    case 'cells':
      return readTable(job.bytes, job.mostRows);
    case 'sheet':
      return ok(await writeWorkbook([job.sheet]));
    case 'roster':
      return fillRoster(job.roster);
  }
}

/** By what it is, not by its name. */
async function readFile(bytes: Uint8Array, tell: Tell): Promise<Result<Reading>> {
  const isText = /^(\xef\xbb\xbf)?\s*[{[]/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
  if (isText && !isZip(bytes)) return readJson(new TextDecoder().decode(bytes), words);
  const sheets = await readWorkbook(bytes);
  if (!sheets.ok) return sheets;
  return ok(
    readSheets(sheets.value, words, (done, of) => {
      tell({ done, of });
    }),
  );
}

function planOf({ matters, errors, codes, wrong }: Reading, rows: readonly StoredMatter[]): Plan {
  const rowsByCode = new Map(rows.map((row) => [row.key, row]));
  const named = new Set(codes);
  const planned: PlannedMatter[] = [];
  const same: Plan['same'][number][] = [];
  for (const read of matters) {
    const row = rowsByCode.get(read.code);
    const { state } = compareMatter(row && (JSON.parse(row.value) as JsonObject), read);
    const one = { code: read.code, name: textOf(read.set['name']) || (row?.label ?? '') };
    if (state === 'same') same.push(one);
    else planned.push({ ...one, state, row: row ?? null, read: JSON.stringify(read) });
  }
  // One that the file names with a mistake is not missing from it.
  const missing = rows.filter(({ key, value }) => !named.has(key) && isActive(value));
  return {
    planned,
    same,
    missing: missing.map(({ key, label, stream }) => ({ code: key, name: label, stream })),
    errors: errors.length,
    errorPages: pagesOf(errors),
    wrong,
  };
}

const isActive = (value: string): boolean => (JSON.parse(value) as JsonObject)['isActive'] === true;

const pagesOf = (errors: readonly RowError[]): string[] =>
  Array.from({ length: Math.ceil(errors.length / errorsAPage) }, (_, page) =>
    JSON.stringify(errors.slice(page * errorsAPage, (page + 1) * errorsAPage)),
  );

const errorHeads: Readonly<Record<ErrorLanguage, readonly string[]>> = {
  'zh-CN': ['工作表', '行', '列', '问题'],
  en: ['Sheet', 'Row', 'Column', 'What is wrong'],
};

const sentenceOf = ({ code, details }: Refusal, language: ErrorLanguage): string =>
  (sentences[language][code] ?? code).replace(/\{\{(\w+)\}\}/g, (blank, name: string) =>
    String(details?.[name] ?? blank),
  );

const writeErrors = (errors: readonly RowError[], language: ErrorLanguage): Promise<Uint8Array> =>
  writeWorkbook([
    {
      name: language === 'en' ? 'Errors' : '导入问题',
      rows: [
        errorHeads[language],
        ...errors.map(({ sheet, row, column, refusal }) => [sheet, String(row), column, sentenceOf(refusal, language)]),
      ],
    },
  ]);
