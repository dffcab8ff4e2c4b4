import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkResidentId, makeResidentId } from '#shared/identity/resident-id.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { makeWorld, openJournalDesk, type JournalDesk } from '../../../tests/support/journal-desk.ts';
import { madeDocx, paragraphsOf, textOfDocx } from '../../../tests/support/made-docx.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { beginCase } from '../commands/case.ts';
import { beginRecord, stepRecord } from '../commands/registry.ts';
import { openResources } from '../desk-resources.ts';
import { newId } from '../ids.ts';
import { matterOf } from './matters.ts';
import { officialFormOfCase, sampleOfForm, tagsOfMatter } from './official-forms.ts';

const root = join(import.meta.dirname, '../../..');
const resources = openResources(join(root, 'resources'), join(root, 'node_modules/@fontsource'));
const idNumber = makeResidentId({ area: '360732', birth: getPlainDate('1936-05-06'), sequence: 2 });
const form = '高龄补贴申请审批表';

async function township() {
  const desk = await openJournalDesk(temporaryFolder(), makeWorld(3));
  const { core, viewer } = desk;
  const set = resources.catalogue().find(({ code }) => code === 'SL-003') ?? {};
  const begun = { act: newId(core.ports), kind: 'matter', type: 'published', data: { set } };
  const { stream: matter } = unwrap(beginRecord(core, viewer, begun));
  return { desk, matter };
}

function takeIn({ core, viewer }: JournalDesk): string {
  const account = { holder: '陈䶮', bank: '示例农商银行', account: '1781901210001234' };
  const answers = {
    ...{ 户籍情况: '本镇户籍', 申请类别: '首次申请', 居住情况: '独居', 联系人关系: '子女' },
    ...{ 联系人: { name: '陈示例', phone: '13700000000' }, 发放账户: account },
  };
  const petitioner = { name: '陈䶮', idType: 'residentId', idNumber, phone: '13800000000', address: '示例村 A&B 组' };
  const data = { set: { petitioner, matter: { code: 'SL-003' }, form: answers } };
  return unwrap(beginCase(core, viewer, { act: newId(core.ports), kind: 'service', type: 'received', data })).stream;
}

test('the form of a case says what its petitioner said, what was computed at intake, and what a page can show', async () => {
  const { desk } = await township();
  const { core, viewer } = desk;
  const stream = takeIn(desk);
  const drawn = unwrap(officialFormOfCase(core, resources, viewer, { stream, form }));
  const text = textOfDocx(drawn.docx);
  expect(checkResidentId(idNumber).ok).toBe(true);
  for (const said of [
    '陈䶮',
    idNumber,
    '90周岁',
    '每月 100 元',
    '☑独居',
    '☐和老伴同住',
    '示例村 A&B 组',
    '1936年5月6日',
  ])
    expect(text).toContain(said);
  expect(text).toContain('示例农商银行账号1781901210001234');
  expect(drawn).toMatchObject({ unknown: [], page: { size: 'A4', orientation: 'portrait', notDrawn: [] } });
  expect(drawn.page.html).toContain('陈䶮');
  expect(drawn.page.html).toContain('示例村 A&amp;B 组');
});

test('it is that of the version the case was taken in under, whatever was revised since', async () => {
  const { desk, matter } = await township();
  const { core, viewer } = desk;
  const stream = takeIn(desk);
  const data = { set: { version: '2', officialForms: [], fields: [] } };
  unwrap(stepRecord(core, viewer, undefined, { act: newId(core.ports), stream: matter, type: 'revised', data }));
  expect(textOfDocx(unwrap(officialFormOfCase(core, resources, viewer, { stream, form })).docx)).toContain(
    '每月 100 元',
  );
  const unknown = officialFormOfCase(core, resources, viewer, { stream, form: '别的表' });
  expect(unknown).toMatchObject({ refusal: { code: 'officialForm.notThere' } });
});

test('who may not see the case gets no form of it; a matter is no case', async () => {
  const { desk, matter } = await township();
  const { core, viewer } = desk;
  const stream = takeIn(desk);
  const stranger = { ...viewer, may: new Set([...viewer.may].filter((one) => one !== 'case.read')) };
  for (const [who, asked] of [
    [stranger, stream],
    [viewer, matter],
    [viewer, newId(core.ports)],
  ] as const)
    expect(officialFormOfCase(core, resources, who, { stream: asked, form })).toMatchObject({
      refusal: { code: 'stream.unknown' },
    });
});

test('a template is looked at with a sample of nobody', async () => {
  const { core } = (await township()).desk;
  const version = matterOf(core, 'SL-003') ?? {};
  const made = madeDocx(paragraphsOf('{姓名}住{住址}，{民族}'));
  const drawn = unwrap(sampleOfForm(core, resources, version, made, '表'));
  expect(textOfDocx(drawn.docx)).toBe('张示例住示例县示例镇示例村一组 1 号，　　　　');
  expect(drawn.unknown).toEqual(['民族']);
  expect([...tagsOfMatter(core, version).keys()]).toEqual(
    expect.arrayContaining(['姓名', '发放账户.账号', '联系人.电话']),
  );
});
