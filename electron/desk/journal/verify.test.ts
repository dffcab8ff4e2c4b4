import { cpSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { canonical, firstPrev, hashBody, hashHeader, toHex } from '#shared/journal/entry.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { findKind } from '#shared/kinds/registry.ts';
import {
  begin,
  makeWorld,
  openJournalDesk,
  publishMatter,
  step,
  takeCase,
} from '../../../tests/support/journal-desk.ts';
import { seed } from '../../../tests/support/seed.ts';
import { nativeSm3, temporaryFolder, testKey } from '../../../tests/support/store.ts';
import { openBlobs } from '../store/blobs.ts';
import { get, sql, transact } from '../store/handles.ts';
import { openReader } from '../store/open.ts';
import { unlock } from '../store/settings.ts';
import { writeAudit } from './audit.ts';
import { headerFromRow, type EntryRow } from './entries.ts';
import { verifyJournal, type VerifyWish } from './verify.ts';
import { verifyInWorker } from './verify-run.ts';
import type { Finding, Witness } from './verify-report.ts';
import { resumeWriter } from './writers.ts';

const log = { warn: () => undefined };
const elapsed = () => 0;
const picture = new TextEncoder().encode('照片'.repeat(100));

/** Two writers, registries, cases, an attachment, an erased body, audit events; closed. */
async function filled(chance = 1, cases = 8) {
  const world = makeWorld(chance);
  const desk = await openJournalDesk(join(temporaryFolder(), 'data'), world);
  publishMatter(desk);
  const streams = Array.from({ length: cases }, () => takeCase(desk, world, world.pick(5)).stream);
  const blob = unwrap(desk.core.blobs.put(picture));
  const file = { id: '00000000-0000-7000-8000-00000000000a', blob, name: '照片.jpg', bytes: 600, mime: 'image/jpeg' };
  step(desk, streams[0] ?? '', 'attached', file);
  const first = get(desk.core.store.read, sql<{ last_seq: number }>`SELECT last_seq FROM writer`);
  const current = resumeWriter(desk.parts, desk.core.store, 'copied');
  desk.close();
  const again = await openJournalDesk(desk.dir, world);
  expect(again.core.writer).toEqual(current);
  Array.from({ length: cases }, () => takeCase(again, world, world.pick(5)));
  for (const data of [{ case: 1 }, { case: 2 }, { case: 3 }]) {
    transact(again.core.store.write, (transaction) => {
      writeAudit(transaction, nativeSm3, {
        writer: current.id,
        at: '2026-11-22T02:00:00.000Z',
        by: 'x',
        type: 'reveal',
        data,
      });
    });
  }
  const head = get(
    again.core.store.read,
    sql<{ id: string; last_seq: number; last_hash: string }>`SELECT id, last_seq, last_hash
    FROM writer WHERE is_current = 1`,
  );
  const audit = get(
    again.core.store.read,
    sql<{ seq: number; hash: string }>`SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1`,
  );
  again.close();
  if (head === undefined || audit === undefined || first === undefined) throw new Error('no head');
  const witness: Witness = { writer: head.id, seq: head.last_seq, hash: head.last_hash };
  return {
    dir: desk.dir,
    oldWriter: desk.core.writer.id,
    oldHead: first.last_seq,
    witness,
    auditWitness: audit,
    streams,
    blob,
  };
}

type Filled = Awaited<ReturnType<typeof filled>>;

/** The file as somebody who has the key and no scruples opens it. */
function tamper<T>(dir: string, work: (database: Database.Database) => T): T {
  const database = new Database(join(dir, 'desk.db'));
  unlock(database, testKey);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

async function reportOf(dir: string, wish: VerifyWish = {}) {
  const reader = unwrap(await openReader({ dir, key: testKey, log, elapsed }));
  onTestFinished(reader.close);
  const world = makeWorld(3);
  const blobs = openBlobs(dir, testKey, nativeSm3);
  const parts = { read: reader.read, sm3: nativeSm3, findKind, random: world.random, log, elapsed, blobs };
  return unwrap(await verifyJournal(parts, { isDeep: true, ...wish }));
}

const rowOf = (database: Database.Database, writer: string, seq: number): EntryRow =>
  database.prepare('SELECT * FROM entry WHERE writer = ? AND writer_seq = ?').get(writer, seq) as EntryRow;

const whats = (found: readonly Finding[]): string[] => found.map(({ what }) => what);

describe('a sound file', () => {
  test('has nothing found; every entry of the present writer waits for a witness', async () => {
    const file = await filled();
    const report = await reportOf(file.dir);
    expect(report.found).toEqual([]);
    expect(report.checked.entries).toBe(file.oldHead + file.witness.seq);
    expect(report.checked).toMatchObject({ writers: 2, attachments: 1, audit: 4, erased: 0, isDeep: true });
    expect(report.checked.streams).toBe(3 + 16);
    // What the new writer took over from the old one stands in its own first entry.
    expect(report.unwitnessed).toEqual([{ writer: file.witness.writer, from: 1, to: file.witness.seq }]);
    expect(report.auditUnwitnessed).toEqual({ from: 1, to: 4 });
    const { witness, auditWitness } = file;
    const vouched = await reportOf(file.dir, { witnesses: [witness], auditWitness });
    expect(vouched).toMatchObject({ found: [], witnesses: 2, unwitnessed: [], auditUnwitnessed: null });
  });

  test('while somebody goes on writing, is seen as of one moment', async () => {
    const file = await filled();
    const world = makeWorld(5);
    const desk = await openJournalDesk(file.dir, world);
    let taken = 0;
    const report = await reportOf(file.dir, {
      isCancelled: () => {
        takeCase(desk, world);
        taken += 1;
        return false;
      },
    });
    expect(taken).toBeGreaterThan(0);
    expect(report.found).toEqual([]);
    expect(report.checked.entries).toBe(file.oldHead + file.witness.seq);
  });

  test('is verified on a thread of its own, which tells how far it is and stops when told', async () => {
    const file = await filled(1, 120);
    const job = { dir: file.dir, storeKey: testKey, rootKey: testKey, isDeep: true };
    const seen: number[] = [];
    const report = unwrap(await verifyInWorker(job, { onProgress: ({ done, of }) => seen.push(done / of) }));
    expect(report.found).toEqual([]);
    expect(report.checked.streams).toBe(3 + 240);
    expect(seen.length).toBeGreaterThan(2);
    expect(Math.max(...seen)).toBeLessThanOrEqual(1);
    const stop = new AbortController();
    const stopped = verifyInWorker(job, {
      onProgress: () => {
        stop.abort();
      },
      signal: stop.signal,
    });
    expect(await stopped).toEqual({ ok: false, refusal: { code: 'work.cancelled' } });
    expect(await verifyInWorker({ ...job, storeKey: new Uint8Array(32) })).toMatchObject({
      refusal: { code: 'store.wrongKey' },
    });
  });

  test('looks at a sample where not all is asked for', async () => {
    const file = await filled(1, 110);
    const report = await reportOf(file.dir, { isDeep: false });
    expect(report.found).toEqual([]);
    expect(report.checked.streams).toBeGreaterThan(50);
    expect(report.checked.streams).toBeLessThanOrEqual(200);
  });
});

/** Each does one thing to the entry `seq` of a writer; all must be found without a witness. */
const attacks: Readonly<Record<string, (database: Database.Database, writer: string, seq: number) => void>> = {
  'a changed body': (database, writer, seq) => {
    const { body } = rowOf(database, writer, seq);
    const changed = Buffer.from(body ?? []);
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
    database.prepare('UPDATE entry SET body = ? WHERE writer = ? AND writer_seq = ?').run(changed, writer, seq);
  },
  'a body that is none any more': (database, writer, seq) => {
    database.prepare('UPDATE entry SET body = NULL, salt = NULL WHERE writer = ? AND writer_seq = ?').run(writer, seq);
  },
  'a changed header': (database, writer, seq) => {
    database.prepare("UPDATE entry SET by_staff = 'somebody' WHERE writer = ? AND writer_seq = ?").run(writer, seq);
  },
  'a header that is no JSON': (database, writer, seq) => {
    database.prepare("UPDATE entry SET seen = '{' WHERE writer = ? AND writer_seq = ?").run(writer, seq);
  },
  'a changed hash': (database, writer, seq) => {
    const { hash } = rowOf(database, writer, seq);
    const changed = (hash.startsWith('0') ? '1' : '0') + hash.slice(1);
    database.prepare('UPDATE entry SET hash = ? WHERE writer = ? AND writer_seq = ?').run(changed, writer, seq);
  },
  'an entry written anew with all its hashes': (database, writer, seq) => {
    writeAnew(database, writer, seq, rowOf(database, writer, seq).prev);
  },
  'a removed entry': (database, writer, seq) => {
    database.prepare('DELETE FROM entry WHERE writer = ? AND writer_seq = ?').run(writer, seq);
  },
  'three entries cut out of the middle': (database, writer, seq) => {
    database.prepare('DELETE FROM entry WHERE writer = ? AND writer_seq BETWEEN ? AND ?').run(writer, seq, seq + 2);
  },
  'a removed entry and the numbers closed up': (database, writer, seq) => {
    database.prepare('DELETE FROM entry WHERE writer = ? AND writer_seq = ?').run(writer, seq);
    database.prepare('UPDATE entry SET writer_seq = -writer_seq WHERE writer = ? AND writer_seq > ?').run(writer, seq);
    database.prepare('UPDATE entry SET writer_seq = -writer_seq - 1 WHERE writer = ? AND writer_seq < 0').run(writer);
  },
  'two entries in each other’s number': (database, writer, seq) => {
    const move = database.prepare('UPDATE entry SET writer_seq = ? WHERE writer = ? AND writer_seq = ?');
    move.run(-1, writer, seq);
    move.run(seq, writer, seq + 1);
    move.run(seq + 1, writer, -1);
  },
  'two entries in each other’s place in the file': (database, writer, seq) => {
    const [one, other] = [rowOf(database, writer, seq).seq, rowOf(database, writer, seq + 1).seq];
    const move = database.prepare('UPDATE entry SET seq = ? WHERE seq = ?');
    move.run(-1, one);
    move.run(one, other);
    move.run(other, -1);
  },
  'two bodies in each other’s entry': (database, writer, seq) => {
    const [one, other] = [rowOf(database, writer, seq), rowOf(database, writer, seq + 1)];
    const put = database.prepare('UPDATE entry SET salt = ?, body = ? WHERE seq = ?');
    put.run(other.salt, other.body, one.seq);
    put.run(one.salt, one.body, other.seq);
  },
  'the tail cut off, the writer’s own note left': (database, writer, seq) => {
    database.prepare('DELETE FROM entry WHERE writer = ? AND writer_seq >= ?').run(writer, seq);
  },
};

/** Gives an entry another `by` and hashes that fit; answers its new hash. */
function writeAnew(database: Database.Database, writer: string, seq: number, prev: string): string {
  const row = { ...rowOf(database, writer, seq), by_staff: 'somebody', prev };
  const bodyHash = hashBody(nativeSm3, row.salt ?? new Uint8Array(0), row.body ?? new Uint8Array(0));
  const hash = hashHeader(nativeSm3, headerFromRow({ ...row, body_hash: bodyHash }));
  database
    .prepare('UPDATE entry SET by_staff = ?, prev = ?, hash = ? WHERE seq = ?')
    .run(row.by_staff, prev, hash, row.seq);
  return hash;
}

describe('without a witness', () => {
  test.each(Object.entries(attacks))('%s is found, wherever it is done', { timeout: 60_000 }, async (_, attack) => {
    const file = await filled();
    for (const [writer, last] of [
      [file.oldWriter, file.oldHead],
      [file.witness.writer, file.witness.seq],
    ] as const) {
      for (const seq of [1, Math.floor(last / 2), last - 3]) {
        const dir = `${file.dir}-${writer}-${String(seq)}`;
        cpSync(file.dir, dir, { recursive: true });
        tamper(dir, (database) => {
          attack(database, writer, seq);
        });
        const { found } = await reportOf(dir, { isDeep: false });
        const near = found.filter((finding) => finding.writer === writer && Math.abs((finding.seq ?? -9) - seq) <= 1);
        expect(near.length, `${writer} ${String(seq)}`).toBeGreaterThan(0);
        rmSync(dir, { recursive: true });
      }
    }
  });

  test('what was done is called by its name', async () => {
    const file = await filled();
    const named = async (attack: keyof typeof attacks) => {
      const dir = `${file.dir}-named`;
      cpSync(file.dir, dir, { recursive: true });
      tamper(dir, (database) => attacks[attack]?.(database, file.witness.writer, 5));
      const { found } = await reportOf(dir, { isDeep: false });
      rmSync(dir, { recursive: true });
      return found.filter(({ what }) => what !== 'projection');
    };
    expect(whats(await named('a changed body'))).toEqual(['bodyChanged']);
    expect(whats(await named('a changed header'))).toEqual(['changed']);
    expect(whats(await named('a body that is none any more'))).toEqual(['erasedUnnamed']);
    expect(await named('three entries cut out of the middle')).toEqual([
      { what: 'missing', writer: file.witness.writer, seq: 5, to: 7 },
    ]);
    expect(whats(await named('two entries in each other’s number'))).toContain('swapped');
    expect(whats(await named('two bodies in each other’s entry'))).toEqual(['swapped', 'swapped']);
    expect(whats(await named('two entries in each other’s place in the file'))).toEqual(['swapped']);
    expect(whats(await named('an entry written anew with all its hashes'))).toEqual(['unchained']);
  });

  test(
    'any number of entries changed or removed at random: each chain is found broken',
    { timeout: 60_000 },
    async () => {
      const file = await filled();
      const names = Object.keys(attacks);
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names), fc.nat(), fc.boolean(), async (name, at, isOld) => {
          const [writer, last] = isOld ? [file.oldWriter, file.oldHead] : [file.witness.writer, file.witness.seq];
          const dir = `${file.dir}-random`;
          cpSync(file.dir, dir, { recursive: true });
          tamper(dir, (database) => attacks[name]?.(database, writer, 1 + (at % (last - 3))));
          const { found } = await reportOf(dir, { isDeep: false });
          rmSync(dir, { recursive: true });
          expect(found.some((finding) => finding.writer === writer)).toBe(true);
        }),
        { seed: seed(), numRuns: 25 },
      );
    },
  );

  test('a whole former chain cut short or written anew is found: the next writer tells where it ended', async () => {
    const file = await filled();
    tamper(file.dir, (database) => {
      rewriteTail(database, file.oldWriter, file.oldHead - 4, file.oldHead);
    });
    const { found } = await reportOf(file.dir, { isDeep: false });
    expect(found.filter(({ what }) => what === 'rewritten')).toEqual([
      { what: 'rewritten', writer: file.oldWriter, seq: file.oldHead },
    ]);
  });
});

