/** BLOB: contents of attachments come to whoever may have them, go on where they were cut, and are never read as what they are not. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isAtHub, contentsToKeep } from '#desk/journal/contents.ts';
import { all, get, run, sql as deskSql, transact } from '#desk/store/handles.ts';
import { toHex } from '#shared/journal/entry.ts';
import { blobRequest } from '#shared/sync/blob-messages.ts';
import { blobLimit } from '#shared/sync/protocol.ts';
import { sql } from '../../hub/store/database.ts';
import { sayInStream } from '../../hub/sync/authority.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { nativeSm3 } from '../support/sm3.ts';
import { townshipForEach, type Township } from './township.ts';
import { Contents, piece } from './with-contents.ts';

const [hall, village, otherVillage] = ['360732108000', '360732108201', '360732108202'];
let database: HubDatabase;
let town: Township;
let contents: Contents;
let office: SimDesk;
let first: SimDesk;
let second: SimDesk;
let stream: string;

townshipForEach(async (fresh) => {
  ({ town, database } = fresh);
  contents = new Contents(town);
  office = await town.deskAlone(hall, true, 'chen');
  town.publish(office, 'SAMPLE', '示例事项');
  first = await town.deskAlone(village, false, 'li');
  second = await town.deskAlone(otherVillage, false, 'liu');
  for (const desk of town.desks) await town.join(desk);
  contents.link();
  await town.restAll();
  stream = town.takeCase(first, 'SAMPLE');
  await town.restAll();
  contents.sent.length = 0;
});

const hex = (content: Uint8Array): string => toHex(nativeSm3(content));
const offsetsOf = (asks: readonly { readonly offset: number }[]): number[] => asks.map(({ offset }) => offset);
const fileOf = ({ facts }: SimDesk, blob: string): string => join(facts.dir, 'blobs', blob.slice(0, 2), blob);
const filesOf = ({ facts }: SimDesk): string[] =>
  existsSync(join(facts.dir, 'blobs'))
    ? readdirSync(join(facts.dir, 'blobs'), { recursive: true, withFileTypes: true }).flatMap((file) =>
        file.isFile() ? [file.name] : [],
      )
    : [];
const rowAtHub = (blob: string) =>
  database.transact((t) =>
    t.get(sql<{ got: number; is_whole: boolean }>`SELECT got, is_whole FROM blob WHERE id = ${blob}`),
  );
const expectRead = (desk: SimDesk, blob: string, content: Uint8Array): void => {
  const read = contents.read(desk, blob);
  expect(read.ok && Buffer.compare(read.value, content)).toBe(0);
};
const partsAt = (desk: SimDesk): number =>
  get(desk.core.store.read, deskSql<{ n: number }>`SELECT count(*) AS n FROM blob_part`)?.n ?? 0;

describe('an attachment of an open case', () => {
  test('comes in pieces to the hall, which may see the case, and to nobody else', async () => {
    const content = contents.random(2 * piece + 77_777);
    const blob = contents.attach(first, stream, content);
    await contents.settle();
    await contents.settle();
    expect(await rowAtHub(blob)).toEqual({ got: content.length, is_whole: true });
    expectRead(office, blob, content);
    expect(partsAt(office)).toBe(0);
    expect(isAtHub(first.core.store.read, blob)).toBe(true);
    expect(offsetsOf(contents.asks('put'))).toEqual([0, piece, 2 * piece]);
    expect(offsetsOf(contents.asks('get'))).toEqual([0, piece, 2 * piece]);
    expect(filesOf(second)).toEqual([]);
    // Nothing is asked or sent a second time.
    contents.sent.length = 0;
    await contents.settle();
    expect(contents.sent.filter(({ name }) => name === 'BLOB')).toEqual([]);
  });

  test('lies at the hub so that nobody reads it there, and no piece in another’s place', async () => {
    const content = new TextEncoder().encode('findable '.repeat(100_000));
    const blob = contents.attach(first, stream, content);
    await contents.settle();
    const parts = () =>
      database.transact((t) =>
        t.all(sql<{ pos: number; data: Uint8Array }>`SELECT pos, data FROM blob_part ORDER BY pos`),
      );
    const [one, two] = await parts();
    expect(Buffer.from(one?.data ?? []).includes('findable')).toBe(false);
    await database.transact((t) => t.run(sql`UPDATE blob_part SET data = ${two?.data ?? null} WHERE pos = 0`));
    const office2 = await contents.said(office, { is: 'get', blob, offset: 0 });
    expect(office2).toEqual({ is: 'none' });
    // A person is told, and whoever has it may send it anew.
    expect(await parts()).toEqual([]);
    const alarms = await database.transact((t) => t.all(sql<{ what: string }>`SELECT what FROM alarm`));
    expect(alarms).toEqual([{ what: 'blobDamaged' }]);
  });

  test('waits for what somebody writes: after each piece the link looks first whether there is something', async () => {
    contents.attach(first, stream, contents.random(3 * piece));
    await contents.stepUntil(first, () => contents.asks('put').length === 1);
    town.world.advance(1000);
    expect(first.next(stream, { type: 'note', data: { text: '先记一笔' } }).ok).toBe(true);
    await first.step();
    expect(contents.sent.at(-1)?.name).toBe('PUSH');
    await contents.stepUntil(first, () => contents.asks('put').length === 2);
    const names = contents.sent.filter(({ desk }) => desk === 'desk2').map(({ name }) => name);
    expect(names.slice(-2)).toEqual(['PULL', 'BLOB']);
  });

  test('is not fetched to a disk that is nearly full, and is where there is room again', async () => {
    Object.assign(office.core, { spaceLevel: () => 'noAttachments' });
    const content = contents.random(100);
    const blob = contents.attach(first, stream, content);
    await contents.settle();
    expect(contents.asks('get')).toEqual([]);
    expect(contents.read(office, blob)).toMatchObject({ refusal: { code: 'space.noAttachments' } });
    Object.assign(office.core, { spaceLevel: () => 'ample' });
    await contents.settle();
    expectRead(office, blob, content);
  });
});

describe('cut in the middle', () => {
  test('the sender goes on where the hub had come to: after its end, after a lost answer, after the hub’s end', async () => {
    const content = contents.random(4 * piece + 5);
    const blob = contents.attach(first, stream, content);
    await contents.stepUntil(first, () => contents.asks('put').length === 1);
    await first.crash();
    await contents.stepUntil(first, () => contents.asks('put').length === 2);
    contents.spoil = (said) => (said.is === 'put' ? undefined : said);
    await contents.stepUntil(first, () => contents.asks('put').length === 3);
    contents.spoil = (said) => said;
    contents.hubDiesIn = 7;
    await contents.stepUntil(first, () => contents.asks('put').length === 4);
    await contents.settle();
    await contents.settle();
    // The third piece was taken and its answer lost; the fourth was not, because the hub ended over it.
    expect(offsetsOf(contents.asks('put'))).toEqual([0, 1, 2, 3, 3, 4].map((n) => n * piece));
    expectRead(office, blob, content);
  });

  test('the receiver goes on with what it had, also after its end; and puts together what was all there', async () => {
    const content = contents.random(3 * piece);
    const blob = contents.attach(first, stream, content);
    await contents.settle();
    const blobAgain = contents.attach(first, stream, contents.random(piece + 1));
    await town.rest(first);
    contents.sent.length = 0;
    // From here on, only the office.
    rmSync(fileOf(office, blob), { force: true });
    expect(contents.read(office, blob)).toMatchObject({ refusal: { code: 'attachment.coming' } });
    await contents.stepUntil(office, () => contents.asks('get').length === 1);
    expect(partsAt(office)).toBe(1);
    await office.crash();
    await contents.stepUntil(office, () => contents.asks('get').length === 2);
    expect(offsetsOf(contents.asks('get'))).toEqual([0, piece]);
    // It ends between the file and the row that says so.
    office.endsIn = 1;
    await contents.stepUntil(office, () => contents.asks('get').length === 3).catch(() => undefined);
    await office.crash();
    await contents.settle();
    expectRead(office, blob, content);
    expect(partsAt(office)).toBe(0);
    expect(contents.read(office, blobAgain).ok).toBe(true);
  });

  test('pieces that wait lie encrypted', async () => {
    const needle = 'findable ';
    contents.attach(first, stream, new TextEncoder().encode(needle.repeat(150_000)));
    await town.rest(first);
    await contents.stepUntil(office, () => contents.asks('get').length === 1);
    expect(partsAt(office)).toBe(1);
    const files = readdirSync(office.facts.dir, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    const found = files.filter((file) => readFileSync(join(file.parentPath, file.name)).includes(needle));
    expect(found.map(({ name }) => name)).toEqual([]);
  });
});

describe('what is not the content that was announced', () => {
  test('is thrown away by the hub, and the right one is taken after it', async () => {
    const content = contents.random(piece + 10);
    const blob = contents.attach(first, stream, content);
    await contents.stepUntil(
      first,
      () => contents.sent.at(-1)?.name === 'PULL' && contents.sent.some((s) => s.name === 'PUSH'),
    );
    const put = { is: 'put', blob, size: content.length, hash: hex(content) } as const;
    const bytesOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    const wrong = { is: 'put', next: 0, isWhole: false, isWrong: true };
    // Of another hash or size than the entry says: nothing of it is begun.
    const begin = { offset: 0, bytes: bytesOf(content.subarray(0, piece)) };
    expect(await contents.said(first, { ...put, ...begin, hash: '0'.repeat(64) })).toEqual(wrong);
    expect(await contents.said(first, { ...put, ...begin, size: 5 })).toEqual(wrong);
    // Not where it has come to: told where that is.
    const ahead = { offset: piece, bytes: bytesOf(content.subarray(piece)) };
    expect(await contents.said(first, { ...put, ...ahead })).toEqual({ ...wrong, isWrong: false });
    expect(await contents.said(first, { ...put, ...begin })).toEqual({ ...wrong, next: piece, isWrong: false });
    // A second time, because the answer was lost: it lies there once. And nobody is given the half of it.
    expect(await contents.said(first, { ...put, ...begin })).toEqual({ ...wrong, next: piece, isWrong: false });
    expect(await contents.said(office, { is: 'get', blob, offset: 0 })).toEqual({ is: 'none' });
    // The end of another.
    expect(await contents.said(first, { ...put, offset: piece, bytes: bytesOf(contents.random(10)) })).toEqual(wrong);
    expect(await contents.said(first, { ...put, ...begin })).toMatchObject({ next: piece });
    // More than was announced.
    expect(await contents.said(first, { ...put, offset: piece, bytes: bytesOf(contents.random(11)) })).toEqual(wrong);
    expect(await rowAtHub(blob)).toEqual({ got: 0, is_whole: false });
    await contents.settle();
    await contents.settle();
    expectRead(office, blob, content);
  });

  test('is never readable at a desk that got it, and the right one is fetched after it', async () => {
    const content = contents.random(1000);
    const blob = contents.attach(first, stream, content);
    await town.rest(first);
    const right = Buffer.from(content).toString('base64');
    const other = contents.random(1000);
    const spoils = [
      { bytes: Buffer.from(other).toString('base64'), hash: hex(other) },
      { bytes: Buffer.from(contents.random(1000)).toString('base64') },
      { bytes: right.slice(0, 400), size: 300 },
      { hash: '0'.repeat(64) },
      { offset: 7 },
    ];
    for (const spoil of spoils) {
      contents.spoil = (said) => (said.is === 'piece' ? { ...said, ...spoil } : said);
      await contents.settle(700_000);
      expect(contents.read(office, blob).ok).toBe(false);
      expect([filesOf(office), partsAt(office)]).toEqual([[], 0]);
    }
    expect(contents.asks('get').length).toBeGreaterThanOrEqual(spoils.length);
    contents.spoil = (said) => said;
    await contents.settle(700_000);
    expectRead(office, blob, content);
  });

  test('of more than 50 MB is no message, and an entry that announces it has no content', async () => {
    const ask = {
      is: 'put',
      blob: 'ab'.repeat(32),
      size: blobLimit.whole + 1,
      offset: 0,
      hash: 'cd'.repeat(32),
      bytes: '',
    };
    expect(blobRequest.safeParse({ epoch: '', ask }).success).toBe(false);
    const long = { ...ask, size: blobLimit.whole, bytes: 'A'.repeat(Math.ceil(blobLimit.piece / 3) * 4 + 4) };
    expect(blobRequest.safeParse({ epoch: '', ask: long }).success).toBe(false);
    expect(blobRequest.safeParse({ epoch: '', ask: { ...long, bytes: 'AAAA' } }).success).toBe(true);
    const answered = await contents.ask(first, { ...ask, is: 'put' }).catch((error: unknown) => error);
    expect(answered).toMatchObject({ is: 'refused', refused: 'malformed' });
    const data = { id: '00000000-0000-7000-8000-000000000000' };
    const file = { ...data, blob: 'ab'.repeat(32), name: '大.bin', bytes: blobLimit.whole + 1, mime: '' };
    expect(first.next(stream, { type: 'attached', data: file }).ok).toBe(true);
    await contents.settle();
    expect(await rowAtHub('ab'.repeat(32))).toBeUndefined();
    expect(contents.asks('has')).toEqual([]);
  });

  test('lost or damaged at the desk that took it in stops none of the others', async () => {
    const lost = contents.attach(first, stream, contents.random(50));
    const damaged = contents.attach(first, stream, contents.random(60));
    const content = contents.random(70);
    const good = contents.attach(first, stream, content);
    rmSync(fileOf(first, lost));
    writeFileSync(fileOf(first, damaged), 'rot');
    await contents.settle();
    await contents.settle();
    expectRead(office, good, content);
    for (const blob of [lost, damaged]) expect(await rowAtHub(blob)).toEqual({ got: 0, is_whole: false });
    expect(contents.read(first, lost)).toMatchObject({ refusal: { code: 'blob.missing' } });
    expect(contents.read(office, lost)).toMatchObject({ refusal: { code: 'attachment.coming' } });
    await contents.settle();
    expect(contents.read(office, lost)).toMatchObject({ refusal: { code: 'attachment.elsewhere' } });
  });
});

describe('a desk that may not see the case', () => {
  test('is told the same as of a content that nobody knows, whatever it asks', async () => {
    const content = contents.random(500);
    const blob = contents.attach(first, stream, content);
    await contents.settle();
    const unknown = 'ef'.repeat(32);
    for (const known of [blob, unknown]) {
      expect(await contents.said(second, { is: 'has', blobs: [known] })).toEqual({ is: 'has', blobs: [] });
      expect(await contents.said(second, { is: 'get', blob: known, offset: 0 })).toEqual({ is: 'none' });
      const bytes = Buffer.from(content).toString('base64');
      const put = { is: 'put', blob: known, size: 500, offset: 0, hash: hex(content), bytes } as const;
      expect(await contents.said(second, put)).toEqual({ is: 'none' });
    }
    expect(await contents.said(office, { is: 'get', blob, offset: 0 })).toMatchObject({ is: 'piece', size: 500 });
  });

  test('any more after the case went on to another station is told no more of it', async () => {
    const order = town.begin(office, 'madeUpOrder', 'received', { complaint: '路灯不亮' });
    await town.restAll();
    const blob = contents.attach(office, order, contents.random(900));
    await contents.settle();
    const send = (station: string) =>
      sayInStream(town.hub.running.hub, order, 'assigned', { set: { assignee: '示例', station } });
    await send(otherVillage);
    await contents.settle();
    expect(contents.read(second, blob).ok).toBe(true);
    await send(village);
    await contents.settle();
    expect(await contents.said(second, { is: 'get', blob, offset: 0 })).toEqual({ is: 'none' });
    expect(await contents.said(second, { is: 'has', blobs: [blob] })).toEqual({ is: 'has', blobs: [] });
    expect(contents.read(first, blob).ok).toBe(true);
    // What is left of it goes when the day is over.
    second.core.blobs.sweepOrphans(contentsToKeep(second.core.store), Number.MAX_SAFE_INTEGER);
    expect(filesOf(second)).toEqual([]);
  });

  test('any more is given nothing more; what it took in itself it still sends', async () => {
    const order = town.begin(first, 'madeUpOrder', 'received', { complaint: '路灯不亮' });
    await town.restAll();
    const blob = contents.attach(first, order, contents.random(2 * piece));
    await contents.stepUntil(first, () => contents.asks('put').length === 1);
    // As if the case had left for another station.
    await database.transact((t) =>
      t.run(sql`DELETE FROM stream_scope WHERE stream = ${order} AND scope = ${`s:${village}`}`),
    );
    expect(await contents.said(first, { is: 'get', blob, offset: 0 })).toEqual({ is: 'none' });
    await contents.settle();
    expect(await rowAtHub(blob)).toMatchObject({ is_whole: true });
    expect(await contents.said(first, { is: 'get', blob, offset: 0 })).toEqual({ is: 'none' });
    // The right to it is that of the case: whoever names somebody else's content otherwise than it is gets nothing by it.
    const own = town.takeCase(second, 'SAMPLE');
    const file = { id: '00000000-0000-7000-8000-000000000001', blob, name: '偷.jpg', bytes: 1, mime: 'image/jpeg' };
    expect(second.next(own, { type: 'attached', data: file }).ok).toBe(true);
    await contents.settle();
    const likely = { ...file, id: '00000000-0000-7000-8000-000000000002', bytes: 2 * piece, hash: '0'.repeat(64) };
    expect(second.next(own, { type: 'attached', data: likely }).ok).toBe(true);
    await contents.settle();
    expect(await contents.said(second, { is: 'get', blob, offset: 0 })).toEqual({ is: 'none' });
  });

  test('nor is anybody believed but who named it, where the entry does not tell what it is', async () => {
    const content = contents.random(40);
    const blob = 'cd'.repeat(32);
    const file = { id: '00000000-0000-7000-8000-000000000003', blob, name: '旧.jpg', bytes: 40, mime: 'image/jpeg' };
    expect(first.next(stream, { type: 'attached', data: file }).ok).toBe(true);
    await contents.settle();
    const bytes = Buffer.from(content).toString('base64');
    const put = { is: 'put', blob, size: 40, offset: 0, hash: hex(content), bytes } as const;
    expect(await contents.said(office, put)).toEqual({ is: 'none' });
    expect(await rowAtHub(blob)).toEqual({ got: 0, is_whole: false });
    expect(await contents.said(first, put)).toMatchObject({ isWhole: true });
  });
});

describe('of a closed case', () => {
  const close = (desk: SimDesk): void => {
    for (const [type, data] of [
      ['accepted', {}],
      ['decided', { set: { outcome: 'done' }, result: '已办好' }],
      ['delivered', { way: 'direct', receivedBy: '本人' }],
      ['closed', {}],
    ] as const) {
      town.world.advance(1000);
      expect(desk.next(stream, { type, data }), type).toMatchObject({ ok: true });
    }
  };

  test('it comes only when somebody opens it, and then before all others', async () => {
    const content = contents.random(300);
    const blob = contents.attach(first, stream, content);
    close(first);
    await contents.settle();
    await contents.settle();
    expect(contents.asks('get')).toEqual([]);
    expect(contents.read(office, blob)).toMatchObject({ refusal: { code: 'attachment.coming' } });
    // It is at rest: no waiting for anything.
    await town.rest(office);
    expectRead(office, blob, content);
  });

  test('required material that has come nowhere keeps it open; with the desk that took it in it closes', async () => {
    const content = contents.random(2 * piece);
    contents.attach(first, stream, content, true);
    await contents.stepUntil(first, () => contents.asks('put').length === 1);
    await town.rest(office);
    const steps = [
      ['accepted', {}],
      ['decided', { set: { outcome: 'done' }, result: '已办好' }],
    ] as const;
    for (const [type, data] of steps) expect(office.next(stream, { type, data }), type).toMatchObject({ ok: true });
    const deliver = () => office.next(stream, { type: 'delivered', data: { way: 'direct', receivedBy: '本人' } });
    const last = () => {
      town.world.advance(1000);
      const delivered = deliver();
      return delivered.ok ? office.next(stream, { type: 'closed', data: {} }) : delivered;
    };
    expect(last()).toMatchObject({ ok: false, refusal: { code: 'attachment.requiredMissing', details: { count: 1 } } });
    await contents.settle();
    await contents.settle();
    expect(office.next(stream, { type: 'closed', data: {} })).toMatchObject({ ok: true });
  });

  test('a desk with the content closes it whether or not anything was sent', () => {
    contents.attach(first, stream, contents.random(10), true);
    close(first);
    expect(town.state(first, stream).core.status).toBe('closed');
  });
});

describe('a hub that was put back', () => {
  test('gets again what it lost, from whoever has it', async () => {
    await town.hub.backUp();
    const content = contents.random(piece + 9);
    const blob = contents.attach(first, stream, content);
    await contents.settle();
    await contents.settle();
    expectRead(office, blob, content);
    expect(await town.hub.restore()).toBe(true);
    expect(await rowAtHub(blob)).toBeUndefined();
    // The one that took it in is gone for good; the hall has it.
    rmSync(fileOf(first, blob));
    town.desks.forEach((desk) => (desk.waitsUntil = 0));
    for (const desk of [...town.desks, ...town.desks]) await restAfterRestore(desk);
    await contents.settle();
    await contents.settle();
    expect(await rowAtHub(blob)).toEqual({ got: content.length, is_whole: true });
    expect(contents.read(first, blob)).toMatchObject({ refusal: { code: 'attachment.coming' } });
    await contents.settle();
    expectRead(first, blob, content);
  });

  async function restAfterRestore(desk: SimDesk): Promise<void> {
    desk.link.ask();
    for (let tries = 0; tries < 100; tries += 1) {
      const step = await desk.step();
      if (step.is === 'atRest') return;
      if (step.is === 'waits') town.world.advance(step.milliseconds);
      if (step.is === 'waits' && step.why === 'collecting') return;
    }
  }
});

test('the sweep keeps what is not sent yet, wherever its case went', async () => {
  const blob = contents.attach(first, stream, contents.random(20));
  const sweep = () => first.core.blobs.sweepOrphans(contentsToKeep(first.core.store), Number.MAX_SAFE_INTEGER);
  const { write } = first.core.store;
  transact(write, (t) => void run(t, deskSql`DELETE FROM live_file`));
  expect(sweep()).toEqual({ removed: 0, kept: 1 });
  await contents.settle();
  transact(write, (t) => void run(t, deskSql`DELETE FROM live_file`));
  expect(sweep()).toEqual({ removed: 1, kept: 0 });
  expect(all(first.core.store.read, deskSql`SELECT here FROM blob_link WHERE blob = ${blob}`)).toEqual([{ here: 0 }]);
});
