/** An official form brought while its matter is still a draft: kept with the draft, and there once it is published. */
import { expect, it } from 'vitest';
import type { ActAnswer } from '#shared/contract/case.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { madeDocx, paragraphsOf } from '../../../tests/support/made-docx.ts';
import { madeXlsx } from '../../../tests/support/made-xlsx.ts';
import { heldInDrafts } from './held-files.ts';

type Desk = TestDesk & { readonly chief: Window };
const version = { code: 'DRAFT', name: '起草事项', category: '示例', type: 'grant', version: '1' };

async function bring(desk: Desk, content: Uint8Array, isRoster = false): Promise<string> {
  const upload = desk.newId();
  await desk.chief.ask('matter.formPart', { upload, index: 0, data: Buffer.from(content).toString('base64') });
  const about = { act: desk.newId(), stream: null, upload, name: isRoster ? '花名册' : '申请表', version, isRoster };
  return (await desk.chief.ask<{ id: string }>('matter.keepForm', about)).id;
}
const publish = (desk: Desk, officialForms: readonly JsonObject[]): JsonObject => ({
  ...{ act: desk.newId(), kind: 'matter', type: 'published' },
  data: { set: { ...version, officialForms: [...officialForms] } },
});
const petitioner = { name: '张起草', phone: '13800000000' };

it('is named in the draft, attached in the act that publishes, and fills for the first case', async () => {
  const desk = await setUpDesk({ seed: 401 });
  const form = await bring(desk, madeDocx(paragraphsOf('申请人 {姓名}')));
  const roster = await bring(desk, await madeXlsx(['{姓名}']), true);
  const officialForms = [
    { name: '申请表', file: form },
    { name: '花名册', file: roster, isRoster: true },
  ];
  const draft = { id: desk.newId(), kind: 'matter', type: 'published', stream: null };
  await desk.chief.ask('draft.keep', { ...draft, data: { values: { ...version, officialForms } } });
  const core = desk.core();
  // However long the draft lies: what stands in it is not swept.
  expect(new Set(heldInDrafts(core.store.read))).toEqual(new Set([form, roster]));
  const { stream } = await desk.chief.ask<{ stream: string }>('registry.begin', publish(desk, officialForms));
  const row = await desk.chief.ask<{ row: { stream: string } }>('matter.row', { code: 'DRAFT' });
  expect(row.row).toMatchObject({ stream });
  const received = { set: { petitioner, matter: { code: 'DRAFT' } } };
  const taken = await desk.chief.ask<ActAnswer>('case.begin', {
    ...{ act: desk.newId(), kind: 'service', type: 'received', data: received },
  });
  const drawn = await desk.chief.ask<{ html: string }>('paper.officialForm', { stream: taken.stream, form: '申请表' });
  expect(drawn.html.replace(/<[^>]*>/gu, '')).toContain('申请人 张起草');
});

it('is refused with its unknown tags like any; and nothing is published with a form whose file is not here', async () => {
  const desk = await setUpDesk({ seed: 402 });
  const upload = desk.newId();
  const content = Buffer.from(madeDocx(paragraphsOf('{没有}'))).toString('base64');
  await desk.chief.ask('matter.formPart', { upload, index: 0, data: content });
  const about = { act: desk.newId(), stream: null, upload, name: '申请表', version, isRoster: false };
  expect(await desk.chief.refused('matter.keepForm', about)).toMatchObject({ code: 'officialForm.unknownTag' });
  const nowhere = [{ name: '申请表', file: '0'.repeat(64) }];
  expect(await desk.chief.refused('registry.begin', publish(desk, nowhere))).toMatchObject({
    code: 'officialForm.notThere',
  });
  expect(await desk.chief.ask('matter.row', { code: 'DRAFT' })).toEqual({ row: null });
});