/** What somebody with the key, time and this program's sources can do. */
function rewriteTail(database: Database.Database, writer: string, from: number, to: number): void {
  let prev = rowOf(database, writer, from).prev;
  for (let seq = from; seq <= to; seq += 1) prev = writeAnew(database, writer, seq, prev);
  database.prepare('UPDATE writer SET last_hash = ? WHERE id = ?').run(prev, writer);
}

function cutTail(database: Database.Database, writer: string, from: number): void {
  const last = rowOf(database, writer, from - 1);
  database.prepare('DELETE FROM entry WHERE writer = ? AND writer_seq >= ?').run(writer, from);
  database.prepare('UPDATE writer SET last_seq = ?, last_hash = ? WHERE id = ?').run(from - 1, last.hash, writer);
}

describe('a tail written anew or cut off with the writer’s own note', () => {
  const tails: Readonly<Record<string, (database: Database.Database, file: Filled) => void>> = {
    rewritten: (database, { witness }) => {
      rewriteTail(database, witness.writer, witness.seq - 4, witness.seq);
    },
    truncated: (database, { witness }) => {
      cutTail(database, witness.writer, witness.seq - 4);
    },
  };
  test.each(Object.entries(tails))(
    '%s: not found without a witness, and the report says so; found with one',
    async (what, attack) => {
      const file = await filled();
      const { writer, seq } = file.witness;
      tamper(file.dir, (database) => {
        attack(database, file);
      });
      const alone = await reportOf(file.dir, { isDeep: false });
      expect(alone.found.filter((finding) => finding.what !== 'projection')).toEqual([]);
      expect(alone).toMatchObject({ witnesses: 0 });
      expect(alone.unwitnessed).toEqual([{ writer, from: 1, to: what === 'truncated' ? seq - 5 : seq }]);
      const { found } = await reportOf(file.dir, { isDeep: false, witnesses: [file.witness] });
      expect(found.filter((finding) => finding.what === what)).toMatchObject([{ writer }]);
    },
  );

  test('an older witness covers what it saw and no more', async () => {
    const file = await filled();
    const { writer, seq } = file.witness;
    const early = tamper(file.dir, (database) => ({
      writer,
      seq: seq - 6,
      hash: rowOf(database, writer, seq - 6).hash,
    }));
    const { found, unwitnessed } = await reportOf(file.dir, { witnesses: [early] });
    expect(found).toEqual([]);
    expect(unwitnessed).toEqual([{ writer, from: seq - 5, to: seq }]);
  });

  test('of the audit chain likewise', async () => {
    const file = await filled();
    tamper(file.dir, (database) => {
      database.prepare('DELETE FROM audit WHERE seq = ?').run(file.auditWitness.seq);
    });
    const alone = await reportOf(file.dir);
    expect(alone.found).toEqual([]);
    expect(alone.auditUnwitnessed).toEqual({ from: 1, to: 3 });
    const { found } = await reportOf(file.dir, { auditWitness: file.auditWitness });
    expect(found).toEqual([{ what: 'truncated', seq: 4, where: 'audit' }]);
  });
});

