import { readFileSync } from 'node:fs';
import { numberOfPetitioner } from '#shared/kinds/common/petitioner.ts';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { describe, expect, test } from 'vitest';
import { formTags } from '#shared/documents/official-form/form-tags.ts';
import { sampleFormCase } from '#shared/documents/official-form/form-case.ts';
import type { FormTags } from '#shared/documents/official-form/tag.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { unwrap, type Result } from '#shared/kernel/result.ts';
import { officialFormsSchema } from '#shared/kinds/matter/guide.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { readCatalogue } from '../resources/catalogue.ts';
import { openDocx, partText } from './docx/open-docx.ts';
import { madeDocx, paragraphsOf, textOfDocx } from '../../../tests/support/made-docx.ts';
import { shippedForm } from './official-form-bytes.ts';
import { fillOfficialForm, inspectOfficialForm, unknownTags } from './official-form.ts';

const resources = join(import.meta.dirname, '../../../resources');
const today = getPlainDate('2026-11-23');
/** 花名册 are workbooks: `electron/desk/catalogue/roster.test.ts`. */
const shipped = readCatalogue(resources).flatMap((version) =>
  officialFormsSchema
    .parse(version['officialForms'] ?? [])
    .flatMap(({ name, file, isRoster }) => (isRoster === true ? [] : [{ name, file, version }])),
);
const template = (file: string): Uint8Array =>
  readFileSync(join(resources, 'catalogue/forms', shippedForm.exec(file)?.[1] ?? ''));

