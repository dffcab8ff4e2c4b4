/** Signing on the pad and laying sheets to their papers, through the door of a real desk: what is bound, what is refused, and that nothing is lost. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AwaitedLine, PaperToSign, SheetReading } from '#shared/contract/signature.ts';
import type { CasePage } from '#shared/contract/case.ts';
import { intake, setUpDesk } from '../../../tests/support/desk.ts';
import { madePng } from '../../../tests/support/made-picture.ts';
import { madeSheet, madeSignature, type SheetWishes } from '../../../tests/support/made-sheet.ts';
import { alterCode, codesOf } from '../../../tests/support/paper-codes.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import { judgeCodes } from './read-sheet.ts';
import { all, run, sql, transact } from '../store/handles.ts';

interface Issued {
  readonly stream: string;
  readonly number: string;
  readonly issued: readonly { readonly id: string; readonly spec: string }[];
}

async function openHall(seedOf: number) {
  const desk = await setUpDesk({ seed: seedOf });
  const hold = async (content: Uint8Array): Promise<string> => {
    const upload = desk.newId();
    await desk.chief.ask('attachment.part', { upload, index: 0, data: Buffer.from(content).toString('base64') });
    return (await desk.chief.ask<{ blob: string }>('attachment.hold', { upload })).blob;
  };
  /** A case with a 一次性告知书. */
  const notice = async () => {
    const taken = await desk.chief.ask<Issued>('case.begin', intake(desk.newId()));
    const told = await desk.chief.ask<Issued>('case.step', {
      ...{ act: desk.newId(), stream: taken.stream, type: 'correctionNoticed' },
      data: { gaps: [{ material: '经营场所证明', standard: '' }] },
    });
    const paper = told.issued.find(({ spec }) => spec === 'correctionNotice')?.id ?? '';
    const code = codesOf(desk.core(), taken.stream)[paper] ?? '';
    return { stream: taken.stream, number: taken.number, paper, code };
  };
  const read = async (content: Uint8Array) =>
    desk.chief.ask<SheetReading>('signature.read', { blob: await hold(content) });
  const awaited = async () => (await desk.chief.ask<{ lines: AwaitedLine[] }>('signature.awaited', {})).lines;
  const page = (stream: string) => desk.chief.ask<CasePage>('case.page', { stream, reveal: false });
  return { ...desk, hold, notice, read, awaited, page };
}
type Notice = Awaited<ReturnType<Awaited<ReturnType<typeof openHall>>['notice']>>;

const padInput = (desk: Awaited<ReturnType<typeof openHall>>, of: Notice, digest: string, blob: string) => ({
  ...{ act: desk.newId(), stream: of.stream, paper: of.paper, digest, blob },
  ...{ place: 0, name: '李桂花', isReadAloud: true },
});

