import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assertNumbered } from '../migrate.ts';
import { migrations } from './index.ts';

const files = readdirSync(import.meta.dirname);
const numbered = files.filter((file) => /^\d{4}-[a-z0-9-]+\.ts$/u.test(file));
const named = migrations.map(({ version, name }) => `${String(version).padStart(4, '0')}-${name}.ts`);

test('every migration is registered under its number and name, and none is forgotten', () => {
  assertNumbered(migrations);
  expect(named).toEqual(numbered.toSorted());
  expect(migrations.length).toBeGreaterThan(0);
});

test('every migration has a test of its own', () => {
  const untested = named.filter((file) => !files.includes(file.replace('.ts', '.test.ts')));
  expect(untested).toEqual([]);
});
