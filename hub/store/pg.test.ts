import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { embeddedPostgres, keptLog, type TestPostgres } from '../../tests/support/postgres.ts';
import { DatabaseGone, sql, type Transaction } from './database.ts';
import type { DatabasePlace, HubDatabase } from './pg.ts';

let postgres: TestPostgres;
let place: DatabasePlace;
let database: HubDatabase;
const log = keptLog();
const statements: string[] = [];
/** Run just before a statement is sent. */
let before: (text: string) => void = () => undefined;

beforeAll(async () => {
  postgres = await embeddedPostgres();
  place = await postgres.newPlace();
  database = await postgres.open({
    at: place,
    log,
    max: 4,
    onStatement: (text) => {
      statements.push(text);
      before(text);
    },
  });
  await database.transact((t) => t.run(sql`CREATE TABLE counter (id text PRIMARY KEY, n bigint NOT NULL)`));
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});
beforeEach(async () => {
  before = () => undefined;
  await database.transact(async (t) => {
    await t.run(sql`DELETE FROM counter`);
    await t.run(sql`INSERT INTO counter VALUES ('a', 0), ('b', 0)`);
  });
  statements.length = 0;
});

const add = (t: Transaction, id: string) => t.run(sql`UPDATE counter SET n = n + 1 WHERE id = ${id}`);
const count = async (id: string) =>
  (await database.transact((t) => t.get(sql<{ n: number }>`SELECT n FROM counter WHERE id = ${id}`)))?.n;
const codeOfGone = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof DatabaseGone ? error.code : `not gone: ${String(error)}`),
  );
