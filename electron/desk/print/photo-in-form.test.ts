/** `{%照片}` in an official form: the photograph of that field, as a picture of the file and on the page that is printed. */
import { expect, test } from 'vitest';
import type { CasePage, ActAnswer } from '#shared/contract/case.ts';
import type { LookedAtForm } from '#shared/contract/matter.ts';
import { formTags } from '#shared/documents/official-form/form-tags.ts';
import { sampleFormCase } from '#shared/documents/official-form/form-case.ts';
import { pictureOf } from '#shared/documents/picture.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { madeDocx, paragraphsOf } from '../../../tests/support/made-docx.ts';
import { jpegHead, madePng } from '../../../tests/support/made-picture.ts';
import { openDocx, partText } from './docx/open-docx.ts';
import { fillOfficialForm, inspectOfficialForm } from './official-form.ts';

const version = {
  ...{ code: 'PIC', name: '照片事项', category: '示例', type: 'grant', version: '1' },
  fields: [
    { key: '照片', label: '本人近期照片', type: 'photo' },
    { key: '说明', label: '说明', type: 'text' },
  ],
};
const today = getPlainDate('2026-11-23');
const photoOf = (bytes: Buffer) => ({ ...(pictureOf(bytes) ?? { type: 'png', width: 0, height: 0, turn: 0 }), bytes });
const tagsWith = (bytes: Buffer) => formTags(sampleFormCase({ version, today, photo: photoOf(bytes) }));
const fill = (template: Uint8Array, bytes: Buffer) =>
  unwrap(openDocx(unwrap(fillOfficialForm(template, tagsWith(bytes))).docx));
const extents = (xml: string): string[] =>
  [...xml.matchAll(/<wp:extent cx="(\d+)" cy="(\d+)"\/>/g)].map(([, cx, cy]) => `${cx ?? ''}×${cy ?? ''}`);

test('the picture is a part of the file, its relation and its type are there, and what stands round the tag stays', () => {
  const png = madePng(260, 320);
  const parts = fill(madeDocx(paragraphsOf('照片：{%照片}（免冠）', '{说明}')), png);
  const xml = partText(parts, 'word/document.xml') ?? '';
  expect(xml).toMatch(/照片：<\/w:t><w:drawing>.*<\/w:drawing><w:t xml:space="preserve">（免冠）<\/w:t>/);
  const [, relation] = /r:embed="([^"]+)"/.exec(xml) ?? [];
  const relations = partText(parts, 'word/_rels/document.xml.rels') ?? '';
  const [, target] = new RegExp(`Id="${relation ?? '?'}"[^>]*Target="([^"]+)"`).exec(relations) ?? [];
  expect(Buffer.from(parts.get(`word/${target ?? ''}`) ?? []).equals(png)).toBe(true);
  expect(partText(parts, '[Content_Types].xml')).toContain('Extension="png" ContentType="image/png"');
  expect(extents(xml)).toEqual(['936000×1152000']);
});

const cell = (width: number, text: string): string =>
  `<w:tbl><w:tr><w:tc><w:tcPr><w:tcW w:w="${String(width)}" w:type="dxa"/></w:tcPr>${paragraphsOf(text)}</w:tc><w:tc>${paragraphsOf('{%照片}')}</w:tc></w:tr></w:tbl>`;

test('it keeps its proportions, in the size that is asked for, and no wider than its cell', () => {
  const wide = madePng(400, 200);
  const sizes = (body: string, bytes = wide) =>
    extents(partText(fill(madeDocx(body), bytes), 'word/document.xml') ?? '');
  expect(sizes(paragraphsOf('{%照片}'))).toEqual(['936000×468000']);
  expect(sizes(paragraphsOf('{%照片:4x4}', '{％照片：3*1}'))).toEqual(['1440000×720000', '720000×360000']);
  // 1000 twips less the cell's margins; the next cell says no width.
  expect(sizes(cell(1000, '{%照片}'))).toEqual(['497840×248920', '936000×468000']);
  // A telephone held upright lies on its side in the file.
  expect(sizes(paragraphsOf('{%照片}'), jpegHead(400, 200, 6))).toEqual(['576000×1152000']);
});

