/** What must be shown in a photograph is there, whoever asks: at the desk's door, by calls that no page made. */
import { describe, expect, it } from 'vitest';
import type { ActAnswer, CasePage } from '#shared/contract/case.ts';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { jpegHead, madePng } from '../../../tests/support/made-picture.ts';

type Desk = TestDesk & { readonly chief: Window };

const fields = [
  { key: '有房', label: '是否有房', type: 'choice', options: ['是', '否'], isRequired: true },
  {
    ...{ key: '房屋照片', label: '房屋正面照片', type: 'photo', isRequired: true },
    shownIf: { field: '有房', values: ['是'] },
  },
  { key: '备用照片', label: '其他照片', type: 'photo' },
];
const materials = [
  { name: '户口簿', form: 'copy', copies: 1, isNecessary: true, waysOut: ['photo', 'comeBack'] },
  { name: '居民身份证', form: 'copy', copies: 1, isNecessary: true, waysOut: ['photo', 'comeBack'] },
];

async function deskWithMatter(seed: number): Promise<Desk> {
  const desk = await setUpDesk({ seed });
  const set = { code: 'PHOTO', name: '照片事项', category: '示例', type: 'grant', version: '1', fields, materials };
  await desk.chief.ask('registry.begin', { act: desk.newId(), kind: 'matter', type: 'published', data: { set } });
  return desk;
}

async function hold(desk: Desk, content: Uint8Array): Promise<string> {
  const upload = desk.newId();
  await desk.chief.ask('attachment.part', { upload, index: 0, data: Buffer.from(content).toString('base64') });
  return (await desk.chief.ask<{ blob: string }>('attachment.hold', { upload })).blob;
}
const fileFor = (blob: string, what: 'field' | 'material', name: string, mime = 'image/jpeg'): JsonObject => ({
  ...{ blob, mime, name: '照片.jpg' },
  for: { what, name },
});

const petitioner = {
  name: '张拍照',
  idType: 'residentId',
  idNumber: makeResidentId({ area: '360732', birth: getPlainDate('1985-12-31'), sequence: 7 }),
};
const begin = (desk: Desk, form: JsonObject, more: JsonObject = {}, files?: readonly Json[]): JsonObject => ({
  ...{ act: desk.newId(), kind: 'service', type: 'received' },
  data: { set: { petitioner, matter: { code: 'PHOTO' }, form }, ...more },
  ...(files === undefined ? {} : { files: [...files] }),
});
const pageOf = (desk: Desk, stream: string): Promise<CasePage> =>
  desk.chief.ask('case.page', { stream, reveal: false });
const casesOf = async (desk: Desk): Promise<number> =>
  (await desk.chief.ask<{ lines: unknown[] }>('case.list', { filter: 'all', search: '', limit: 50 })).lines.length;

