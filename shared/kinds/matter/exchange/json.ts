/** The catalogue as JSON, in the shape of `resources/catalogue`: `{about, matters: [{code, name, …}]}`. */
import { z } from 'zod';
import { isWellFormed, type JsonObject } from '../../../kernel/json.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { wrongIn } from './check.ts';
import type { Reading, ReadMatter, RowError } from './read.ts';
import { fieldSpecs, type ExchangeWords } from './sheets.ts';

const fileSchema = z.strictObject({
  about: z.string().max(2000).optional(),
  matters: z.array(z.record(z.string(), z.json())).max(100_000),
});

/** Only what the kind declares: states and ids are the registry's own. */
export const plainMatter = (row: JsonObject): JsonObject =>
  Object.fromEntries(Object.keys(fieldSpecs).flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])));

export const jsonOf = (about: string, matters: readonly JsonObject[]): string =>
  `${JSON.stringify({ about, matters: matters.map(plainMatter) }, null, 2)}\n`;

/** Rows are counted from 1: the n-th matter of the list. Refusal: catalogue.notJson. */
export function readJson(text: string, words: ExchangeWords): Result<Reading> {
  const parsed = fileSchema.safeParse(parse(text));
  if (!parsed.success || !isWellFormed(parsed.data)) return refuse('catalogue.notJson');
  const errors: RowError[] = [];
  const matters: ReadMatter[] = [];
  const { matters: list } = parsed.data;
  const times = new Map<unknown, number>();
  for (const { code } of list) times.set(code, (times.get(code) ?? 0) + 1);
  list.forEach((set, index) => {
    const row = index + 1;
    const code = typeof set['code'] === 'string' ? set['code'] : '';
    const found = wrongIn(set).map(({ field, path, refusal }): RowError => {
      const place = path.map(String).join('.');
      return { sheet: '', row, column: place === '' ? words.field(field) : `${words.field(field)} ${place}`, refusal };
    });
    if (code !== '' && (times.get(code) ?? 0) > 1)
      found.push({
        sheet: '',
        row,
        column: words.field('code'),
        refusal: { code: 'catalogue.twice', details: { code } },
      });
    errors.push(...found);
    if (found.length === 0) matters.push({ code, row, given: Object.keys(set), set });
  });
  const codes = [...times.keys()].filter((code) => typeof code === 'string');
  return ok({ matters, errors, codes, wrong: list.length - matters.length });
}

/** A byte order mark is what Windows puts before a text; anything that is not JSON is undefined. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