test('several places, in relations that are there already; by the key and by the label', () => {
  const relations =
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x" Target="styles.xml"/></Relationships>';
  const template = madeDocx(paragraphsOf('{%照片}', '{%本人近期照片}'), { 'word/_rels/document.xml.rels': relations });
  const parts = fill(template, jpegHead(3, 4));
  const after = partText(parts, 'word/_rels/document.xml.rels') ?? '';
  expect([...after.matchAll(/Id="([^"]+)"/g)].map(([, id]) => id)).toEqual(['rId1', 'rIdTongban1', 'rIdTongban2']);
  expect([...parts.keys()].filter((name) => name.startsWith('word/media/'))).toHaveLength(2);
  expect(partText(parts, '[Content_Types].xml')?.match(/Extension="jpeg"/g)).toHaveLength(1);
});

test('the check names what is no photograph field as it is written, also in a table of members', () => {
  const body = paragraphsOf('{%照片}', '{%说明}', '{%没有}', '{#材料}{%照片}{名称}{/}', '{照片}');
  const read = unwrap(inspectOfficialForm(madeDocx(body), tagsWith(madePng(1, 1))));
  expect(read.unknown).toEqual(['%说明', '%没有']);
  expect(read.photos).toContain('照片');
});

test('nobody brought one: the place stays free', () => {
  const filled = unwrap(
    fillOfficialForm(madeDocx(paragraphsOf('照片：{%照片}')), formTags(sampleFormCase({ version, today }))),
  );
  expect(partText(unwrap(openDocx(filled.docx)), 'word/document.xml')).not.toContain('w:drawing');
});

type Desk = TestDesk & { readonly chief: Window };

async function hold(desk: Desk, content: Uint8Array): Promise<string> {
  const upload = desk.newId();
  await desk.chief.ask('attachment.part', { upload, index: 0, data: Buffer.from(content).toString('base64') });
  return (await desk.chief.ask<{ blob: string }>('attachment.hold', { upload })).blob;
}

test('at the door: looked at with a sample, and of a case the photograph that came last, where the form has a place for it', async () => {
  const desk = await setUpDesk({ seed: 501 });
  const upload = desk.newId();
  const data = Buffer.from(madeDocx(paragraphsOf('申请人 {姓名} {%照片}'))).toString('base64');
  await desk.chief.ask('matter.formPart', { upload, index: 0, data });
  const about = { upload, name: '申请表', version, isRoster: false };
  const looked = await desk.chief.ask<LookedAtForm>('matter.lookAtForm', about);
  expect(looked).toMatchObject({ unknown: [], tags: ['姓名', '%照片'], notDrawn: [] });
  expect(looked.file === 'docx' && looked.html).toMatch(/<img alt="" src="data:image\/png;base64,/);
  const { tags } = await desk.chief.ask<{ tags: { name: string; written: string[] }[] }>('matter.formTags', {
    version,
  });
  expect(tags.find(({ name }) => name === '照片')?.written).toEqual(['{%照片}']);
  const { id } = await desk.chief.ask<{ id: string }>('matter.keepForm', { act: desk.newId(), stream: null, ...about });
  const set = { ...version, officialForms: [{ name: '申请表', file: id }] };
  await desk.chief.ask('registry.begin', { act: desk.newId(), kind: 'matter', type: 'published', data: { set } });

  const [before, after] = [madePng(26, 32, 10), madePng(26, 32, 200)];
  const [one, other] = [await hold(desk, before), await hold(desk, madePng(1, 1, 0))];
  const name = { what: 'field', name: '本人近期照片' } as const;
  const taken = await desk.chief.ask<ActAnswer>('case.begin', {
    ...{ act: desk.newId(), kind: 'service', type: 'received' },
    data: { set: { petitioner: { name: '张照片' }, matter: { code: 'PIC' }, form: {} } },
    files: [one, other].map((blob) => ({ blob, name: '照片.png', mime: 'image/png', for: name })),
  });
  const drawn = async () =>
    (await desk.chief.ask<{ html: string }>('paper.officialForm', { stream: taken.stream, form: '申请表' })).html;
  expect(await drawn()).toContain(`data:image/png;base64,${before.toString('base64')}`);
  const again = desk.newId();
  await desk.chief.ask('attachment.part', { upload: again, index: 0, data: after.toString('base64') });
  await desk.chief.ask('attachment.keep', {
    ...{ act: desk.newId(), stream: taken.stream, upload: again, name: '新照片.png', mime: 'image/png', for: name },
  });
  expect(await drawn()).toContain(`data:image/png;base64,${after.toString('base64')}`);
  const page = await desk.chief.ask<CasePage>('case.page', { stream: taken.stream, reveal: false });
  expect(page.attachments).toHaveLength(3);
});