describe('a photograph that the form asks for', () => {
  it('is demanded by the rules, where it is shown, and only a picture for that very field is one', async () => {
    const desk = await deskWithMatter(301);
    const missing = { code: 'form.photoMissing', details: { label: '房屋正面照片' }, field: 'form.房屋照片' };
    const picture = await hold(desk, madePng(260, 320));
    const text = await hold(desk, Buffer.from('not a photograph, whatever its name says'));
    expect(await desk.chief.refused('case.begin', begin(desk, { 有房: '是' }))).toEqual(missing);
    const other = [fileFor(picture, 'field', '其他照片'), fileFor(picture, 'material', '房屋正面照片')];
    expect(await desk.chief.refused('case.begin', begin(desk, { 有房: '是' }, {}, other))).toEqual(missing);
    const lie = [fileFor(text, 'field', '房屋正面照片', 'image/png')];
    expect(await desk.chief.refused('case.begin', begin(desk, { 有房: '是' }, {}, lie))).toEqual({
      code: 'form.notPhoto',
      details: { label: '房屋正面照片' },
    });
    expect(await casesOf(desk)).toBe(0);
    // Not asked where it is not shown.
    await desk.chief.ask('case.begin', begin(desk, { 有房: '否' }));
    const { stream } = await desk.chief.ask<ActAnswer>(
      'case.begin',
      begin(desk, { 有房: '是' }, {}, [fileFor(picture, 'field', '房屋正面照片', 'text/plain')]),
    );
    // Kept as what it is, not as what it was called.
    expect((await pageOf(desk, stream)).attachments).toMatchObject([
      { mime: 'image/png', for: { what: 'field', name: '房屋正面照片' } },
    ]);
  });

  it('is demanded by a correction that makes the form ask for it, and may come with the correction', async () => {
    const desk = await deskWithMatter(302);
    const { stream } = await desk.chief.ask<ActAnswer>('case.begin', begin(desk, { 有房: '否' }));
    const correct = (files: readonly Json[] = []): JsonObject => ({
      ...{ act: desk.newId(), stream, type: 'corrected', files: [...files] },
      data: { set: { form: { 有房: '是' } }, reason: '问错了' },
    });
    expect(await desk.chief.refused('case.step', correct())).toMatchObject({ code: 'form.photoMissing' });
    expect((await pageOf(desk, stream)).fields['form']).toEqual({ 有房: '否' });
    const blob = await hold(desk, jpegHead(640, 480));
    await desk.chief.ask('case.step', correct([fileFor(blob, 'field', '房屋正面照片')]));
    const page = await pageOf(desk, stream);
    expect(page.fields['form']).toEqual({ 有房: '是' });
    expect(page.attachments).toMatchObject([{ mime: 'image/jpeg' }]);
    const lines = page.history.filter(({ type }) => type === 'attached' || type === 'corrected');
    expect(new Set(lines.map(({ act }) => act)).size).toBe(1);
    // What hangs on the case already is not asked for again.
    await desk.chief.ask('case.step', { ...correct(), act: desk.newId() });
  });

  it('of somebody who adds it afterwards is a picture too', async () => {
    const desk = await deskWithMatter(303);
    const { stream } = await desk.chief.ask<ActAnswer>('case.begin', begin(desk, { 有房: '否' }));
    const keep = async (content: Uint8Array) => {
      const upload = desk.newId();
      await desk.chief.ask('attachment.part', { upload, index: 0, data: Buffer.from(content).toString('base64') });
      const about = { name: '房.jpg', mime: 'image/jpeg', for: { what: 'field', name: '其他照片' } };
      return { act: desk.newId(), stream, upload, ...about };
    };
    const lie = await keep(Buffer.from('hello'));
    expect(await desk.chief.refused('attachment.keep', lie)).toMatchObject({ code: 'form.notPhoto' });
    expect((await pageOf(desk, stream)).attachments).toEqual([]);
    await desk.chief.ask('attachment.keep', await keep(madePng(3, 4)));
    expect((await pageOf(desk, stream)).attachments).toMatchObject([{ mime: 'image/png' }]);
  });
});

describe('a photograph of 现场勘验', () => {
  it('is a picture by its content, whoever brings it; another stage takes any file', async () => {
    const desk = await setUpDesk({ seed: 307 });
    const stages = [
      { kind: 'siteVisit', name: '现场勘验' },
      { kind: 'other', name: '审查' },
    ];
    const set = { code: 'SITE', name: '勘验事项', category: '示例', type: 'grant', version: '1', stages };
    await desk.chief.ask('registry.begin', { act: desk.newId(), kind: 'matter', type: 'published', data: { set } });
    const { stream } = await desk.chief.ask<ActAnswer>('case.begin', {
      ...{ act: desk.newId(), kind: 'service', type: 'received' },
      data: { set: { petitioner, matter: { code: 'SITE' } } },
    });
    await desk.chief.ask('case.step', { act: desk.newId(), stream, type: 'accepted', data: {} });
    const keep = async (content: Uint8Array, name: string) => {
      const upload = desk.newId();
      await desk.chief.ask('attachment.part', { upload, index: 0, data: Buffer.from(content).toString('base64') });
      const about = { name: '现场.jpg', mime: 'image/jpeg', for: { what: 'stage', name } };
      return { act: desk.newId(), stream, upload, ...about };
    };
    const text = Buffer.from('a contract, called 现场.jpg');
    expect(await desk.chief.refused('attachment.keep', await keep(text, '现场勘验'))).toEqual({
      code: 'form.notPhoto',
      details: { label: '现场勘验' },
    });
    await desk.chief.ask('attachment.keep', await keep(text, '审查'));
    const done = { stage: '现场勘验', result: '属实', responsible: '王芳', second: '李明' };
    const step = (files: readonly Json[]): JsonObject => ({
      ...{ act: desk.newId(), stream, type: 'stageDone', data: done, files: [...files] },
    });
    const brought = (blob: string) => [{ ...fileFor(blob, 'field', ''), for: { what: 'stage', name: '现场勘验' } }];
    expect(await desk.chief.refused('case.step', step(brought(await hold(desk, text))))).toMatchObject({
      code: 'form.notPhoto',
    });
    expect(await desk.chief.refused('case.step', step([]))).toMatchObject({ code: 'stage.needsPhoto' });
    await desk.chief.ask('attachment.keep', await keep(madePng(3, 4), '现场勘验'));
    await desk.chief.ask('case.step', step([]));
    expect((await pageOf(desk, stream)).attachments.map(({ mime }) => mime)).toEqual(['image/jpeg', 'image/png']);
  });
});