describe('the audit chain', () => {
  test.each([
    ['changed', "UPDATE audit SET by_staff = 'y' WHERE seq = 2", [2]],
    ['changed into no JSON', "UPDATE audit SET data = '{' WHERE seq = 2", [2]],
    ['removed', 'DELETE FROM audit WHERE seq = 2', [3]],
  ] as const)('an event %s is found', async (_, statement, seqs) => {
    const file = await filled();
    tamper(file.dir, (database) => database.exec(statement));
    expect((await reportOf(file.dir)).found).toEqual(seqs.map((seq) => ({ what: 'audit', seq })));
  });

  test('an event written anew breaks the one after it', async () => {
    const file = await filled();
    tamper(file.dir, (database) => {
      const row = database.prepare('SELECT writer, at, prev FROM audit WHERE seq = 1').get() as {
        writer: string;
        at: string;
        prev: string;
      };
      expect(row.prev).toBe(firstPrev);
      const event: JsonObject = {
        writer: row.writer,
        at: row.at,
        by: 'nobody',
        type: 'restore',
        data: {},
        seq: 1,
        prev: row.prev,
      };
      const hash = toHex(nativeSm3(new TextEncoder().encode(canonical(event))));
      database.prepare("UPDATE audit SET by_staff = 'nobody', data = '{}', hash = ? WHERE seq = 1").run(hash);
    });
    expect((await reportOf(file.dir)).found).toEqual([{ what: 'audit', seq: 2 }]);
  });
});

