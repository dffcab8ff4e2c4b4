import { Readable } from 'node:stream';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { runBackup } from '#desk/backup/run.ts';
import { headsForPaper } from '#desk/journal/heads-on-paper.ts';
import { needsRebuild } from '#desk/journal/rebuild.ts';
import { all, sql } from '#desk/store/handles.ts';
import { unlock } from '#desk/store/settings.ts';
import { formatPhrase } from '#shared/identity/recovery-phrase.ts';
import { readDeskHead, type DeskHead } from '#shared/journal/desk-head.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { openBackedUp, type BackedUp } from '../../tests/support/backup-desk.ts';
import { makeWorld, openJournalDesk, takeCase } from '../../tests/support/journal-desk.ts';
import { runRebuild, runVerify } from './maintenance.ts';
import { secretReader } from './secret-input.ts';
import type { Sentence } from './words.ts';

async function run(
  command: typeof runVerify,
  { world, dir }: BackedUp,
  typed: readonly string[],
  witness: readonly DeskHead[] = [],
) {
  const said: Sentence[] = [];
  const reader = secretReader(Readable.from([typed.map((line) => `${line}\n`).join('')]), () => undefined);
  const parts = {
    crypto: world.crypto,
    ports: world,
    log: { warn: () => undefined },
    elapsed: () => 0,
    appBuild: 'test 1',
    ask: reader.ask,
  };
  const code = await command(parts, { dataDir: dir, witness }, (sentence) => said.push(sentence));
  return { code, zh: said.map(([zh]) => zh).join('\n'), en: said.map(([, en]) => en).join('\n') };
}

function tamper({ dir, keys }: BackedUp, statement: string): void {
  const database = new Database(join(dir, 'desk.db'));
  unlock(database, keys.storeKey);
  database.exec(statement);
  database.close();
}

