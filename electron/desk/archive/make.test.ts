import { PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readManifest, compareFiles, type FoundFile, type Manifest } from '#shared/archive/manifest.ts';
import type { DueFiles, FileContents, MadeFileView, MakeEvent, PackageSeal } from '#shared/contract/archive.ts';
import type { ActAnswer, CasePage } from '#shared/contract/case.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { hall, intake, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { madeJpeg, madePng } from '../../../tests/support/made-picture.ts';
import { createCrypto } from '../keys/provider.ts';
import type { DeskOptions } from '../runtime.ts';
import { readMarks } from './bound-pdf.ts';
import { checkPackage, hashesOf, zipOf } from './package.ts';

const { sm3 } = createCrypto({ bytes: (count) => new Uint8Array(count) });

async function pdfOf(pages: number, change: (page: PDFPage) => void = () => undefined): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) change(pdf.addPage([595, 842]));
  return pdf.save();
}

async function lockedPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  pdf.encrypt({ userPassword: 'made-up', ownerPassword: 'made-up-too' });
  return pdf.save();
}

/** Papers as one page of their size; the list of contents has two. */
function drawer() {
  const drawn: string[] = [];
  const drawPdf: NonNullable<DeskOptions['drawPdf']> = (html, size) => {
    drawn.push(html.replace(/<style.*?<\/style>/gsu, '').replace(/<[^>]*>/gu, ' '));
    return pdfOf(html.includes('卷内目录') && html.includes('缺项说明') ? 2 : size === '80mm' ? 3 : 1);
  };
  return { drawn, drawPdf };
}

const material = (name: string, more: JsonObject = {}): JsonObject => ({
  ...{ name, form: 'copy', copies: 1, isNecessary: true, waysOut: ['comeBack'] },
  ...more,
});
const matter: JsonObject = {
  ...{ code: 'FILE', name: '档案示例事项', category: '示例', type: 'grant', version: '1', retention: 'years30' },
  materials: [material('身份证'), material('户口簿'), material('照片', { isNecessary: false })],
};

interface Scene {
  readonly desk: TestDesk & { readonly chief: Window };
  readonly stream: string;
  readonly drawn: readonly string[];
}

async function scene(seed: number, more: readonly JsonObject[] = [], who?: JsonObject): Promise<Scene> {
  const { drawn, drawPdf } = drawer();
  const desk = await setUpDesk({ seed, options: { drawPdf } });
  const materials = [...(matter['materials'] as JsonObject[]), ...more];
  const set = { ...matter, materials };
  await desk.chief.ask('registry.begin', { act: desk.newId(), kind: 'matter', type: 'published', data: { set } });
  const received = [{ name: '身份证', copies: 1, form: 'copy' }];
  const taken = await desk.chief.ask<ActAnswer>(
    'case.begin',
    intake(desk.newId(), who ? { isByHand: true } : {}, {
      matter: { code: 'FILE' },
      materials: received,
      ...(who ? { petitioner: who } : {}),
    }),
  );
  return { desk, stream: taken.stream, drawn };
}

async function attach({ desk, stream }: Scene, name: string, content: Uint8Array, more: JsonObject = {}) {
  const upload = desk.newId();
  await desk.chief.ask('attachment.part', { upload, index: 0, data: Buffer.from(content).toString('base64') });
  const kept = { act: desk.newId(), stream, upload, name, mime: 'application/octet-stream', ...more };
  return desk.chief.ask<{ id: string }>('attachment.keep', kept);
}

const step = ({ desk, stream }: Scene, type: string, data: JsonObject = {}) =>
  desk.chief.ask('case.step', { act: desk.newId(), stream, type, data });

const contents = ({ desk, stream }: Scene) => desk.chief.ask<FileContents>('archive.contents', { stream });
const gapsOf = async (at: Scene): Promise<string[]> =>
  (await contents(at)).gaps.map(({ code, name }) => `${code} ${name}`.trim());