describe('手写板', () => {
  it('binds the picture to what was shown: the list empties, and a signed copy shows it with time and window', async () => {
    const desk = await openHall(401);
    const of = await desk.notice();
    expect(await desk.awaited()).toMatchObject([
      { paper: of.paper, number: of.number, petitioner: '李**', who: ['petitioner'], isHandOnly: false },
    ]);
    expect(await desk.chief.ask('home.summary', {})).toMatchObject({ counts: { awaited: 1 } });
    const shown = await desk.chief.ask<PaperToSign>('signature.paper', { stream: of.stream, paper: of.paper });
    expect(shown.places).toMatchObject([{ at: 0, signer: 'petitioner', name: '李桂花', isSigned: false }]);
    expect(shown.html).toContain('经营场所证明');
    await desk.chief.ask('signature.pad', padInput(desk, of, shown.digest, await desk.hold(madeSignature())));
    expect(await desk.awaited()).toEqual([]);
    const { papers, attachments } = await desk.page(of.stream);
    expect(papers.find(({ id }) => id === of.paper)?.signing).toMatchObject({
      isAwaited: false,
      signatures: [{ way: 'pad', name: '李桂花', byName: '陈小芳', files: [attachments[0]?.id] }],
    });
    const sizes = { stream: of.stream, paper: of.paper, size: 'A5', copy: 1 };
    const copy = await desk.chief.ask<{ html: string }>('paper.html', { ...sizes, isSigned: true });
    expect(copy.html).toContain(Buffer.from(madeSignature()).toString('base64'));
    expect(copy.html).toContain('手写板签名 2026-11-22 09:00 经办 陈小芳');
    // What was issued stays as it was.
    const issued = await desk.chief.ask<{ html: string }>('paper.html', sizes);
    expect(issued.html).not.toContain('手写板签名');
  });

  it('takes nothing that is empty, too large, no picture, of other words, or of a paper that does not hold', async () => {
    const desk = await openHall(402);
    const of = await desk.notice();
    const { digest } = await desk.chief.ask<PaperToSign>('signature.paper', { stream: of.stream, paper: of.paper });
    const refusal = async (content: Uint8Array, more: object = {}) => {
      const input = { ...padInput(desk, of, digest, await desk.hold(content)), ...more };
      return (await desk.chief.refused('signature.pad', input)).code;
    };
    expect(await refusal(madeSignature(0))).toBe('signature.empty');
    expect(await refusal(madePng(2500, 100, 0))).toBe('signature.tooLarge');
    expect(await refusal(Buffer.from('no picture'))).toBe('signature.notPicture');
    expect(await refusal(madePng(300, 100, 0).subarray(0, 60))).toBe('signature.notPicture');
    expect(await refusal(madeSignature(), { digest: 'A'.repeat(26) })).toBe('signature.otherText');
    expect(await refusal(madeSignature(), { place: 9 })).toBe('signature.noPlace');
    expect((await desk.page(of.stream)).attachments).toEqual([]);
    const signed = padInput(desk, of, digest, await desk.hold(madeSignature()));
    await desk.chief.ask('signature.pad', signed);
    // The same act again is the same answer; another one is one too many.
    await desk.chief.ask('signature.pad', signed);
    expect(await refusal(madeSignature())).toBe('signature.already');
    expect((await desk.page(of.stream)).attachments).toHaveLength(1);
  });

  it('a byte that is changed in the stored picture or in the stored words is noticed', async () => {
    const desk = await openHall(403);
    const [one, other] = [await desk.notice(), await desk.notice()];
    const { digest } = await desk.chief.ask<PaperToSign>('signature.paper', { stream: one.stream, paper: one.paper });
    await desk.chief.ask('signature.pad', padInput(desk, one, digest, await desk.hold(madeSignature())));
    const [file] = readdirSync(join(desk.dir, 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const path = join(file?.parentPath ?? '', file?.name ?? '');
    const bytes = readFileSync(path);
    bytes[bytes.length - 20] = (bytes.at(-20) ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const sizes = { size: 'A5', copy: 1, isSigned: true };
    expect(await desk.chief.refused('paper.html', { stream: one.stream, paper: one.paper, ...sizes })).toMatchObject({
      code: 'blob.damaged',
    });
    const { write, read } = desk.core().store;
    const entries = all(
      read,
      sql<{ id: string; body: Uint8Array }>`SELECT id, body FROM entry WHERE stream = ${other.stream}`,
    );
    for (const { id, body } of entries) {
      const text = Buffer.from(body).toString('utf8').replaceAll('经营场所证明', '经营场所正明');
      transact(write, (transaction) =>
        run(transaction, sql`UPDATE entry SET body = ${Buffer.from(text)} WHERE id = ${id}`),
      );
    }
    const ofOther = { stream: other.stream, paper: other.paper };
    expect((await desk.chief.refused('signature.paper', ofOther)).code).toBe('signature.otherText');
    const pages = [{ blob: await desk.hold(madeSheet([other.code])), name: '1.png' }];
    const sheet = { act: desk.newId(), ...ofOther, code: null, pages };
    expect((await desk.chief.refused('signature.bring', sheet)).code).toBe('signature.otherText');
  });
});

describe('扫描归位', () => {
  const { pick } = makeWorld(7);
  const dice = () => pick(1000) / 1000;
  const ways: readonly (readonly [string, SheetWishes])[] = [
    ['as it lay', {}],
    ['turned by a quarter', { turned: 90 }],
    ['upside down', { turned: 180 }],
    ['askew', { turned: 3 }],
    ['held badly', { turned: 37 }],
    ['under glare', { glare: 0.75, turned: -4 }],
    ['with dust', { noise: 1, chance: dice }],
  ];
  it.each(ways)('a sheet %s is known by its code and laid to its paper', async (_name, wishes) => {
    const desk = await openHall(410);
    const of = await desk.notice();
    const picture = madeSheet([of.code], wishes);
    const found = await desk.read(picture);
    expect(found).toMatchObject({
      verdict: 'known',
      paper: { paper: of.paper, number: of.number, petitioner: '李**' },
    });
    // Reading writes nothing.
    expect(await desk.awaited()).toHaveLength(1);
    const pages = [{ blob: await desk.hold(picture), name: 'IMG_1.png' }];
    const sheet = { act: desk.newId(), stream: of.stream, paper: of.paper, code: found.code, pages };
    await desk.chief.ask('signature.bring', sheet);
    expect(await desk.awaited()).toEqual([]);
    expect(await desk.read(picture)).toMatchObject({ verdict: 'already', paper: { paper: of.paper } });
    expect((await desk.chief.refused('signature.bring', { ...sheet, act: desk.newId() })).code).toBe(
      'signature.already',
    );
  });

  it('keeps the pages of one sheet in order, in one act', async () => {
    const desk = await openHall(411);
    const of = await desk.notice();
    const pages = [
      { blob: await desk.hold(madeSheet([of.code])), name: 'a.png' },
      { blob: await desk.hold(madePng(300, 400)), name: 'b.png' },
    ];
    const before = all(desk.core().store.read, sql`SELECT 1 FROM act`).length;
    await desk.chief.ask('signature.bring', {
      ...{ act: desk.newId(), stream: of.stream, paper: of.paper, code: of.code, pages },
    });
    expect(all(desk.core().store.read, sql`SELECT 1 FROM act`)).toHaveLength(before + 1);
    const { attachments } = await desk.page(of.stream);
    expect(attachments.map(({ name }) => name)).toEqual([
      '一次性告知书 签回件 第 1 页.png',
      '一次性告知书 签回件 第 2 页.png',
    ]);
  });

  it('tells forged, foreign, void, unwanted and unreadable sheets plainly, and attaches none of them', async () => {
    const desk = await openHall(412);
    const [of, second] = [await desk.notice(), await desk.notice()];
    const viewer = desk.desk.runtime.logins.get('window-1');
    if (viewer === undefined) throw new Error('nobody is logged in');
    const verdict = (...codes: string[]) => judgeCodes(desk.core(), viewer, codes).verdict;
    expect(verdict()).toBe('noCode');
    expect(await desk.read(madePng(200, 200))).toEqual({ verdict: 'noCode', code: null, paper: null });
    expect(verdict('https://example.com/parcel/9')).toBe('noCode');
    expect(verdict('TB2-cut-off')).toBe('damaged');
    expect(verdict(alterCode(of.code, 5))).toBe('forged');
    expect(verdict(alterCode(of.code, 6))).toBe('unknownSigner');
    expect(verdict(of.code, second.code)).toBe('several');
    expect(verdict('https://example.com/parcel/9', of.code)).toBe('known');
    const receipt = Object.entries(codesOf(desk.core(), of.stream)).find(([id]) => id !== of.paper)?.[1] ?? '';
    expect(verdict(receipt)).toBe('notWanted');
    const pages = [{ blob: await desk.hold(madeSheet([of.code])), name: '1.png' }];
    const wrong = { act: desk.newId(), stream: second.stream, paper: second.paper, code: of.code, pages };
    expect((await desk.chief.refused('signature.bring', wrong)).code).toBe('signature.otherText');
    const voided = { type: 'voided', data: { cause: 'mistake', reason: '收错了' } };
    await desk.chief.ask('case.step', { act: desk.newId(), stream: of.stream, ...voided });
    expect(verdict(of.code)).toBe('voided');
    const late = { ...wrong, stream: of.stream, paper: of.paper };
    expect((await desk.chief.refused('signature.bring', late)).code).toBe('signature.notValid');
    expect(await desk.awaited()).toMatchObject([{ paper: second.paper }]);
    expect((await desk.chief.refused('signature.read', { blob: await desk.hold(Buffer.from('%PDF-1.7')) })).code).toBe(
      'signature.notPicture',
    );
  });

  it('a sheet without a code goes to the paper whose number somebody typed', async () => {
    const desk = await openHall(413);
    const of = await desk.notice();
    const { papers } = await desk.chief.ask<{ papers: { paper: string }[] }>('signature.ofNumber', {
      number: of.number,
    });
    expect(papers).toMatchObject([{ paper: of.paper, petitioner: '李**' }]);
    const pages = [{ blob: await desk.hold(madePng(300, 400)), name: '1.png' }];
    await desk.chief.ask('signature.bring', {
      ...{ act: desk.newId(), stream: of.stream, paper: of.paper, code: null, pages },
    });
    expect(await desk.awaited()).toEqual([]);
    expect(await desk.chief.ask('signature.ofNumber', { number: of.number })).toEqual({ papers: [] });
    expect((await desk.chief.refused('signature.ofNumber', { number: 'TB' })).field).toBe('number');
  });
});
