import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { longestAttachment, partBytes } from '#shared/contract/attachment.ts';
import { toHex } from '#shared/journal/entry.ts';
import type { ActAnswer, CasePage } from '#shared/contract/case.ts';
import {
  chief,
  intake,
  openDesk,
  setUpDesk,
  testMorning,
  type TestDesk,
  type Window,
} from '../../../tests/support/desk.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import { nativeSm3, temporaryFolder } from '../../../tests/support/store.ts';
import { all, sql } from '../store/handles.ts';
import type { SpaceLevel } from '../store/ballast.ts';
import { Uploads } from './attachments.ts';

interface Kept {
  readonly id: string;
}
interface ReadPart {
  readonly name: string;
  readonly mime: string;
  readonly parts: number;
  readonly data: string;
}

/** A needle that stands all over the content: it must be nowhere on the disk. */
const needle = '李桂花的诊断证明';
const photo = Buffer.from(`${needle}\n`.repeat(40));

const takeIn = (desk: TestDesk, window: Window): Promise<ActAnswer> =>
  window.ask<ActAnswer>('case.begin', intake(desk.newId()));
const pageOf = (window: Window, stream: string): Promise<CasePage> =>
  window.ask('case.page', { stream, reveal: false });
const part = (upload: string, index: number, bytes: Uint8Array) => ({
  ...{ upload, index },
  data: Buffer.from(bytes).toString('base64'),
});

async function send(window: Window, upload: string, content: Uint8Array): Promise<void> {
  for (let index = 0; index * partBytes < content.length; index += 1) {
    await window.ask(
      'attachment.part',
      part(upload, index, content.subarray(index * partBytes, (index + 1) * partBytes)),
    );
  }
}

const keeping = (desk: TestDesk, stream: string, upload: string, more: object = {}) => ({
  ...{ act: desk.newId(), stream, upload, name: '诊断证明.jpg', mime: 'image/jpeg' },
  ...more,
});

async function attach(desk: TestDesk, window: Window, stream: string, content: Uint8Array = photo): Promise<string> {
  const upload = desk.newId();
  await send(window, upload, content);
  return (await window.ask<Kept>('attachment.keep', keeping(desk, stream, upload))).id;
}

async function readWhole(window: Window, stream: string, id: string): Promise<Buffer> {
  const first = await window.ask<ReadPart>('attachment.read', { stream, id, part: 0 });
  const pieces = [Buffer.from(first.data, 'base64')];
  for (let index = 1; index < first.parts; index += 1) {
    const { data } = await window.ask<ReadPart>('attachment.read', { stream, id, part: index });
    pieces.push(Buffer.from(data, 'base64'));
  }
  return Buffer.concat(pieces);
}

/** Every blob there is, as it lies on the disk. */
function blobsOf({ dir }: TestDesk): readonly { readonly path: string; readonly bytes: Buffer }[] {
  const root = join(dir, 'blobs');
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => ({ path, bytes: readFileSync(path) }));
}
const onlyBlob = (desk: TestDesk) => {
  const [blob, ...more] = blobsOf(desk);
  if (blob === undefined || more.length > 0) throw new Error('not one blob');
  return blob;
};

/** Lets the disk of the open desk be as full as a test says. */
const setSpace = (desk: TestDesk, level: SpaceLevel): void => {
  Object.assign(desk.core(), { spaceLevel: () => level });
};

const typesOf = (page: CasePage): string[] => page.history.map(({ type }) => type);
const listOf = (page: CasePage) => page.attachments.filter(({ isMoved }) => !isMoved);

