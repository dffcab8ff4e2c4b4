import { expect, it } from 'vitest';
import { blocksSchema, leavesOf } from '#shared/documents/blocks.ts';
import { intake, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { all, get, sql } from '../store/handles.ts';

type Desk = TestDesk & { readonly chief: Window };

const take = (desk: Desk) =>
  desk.chief.ask<{ stream: string }>('case.begin', intake(desk.newId(), {}, { petitioner: { name: '赖金香' } }));

interface Issued {
  readonly wording?: string;
  readonly blocks: unknown;
}
function issuedOf(desk: Desk, stream: string): Issued {
  const { read } = desk.core().store;
  const row = get(
    read,
    sql<{ body: Uint8Array }>`SELECT body FROM entry WHERE stream = ${stream} AND type = 'paperIssued' LIMIT 1`,
  );
  return (JSON.parse(new TextDecoder().decode(row?.body)) as { data: Issued }).data;
}
const textOf = ({ blocks }: Issued): string => JSON.stringify(leavesOf(blocksSchema.parse(blocks)));
const htmlOf = async (desk: Desk, stream: string): Promise<string> => {
  const { read } = desk.core().store;
  const [paper] = all(read, sql<{ id: string }>`SELECT id FROM live_paper WHERE stream = ${stream}`);
  const asked = { stream, paper: paper?.id, size: '80mm', copy: 1 };
  return (await desk.chief.ask<{ html: string }>('paper.html', asked)).html;
};
const today = '2026-11-22';
const write = (desk: Desk, words: Record<string, string>, effectiveFrom = today) =>
  desk.chief.ask('wording.write', {
    ...{ act: desk.newId(), paper: 'receipt', words, effectiveFrom, reason: '方便群众看懂' },
  });

it('is on the papers issued from its day on; what was issued before is printed again as it was', async () => {
  const desk = await setUpDesk({ seed: 81 });
  const before = await take(desk);
  const old = await htmlOf(desk, before.stream);
  await write(desk, { lost: '单子丢了，带身份证来就行。', closing: '咨询电话 0797-5350000' });
  const after = await take(desk);
  const issued = issuedOf(desk, after.stream);
  expect(textOf(issued)).toContain('单子丢了，带身份证来就行。');
  expect(textOf(issued)).toContain('咨询电话 0797-5350000');
  const versions = await desk.chief.ask<{ inForce: string; versions: { byName: string; reason: string }[] }>(
    'wording.versions',
    { paper: 'receipt' },
  );
  expect(issued.wording).toBe(versions.inForce);
  expect(versions.versions).toMatchObject([{ byName: '陈小芳', reason: '方便群众看懂', effectiveFrom: today }]);
  // 补打 of both: nothing moved.
  expect(await htmlOf(desk, before.stream)).toBe(old);
  expect(issuedOf(desk, before.stream).wording).toBeUndefined();
  const worded = await htmlOf(desk, after.stream);
  await write(desk, {});
  expect(await htmlOf(desk, after.stream)).toBe(worded);
  const restored = issuedOf(desk, (await take(desk)).stream);
  expect(textOf(restored)).not.toContain('咨询电话 0797-5350000');
});

it('begins on its day, and what says the same as the program is no words of the township', async () => {
  const desk = await setUpDesk({ seed: 82 });
  await write(desk, { scan: '扫一扫看进度', lost: '单子丢了也不要紧，带身份证来。' }, '2026-12-01');
  expect(textOf(issuedOf(desk, (await take(desk)).stream))).not.toContain('扫一扫看进度');
  expect(await desk.chief.ask('wording.list', {})).toEqual({
    papers: [{ paper: 'receipt', passages: 0, since: null, coming: '2026-12-01' }],
  });
  const { versions } = await desk.chief.ask<{ versions: { words: object }[] }>('wording.versions', {
    paper: 'receipt',
  });
  expect(versions[0]?.words).toEqual({ scan: '扫一扫看进度' });
});

it('comes from a file whole or not at all, and goes out as one that comes back', async () => {
  const desk = await setUpDesk({ seed: 83 });
  const file = (papers: object) => JSON.stringify({ tongban: 'wording', version: 1, papers });
  const bad = file({ receipt: { scan: '扫一扫' }, resultNotice: { opening: '办好了。' }, permitGranted: {} });
  const read = await desk.chief.ask('wording.readFile', { text: bad });
  expect(read).toMatchObject({
    faults: [
      { paper: 'resultNotice', passage: 'opening', code: 'missingBlank' },
      { paper: 'permitGranted', code: 'unknownPassage' },
    ],
  });
  const from = { effectiveFrom: today, reason: '全县统一' };
  const asked = { act: desk.newId(), text: bad, ...from };
  expect(await desk.chief.refused('wording.takeFile', asked)).toMatchObject({ code: 'wording.faulty' });
  expect(await desk.chief.ask('wording.list', {})).toEqual({ papers: [] });

  const good = file({ receipt: { scan: '扫一扫' }, progressSheet: { ask: '扫码看' } });
  await desk.chief.ask('wording.takeFile', { act: desk.newId(), text: good, ...from });
  const { text } = await desk.chief.ask<{ text: string }>('wording.export', {});
  expect(JSON.parse(text)).toEqual(JSON.parse(good));
});

it('away from the authority is a request, and no paper says it before it is answered', async () => {
  const desk = await setUpDesk({ seed: 84 });
  desk.core().isAuthority = false;
  expect(await write(desk, { scan: '扫一扫看进度' })).toEqual({ papers: 1, isAsked: true });
  expect(await desk.chief.ask('registry.requests', {})).toMatchObject({
    requests: [{ kind: 'wording', type: 'worded', title: '收件凭证' }],
  });
  expect(await desk.chief.ask('wording.list', {})).toEqual({ papers: [] });
});

it('a paper that no entry keeps says itself since when its words are in use, and nothing where they are the program’s', async () => {
  const desk = await setUpDesk({ seed: 86 });
  const sheet = async () => (await desk.chief.ask<{ html: string }>('paper.daySheet', { day: today })).html;
  expect(await sheet()).not.toContain('起用的一版');
  const words = { closing: '交班时当面点清。' };
  await desk.chief.ask('wording.write', {
    ...{ act: desk.newId(), paper: 'daySheet', words, effectiveFrom: today, reason: '镇里统一' },
  });
  const worded = await sheet();
  expect(worded).toContain('交班时当面点清。');
  expect(worded).toContain('用语：本镇 2026-11-22 起用的一版');
});
