import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonObject } from '#shared/kernel/json.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { makeWorld, openJournalDesk, type JournalDesk } from '../../../tests/support/journal-desk.ts';
import { madeDocx, paragraphsOf } from '../../../tests/support/made-docx.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { keepAttachment, Uploads } from '../commands/attachments.ts';
import { beginRecord, stepRecord } from '../commands/registry.ts';
import { newId } from '../ids.ts';
import { matterOf } from '../queries/matters.ts';
import { readCatalogue } from '../resources/catalogue.ts';
import { officialFormBytes } from './official-form-bytes.ts';

const resources = { dir: join(import.meta.dirname, '../../../resources') };
const template = madeDocx(paragraphsOf('{姓名}'));

const publish = ({ core, viewer }: JournalDesk, set: JsonObject): string =>
  unwrap(beginRecord(core, viewer, { act: newId(core.ports), kind: 'matter', type: 'published', data: { set } }))
    .stream;

function attach({ core, viewer }: JournalDesk, stream: string): string {
  const uploads = new Uploads();
  unwrap(uploads.add('u', 0, template));
  const file = { name: '申请表.docx', mime: 'application/octet-stream', isRequired: false };
  return unwrap(keepAttachment(core, viewer, uploads, { act: newId(core.ports), stream, upload: 'u', ...file })).id;
}

const revise = ({ core, viewer }: JournalDesk, stream: string, officialForms: JsonObject[]) => {
  const data = { set: { version: '2', officialForms } };
  return unwrap(stepRecord(core, viewer, undefined, { act: newId(core.ports), stream, type: 'revised', data }));
};

const plain = { code: 'T-1', name: '示例', category: '示例', type: 'grant', version: '1' };
const refusedWith = (code: string) => ({ ok: false, refusal: { code } });

test('a sample form comes with the program, and no name of a file leads anywhere else', async () => {
  const { core } = await openJournalDesk(temporaryFolder(), makeWorld(1));
  const version = readCatalogue(resources.dir).find(({ code }) => code === 'SL-003') ?? {};
  const bytes = unwrap(officialFormBytes(core, resources, version, '高龄补贴申请审批表'));
  expect([...bytes.subarray(0, 2)]).toEqual([0x50, 0x4b]);
  expect(officialFormBytes(core, resources, version, '没有这张表')).toMatchObject(refusedWith('officialForm.notThere'));
  for (const file of ['sample:../common.json', 'sample:../../../package.json', '/etc/passwd', 'sample:missing.docx']) {
    const named = { ...version, officialForms: [{ name: 'X', file }] };
    expect(officialFormBytes(core, resources, named, 'X')).toMatchObject(refusedWith('officialForm.notThere'));
  }
});

test('an uploaded form is an attachment of its own matter, and of no other stream', async () => {
  const desk = await openJournalDesk(temporaryFolder(), makeWorld(2));
  const stream = publish(desk, plain);
  const id = attach(desk, stream);
  revise(desk, stream, [{ name: '申请表', file: id }]);
  const version = matterOf(desk.core, 'T-1') ?? {};
  expect(Buffer.from(unwrap(officialFormBytes(desk.core, resources, version, '申请表')))).toEqual(
    Buffer.from(template),
  );

  const other = publish(desk, { ...plain, code: 'T-2' });
  revise(desk, other, [{ name: '申请表', file: id }]);
  const asked = officialFormBytes(desk.core, resources, matterOf(desk.core, 'T-2') ?? {}, '申请表');
  expect(asked).toMatchObject(refusedWith('officialForm.notThere'));
});