async function make({ desk, stream }: Scene): Promise<MakeEvent[]> {
  const answer = await desk.chief.call('archive.make', { stream }, 500);
  if (!answer.ok) throw new Error(answer.code);
  return answer.value as MakeEvent[];
}
async function made(at: Scene): Promise<MadeFileView> {
  const last = (await make(at)).at(-1);
  if (last?.type !== 'made') throw new Error(JSON.stringify(last));
  return last.made;
}
async function take({ desk }: Scene, file: string, as: 'zip' | 'pdf'): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for (let part = 0, parts = 1; part < parts; part += 1) {
    const act = desk.newId();
    const got = await desk.chief.ask<{ parts: number; data: string }>('archive.take', { act, file, as, part });
    ({ parts } = got);
    pieces.push(Buffer.from(got.data, 'base64'));
  }
  return new Uint8Array(Buffer.concat(pieces));
}
const manifestIn = (zip: Uint8Array): { text: string; manifest: Manifest; signature: string } => {
  const files = unzipSync(zip);
  const text = new TextDecoder().decode(files['manifest.json']);
  const manifest = readManifest(text);
  if (manifest === undefined) throw new Error('no manifest');
  return { text, manifest, signature: new TextDecoder().decode(files['manifest.sig']) };
};

describe('what a file lacks', () => {
  it('follows the case: what is asked for once it is accepted, then pictures, papers and signatures', async () => {
    const at = await scene(801);
    expect(await gapsOf(at)).toEqual(['scan 身份证']);
    await step(at, 'accepted');
    expect(await gapsOf(at)).toContain('material 户口簿');
    expect(await gapsOf(at)).not.toContain('material 照片');
    await attach(at, '身份证正面.jpg', madeJpeg(1));
    expect(await gapsOf(at)).not.toContain('scan 身份证');
    await step(at, 'decided', { set: { outcome: 'rejected' }, result: '不符合条件' });
    await step(at, 'delivered', { way: 'direct', receivedBy: '李桂花', proof: 'slip' });
    const gaps = await gapsOf(at);
    expect(gaps).toContain('paper 送达回证');
    expect(gaps.filter((gap) => gap.startsWith('signed'))).toEqual(['signed 办理结果告知单']);
    await attach(at, '办理结果告知单（已签）.pdf', await pdfOf(1));
    expect((await gapsOf(at)).filter((gap) => gap.startsWith('signed'))).toEqual([]);
    await step(at, 'closed');
    expect(await contents(at)).toMatchObject({
      ...{ closed: '2026-11-22', retention: 'years30', until: '2056-12-31' },
    });
  });

  it('says which part has a character no face has; the file gets a blank there, and no box', async () => {
    const at = await scene(806, [], {
      name: '王\u{2EBF0}',
      idType: 'residentId',
      idNumber: '360732198512310019',
      phone: '13907975555',
    });
    const gaps = await gapsOf(at);
    expect(gaps).toContain('glyph 办件全程单（U+2EBF0）');
    await made(at);
    const course = at.drawn.find((text) => text.includes('办件全程单') && !text.includes('卷内目录'));
    expect(course).toContain('U+2EBF0');
    expect(at.drawn.filter((text) => text.includes('\u{2EBF0}'))).toEqual([]);
    const list = at.drawn.find((text) => text.includes('卷内目录')) ?? '';
    expect(list).toContain('字库里没有的字');
  });

  it('is shown to nobody who may not see the case', async () => {
    const at = await scene(802);
    const own = { stream: at.stream };
    const auditor = await at.desk.person('shen', ['auditor']);
    expect(await auditor.refused('archive.contents', own)).toMatchObject({ code: 'permission.missing' });
    expect(await at.desk.chief.refused('archive.contents', { stream: at.desk.newId() })).toMatchObject({
      code: 'stream.unknown',
    });
  });
});

describe('到期档案', () => {
  it('are listed from the year after their period on, masked, and matters without one are named', async () => {
    const at = await scene(821);
    const refuse = async (of: Scene) => {
      await step(of, 'accepted');
      await step(of, 'decided', { set: { outcome: 'rejected' }, result: '不符合条件' });
      await step(of, 'delivered', { way: 'direct', receivedBy: '李桂花', proof: 'slip' });
      await step(of, 'closed');
    };
    await refuse(at);
    const bare = await at.desk.chief.ask<ActAnswer>('case.begin', intake(at.desk.newId()));
    await refuse({ ...at, stream: bare.stream });
    const due = () => at.desk.chief.ask<DueFiles>('archive.due', {});
    const unset = [{ code: 'SAMPLE', name: '示例事项', count: 1 }];
    expect(await due()).toEqual({ rows: [], count: 0, unset });
    const day = 86_400_000;
    at.desk.world.clock.advance(Math.floor(30 * 365.25) * day);
    expect(await due()).toEqual({ rows: [], count: 0, unset });
    at.desk.world.clock.advance(60 * day);
    expect(await due()).toMatchObject({
      rows: [
        { stream: at.stream, petitioner: '李**', closed: '2026-11-22', retention: 'years30', until: '2056-12-31' },
      ],
      ...{ count: 1, unset },
    });
  });
});

