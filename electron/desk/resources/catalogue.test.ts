import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonObject } from '#shared/kernel/json.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { matter, matterFactsSchema } from '#shared/kinds/matter/index.ts';
import { readCounterWords } from '../demo/counter-words.ts';

const resources = join(import.meta.dirname, '../../../resources');
const { matters } = JSON.parse(readFileSync(join(resources, 'catalogue/sample.json'), 'utf8')) as {
  matters: JsonObject[];
};
const published = matter.typesByRules.get(matter.rules)?.get('published')?.data;

test.each(matters.map((record) => [textOf(record['name']), record]))(
  '%s can be published as it stands',
  (_, record) => {
    expect(published?.safeParse({ set: record })).toMatchObject({ success: true });
  },
);

test('every matter is marked as an example and has a code of its own', () => {
  expect(matters.length).toBeGreaterThanOrEqual(12);
  expect(new Set(matters.map(({ code }) => code)).size).toBe(matters.length);
  for (const record of matters) expect(record['category']).toMatch(/^示例/);
});

test('what is promised is never longer than what the law allows', () => {
  for (const record of matters) {
    const { promised, statutory, basis } = matterFactsSchema.parse(record);
    if (promised && statutory) {
      expect(promised.unit).toBe(statutory.unit);
      expect(promised.amount).toBeLessThanOrEqual(statutory.amount);
    }
    // A limit that no law read here gives says where it has to come from.
    if (!statutory) expect(basis).toContain('以县级事项清单为准');
  }
});

test('the made-up counter handles every matter of the catalogue and no other', () => {
  const handled = readCounterWords(resources).matters.map(({ code }) => code);
  expect(handled.toSorted()).toEqual(matters.map(({ code }) => textOf(code)).toSorted());
});