describe('verify', () => {
  test('by phrase or by login: says what was checked and what has no witness', async () => {
    const backed = await openBackedUp(makeWorld(1), 3);
    backed.desk.close();
    const byPhrase = await run(runVerify, backed, [formatPhrase(backed.phrase)]);
    expect(byPhrase.code).toBe(0);
    expect(byPhrase.zh).toContain('没有发现问题');
    expect(byPhrase.zh).toContain('用了 0 份见证');
    expect(byPhrase.en).toContain('Nothing was found');
    expect(await run(runVerify, backed, ['wang', 'correct horse battery'])).toEqual(byPhrase);
  });

  test('while the program runs; a backup is a witness, and what it saw changed is found', async () => {
    const backed = await openBackedUp(makeWorld(2), 3);
    unwrap(await runBackup(backed.backup, 'desk'));
    const sound = await run(runVerify, backed, [formatPhrase(backed.phrase)]);
    expect(sound).toMatchObject({ code: 0 });
    expect(sound.zh).toContain('全部记录都有见证');
    takeCase(backed.desk, backed.world);
    backed.desk.close();
    tamper(backed, "UPDATE entry SET by_staff = 'somebody' WHERE writer_seq = 3");
    const found = await run(runVerify, backed, [formatPhrase(backed.phrase)]);
    expect(found.code).toBe(1);
    expect(found.zh).toMatch(/记录的登记信息被改动：\S+ #3 /u);
    expect(found.en).toContain('the header of an entry was changed');
  });

  test('a head on a paper is a witness: a tail that was cut off or written anew is found by it, and another desk’s is refused', async () => {
    const backed = await openBackedUp(makeWorld(6), 3);
    const printed = headsForPaper(backed.desk.core.store.read).desk;
    const head = readDeskHead(printed.toUpperCase());
    if (head === undefined) throw new Error(`no head: ${printed}`);
    backed.desk.close();
    const phrase = [formatPhrase(backed.phrase)];
    const sound = await run(runVerify, backed, phrase, [head]);
    expect(sound).toMatchObject({ code: 0 });
    expect(sound.zh).toContain('全部记录都有见证');
    const wrong = { ...head, hash: 'f'.repeat(16) };
    expect((await run(runVerify, backed, phrase, [wrong])).zh).toContain('末尾被重写过');
    expect((await run(runVerify, backed, phrase, [{ ...head, seq: head.seq + 2 }])).zh).toContain('末尾被截去');
    const other = await run(runVerify, backed, phrase, [{ ...head, code: head.code === '00' ? '11' : '00' }]);
    expect(other.code).toBe(1);
    expect(other.zh).toContain('不是本机的');
  });

  test('refuses a wrong secret, a phrase with a slip, an empty input and a folder without keys', async () => {
    const backed = await openBackedUp(makeWorld(3), 1);
    backed.desk.close();
    const slip = formatPhrase(backed.phrase).replace(/^./u, (digit) => String((Number(digit) + 1) % 10));
    for (const [typed, words] of [
      [['wang', 'wrong horse battery'], '密码'],
      [[slip], '第 1 组'],
      [[], '登录'],
      [['wang'], '登录'],
    ] as const) {
      const { code, zh } = await run(runVerify, backed, typed);
      expect(code).toBe(1);
      expect(zh, typed.join()).toContain(words);
    }
    const { code } = await run(runVerify, { ...backed, dir: backed.place }, [formatPhrase(backed.phrase)]);
    expect(code).toBe(1);
  });
});

describe('rebuild', () => {
  test('computes the lists anew and notes it', async () => {
    const backed = await openBackedUp(makeWorld(4), 3);
    backed.desk.close();
    tamper(backed, "UPDATE live_case SET petitioner = 'X'");
    expect(await run(runVerify, backed, [formatPhrase(backed.phrase)])).toMatchObject({ code: 1 });
    const { code, zh } = await run(runRebuild, backed, [formatPhrase(backed.phrase)]);
    expect(code, zh).toBe(0);
    expect(await run(runVerify, backed, [formatPhrase(backed.phrase)])).toMatchObject({ code: 0 });
    const again = await openJournalDesk(backed.dir, backed.world, backed.keys);
    expect(needsRebuild(again.core.store)).toBe(false);
    expect(all(again.core.store.read, sql`SELECT type FROM audit`)).toEqual([{ type: 'rebuild' }]);
    expect(again.core.writer).toEqual(backed.desk.core.writer);
  });

  test('is refused while the program runs', async () => {
    const backed = await openBackedUp(makeWorld(5), 1);
    const { code, zh } = await run(runRebuild, backed, [formatPhrase(backed.phrase)]);
    expect(code).toBe(1);
    expect(zh).toContain('已经在使用');
  });
});

describe('a secret', () => {
  const asked: Sentence = ['问', 'ask'];
  const from = (...pieces: string[]) => secretReader(Readable.from(pieces), () => undefined);

  test('comes line by line, in whatever pieces, with any line end', async () => {
    const reader = from('on', 'e\r', '\ntw', 'o\n', 'three');
    expect([
      await reader.ask(asked),
      await reader.ask(asked),
      await reader.ask(asked),
      await reader.ask(asked),
    ]).toEqual(['one', 'two', 'three', null]);
  });

  test('is typed unseen: backspace erases, Ctrl+C gives up, the terminal is put back', async () => {
    const modes: boolean[] = [];
    const source = Object.assign(Readable.from(['ab\u007fc\r', 'half\u0003', 'rest\r']), {
      isTTY: true as const,
      setRawMode(this: never, mode: boolean) {
        modes.push(mode);
        return this;
      },
    });
    const shown: string[] = [];
    const reader = secretReader(source, (text) => shown.push(text));
    expect(await reader.ask(asked)).toBe('ac');
    expect(await reader.ask(asked)).toBeNull();
    expect(modes).toEqual([true, false, true, false]);
    expect(shown.join()).not.toContain('ab');
  });
});
