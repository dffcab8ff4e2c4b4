import { describe, expect, test } from 'vitest';
import { openTestStore, type LoggedCall } from '../../../tests/support/store.ts';
import { all, get, iterate, run, sql, transact, type Transaction } from './handles.ts';

const insert = (word: string) => sql`INSERT INTO thing (word) VALUES (${word})`;
const words = sql<{ word: string }>`SELECT word FROM thing ORDER BY id`;

describe('a transaction', () => {
  test('writes all or nothing, and readers see it only when it ended', async () => {
    const { write, read } = await openTestStore();
    transact(write, (transaction) => {
      expect(run(transaction, insert('one')).changes).toBe(1);
      expect(all(transaction, words)).toEqual([{ word: 'one' }]);
      expect(all(read, words)).toEqual([]);
    });
    expect(all(read, words)).toEqual([{ word: 'one' }]);
    expect(() =>
      transact(write, (transaction) => {
        run(transaction, insert('two'));
        throw new Error('changed my mind');
      }),
    ).toThrow('changed my mind');
    expect(all(read, words)).toEqual([{ word: 'one' }]);
  });

  test('inside a transaction is a bug, and the outer one is rolled back', async () => {
    const { write, read } = await openTestStore();
    const nested = () =>
      transact(write, (transaction) => {
        run(transaction, insert('outer'));
        transact(write, () => undefined);
      });
    expect(nested).toThrow('a transaction inside a transaction');
    expect(all(read, words)).toEqual([]);
    transact(write, (transaction) => run(transaction, insert('after')));
    expect(all(read, words)).toEqual([{ word: 'after' }]);
  });

  test('that escaped its function is refused', async () => {
    const { write } = await openTestStore();
    const kept = transact(write, (transaction): { transaction: Transaction } => ({ transaction }));
    expect(() => run(kept.transaction, insert('late'))).toThrow('this transaction has ended');
  });

  test('whose function answers a Promise after all is rolled back', async () => {
    const { write, read } = await openTestStore();
    const hidden = (transaction: Transaction): unknown => {
      run(transaction, insert('half'));
      return Promise.resolve();
    };
    expect(() => transact(write, hidden)).toThrow('cannot wait for a Promise');
    expect(all(read, words)).toEqual([]);
  });

  test('ended from inside is found', async () => {
    const { write } = await openTestStore();
    expect(() => transact(write, (transaction) => run(transaction, sql`COMMIT`))).toThrow('ended from inside');
  });

  test('that breaks a rule of the tables throws the error of SQLite, not a refusal', async () => {
    const { write, failure } = await openTestStore();
    const orphan = () =>
      transact(write, (transaction) => run(transaction, sql`INSERT INTO part (thing) VALUES (${7})`));
    expect(orphan).toThrow('FOREIGN KEY constraint failed');
    expect(failure()).toBeUndefined();
  });
});

describe('a statement', () => {
  test('gives its values back as they were, blobs included', async () => {
    const { write, read } = await openTestStore();
    const word = "Robert'); DROP TABLE thing;-- 𠮷";
    const bytes = new Uint8Array([0, 1, 255]);
    transact(write, (transaction) => run(transaction, sql`INSERT INTO thing (word, bytes) VALUES (${word}, ${bytes})`));
    const row = get(read, sql<{ word: string; bytes: Uint8Array }>`SELECT word, bytes FROM thing`);
    expect(row?.word).toBe(word);
    expect([...(row?.bytes ?? [])]).toEqual([0, 1, 255]);
    expect(get(read, sql`SELECT 1 FROM thing WHERE id = ${99}`)).toBeUndefined();
  });

  test('that writes through a read handle is a bug', async () => {
    const { read } = await openTestStore();
    expect(() => all(read, sql`INSERT INTO thing (word) VALUES ('x') RETURNING id`)).toThrow('bug: a read handle');
  });

  test('is walked row by row, twice at once, and may be left half way', async () => {
    const { write, read } = await openTestStore();
    transact(write, (transaction) => ['a', 'b', 'c'].map((word) => run(transaction, insert(word))));
    const pairs: string[] = [];
    for (const outer of iterate(read, words))
      for (const inner of iterate(read, words)) pairs.push(outer.word + inner.word);
    expect(pairs).toEqual(['aa', 'ab', 'ac', 'ba', 'bb', 'bc', 'ca', 'cb', 'cc']);
    const walk = iterate(read, words);
    expect(walk.next().value).toEqual({ word: 'a' });
    walk.return();
    expect(all(read, words)).toHaveLength(3);
  });

  test('slower than 40 ms is logged with its SQL and name, never its values', async () => {
    const logged: LoggedCall[] = [];
    let now = 0;
    let step = 0;
    const log = { warn: (fields: LoggedCall['fields'], message: string) => void logged.push({ fields, message }) };
    const { write, read } = await openTestStore(undefined, { log, elapsed: () => (now += step) });
    step = 20;
    all(read, sql`SELECT word FROM thing WHERE word = ${'赵某某'}`);
    expect(logged).toEqual([]);
    step = 41;
    all(read, sql`SELECT word FROM thing WHERE word = ${'赵某某'}`);
    expect(logged).toEqual([
      {
        fields: { call: 'select thing', sql: 'SELECT word FROM thing WHERE word = ?', milliseconds: 41 },
        message: 'slow SQL',
      },
    ]);
    logged.length = 0;
    transact(write, (transaction) => run(transaction, insert('赵某某')));
    expect(logged.map(({ fields }) => fields.call)).toEqual(['insert thing', 'begin']);
    expect(JSON.stringify(logged)).not.toContain('赵');
  });
});