describe.each(shipped)('$name', ({ file, version }) => {
  const form = sampleFormCase({ version, today });
  const tags = formTags(form);

  test('uses only tags its matter has', () => {
    const inspected = unwrap(inspectOfficialForm(template(file), tags));
    expect(inspected.unknown).toEqual([]);
    expect(inspected.tags).toContain('姓名');
    expect(unknownTags(inspected)).toBeUndefined();
  });

  test('filled, it says what the sample says, and holds no tag any more', () => {
    const filled = unwrap(fillOfficialForm(template(file), tags));
    const text = textOfDocx(filled.docx);
    expect(text).toContain('张示例');
    expect(text).toContain(numberOfPetitioner(form.petitioner));
    expect(text).not.toMatch(/[{}]|undefined|null|NaN|\[object/);
    const inspected = unwrap(inspectOfficialForm(template(file), tags));
    for (const tag of inspected.tags) {
      const known = tags.get(tag);
      if (known && 'text' in known && known.text !== '') expect(text).toContain(known.text.split('\n')[0]);
    }
  });

  test('where nothing is known, it is a form to be written on', () => {
    const bare = formTags({ ...form, petitioner: { name: '李示例' }, values: {}, computed: {}, number: undefined });
    const text = textOfDocx(unwrap(fillOfficialForm(template(file), bare)).docx);
    expect(text).toContain('李示例');
    expect(text).not.toMatch(/[{}☑]|undefined|null/);
  });
});

const fields: JsonObject[] = [
  { key: '类别', label: '申请类别', type: 'choice', options: ['首次', '续期'] },
  { key: '补贴', label: '补贴', type: 'choices', options: ['生活', '护理'] },
  { key: '家庭成员', label: '共同生活的人', type: 'household' },
  { key: '监护人', label: '监护人', type: 'person' },
  { key: '账户', label: '发放账户', type: 'bankAccount' },
  { key: '日期', label: '哪天', type: 'date' },
  { key: '说明', label: '说明', type: 'longText' },
];
const version: JsonObject = { code: 'T-1', name: '示例事项', fields };
const sample = sampleFormCase({ version, today });
const fill = (text: string | readonly string[], values: JsonObject = {}, name = '张示例'): string => {
  const form = { ...sample, petitioner: { ...sample.petitioner, name }, values };
  const made = madeDocx(paragraphsOf(...(typeof text === 'string' ? [text] : text)));
  return textOfDocx(unwrap(fillOfficialForm(made, formTags(form))).docx);
};

describe('tags', () => {
  test('choices are boxes, also several of them, and with signs of a Chinese keyboard', () => {
    expect(fill('{类别=首次}首次{申请类别＝续期}续期', { 类别: '续期' })).toBe('☐首次☑续期');
    expect(fill('{补贴=生活}{补贴= 护理 } {补贴}', { 补贴: ['生活', '护理'] })).toBe('☑☑ 生活、护理');
    expect(fill('{性别=男}男{性别=女}女')).toBe('☐男☑女');
  });

  test('members are rows: at least as many as asked, and none borrows from the petitioner', () => {
    const members = [
      { person: { name: '王示例', idNumber: '360732201211091240' }, relation: '女' },
      { person: { name: '𠮷田示例' }, relation: '孙' },
    ];
    const text = '{#家庭成员:3}[{序号} {姓名} {关系} {性别} {年龄} {电话}]{/}';
    expect(fill(text, { 家庭成员: { members } })).toBe('[1 王示例 女 女 14 ][2 𠮷田示例 孙   ][3     ]');
    expect(fill('{#家庭成员含本人}{姓名}{关系}；{/}', { 家庭成员: { members } })).toBe(
      '张示例本人；王示例女；𠮷田示例孙；',
    );
    expect(fill('{#共同生活的人}{#关系=女}{姓名}{/}{/}', { 家庭成员: { members } })).toBe('王示例');
  });

  test('parts of people and accounts, days, and what is only there sometimes', () => {
    const account = { holder: '张示例', bank: '示例银行', account: '1781901210001234' };
    expect(fill('{户名} {开户银行} {银行账号} {发放账户.账号}', { 账户: account })).toBe(
      '张示例 示例银行 1781901210001234 1781901210001234',
    );
    expect(fill('{监护人}{监护人.电话}', { 监护人: { name: '赵示例', phone: '13700000000' } })).toBe(
      '赵示例13700000000',
    );
    expect(fill('{日期}|{哪天}|{申请日期}', { 日期: '2026-01-02' })).toBe('2026年1月2日|2026年1月2日|2026年11月23日');
    expect(fill('{日期}')).toBe('　　年　　月　　日');
    expect(fill('{#代理人}由{代理人}代办{/}{^监护人}无监护人{/}')).toBe('由李示例代办无监护人');
    expect(fill('{#类别=首次}首{/}{#类别=续期}续{/}', { 类别: '首次' })).toBe('首');
  });

  test.each(['𠮷𬭎㛃', '陈䶮', '阿卜杜热西提·买买提', '<b>&amp;"张"', "A & B's {姓名}", '张\u0000三\u0007'])(
    'the name %j comes out as it is and harms nothing',
    (name) => {
      const shown = name.replace(/\p{Cc}/gu, ' ');
      expect(fill('姓名：{姓名}。', {}, name)).toBe(`姓名：${shown}。`);
    },
  );

  test('lines of a long text are lines on the form', () => {
    expect(fill('{说明}', { 说明: '第一行\n第二行' })).toBe('第一行\n第二行');
  });

  test('a tag Word has cut into several runs is still one', () => {
    const cut = '<w:p><w:r><w:t>{姓</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>名}</w:t></w:r></w:p>';
    expect(textOfDocx(unwrap(fillOfficialForm(madeDocx(cut), formTags(sample))).docx)).toBe('张示例');
  });
});

const refusalOf = (result: Result<unknown>): unknown => (result.ok ? 'taken' : result.refusal);
const inspect = (...text: string[]) => inspectOfficialForm(madeDocx(paragraphsOf(...text)), formTags(sample));

describe('a template with a mistake', () => {
  test.each([
    ['{姓名', 'officialForm.brace', '{姓名'],
    ['姓名}', 'officialForm.brace', '姓名'],
    ['{姓名{性别}', 'officialForm.brace', '{姓名'],
    ['{#家庭成员}{姓名}', 'officialForm.loop', '家庭成员'],
    ['{姓名}{/家庭成员}', 'officialForm.loop', '家庭成员'],
    ['{#家庭成员}{姓名}{/成员}', 'officialForm.loop', ''],
    ['{@姓名}', 'officialForm.tagKind', '姓名'],
  ])('%s is refused with %s', (text, code, tag) => {
    const refused = refusalOf(inspect(text)) as { code: string; details: { tag: string } };
    expect(refused.code).toBe(code);
    expect(refused.details.tag).toContain(tag);
  });

  test('a sign in front that means nothing here is no way to run anything', () => {
    const delimiters = unwrap(inspect('{=[[ ]]=}[[姓名]]'));
    expect(delimiters.unknown).toHaveLength(1);
    expect(fill('{constructor}{__proto__}{toString}|{姓名.constructor}{=1+1}')).toBe(
      '　　　　　　　　　　　　|　　　　　　　　',
    );
  });

  test('unknown tags and options are listed, and said to whoever uploads', () => {
    const inspected = unwrap(
      inspect('{姓名}{民族}{类别=首次}{类别=第一次}', '{#家庭成员}{姓名}{民族}{受理编号}{/}{姓名:3}'),
    );
    expect(inspected.tags).toEqual(['姓名', '民族', '类别=首次', '类别=第一次', '家庭成员', '受理编号', '姓名:3']);
    expect(inspected.unknown).toEqual(['民族', '类别=第一次', '受理编号', '姓名:3']);
    expect(unknownTags(inspected)).toEqual({ code: 'officialForm.unknownTag', details: { tag: '{民族}', count: 4 } });
  });
});

const bytesOf = (zip: PizZip): Uint8Array => zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
const tagsNow: FormTags = formTags(sample);

describe('a file that must not be used', () => {
  const good = madeDocx(paragraphsOf('{姓名}'));
  const withPart = (name: string, content: string): Uint8Array => {
    const zip = new PizZip(good);
    zip.file(name, content);
    return bytesOf(zip);
  };

  test('is taken as it is when nothing is wrong with it', () => {
    expect(refusalOf(inspectOfficialForm(good, tagsNow))).toBe('taken');
  });

  test.each<[string, Uint8Array, string]>([
    ['no zip', new TextEncoder().encode('姓名：{姓名}'), 'officialForm.notDocx'],
    ['nothing at all', new Uint8Array(), 'officialForm.notDocx'],
    [
      'an old .doc',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)]),
      'officialForm.notDocx',
    ],
    ['a zip of something else', bytesOf(new PizZip().file('a.txt', 'x')), 'officialForm.notDocx'],
    ['cut off', good.subarray(0, good.length - 30), 'officialForm.notDocx'],
    ['macros', withPart('word/vbaProject.bin', 'x'), 'officialForm.macro'],
    ['an embedded program', withPart('word/embeddings/oleObject1.bin', 'x'), 'officialForm.macro'],
    ['ActiveX', withPart('word/activeX/activeX1.xml', '<a/>'), 'officialForm.macro'],
    [
      'a type with macros',
      withPart(
        '[Content_Types].xml',
        '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
      ),
      'officialForm.macro',
    ],
    [
      'a picture from elsewhere',
      withPart(
        'word/_rels/document.xml.rels',
        '<Relationships><Relationship Id="r" Type="x/image" Target="http://a.invalid/b.png" TargetMode="External"/></Relationships>',
      ),
      'officialForm.outside',
    ],
    [
      'a field that fetches',
      madeDocx('<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\x</w:instrText></w:r></w:p>'),
      'officialForm.outside',
    ],
    ['entities', withPart('word/styles.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), 'officialForm.damaged'],
    ['a part that is no XML', withPart('word/document.xml', '<w:document><w:body>'), 'officialForm.damaged'],
    ['a bomb', withPart('word/document.xml', 'x'.repeat(5 * 1024 * 1024)), 'officialForm.tooLarge'],
    ['a bomb of pictures', withPart('word/media/a.png', '0'.repeat(41 * 1024 * 1024)), 'officialForm.tooLarge'],
    ['very large', new Uint8Array(5 * 1024 * 1024 + 1), 'officialForm.tooLarge'],
  ])('%s', (_, bytes, code) => {
    expect(refusalOf(inspectOfficialForm(bytes, tagsNow))).toMatchObject({ code });
    expect(refusalOf(fillOfficialForm(bytes, tagsNow))).toMatchObject({ code });
  });

  test('every byte of it turned over is refused or read, and never throws', () => {
    for (let at = 0; at < good.length; at += 3) {
      const broken = Uint8Array.from(good);
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      expect(typeof fillOfficialForm(broken, tagsNow).ok).toBe('boolean');
    }
  });

  test('the template Word began it with is forgotten: the filled form looks for it nowhere', () => {
    const zip = new PizZip(good);
    zip.file(
      'word/settings.xml',
      '<w:settings xmlns:w="w" xmlns:r="r"><w:attachedTemplate r:id="rId1"/><w:zoom/></w:settings>',
    );
    const relation =
      '<Relationship Id="rId1" Type="http://x/attachedTemplate" Target="file:///C:/a.dotx" TargetMode="External"/>';
    zip.file('word/_rels/settings.xml.rels', `<Relationships>${relation}</Relationships>`);
    const filled = unwrap(fillOfficialForm(bytesOf(zip), tagsNow));
    const parts = unwrap(openDocx(filled.docx));
    expect(partText(parts, 'word/settings.xml')).toBe('<w:settings xmlns:w="w" xmlns:r="r"><w:zoom/></w:settings>');
    expect(partText(parts, 'word/_rels/settings.xml.rels')).toBe('<Relationships></Relationships>');
  });
});
