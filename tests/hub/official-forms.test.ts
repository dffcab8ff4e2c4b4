/** 官方表格 of a matter that a joined desk uploads: asked for like every row of a registry, its content kept meanwhile, and then everybody's. */
import { expect, test } from 'vitest';
import { contentsToKeep } from '#desk/journal/contents.ts';
import { beginRecord, stepRecord } from '#desk/commands/registry.ts';
import { newId } from '#desk/ids.ts';
import { officialFormBytes } from '#desk/print/official-form-bytes.ts';
import { matterOf } from '#desk/queries/matters.ts';
import { unwrap } from '#shared/kernel/result.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { all, sql } from '#desk/store/handles.ts';
import { madeDocx, paragraphsOf } from '../support/made-docx.ts';
import { townshipForEach, type Township } from './township.ts';
import { Contents } from './with-contents.ts';

const [hall, village] = ['360732108000', '360732108201'];
const template = Buffer.from(madeDocx(paragraphsOf('{姓名}')));
let town: Township;
let contents: Contents;
let first: SimDesk;
let second: SimDesk;

townshipForEach(async (fresh) => {
  ({ town } = fresh);
  contents = new Contents(town);
  first = await town.deskAlone(hall, true, 'chen');
  town.publish(first, 'SAMPLE', '示例事项');
  second = await town.deskAlone(village, false, 'liu');
  for (const desk of town.desks) await town.join(desk);
  contents.link();
  await town.restAll();
});

const matterStream = ({ core }: SimDesk): string =>
  all(
    core.store.read,
    sql<{ stream: string }>`SELECT stream FROM live_record WHERE kind = 'matter' AND key = 'SAMPLE'`,
  )[0]?.stream ?? '';
const formAt = ({ core }: SimDesk) => officialFormBytes(core, { dir: '' }, matterOf(core, 'SAMPLE') ?? {}, '申请表');

test('what a joined desk uploads comes to the others with the matter, and is not swept meanwhile', async () => {
  const stream = matterStream(second);
  contents.attach(second, stream, template);
  expect(town.state(second, stream).attachments).toEqual([]);
  expect(contentsToKeep(second.core.store).size).toBe(1);
  await contents.settle();
  const [file] = town.state(second, stream).attachments;
  expect(file).toMatchObject({ bytes: template.length });
  const data = { set: { version: '2', officialForms: [{ name: '申请表', file: file?.id ?? '' }] } };
  const { core, viewer } = second;
  unwrap(stepRecord(core, viewer, undefined, { act: newId(core.ports), stream, type: 'revised', data }));
  await contents.settle();
  await contents.settle();
  for (const desk of [first, second]) expect(Buffer.compare(Buffer.from(unwrap(formAt(desk))), template)).toBe(0);
  expect(contentsToKeep(first.core.store).has(file?.blob ?? '')).toBe(true);
});

test('a form that was brought while a joined desk drafted the matter comes with it to everybody', async () => {
  const { core, viewer } = second;
  const blob = unwrap(core.blobs.put(template));
  const set = {
    ...{ code: 'DRAFTED', name: '起草的事项', category: '示例', type: 'publicService', version: '1' },
    officialForms: [{ name: '申请表', file: blob }],
  };
  unwrap(beginRecord(core, viewer, { act: newId(core.ports), kind: 'matter', type: 'published', data: { set } }));
  expect(contentsToKeep(core.store).has(blob)).toBe(true);
  await contents.settle();
  await contents.settle();
  for (const { core: at } of [first, second]) {
    const bytes = officialFormBytes(at, { dir: '' }, matterOf(at, 'DRAFTED') ?? {}, '申请表');
    expect(Buffer.compare(Buffer.from(unwrap(bytes)), template)).toBe(0);
  }
});