const backend = async (t: Transaction): Promise<number> =>
  (await t.get(sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`))?.pid ?? 0;

/** Recovery takes a moment; until then every try is `DatabaseGone`. */
async function whenBack<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DatabaseGone)) throw error;
      await new Promise((done) => setTimeout(done, 30));
    }
  }
}

describe('values', () => {
  test('come back as they went in', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    const row = await database.transact((t) =>
      t.get(sql`SELECT ${'𠮷䶮 “引号” \\ \' " \n'}::text AS text, ${null}::text AS nothing, ${true}::boolean AS yes,
        ${9007199254740991}::bigint AS big, ${-7}::integer AS small, ${0.5}::float8 AS half, ${bytes}::bytea AS bytes,
        ${'2026-02-28'}::date AS day`),
    );
    expect(row).toEqual({
      text: '𠮷䶮 “引号” \\ \' " \n',
      nothing: null,
      yes: true,
      big: 9007199254740991,
      small: -7,
      half: 0.5,
      bytes: Buffer.from(bytes),
      day: '2026-02-28',
    });
  });

  test('arrays: of text with every awkward character, of numbers, of bytes, empty, with nulls', async () => {
    const texts = ['𠮷', '{a,b}', '"q"', 'back\\slash', '', 'NULL', null];
    const bytes = [Uint8Array.of(0, 1, 255), new Uint8Array(), Buffer.from('张三').subarray(3)];
    const row = await database.transact((t) =>
      t.get(sql`SELECT ${texts}::text[] AS texts, ${[1, 9007199254740991, null]}::bigint[] AS numbers, ${[]}::bigint[] AS none,
        ${bytes}::bytea[] AS bytes, array_length(${bytes}::bytea[], 1)::bigint AS length`),
    );
    expect(row).toEqual({
      texts,
      numbers: [1, 9007199254740991, null],
      none: [],
      bytes: bytes.map((one) => Buffer.from(one)),
      length: 3,
    });
  });

  test('a number that JavaScript would round is a bug that shows', async () => {
    const wrong = database.transact((t) => t.get(sql`SELECT 9007199254740993::bigint AS n`));
    await expect(wrong).rejects.toThrow(RangeError);
    expect(await count('a')).toBe(0);
  });

  test('a text that looks like SQL stays a text', async () => {
    const name = "'; DROP TABLE counter; --";
    await database.transact((t) => t.run(sql`INSERT INTO counter VALUES (${name}, ${5})`));
    expect(await count(name)).toBe(5);
  });

  test('run tells how many rows it changed, get gives undefined for none', async () => {
    await database.transact(async (t) => {
      expect(await t.run(sql`UPDATE counter SET n = 1`)).toBe(2);
      expect(await t.run(sql`UPDATE counter SET n = 1 WHERE id = 'none'`)).toBe(0);
      expect(await t.get(sql`SELECT 1 FROM counter WHERE id = 'none'`)).toBeUndefined();
      expect(await t.all(sql`SELECT id FROM counter ORDER BY id`)).toEqual([{ id: 'a' }, { id: 'b' }]);
    });
  });
});

describe('a transaction', () => {
  test('is READ COMMITTED, whatever the server is set to', async () => {
    await database.transact((t) =>
      t.run(sql`ALTER ROLE CURRENT_USER SET default_transaction_isolation = 'repeatable read'`),
    );
    const other = await postgres.open({ at: place });
    const shown = await other.transact(async (t) => [
      (await t.get(sql<{ level: string }>`SELECT current_setting('transaction_isolation') AS level`))?.level,
      (await t.get(sql<{ level: string }>`SELECT current_setting('default_transaction_isolation') AS level`))?.level,
    ]);
    await other.close();
    await database.transact((t) => t.run(sql`ALTER ROLE CURRENT_USER RESET default_transaction_isolation`));
    expect(shown).toEqual(['read committed', 'repeatable read']);
  });

  test('that throws leaves nothing, and its connection is good for the next', async () => {
    const failing = database.transact(async (t) => {
      await add(t, 'a');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await count('a')).toBe(0);
    expect(statements).toContain('ROLLBACK');
  });

  test('with an error that was swallowed is not taken for done', async () => {
    const swallowing = database.transact(async (t) => {
      await add(t, 'a');
      await t.run(sql`INSERT INTO counter VALUES ('a', 1)`).catch(() => undefined);
      return 'done';
    });
    await expect(swallowing).rejects.toMatchObject({ code: '23505' });
    expect(await count('a')).toBe(0);
  });

  test('is begun anew after 40001, as often as it takes', async () => {
    let runs = 0;
    await database.transact(async (t) => {
      runs += 1;
      await t.run(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`);
      await t.get(sql`SELECT n FROM counter WHERE id = 'a'`);
      // Somebody else is quicker, twice.
      if (runs <= 2) await database.transact((other) => add(other, 'a'));
      await add(t, 'a');
    });
    expect(runs).toBe(3);
    expect(await count('a')).toBe(3);
  });

  test('is begun anew even where the work made another error of it', async () => {
    let runs = 0;
    await database.transact(async (t) => {
      runs += 1;
      await t.run(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`);
      await t.get(sql`SELECT n FROM counter WHERE id = 'a'`);
      if (runs === 1) await database.transact((other) => add(other, 'a'));
      await add(t, 'a').catch(() => {
        throw new Error('wrapped');
      });
    });
    expect(runs).toBe(2);
  });

  test('gives up after eight tries, as a database that does not answer', async () => {
    let runs = 0;
    const endless = database.transact(async (t) => {
      runs += 1;
      await t.run(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`);
      await t.get(sql`SELECT n FROM counter WHERE id = 'a'`);
      await database.transact((other) => add(other, 'a'));
      await add(t, 'a');
    });
    expect(await codeOfGone(endless)).toBe('40001');
    expect([runs, await count('a')]).toEqual([8, 8]);
  });

  test('two that lock crosswise both end, and each counts once', async () => {
    const meeting = Promise.withResolvers<undefined>();
    let arrived = 0;
    const crosswise = (first: string, second: string) =>
      database.transact(async (t) => {
        await add(t, first);
        arrived += 1;
        if (arrived === 2) meeting.resolve(undefined);
        await meeting.promise;
        await add(t, second);
      });
    await Promise.all([crosswise('a', 'b'), crosswise('b', 'a')]);
    expect([await count('a'), await count('b'), arrived]).toEqual([2, 2, 3]);
  });

  test('ten at once from one row give ten different numbers', async () => {
    const take = () =>
      database.transact(async (t) => {
        const row = await t.get(sql<{ n: number }>`UPDATE counter SET n = n + 1 WHERE id = 'a' RETURNING n`);
        return row?.n;
      });
    const numbers = await Promise.all(Array.from({ length: 10 }, take));
    expect(numbers.sort((a, b) => Number(a) - Number(b))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

describe('a database that goes away', () => {
  test('connection ended by the operator in mid-transaction: gone, nothing kept, the pool goes on', async () => {
    const cut = database.transact(async (t) => {
      const pid = await backend(t);
      await add(t, 'a');
      await database.transact((other) => other.get(sql`SELECT pg_terminate_backend(${pid}, 5000)`));
      // The news comes while no statement waits for it, and must not end the program.
      await new Promise((done) => setTimeout(done, 50));
      await add(t, 'a');
    });
    expect(await codeOfGone(cut)).toMatch(/^(57P01|ECONNRESET|EPIPE|connection)$/);
    expect(await count('a')).toBe(0);
  });

  test('killed while committing: gone, and it is said of no answer that it was stored', async () => {
    // When one backend is killed the postmaster ends all others; only then does recovery begin.
    const idle = await postgres.open({ at: place, max: 1 });
    const begun = Promise.withResolvers<number>();
    const allEnded = codeOfGone(
      idle.transact(async (t) => {
        begun.resolve(await backend(t));
        await t.get(sql`SELECT pg_sleep(600)`);
      }),
    );
    await begun.promise;
    const cut = database.transact(async (t) => {
      const pid = await backend(t);
      await add(t, 'a');
      before = (text) => {
        if (text === 'COMMIT') process.kill(pid, 'SIGKILL');
      };
    });
    expect(await codeOfGone(cut)).toMatch(/^(57P02|ECONNRESET|EPIPE|connection)$/);
    before = () => undefined;
    expect(await allEnded).toMatch(/^(57P02|ECONNRESET|EPIPE|connection)$/);
    expect(await whenBack(() => count('a'))).toBe(0);
    await idle.close();
  });

  test('restarted between two calls: the broken connections of the pool are no trouble of the next call', async () => {
    const hold = Promise.withResolvers<undefined>();
    const pids = Promise.all(
      [1, 2, 3, 4].map(() =>
        database.transact(async (t) => {
          const pid = await backend(t);
          if (statements.filter((text) => text.includes('pg_backend_pid')).length === 4) hold.resolve(undefined);
          await hold.promise;
          return pid;
        }),
      ),
    );
    const other = await postgres.open({ at: place, max: 1 });
    for (const pid of await pids) await other.transact((t) => t.get(sql`SELECT pg_terminate_backend(${pid})`));
    await other.close();
    expect(new Set(await pids).size).toBe(4);
    expect(await count('a')).toBe(0);
  });

  test('postmaster killed: gone while it is away, started again, the same pool goes on', async () => {
    const killed = postgres.pid();
    process.kill(killed, 'SIGKILL');
    // Connections that are open may still be served for a moment.
    while (postgres.pid() === killed) await new Promise((done) => setTimeout(done, 30));
    expect(await whenBack(() => count('b'))).toBe(0);
  });

  test('full disk, too many connections, a stand-by: gone; a wrong value: not', async () => {
    const raise = (code: string) => database.transact((t) => t.run(sql`SELECT raise_with(${code})`));
    await database.transact((t) =>
      t.run(sql`CREATE FUNCTION raise_with(code text) RETURNS void LANGUAGE plpgsql AS
        'BEGIN RAISE EXCEPTION USING ERRCODE = code, MESSAGE = ''made up''; END'`),
    );
    for (const code of ['53100', '53300', '57P01', '25006', '08006', '40003']) {
      expect(await codeOfGone(raise(code))).toBe(code);
    }
    await expect(raise('22001')).rejects.toMatchObject({ code: '22001' });
  });

  test('older than what the hub is made for', async () => {
    const old = await postgres.newPlace();
    const database = await postgres.open({ at: old });
    await database.transact(async (t) => {
      await t.run(sql`CREATE SCHEMA old`);
      await t.run(sql`CREATE FUNCTION old.current_setting(name text) RETURNS text LANGUAGE sql AS
        $$ SELECT CASE name WHEN 'server_version_num' THEN '140009' ELSE '14.9' END $$`);
      await t.run(sql`ALTER ROLE CURRENT_USER IN DATABASE test_2 SET search_path = old, pg_catalog`);
    });
    await database.close();
    expect(old.database).toBe('test_2');
    await expect(postgres.open({ at: old })).rejects.toMatchObject({ name: 'Error', found: '14.9' });
  });

  test('nobody listens, or nobody of that name', async () => {
    const nobody = postgres.open({ at: 'postgres://tongban:x@127.0.0.1:1/tongban' });
    expect(await codeOfGone(nobody)).toBe('ECONNREFUSED');
    await expect(postgres.open({ at: { ...place, database: 'none' } })).rejects.toMatchObject({ code: '3D000' });
    await expect(postgres.open({ at: { ...place, password: 'wrong' } })).rejects.toMatchObject({ code: '28P01' });
  });
});

describe('what is told', () => {
  test('every statement, without its values', async () => {
    await database.transact((t) => t.get(sql`SELECT ${'张三'}::text AS name`));
    expect(statements).toEqual(['BEGIN ISOLATION LEVEL READ COMMITTED', 'SELECT $1::text AS name', 'COMMIT']);
  });

  test('a slow statement by its text, and nothing by its values', async () => {
    log.lines.length = 0;
    await database.transact((t) => t.get(sql`SELECT pg_sleep(${0.25}), ${'360732198501010019'}::text AS number`));
    await database.transact((t) => t.get(sql`SELECT ${'360732198501010019'}::text AS number`));
    expect(log.lines).toMatchObject([
      { text: 'slow statement', facts: { sql: 'SELECT pg_sleep($1), $2::text AS number' } },
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('360732198501010019');
  });

  test('hot statements are prepared once a connection, those that make tables are not', async () => {
    const prepared = await database.transact(async (t) => {
      await t.get(sql`SELECT n FROM counter WHERE id = ${'a'}`);
      await t.get(sql`SELECT n FROM counter WHERE id = ${'b'}`);
      await t.run(sql`CREATE TEMPORARY TABLE passing (id text)`);
      return t.all(sql<{ statement: string }>`SELECT statement FROM pg_prepared_statements`);
    });
    const texts = prepared.map(({ statement }) => statement);
    expect(texts.filter((text) => text === 'SELECT n FROM counter WHERE id = $1')).toHaveLength(1);
    expect(texts.filter((text) => text.startsWith('CREATE'))).toEqual([]);
  });
});