describe('beside the chains', () => {
  test('a body that was destroyed and named as such is in order', async () => {
    const file = await filled();
    const world = makeWorld(9);
    const desk = await openJournalDesk(file.dir, world);
    const target = get(
      desk.core.store.read,
      sql<{ id: string; stream: string }>`SELECT id, stream FROM entry WHERE type = 'attached'`,
    );
    step(desk, target?.stream ?? '', 'erased', { entry: target?.id, why: '鉴定销毁' });
    desk.close();
    tamper(file.dir, (database) => {
      database.prepare('UPDATE entry SET salt = NULL, body = NULL WHERE id = ?').run(target?.id);
    });
    const report = await reportOf(file.dir, { isDeep: false });
    expect(report.found.filter(({ what }) => what !== 'projection')).toEqual([]);
    expect(report.checked).toMatchObject({ erased: 1, attachments: 0 });
  });

  test('an attachment that is gone or damaged is found', async () => {
    const file = await filled();
    const path = join(file.dir, 'blobs', file.blob.slice(0, 2), file.blob);
    writeFileSync(path, 'rot');
    expect((await reportOf(file.dir)).found).toMatchObject([
      { what: 'blobDamaged', where: file.blob, stream: file.streams[0] },
    ]);
    rmSync(path);
    expect((await reportOf(file.dir)).found).toMatchObject([{ what: 'blobMissing', where: file.blob }]);
  });

  test.each([
    ['case', "UPDATE live_case SET petitioner = 'X' WHERE row = 1"],
    ['due', 'DELETE FROM live_due'],
    ['paper', "UPDATE live_paper SET status = 'void'"],
    ['person', "UPDATE live_person SET phone = ''"],
    ['record', "UPDATE live_record SET label = 'X'"],
    ['file', 'DELETE FROM live_file'],
    ['search', "INSERT INTO live_search (live_search) VALUES ('delete-all')"],
    ['person', "INSERT INTO live_person (stream, role, name, id_number, phone) VALUES ('stray', 'r', 'n', '', '')"],
  ])('rows of %s that the journal does not give are found', async (where, statement) => {
    const file = await filled();
    tamper(file.dir, (database) => database.exec(statement));
    const { found } = await reportOf(file.dir);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map((finding) => `${finding.what} ${finding.where ?? ''}`))).toEqual(
      new Set([`projection ${where}`]),
    );
  });

  test('a folded state that was kept is compared too', async () => {
    const file = await filled();
    const desk = await openJournalDesk(file.dir, makeWorld(4));
    for (let note = 0; note < 45; note += 1) step(desk, file.streams[0] ?? '', 'note', { text: '备注' });
    begin(desk, 'station', 'declared', {
      set: { code: '360732108202', name: '某村', township: '永丰镇', form: 'village' },
    });
    desk.close();
    expect((await reportOf(file.dir)).found).toEqual([]);
    tamper(file.dir, (database) =>
      database.exec(`UPDATE live_state SET state = replace(state, '"notes":', '"notes":1')`),
    );
    expect((await reportOf(file.dir)).found).toEqual([{ what: 'projection', stream: file.streams[0], where: 'state' }]);
  });

  test('a file cut short on the disk is refused or told, never called sound', async () => {
    const file = await filled();
    truncateSync(join(file.dir, 'desk.db'), 3 * 4096);
    const reader = await openReader({ dir: file.dir, key: testKey, log, elapsed });
    if (!reader.ok) return;
    const world = makeWorld(3);
    const result = await verifyJournal({
      read: reader.value.read,
      sm3: nativeSm3,
      findKind,
      random: world.random,
      log,
      elapsed,
    });
    expect(result.ok ? result.value.found : result.refusal.code).not.toEqual([]);
    reader.value.close();
    expect(readdirSync(file.dir)).toContain('desk.db');
  });
});