describe('an attachment', () => {
  it('is shown by what its name is: marks that turn it round on the screen are left out', async () => {
    const desk = await setUpDesk({ seed: 139 });
    const { stream } = await takeIn(desk, desk.chief);
    for (const name of ['户口簿\u202Egpj.exe', '\u200F\u0007']) {
      const upload = desk.newId();
      await send(desk.chief, upload, photo);
      await desk.chief.ask('attachment.keep', keeping(desk, stream, upload, { name }));
    }
    const { attachments } = await pageOf(desk.chief, stream);
    expect(attachments.map(({ name }) => name)).toEqual(['户口簿gpj.exe', '文件']);
  });

  it('of several parts is read back as it was', async () => {
    const desk = await setUpDesk({ seed: 61 });
    const { stream } = await takeIn(desk, desk.chief);
    const content = Buffer.from(desk.world.random.bytes(2 * partBytes + 12_345));
    const id = await attach(desk, desk.chief, stream, content);
    expect((await readWhole(desk.chief, stream, id)).equals(content)).toBe(true);
    const page = await pageOf(desk.chief, stream);
    expect(page.attachments).toEqual([
      {
        id,
        name: '诊断证明.jpg',
        bytes: content.length,
        mime: 'image/jpeg',
        isMoved: false,
        isRequired: false,
        place: null,
      },
    ]);
    expect(page.history.at(-1)).toMatchObject({ type: 'attached', byName: chief.name, data: { id } });
  });

  it('tells what its content is, and that it is required; a desk that took it in can close the case', async () => {
    const desk = await setUpDesk({ seed: 142 });
    const { stream } = await takeIn(desk, desk.chief);
    const upload = desk.newId();
    await send(desk.chief, upload, photo);
    await desk.chief.ask('attachment.keep', keeping(desk, stream, upload, { isRequired: true }));
    const page = await pageOf(desk.chief, stream);
    expect(page.attachments).toMatchObject([{ isRequired: true, place: null }]);
    expect(page.history.at(-1)?.data).toMatchObject({ required: true, hash: toHex(nativeSm3(photo)) });
    const right = await takeIn(desk, desk.chief);
    const id = page.attachments[0]?.id ?? '';
    await desk.chief.ask('attachment.move', { act: desk.newId(), stream, id, to: right.stream, reason: '放错了' });
    const there = await pageOf(desk.chief, right.stream);
    expect(there.history.at(-1)?.data).toMatchObject({ required: true, hash: toHex(nativeSm3(photo)) });
    const steps = [
      ['accepted', {}],
      ['decided', { set: { outcome: 'done' }, result: '已办好' }],
      ['delivered', { way: 'direct', receivedBy: '本人' }],
    ] as const;
    const step = (type: string, data: object) => ({ act: desk.newId(), stream: right.stream, type, data });
    for (const [type, data] of steps) await desk.chief.ask('case.step', step(type, data));
    rmSync(onlyBlob(desk).path);
    expect(await desk.chief.refused('case.step', step('closed', {}))).toEqual({
      ...{ code: 'attachment.requiredMissing', details: { count: 1 } },
    });
    await attach(desk, desk.chief, right.stream);
    await desk.chief.ask('case.step', step('closed', {}));
  });

  it('does not mind a part that comes twice', async () => {
    const desk = await setUpDesk({ seed: 62 });
    const { stream } = await takeIn(desk, desk.chief);
    const upload = desk.newId();
    const content = desk.world.random.bytes(partBytes + 7);
    const [first, second] = [content.subarray(0, partBytes), content.subarray(partBytes)];
    await desk.chief.ask('attachment.part', part(upload, 0, first));
    // The answer was lost and it is sent again, even with something else in it: what is there stays.
    await desk.chief.ask('attachment.part', part(upload, 0, second));
    await desk.chief.ask('attachment.part', part(upload, 1, second));
    await desk.chief.ask('attachment.part', part(upload, 1, second));
    const { id } = await desk.chief.ask<Kept>('attachment.keep', keeping(desk, stream, upload));
    expect((await readWhole(desk.chief, stream, id)).equals(content)).toBe(true);
  });

  it('with a gap is refused, and goes on where the gap is filled', async () => {
    const desk = await setUpDesk({ seed: 63 });
    const upload = desk.newId();
    expect(await desk.chief.refused('attachment.part', part(upload, 1, photo))).toEqual({ code: 'attachment.gap' });
    await desk.chief.ask('attachment.part', part(upload, 0, photo));
    expect(await desk.chief.refused('attachment.part', part(upload, 2, photo))).toEqual({ code: 'attachment.gap' });
    await desk.chief.ask('attachment.part', part(upload, 1, photo));
  });

  it('that is too large is refused at the part that makes it so', async () => {
    const desk = await setUpDesk({ seed: 64 });
    const upload = desk.newId();
    const full = new Uint8Array(partBytes);
    const parts = longestAttachment / partBytes;
    for (let index = 0; index < parts; index += 1) await desk.chief.ask('attachment.part', part(upload, index, full));
    expect(await desk.chief.refused('attachment.part', part(upload, parts, photo))).toEqual({
      ...{ code: 'attachment.tooLarge', details: { limitMb: 50 } },
    });
    expect(
      await desk.chief.refused('attachment.part', part(desk.newId(), 0, new Uint8Array(partBytes + 2))),
    ).toMatchObject({ code: 'input.tooLong' });
  });

  it('without content or without a case is refused, and nothing is written', async () => {
    const desk = await setUpDesk({ seed: 65 });
    const { stream } = await takeIn(desk, desk.chief);
    const upload = desk.newId();
    await desk.chief.ask('attachment.part', part(upload, 0, new Uint8Array()));
    expect(await desk.chief.refused('attachment.keep', keeping(desk, stream, upload))).toEqual({
      code: 'attachment.empty',
    });
    const whole = desk.newId();
    await send(desk.chief, whole, photo);
    expect(await desk.chief.refused('attachment.keep', keeping(desk, desk.newId(), whole))).toEqual({
      code: 'stream.unknown',
    });
    const { rows } = await desk.chief.ask<{ rows: { stream: string }[] }>('registry.list', {
      ...{ kind: 'station', search: '' },
    });
    const registry = rows[0]?.stream ?? '';
    expect(await desk.chief.refused('attachment.keep', keeping(desk, registry, whole))).toEqual({
      code: 'stream.unknown',
    });
    // Kept after all under the same upload: a refusal loses nothing.
    await desk.chief.ask('attachment.keep', keeping(desk, stream, whole));
    expect(typesOf(await pageOf(desk.chief, stream)).filter((type) => type === 'attached')).toHaveLength(1);
  });

  it('is kept once for an act that comes twice, also after a restart', async () => {
    const dir = temporaryFolder();
    const world = makeWorld(66, testMorning);
    const first = await setUpDesk({ dir, world });
    const { stream } = await takeIn(first, first.chief);
    const upload = first.newId();
    await send(first.chief, upload, photo);
    const keep = keeping(first, stream, upload);
    const kept = await first.chief.ask<Kept>('attachment.keep', keep);
    expect(await first.chief.ask('attachment.keep', keep)).toEqual(kept);
    await first.close();
    const { desk, window } = await again(dir, world);
    expect(await window.ask('attachment.keep', keep)).toEqual(kept);
    expect((await pageOf(window, stream)).attachments).toHaveLength(1);
    expect(blobsOf(desk)).toHaveLength(1);
  });

  it('whose parts were sent before a restart is gone, and goes through when it is sent anew', async () => {
    const dir = temporaryFolder();
    const world = makeWorld(67, testMorning);
    const first = await setUpDesk({ dir, world });
    const { stream } = await takeIn(first, first.chief);
    const upload = first.newId();
    await send(first.chief, upload, photo);
    await first.close();
    const { desk, window } = await again(dir, world);
    const keep = keeping(desk, stream, upload);
    expect(await window.refused('attachment.keep', keep)).toEqual({ code: 'attachment.gone' });
    expect(await window.refused('attachment.part', part(upload, 1, photo))).toEqual({ code: 'attachment.gap' });
    await send(window, upload, photo);
    const { id } = await window.ask<Kept>('attachment.keep', keep);
    expect((await readWhole(window, stream, id)).equals(photo)).toBe(true);
  });

  it('lies encrypted on the disk, under a name that does not tell its content', async () => {
    const desk = await setUpDesk({ seed: 68 });
    const { stream } = await takeIn(desk, desk.chief);
    await attach(desk, desk.chief, stream);
    const { path, bytes } = onlyBlob(desk);
    expect(bytes.length).toBeGreaterThanOrEqual(photo.length);
    expect(bytes.includes(needle)).toBe(false);
    expect(path).not.toContain(Buffer.from(desk.core().ports.sm3(photo)).toString('hex'));
    // Its name is personal data too, and stands in the encrypted store alone.
    for (const name of readdirSync(desk.dir)) {
      if (name.startsWith('desk.db')) expect(readFileSync(join(desk.dir, name)).includes('诊断证明')).toBe(false);
    }
  });

  it('is taken from the disk once for all its parts, and anew for the next look', async () => {
    const desk = await setUpDesk({ seed: 70 });
    const { stream } = await takeIn(desk, desk.chief);
    const id = await attach(desk, desk.chief, stream, desk.world.random.bytes(2 * partBytes + 1));
    const read = (part: number) => desk.chief.ask<ReadPart>('attachment.read', { stream, id, part });
    expect(await read(0)).toMatchObject({ parts: 3 });
    rmSync(onlyBlob(desk).path);
    expect(Buffer.from((await read(2)).data, 'base64')).toHaveLength(1);
    // That was the last part: nothing of it is held any more.
    expect(await desk.chief.refused('attachment.read', { stream, id, part: 1 })).toMatchObject({
      code: 'blob.missing',
    });
  });

  it('whose file is missing or damaged says so; the case stays whole, and adding it again heals it', async () => {
    const desk = await setUpDesk({ seed: 69 });
    const { stream } = await takeIn(desk, desk.chief);
    const id = await attach(desk, desk.chief, stream);
    const { path, bytes } = onlyBlob(desk);
    const flipped = Buffer.from(bytes);
    flipped[bytes.length >> 1] = (flipped[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(path, flipped);
    const reading = { stream, id, part: 0 };
    expect(await desk.chief.refused('attachment.read', reading)).toMatchObject({ code: 'blob.damaged' });
    rmSync(path);
    expect(await desk.chief.refused('attachment.read', reading)).toMatchObject({ code: 'blob.missing' });
    expect(listOf(await pageOf(desk.chief, stream))).toHaveLength(1);
    await attach(desk, desk.chief, stream);
    expect((await readWhole(desk.chief, stream, id)).equals(photo)).toBe(true);
  });
});

describe('an attachment in the wrong case', () => {
  it('is moved in one act; the history of both cases says so', async () => {
    const desk = await setUpDesk({ seed: 71 });
    const [wrong, right] = [await takeIn(desk, desk.chief), await takeIn(desk, desk.chief)];
    const id = await attach(desk, desk.chief, wrong.stream);
    const move = { act: desk.newId(), stream: wrong.stream, id, to: right.stream, reason: '放错了办件' };
    const moved = await desk.chief.ask<Kept>('attachment.move', move);
    expect(await desk.chief.ask('attachment.move', move)).toEqual(moved);

    const [left, arrived] = [await pageOf(desk.chief, wrong.stream), await pageOf(desk.chief, right.stream)];
    expect(listOf(left)).toEqual([]);
    expect(listOf(arrived)).toMatchObject([{ id: moved.id, name: '诊断证明.jpg', bytes: photo.length }]);
    expect(left.history.at(-1)).toMatchObject({
      ...{
        type: 'attachmentMoved',
        act: move.act,
        data: { id, to: right.stream, reason: move.reason, name: '诊断证明.jpg' },
      },
    });
    expect(arrived.history.at(-1)).toMatchObject({
      ...{ type: 'attached', act: move.act, data: { id: moved.id, from: wrong.stream, reason: move.reason } },
    });
    const acts = all(
      desk.core().store.read,
      sql<{ id: string }>`SELECT id FROM act WHERE procedure = 'attachment.move'`,
    );
    expect(acts).toEqual([{ id: move.act }]);

    // The content is one file, and what stood in the wrong case is still readable there as history.
    expect(blobsOf(desk)).toHaveLength(1);
    expect((await readWhole(desk.chief, right.stream, moved.id)).equals(photo)).toBe(true);
    expect((await readWhole(desk.chief, wrong.stream, id)).equals(photo)).toBe(true);
    // The rows of the list follow, else a sweep of orphans would take the file.
    const files = all(desk.core().store.read, sql<{ stream: string }>`SELECT stream FROM live_file`);
    expect(files.map(({ stream }) => stream)).toContain(right.stream);
  });

  it('stays where it is when the right case is not there, is this one, or it was moved already', async () => {
    const desk = await setUpDesk({ seed: 72 });
    const [wrong, right] = [await takeIn(desk, desk.chief), await takeIn(desk, desk.chief)];
    const id = await attach(desk, desk.chief, wrong.stream);
    const move = (to: string) => ({ act: desk.newId(), stream: wrong.stream, id, to, reason: '放错了' });
    expect(await desk.chief.refused('attachment.move', move(desk.newId()))).toEqual({ code: 'stream.unknown' });
    expect(await desk.chief.refused('attachment.move', move(wrong.stream))).toEqual({ code: 'merge.itself' });
    expect(listOf(await pageOf(desk.chief, wrong.stream))).toHaveLength(1);
    expect(typesOf(await pageOf(desk.chief, wrong.stream))).not.toContain('attachmentMoved');
    await desk.chief.ask('attachment.move', move(right.stream));
    expect(await desk.chief.refused('attachment.move', move(right.stream))).toEqual({ code: 'attachment.unknown' });
  });
});

describe('a stranger', () => {
  it('neither reads, adds nor moves; whoever reads is written down', async () => {
    const desk = await setUpDesk({ seed: 73 });
    const { stream } = await takeIn(desk, desk.chief);
    const id = await attach(desk, desk.chief, stream);
    const reading = { stream, id, part: 0 };
    const nobody = await desk.connect();
    expect(await nobody.refused('attachment.read', reading)).toMatchObject({ code: 'login.required' });
    const administrator = await desk.person('guan', ['administrator']);
    expect(await administrator.refused('attachment.read', reading)).toMatchObject({ code: 'permission.missing' });
    expect(await administrator.refused('attachment.part', part(desk.newId(), 0, photo))).toMatchObject({
      code: 'permission.missing',
    });
    const other = await takeIn(desk, desk.chief);
    // The id of an attachment opens it in its own case alone.
    expect(await desk.chief.refused('attachment.read', { ...reading, stream: other.stream })).toEqual({
      code: 'attachment.unknown',
    });
    const revealed = () =>
      all(desk.core().store.read, sql<{ data: string }>`SELECT data FROM audit WHERE type = 'reveal'`).filter(
        ({ data }) => data.includes(id),
      );
    expect(revealed()).toEqual([]);
    await desk.chief.ask('attachment.read', reading);
    expect(revealed()).toHaveLength(1);
    // Nor does anybody get round it by asking for a later part first.
    await desk.chief.ask('attachment.read', { ...reading, part: 1 });
    expect(revealed()).toHaveLength(2);
  });

  it('of a village neither sees nor fills the cases of another station', async () => {
    const desk = await setUpDesk({ seed: 74 });
    const { stream } = await takeIn(desk, desk.chief);
    const id = await attach(desk, desk.chief, stream);
    const village = await desk.person('cunji', ['village']);
    // The case is the hall's; the desk now stands in a village.
    const { runtime } = desk.desk;
    for (const [connection, viewer] of runtime.logins) {
      if (viewer.roles.includes('village')) runtime.logins.set(connection, { ...viewer, station: '360732108201' });
    }
    expect(await village.refused('attachment.read', { stream, id, part: 0 })).toEqual({ code: 'stream.unknown' });
    const upload = desk.newId();
    await send(village, upload, photo);
    expect(await village.refused('attachment.keep', keeping(desk, stream, upload))).toEqual({ code: 'stream.unknown' });
    const own = await takeIn(desk, desk.chief);
    expect(
      await village.refused('attachment.move', { act: desk.newId(), stream, id, to: own.stream, reason: '试' }),
    ).toEqual({ code: 'stream.unknown' });
  });
});

describe('a disk that is nearly full', () => {
  it('takes no attachment but everything else, and keeps what was sent for later', async () => {
    const desk = await setUpDesk({ seed: 75 });
    const { stream } = await takeIn(desk, desk.chief);
    const upload = desk.newId();
    await send(desk.chief, upload, photo);
    setSpace(desk, 'noAttachments');
    const keep = keeping(desk, stream, upload);
    const refusal = { code: 'space.noAttachments' };
    expect(await desk.chief.refused('attachment.part', part(desk.newId(), 0, photo))).toEqual(refusal);
    expect(await desk.chief.refused('attachment.keep', keep)).toEqual(refusal);
    const note = { act: desk.newId(), stream, type: 'note', data: { text: '磁盘快满了' } };
    await desk.chief.ask('case.step', note);
    setSpace(desk, 'low');
    const kept = await desk.chief.ask('attachment.keep', keep);
    // An answer that was lost is given again even when nothing fits any more.
    setSpace(desk, 'readOnly');
    expect(await desk.chief.ask('attachment.keep', keep)).toEqual(kept);
  });
});

describe('parts that wait', () => {
  it('make room for others, the oldest first, and never for themselves', () => {
    const uploads = new Uploads();
    const size = longestAttachment / 2;
    const fill = (name: string): void => {
      for (const index of [0, 1]) expect(uploads.add(name, index, new Uint8Array(size)).ok).toBe(true);
    };
    ['a', 'b', 'c', 'd'].forEach(fill);
    expect(uploads.content('a')?.length).toBe(longestAttachment);
    fill('e');
    expect(uploads.content('a')).toBeUndefined();
    expect(['b', 'c', 'd', 'e'].map((name) => uploads.content(name)?.length)).toEqual(Array(4).fill(longestAttachment));
    uploads.forget('b');
    expect(uploads.content('b')).toBeUndefined();
    fill('f');
    expect(uploads.content('c')?.length).toBe(longestAttachment);
  });
});

async function again(dir: string, world: ReturnType<typeof makeWorld>): Promise<{ desk: TestDesk; window: Window }> {
  const desk = await openDesk({ dir, world });
  const window = await desk.connect();
  await window.ask('login.enter', { login: chief.login, password: chief.password });
  return { desk, window };
}