describe('先交照片', () => {
  const photo = (material: string): JsonObject => ({ material, way: 'photo' });

  it('is backed by a photograph of that paper, at intake', async () => {
    const desk = await deskWithMatter(304);
    const both = { missing: [photo('户口簿'), photo('居民身份证')] };
    const blob = await hold(desk, madePng(5, 5));
    const one = [fileFor(blob, 'material', '户口簿')];
    expect(await desk.chief.refused('case.begin', begin(desk, { 有房: '否' }, both, one))).toEqual({
      code: 'missing.needsPhoto',
      details: { names: '居民身份证' },
      field: 'missing',
    });
    expect(await casesOf(desk)).toBe(0);
    const { stream } = await desk.chief.ask<ActAnswer>(
      'case.begin',
      begin(desk, { 有房: '否' }, both, [...one, fileFor(blob, 'material', '居民身份证')]),
    );
    const page = await pageOf(desk, stream);
    expect(page.owed.map(({ way, state }) => [way, state])).toEqual([
      ['photo', 'open'],
      ['photo', 'open'],
    ]);
    expect(page.attachments.map(({ for: what }) => what?.name)).toEqual(['户口簿', '居民身份证']);
  });

  it('is backed by one where it is chosen later: one that hangs there, or that comes with the choice', async () => {
    const desk = await deskWithMatter(305);
    const { stream } = await desk.chief.ask<ActAnswer>('case.begin', begin(desk, { 有房: '否' }));
    const choose = (material: string, files?: readonly Json[]): JsonObject => ({
      ...{ act: desk.newId(), stream, type: 'wayChosen', data: { missing: [photo(material)] } },
      ...(files === undefined ? {} : { files: [...files] }),
    });
    expect(await desk.chief.refused('case.step', choose('户口簿'))).toMatchObject({ code: 'missing.needsPhoto' });
    expect((await pageOf(desk, stream)).owed).toEqual([]);
    const blob = await hold(desk, madePng(5, 5));
    const together = choose('户口簿', [fileFor(blob, 'material', '户口簿')]);
    await desk.chief.ask('case.step', together);
    // A lost answer: the same act again writes nothing more.
    await desk.chief.ask('case.step', together);
    expect((await pageOf(desk, stream)).attachments).toHaveLength(1);
    const upload = desk.newId();
    await desk.chief.ask('attachment.part', { upload, index: 0, data: madePng(2, 2).toString('base64') });
    const kept = { name: '证.png', mime: 'image/png', for: { what: 'material', name: '居民身份证' } };
    const { id } = await desk.chief.ask<{ id: string }>('attachment.keep', {
      ...{ act: desk.newId(), stream, upload },
      ...kept,
    });
    await desk.chief.ask('case.step', choose('居民身份证'));
    const elsewhere = await desk.chief.ask<ActAnswer>('case.begin', begin(desk, { 有房: '否' }));
    const move = { stream, id, to: elsewhere.stream, reason: '放错了' };
    expect(await desk.chief.refused('attachment.move', { act: desk.newId(), ...move })).toEqual({
      code: 'owed.photoBacks',
    });
    expect((await pageOf(desk, elsewhere.stream)).attachments).toEqual([]);
    await desk.chief.ask('case.step', {
      ...{ act: desk.newId(), stream, type: 'wayChosen' },
      data: { missing: [{ material: '居民身份证', way: 'comeBack' }] },
    });
    await desk.chief.ask('attachment.move', { act: desk.newId(), ...move });
    // What lies in another case backs nothing here.
    expect(await desk.chief.refused('case.step', choose('居民身份证'))).toMatchObject({ code: 'missing.needsPhoto' });
  });

  it('a photograph that is not here is no photograph, and nothing of the step is kept', async () => {
    const desk = await deskWithMatter(306);
    const { stream } = await desk.chief.ask<ActAnswer>('case.begin', begin(desk, { 有房: '否' }));
    const before = await pageOf(desk, stream);
    const data = { missing: [photo('户口簿')] };
    const files = [fileFor('0'.repeat(64), 'material', '户口簿')];
    expect(
      await desk.chief.refused('case.step', { act: desk.newId(), stream, type: 'wayChosen', data, files }),
    ).toMatchObject({ code: 'attachment.gone' });
    expect(await pageOf(desk, stream)).toEqual(before);
  });
});