// Each file starts four threads that load the library for PDFs.
describe('导出档案', { timeout: 90_000 }, () => {
  it('binds what can be bound, keeps the rest beside it, and says which', async () => {
    const at = await scene(811);
    await step(at, 'accepted');
    await attach(at, '身份证.jpg', madeJpeg(6), { for: { what: 'material', name: '身份证' }, mime: 'image/jpeg' });
    await attach(at, '现场.png', madePng(30, 20), { mime: 'image/png' });
    await attach(at, '户口簿.pdf', await pdfOf(3));
    await attach(at, '坏的.pdf', Buffer.from('%PDF-1.7\nnothing of a PDF follows'));
    await attach(at, '上锁.pdf', await lockedPdf());
    await attach(at, '说明.docx', Buffer.from('PK not really'));
    const file = await made(at);
    expect(file.unbound).toEqual(['坏的.pdf', '上锁.pdf', '说明.docx']);
    const pdf = await take(at, file.file, 'pdf');
    const { pages, marks } = await readMarks(pdf);
    expect([pages, marks.length]).toEqual([file.pages, file.bookmarks]);
    expect(marks.map(({ title }) => title)).toEqual([
      ...['办件档案封面', '卷内目录', '申请材料　身份证', '申请材料　户口簿', '出具的文书　收件凭证', '照片　现场.png'],
      ...['办理过程　办件全程单', '办理依据　办理依据说明（补正告知）'],
    ]);
    // Cover 1, contents 2, then the parts, each where the one before ended.
    expect(marks.map(({ page }) => page)).toEqual([1, 2, 4, 5, 8, 9, 10, 11]);
    const contentsSaid = at.drawn.find((text) => text.includes('缺项说明') && text.includes('材料名称')) ?? '';
    for (const said of ['坏的.pdf', '不能并入', '2–4', '身份证.jpg', '复印件 1 份'])
      expect(contentsSaid).toContain(said);
  });

  it('the package is whole by its own manifest, signed by this desk, and written down when it leaves', async () => {
    const at = await scene(812);
    await attach(at, '身份证.jpg', madeJpeg(1), { for: { what: 'material', name: '身份证' } });
    const file = await made(at);
    const exported = async (): Promise<JsonObject[]> => {
      const page = await at.desk.chief.ask<CasePage>('case.page', { stream: at.stream, reveal: false });
      return page.history.filter(({ type }) => type === 'exported').map(({ data }) => data as JsonObject);
    };
    expect(await exported()).toEqual([]);
    const zip = await take(at, file.file, 'zip');
    expect(await exported()).toEqual([{ what: `${file.name}.zip`, purpose: '' }]);
    const auditor = await at.desk.person('shen', ['auditor']);
    const { events } = await auditor.ask<{ events: { type: string; data: object }[] }>('audit.list', { limit: 50 });
    expect(events.find(({ type }) => type === 'export')?.data).toMatchObject({ stream: at.stream, caseFile: 'zip' });

    const { text, manifest, signature } = manifestIn(zip);
    expect(manifest).toMatchObject({
      matter: '档案示例事项',
      petitioner: '李桂花',
      hall: hall.name,
      retention: '30年',
    });
    expect(Object.keys(unzipSync(zip))).toEqual([
      ...manifest.files.map(({ name }) => name),
      ...['manifest.json', 'manifest.sig'],
    ]);
    expect(manifest.files.map(({ name }) => name)).toContain('申请材料/001 身份证.jpg');
    const judge = (more: object = {}) =>
      at.desk.chief.ask<PackageSeal>('archive.judge', { manifest: text, signature, on: manifest.madeAt, ...more });
    expect(await judge()).toMatchObject({ verdict: 'signed', station: hall.name });
    expect(await judge({ manifest: text.replace('李桂花', '李桂华') })).toMatchObject({ verdict: 'forged' });
    expect(await judge({ signature: '' })).toMatchObject({ verdict: 'none' });
    const foreign = `${Buffer.alloc(32, 7).toString('base64url')}\n${signature.split('\n')[1] ?? ''}\n`;
    expect(await judge({ signature: foreign })).toMatchObject({ verdict: 'unknownSigner' });
  });

  it('tells every byte that was changed, a file that is gone and one that came to it', async () => {
    const at = await scene(813);
    await attach(at, '身份证.jpg', madeJpeg(1), { for: { what: 'material', name: '身份证' } });
    const zip = await take(at, (await made(at)).file, 'zip');
    expect(await checkPackage(sm3, zip)).toEqual({ ok: true, value: true });
    const files = unzipSync(zip);
    const { manifest } = manifestIn(zip);
    const judged = (change: Record<string, Uint8Array>): string[] => {
      const found = Object.entries(change).map(([name, bytes]): [string, FoundFile] => [
        name,
        { bytes: bytes.length, ...hashesOf(sm3, bytes) },
      ]);
      return compareFiles(manifest, new Map(found)).flatMap(({ name, state }) =>
        state === 'same' ? [] : [`${state} ${name}`],
      );
    };
    expect(judged(files)).toEqual([]);
    for (const { name } of manifest.files) {
      const bytes = Uint8Array.from(files[name] ?? []);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      expect(judged({ ...files, [name]: bytes })).toEqual([`changed ${name}`]);
      const { [name]: _gone, ...rest } = files;
      expect(judged(rest)).toEqual([`missing ${name}`]);
      const repacked = zipOf(
        Object.entries({ ...files, [name]: bytes }).map(([own, content]) => ({ name: own, bytes: content })),
      );
      expect(await checkPackage(sm3, repacked)).toMatchObject({ ok: false, refusal: { code: 'archive.notWhole' } });
    }
    expect(judged({ ...files, 'x.exe': new Uint8Array(1) })).toEqual(['extra x.exe']);
  });

  it('sixty materials are sixty parts, in the order of the matter, with progress', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `第${String(index + 1)}号材料`);
    const at = await scene(
      814,
      names.map((name) => material(name)),
    );
    for (const name of names.toReversed()) {
      await attach(at, `${name}.png`, madePng(8, 8), { for: { what: 'material', name }, mime: 'image/png' });
    }
    const events = await make(at);
    const steps = events.flatMap((event) => (event.type === 'progress' ? [event.progress] : []));
    expect(steps.at(-1)?.done).toBe(steps.at(-1)?.of);
    expect(steps.map(({ done }) => done)).toEqual(steps.map(({ done }) => done).toSorted((a, b) => a - b));
    const last = events.at(-1);
    if (last?.type !== 'made') throw new Error(JSON.stringify(last));
    const { marks } = await readMarks(await take(at, last.made.file, 'pdf'));
    const bound = marks.map(({ title }) => title).filter((title) => title.includes('号材料'));
    expect(bound).toEqual(names.map((name) => `申请材料　${name}`));
  });

  it('is given up by going away, and what was made before is gone for another login', async () => {
    const at = await scene(815);
    const file = await made(at);
    const other = await at.desk.person('li', ['window']);
    const asked = { act: at.desk.newId(), file: file.file, as: 'zip', part: 0 };
    expect(await other.refused('archive.take', asked)).toMatchObject({ code: 'archive.gone' });
    const begun = await at.desk.chief.call('archive.make', { stream: at.stream }, 2);
    expect(begun).toMatchObject({ ok: true });
  });

  it('says so where nothing here makes a PDF', async () => {
    const desk = await setUpDesk({ seed: 816 });
    const { stream } = await desk.chief.ask<ActAnswer>('case.begin', intake(desk.newId()));
    const answer = await desk.chief.call('archive.make', { stream }, 5);
    expect(answer).toMatchObject({ ok: true, value: [{ type: 'refused', refusal: { code: 'archive.noPdf' } }] });
  });
});
