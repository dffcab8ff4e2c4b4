/** Everything the hub says to its database keeps to what other servers understand too: as it is written, and as it really came there. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../hub/store/database.ts';
import { embeddedPostgres, type TestPostgres } from '../support/postgres.ts';
import { brokenBy, innocent, rules } from './portable/rules.ts';
import { playAll } from './portable/scenario.ts';
import { listen, loggingSettings } from './portable/sent.ts';
import { plain, writtenStatements } from './portable/written.ts';

/** Written, and never sent by what is played here: why. */
const unplayed: Readonly<Record<string, string>> = {};

/** The only file that puts statements together, from pieces of the tag. */
const piecesIn = 'hub/backup/tables.ts';

const sent = listen();
const written = writtenStatements();
let postgres: TestPostgres;
let statements: readonly string[];

beforeAll(async () => {
  postgres = await embeddedPostgres({
    log: sent.log,
    settings: { fsync: 'off', full_page_writes: 'off', deadlock_timeout: '50ms', ...loggingSettings },
  });
  const [place, second] = [await postgres.newPlace(), await postgres.newPlace()];
  const [database, secondDatabase] = [await postgres.open({ at: place }), await postgres.open({ at: second })];
  await playAll({ place, database, second, secondDatabase });
  await database.transact((t) => t.get(sql`SELECT 'the last one' AS mark`));
  while (!sent.statements().some((one) => one.includes('the last one')))
    await new Promise((done) => setTimeout(done, 20));
  statements = [...new Set(sent.statements().map(plain))];
  await database.close();
  await secondDatabase.close();
});
afterAll(() => postgres.stop());

describe('the rules', () => {
  test.each(rules.flatMap(({ name, planted }) => planted.map((statement) => [name, statement] as const)))(
    '%s: %s',
    (name, statement) => {
      expect(brokenBy(statement)).toContain(name);
    },
  );

  test('let pass what only looks like it', () => {
    for (const statement of innocent) expect(brokenBy(statement), statement).toEqual([]);
  });
});

test('no statement that is written breaks one', () => {
  expect(written.length).toBeGreaterThan(120);
  expect(written.flatMap(({ place, text }) => brokenBy(text).map((name) => `${place}: ${name}`))).toEqual([]);
});

test('no statement that came to the server breaks one', () => {
  expect(statements.length).toBeGreaterThan(100);
  expect(statements.flatMap((statement) => brokenBy(statement).map((name) => `${name}: ${statement}`))).toEqual([]);
});

test('everything that is written came to the server, or it is said why not', () => {
  const missing = written.filter(({ isStatement, isOf }) => isStatement && !statements.some((one) => isOf(one)));
  expect(missing.map(({ place, text }) => `${place} ${plain(text)}`).filter((one) => !(one in unplayed))).toEqual([]);
});

test('pieces of statements stand in one file only', () => {
  const pieces = written.filter(({ isStatement }) => !isStatement);
  expect([...new Set(pieces.map(({ file }) => file))]).toEqual([piecesIn]);
});
