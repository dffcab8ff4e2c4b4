/** 档案鉴定 through a real desk: what is destroyed, what stays, and that nothing stands between the two. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppraisalPage } from '#shared/contract/appraisal.ts';
import type { DueFiles } from '#shared/contract/archive.ts';
import type { ActAnswer, CaseLine, CasePage } from '#shared/contract/case.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { beijingDate, instantFromMillis } from '#shared/time/instant.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { intake, openDesk, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { carryOut } from '../commands/carry-out-appraisal.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { contentsToErase } from '../journal/erase.ts';
import { verifyJournal } from '../journal/verify.ts';
import { voidRegisterOf } from '../queries/void-register.ts';
import { readSetting } from '../settings.ts';
import { all, get, sql } from '../store/handles.ts';
import { eraseContents } from './erase-contents.ts';

const year = Math.floor(365.25 * 86_400_000);
const matter: JsonObject = {
  ...{ code: 'TEN', name: '十年示例事项', category: '示例', type: 'publicService', version: '1', retention: 'years10' },
};
const group = [
  { name: '陈小芳', duty: '负责人' },
  { name: '王喆', duty: '档案员' },
];
const signed = { approver: '赵敏', witnesses: ['王喆', '李小红'], sheets: [], note: '' };
/** The day it is at the desk. */
const approvedToday = ({ world }: TestDesk) => ({ approvedOn: beijingDate(instantFromMillis(world.clock.now())) });

type AtDesk = TestDesk & { readonly chief: Window };

async function deskWithMatter(seed: number): Promise<AtDesk> {
  const desk = await setUpDesk({ seed });
  await desk.chief.ask('registry.begin', {
    act: desk.newId(),
    kind: 'matter',
    type: 'published',
    data: { set: matter },
  });
  return desk;
}

const step = (desk: AtDesk, stream: string, type: string, data: JsonObject = {}) =>
  desk.chief.ask('case.step', { act: desk.newId(), stream, type, data });

async function closedCase(desk: AtDesk, contents: readonly string[], name = '李桂花'): Promise<string> {
  const petitioner = { name, idType: 'residentId', idNumber: '360732198512310019', phone: '13907975555' };
  const { stream } = await desk.chief.ask<ActAnswer>(
    'case.begin',
    intake(desk.newId(), {}, { matter: { code: 'TEN' }, petitioner, request: `${name}的事由` }),
  );
  await step(desk, stream, 'accepted');
  for (const content of contents) await attach(desk, stream, content);
  await step(desk, stream, 'decided', { set: { outcome: 'rejected' }, result: '不符合条件' });
  await step(desk, stream, 'delivered', { way: 'direct', receivedBy: name, proof: 'slip' });
  await step(desk, stream, 'closed');
  return stream;
}

async function attach(desk: AtDesk, stream: string, content: string): Promise<string> {
  const upload = desk.newId();
  await desk.chief.ask('attachment.part', { upload, index: 0, data: Buffer.from(content).toString('base64') });
  const kept = { act: desk.newId(), stream, upload, name: `${content}.txt`, mime: 'text/plain' };
  return (await desk.chief.ask<{ id: string }>('attachment.keep', kept)).id;
}

const page = (desk: AtDesk, stream: string) => desk.chief.ask<AppraisalPage>('appraisal.page', { stream });

interface Said {
  readonly stream: string;
  readonly opinion: 'keep' | 'destroy';
  readonly until?: string | null;
}
const opinion = ({ stream, opinion: what, until = null }: Said) => ({ stream, opinion: what, until, reason: '已看过' });

/** Opened, judged and signed; not carried out. */
async function signedList(desk: AtDesk, said: readonly Said[]): Promise<{ stream: string; number: string }> {
  const streams = said.map(({ stream }) => stream);
  const asked = { act: desk.newId(), title: '到期鉴定', group, streams };
  const list = await desk.chief.ask<{ stream: string; number: string }>('appraisal.open', asked);
  await desk.chief.ask('appraisal.judge', { act: desk.newId(), stream: list.stream, opinions: said.map(opinion) });
  const { judged } = await page(desk, list.stream);
  const witnesses = said.some((one) => one.opinion === 'destroy') ? signed.witnesses : [];
  await desk.chief.ask('appraisal.sign', {
    act: desk.newId(),
    stream: list.stream,
    judged,
    ...signed,
    ...approvedToday(desk),
    witnesses,
  });
  return list;
}

const carry = (desk: AtDesk, { stream, number }: { stream: string; number: string }) =>
  desk.chief.ask('appraisal.carryOut', { act: desk.newId(), stream, word: number });

const bodiesOf = (core: DeskCore, stream: string): { type: string; has: number }[] =>
  all(core.store.read, sql`SELECT type, body IS NOT NULL AS has FROM entry WHERE stream = ${stream} ORDER BY seq`);

const filesOnDisk = ({ dir }: TestDesk): string[] => {
  const root = join(dir, 'blobs');
  return existsSync(root) ? readdirSync(root).flatMap((folder) => readdirSync(join(root, folder))) : [];
};
const blobsOf = (core: DeskCore, stream: string): string[] =>
  all(core.store.read, sql<{ blob: string }>`SELECT blob FROM live_file WHERE stream = ${stream}`).map(
    ({ blob }) => blob,
  );

async function verified({ core, ports }: { core: DeskCore; ports: DeskCore['ports'] }) {
  const { store, findKind, blobs } = core;
  const parts = { read: store.read, sm3: ports.sm3, findKind, random: ports.random, blobs };
  return unwrap(await verifyJournal({ ...parts, log: { warn: () => undefined }, elapsed: () => 0 }, { isDeep: true }));
}
const look = (desk: TestDesk) => verified({ core: desk.core(), ports: desk.core().ports });

const found = async (desk: AtDesk, search: string): Promise<string[]> =>
  (await desk.chief.ask<{ lines: CaseLine[] }>('case.list', { filter: 'all', search, limit: 50 })).lines.map(
    ({ stream }) => stream,
  );

const allOf: JsonObject = { filter: 'all', search: '', limit: 50 };
const viewerOf = (core: DeskCore): Viewer => {
  const row = get(core.store.read, sql<{ key: string }>`SELECT key FROM live_record WHERE kind = 'staff'`);
  const may = new Set(['archive.appraise', 'case.read', 'registry.read', 'case.seeAllStations'] as const);
  return { staff: row?.key ?? '', name: '陈小芳', roles: ['chief'], may, station: core.writer.station };
};

describe('a 清册 that was carried out', { timeout: 60_000 }, () => {
  it('takes the content of what it says out of journal, disk, lists and search, and touches nothing else', async () => {
    const desk = await deskWithMatter(901);
    const gone = await closedCase(desk, ['只此一份', '两件共用'], '欧阳正花');
    const kept = await closedCase(desk, ['续存的']);
    const other = await closedCase(desk, ['两件共用']);
    const [shared = ''] = blobsOf(desk.core(), other);
    const own = blobsOf(desk.core(), gone).find((blob) => blob !== shared);
    expect(filesOnDisk(desk)).toContain(own);
    desk.world.clock.advance(11 * year + 60 * 86_400_000);
    const due = await desk.chief.ask<DueFiles>('archive.due', {});
    expect(due.rows.map(({ stream }) => stream).sort()).toEqual([gone, kept, other].sort());
    const { number } = await desk.chief.ask<CasePage>('case.page', { stream: gone, reveal: false });
    const list = await signedList(desk, [
      { stream: gone, opinion: 'destroy' },
      { stream: kept, opinion: 'keep', until: '2050-12-31' },
    ]);
    expect(await carry(desk, list)).toEqual({ kept: 1, destroyed: 1 });

    const core = desk.core();
    expect(bodiesOf(core, gone).filter(({ has }) => has === 1)).toEqual([{ type: 'fileDestroyed', has: 1 }]);
    expect(bodiesOf(core, kept).every(({ has }) => has === 1)).toBe(true);
    expect(filesOnDisk(desk)).not.toContain(own);
    expect(filesOnDisk(desk)).toContain(shared);
    expect(core.blobs.read(shared).ok).toBe(true);
    expect(await found(desk, '欧阳')).toEqual([]);
    expect(await found(desk, '13907975555')).not.toContain(gone);
    expect(await found(desk, number)).toEqual([gone]);
    expect(
      get(core.store.read, sql`SELECT petitioner, title, matter, number FROM live_case WHERE stream = ${gone}`),
    ).toEqual({ petitioner: '', title: '十年示例事项', matter: 'TEN', number });
    for (const table of [sql`live_person`, sql`live_paper`, sql`live_due`, sql`live_file`])
      expect(all(core.store.read, sql`SELECT * FROM ${table} WHERE stream = ${gone}`)).toEqual([]);
    const shown = await desk.chief.ask<CasePage>('case.page', { stream: gone, reveal: true });
    expect(shown).toMatchObject({
      destroyed: { listNumber: list.number },
      fields: {},
      papers: [],
      allowed: [],
      number,
    });
    expect(JSON.stringify(shown)).not.toContain('欧阳');
    expect((await desk.chief.ask<DueFiles>('archive.due', {})).rows.map(({ stream }) => stream)).toEqual([other]);
    expect((await page(desk, list.stream)).files.map(({ fate }) => fate)).toEqual(['destroyed', 'kept']);
    const report = await look(desk);
    expect(report.found).toEqual([]);
    expect(report.checked.erased).toBe(bodiesOf(core, gone).length - 1);
  });

  it('leaves a case that opens, prints and goes on no more, and says why', async () => {
    const desk = await deskWithMatter(902);
    const gone = await closedCase(desk, ['甲']);
    const paper = (await desk.chief.ask<CasePage>('case.page', { stream: gone, reveal: false })).papers[0]?.id ?? '';
    desk.world.clock.advance(11 * year + 60 * 86_400_000);
    await carry(desk, await signedList(desk, [{ stream: gone, opinion: 'destroy' }]));
    const { chief, newId } = desk;
    const destroyed = { code: 'file.destroyed' };
    const note = { act: newId(), stream: gone, type: 'note', data: { text: '再记一笔' } };
    expect(await chief.refused('case.step', note)).toMatchObject(destroyed);
    expect(await chief.refused('paper.html', { stream: gone, paper, size: 'A4', copy: 2 })).toMatchObject(destroyed);
    expect(await chief.refused('archive.contents', { stream: gone })).toMatchObject(destroyed);
  });

  it('is refused without the right number, and carried out once however often it is asked', async () => {
    const desk = await deskWithMatter(903);
    const gone = await closedCase(desk, ['甲']);
    desk.world.clock.advance(11 * year + 60 * 86_400_000);
    const list = await signedList(desk, [{ stream: gone, opinion: 'destroy' }]);
    const asked = { act: desk.newId(), stream: list.stream, word: '销毁' };
    expect(await desk.chief.refused('appraisal.carryOut', asked)).toMatchObject({ code: 'appraisal.wrongWord' });
    const again = { act: desk.newId(), stream: list.stream, word: list.number };
    expect(await desk.chief.ask('appraisal.carryOut', again)).toEqual(
      await desk.chief.ask('appraisal.carryOut', again),
    );
    expect(await desk.chief.refused('appraisal.carryOut', { ...again, act: desk.newId() })).toMatchObject({
      code: 'step.notNow',
    });
  });
});

describe('a case that was voided or went into another', { timeout: 60_000 }, () => {
  const received = (desk: AtDesk) =>
    desk.chief.ask<ActAnswer>('case.begin', intake(desk.newId(), {}, { matter: { code: 'TEN' } }));
  const dueNow = async (desk: AtDesk) =>
    (await desk.chief.ask<DueFiles>('archive.due', {})).rows.map(({ stream, closed, ended }) => ({
      ...{ stream, closed, ended },
    }));

  it('counts from that day, not while the other is open, and stays voided and uncounted when it is gone', async () => {
    const desk = await deskWithMatter(931);
    const { chief, newId } = desk;
    const main = await closedCase(desk, []);
    const open = (await received(desk)).stream;
    const gone = (await received(desk)).stream;
    const [within, withOpen] = [(await received(desk)).stream, (await received(desk)).stream];
    desk.world.clock.advance(60 * 86_400_000);
    await step(desk, gone, 'voided', { cause: 'duplicate', reason: '重复收件' });
    for (const [stream, into] of [
      [within, main],
      [withOpen, open],
    ])
      await chief.ask('case.merge', { act: newId(), stream, into, reason: '同一件事' });
    const counted = async () => (await chief.ask<{ lines: CaseLine[] }>('case.list', allOf)).lines.length;
    const before = await counted();
    // What was closed in 2026 was to be kept till the end of 2036, what ended in January 2027 a year longer.
    desk.world.clock.advance(10.2 * year);
    expect(await dueNow(desk)).toEqual([{ stream: main, closed: '2026-11-22', ended: '' }]);
    desk.world.clock.advance(year);
    const late = [
      { stream: gone, closed: '2027-01-21', ended: 'voided' },
      { stream: within, closed: '2027-01-21', ended: 'merged' },
    ];
    expect((await dueNow(desk)).filter(({ ended }) => ended !== '')).toEqual(late);
    const list = await signedList(desk, [
      { stream: gone, opinion: 'destroy' },
      { stream: within, opinion: 'destroy' },
    ]);
    expect((await page(desk, list.stream)).files.map(({ title }) => title)).toEqual([
      '十年示例事项（已作废）',
      '十年示例事项（已并案）',
    ]);
    await carry(desk, list);
    const core = desk.core();
    expect(get(core.store.read, sql`SELECT voided, is_open FROM live_case WHERE stream = ${gone}`)).toEqual({
      ...{ voided: 'duplicate', is_open: 0 },
    });
    expect(get(core.store.read, sql`SELECT merged_into, is_open FROM live_case WHERE stream = ${within}`)).toEqual({
      ...{ merged_into: main, is_open: 0 },
    });
    expect(await counted()).toBe(before);
    expect(voidRegisterOf(core, viewerOf(core), getPlainDate('2027-01-01'), getPlainDate('2027-12-31'))).toMatchObject([
      { stream: gone, cause: 'duplicate', reason: '档案已销毁' },
    ]);
    expect((await look(desk)).found).toEqual([]);
  });

  it('voided after it was put on the list, it stops the list', async () => {
    const desk = await deskWithMatter(932);
    const stream = await closedCase(desk, []);
    desk.world.clock.advance(11 * year + 60 * 86_400_000);
    const list = await signedList(desk, [{ stream, opinion: 'destroy' }]);
    await step(desk, stream, 'voided', { cause: 'mistake', reason: '录错' });
    const asked = { act: desk.newId(), stream: list.stream, word: list.number };
    expect(await desk.chief.refused('appraisal.carryOut', asked)).toMatchObject({ code: 'appraisal.notDue' });
  });
});

describe('before it is carried out', { timeout: 60_000 }, () => {
  it('nothing is destroyed that was not judged and signed as it stands', async () => {
    const desk = await deskWithMatter(911);
    const { chief, newId } = desk;
    const stream = await closedCase(desk, ['甲']);
    const open = { act: newId(), title: '鉴定', group, streams: [stream] };
    expect(await chief.refused('appraisal.open', open)).toMatchObject({
      code: 'appraisal.notDue',
      details: { row: 1 },
    });
    desk.world.clock.advance(11 * year + 60 * 86_400_000);
    const same = [group[0], { ...group[0], duty: '档案员' }];
    expect(await chief.refused('appraisal.open', { ...open, act: newId(), group: same })).toMatchObject({
      code: 'appraisal.samePeople',
    });
    const list = await chief.ask<{ stream: string; number: string }>('appraisal.open', { ...open, act: newId() });
    expect(await chief.refused('appraisal.open', { ...open, act: newId() })).toMatchObject({
      code: 'appraisal.inOther',
    });
    const early = { act: newId(), stream: list.stream, word: list.number };
    expect(await chief.refused('appraisal.carryOut', early)).toMatchObject({ code: 'step.notNow' });
    const judge = (opinions: JsonObject[]) => ({ act: newId(), stream: list.stream, opinions });
    const past = opinion({ stream, opinion: 'keep', until: '2020-12-31' });
    expect(await chief.refused('appraisal.judge', judge([past]))).toMatchObject({ code: 'appraisal.untilPast' });
    const stranger = opinion({ stream: newId(), opinion: 'destroy' });
    expect(await chief.refused('appraisal.judge', judge([stranger]))).toMatchObject({ code: 'appraisal.notAll' });
    await chief.ask('appraisal.judge', judge([opinion({ stream, opinion: 'destroy' })]));
    const first = (await page(desk, list.stream)).judged;
    const sign = (more: JsonObject) => ({
      act: newId(),
      stream: list.stream,
      judged: first,
      ...signed,
      ...approvedToday(desk),
      ...more,
    });
    expect(await chief.refused('appraisal.sign', sign({ witnesses: ['王喆', '王喆'] }))).toMatchObject({
      code: 'appraisal.samePeople',
    });
    expect(await chief.refused('appraisal.sign', sign({ approver: '王喆' }))).toMatchObject({
      code: 'appraisal.samePeople',
    });
    expect(await chief.refused('appraisal.sign', sign({ witnesses: [] }))).toMatchObject({
      code: 'appraisal.samePeople',
    });
    expect(await chief.refused('appraisal.sign', sign({ approvedOn: '2037-12-31' }))).toMatchObject({
      code: 'appraisal.signedBefore',
    });
    expect(await chief.refused('appraisal.sign', sign({ sheets: [newId()] }))).toMatchObject({
      code: 'appraisal.sheetMissing',
    });
    await chief.ask('appraisal.judge', judge([opinion({ stream, opinion: 'keep' })]));
    expect(await chief.refused('appraisal.sign', sign({}))).toMatchObject({ code: 'appraisal.changed' });
    expect(bodiesOf(desk.core(), stream).every(({ has }) => has === 1)).toBe(true);
  });

  it('a file that is worked on again, or was attached to since, stops the whole list', async () => {
    const desk = await deskWithMatter(912);
    const [one, two] = [await closedCase(desk, ['甲']), await closedCase(desk, ['乙'])];
    desk.world.clock.advance(11 * year + 60 * 86_400_000);
    const list = await signedList(desk, [
      { stream: one, opinion: 'destroy' },
      { stream: two, opinion: 'destroy' },
    ]);
    await desk.chief.ask('case.step', { act: desk.newId(), stream: two, type: 'returned', data: { reason: '重新办' } });
    const asked = { act: desk.newId(), stream: list.stream, word: list.number };
    expect(await desk.chief.refused('appraisal.carryOut', asked)).toMatchObject({
      ...{ code: 'appraisal.notDue', details: { row: 2 } },
    });
    expect(bodiesOf(desk.core(), one).every(({ has }) => has === 1)).toBe(true);
    expect(filesOnDisk(desk)).toHaveLength(2);
  });

  it('is nobody\u2019s but the one who answers for the hall', async () => {
    const desk = await deskWithMatter(913);
    const window = await desk.person('wang', ['window', 'review']);
    expect(await window.refused('appraisal.list', {})).toMatchObject({ code: 'permission.missing' });
  });
});

class Cut extends Error {}

describe('cut off', { timeout: 120_000 }, () => {
  it('at any moment of the act, nothing of it was done; asked again, all of it is', async () => {
    const desk = await deskWithMatter(921);
    const streams = [await closedCase(desk, ['甲']), await closedCase(desk, ['乙'])];
    desk.world.clock.advance(11 * year + 60 * 86_400_000);
    const list = await signedList(
      desk,
      streams.map((stream): Said => ({ stream, opinion: 'destroy' })),
    );
    const core = desk.core();
    const before = bodiesOf(core, streams[0] ?? '').length;
    let cuts = 0;
    for (let at = 1; ; at += 1) {
      let left = at;
      const sm3: DeskCore['ports']['sm3'] = (bytes) => {
        left -= 1;
        if (left === 0) throw new Cut();
        return core.ports.sm3(bytes);
      };
      const cut = { ...core, ports: { ...core.ports, sm3 } };
      try {
        const done = carryOut(cut, viewerOf(core), { act: desk.newId(), stream: list.stream, word: list.number });
        expect(unwrap(done)).toEqual({ kept: 0, destroyed: 2 });
        break;
      } catch (error) {
        if (!(error instanceof Cut)) throw error;
        cuts += 1;
        for (const stream of streams) {
          expect(bodiesOf(core, stream).filter(({ has }) => has === 1)).toHaveLength(before);
          expect(core.blobs.read(blobsOf(core, stream)[0] ?? '').ok).toBe(true);
        }
      }
    }
    expect(cuts).toBeGreaterThan(4);
    expect(filesOnDisk(desk)).toEqual([]);
    expect((await look(desk)).found).toEqual([]);
  });

  it('between the act and the disk, the files go when the program is there again', async () => {
    const desk = await deskWithMatter(922);
    const stream = await closedCase(desk, ['甲', '乙']);
    desk.world.clock.advance(11 * year + 60 * 86_400_000);
    const list = await signedList(desk, [{ stream, opinion: 'destroy' }]);
    const core = desk.core();
    let isFirst = true;
    const remove = (name: string): void => {
      if (!isFirst) throw new Cut();
      isFirst = false;
      core.blobs.remove(name);
    };
    const cut = { ...core, blobs: { ...core.blobs, remove } };
    const asked = { act: desk.newId(), stream: list.stream, word: list.number };
    expect(() => carryOut(cut, viewerOf(core), asked)).toThrow(Cut);
    expect(filesOnDisk(desk)).toHaveLength(1);
    expect(readSetting(core.store.read, contentsToErase)).toHaveLength(2);
    await desk.close();
    const again = await openDesk({ dir: desk.dir, world: desk.world });
    const window = await again.connect();
    await window.ask('login.enter', { login: 'chen', password: 'Made-up-2026' });
    eraseContents(again.core());
    expect(filesOnDisk(desk)).toEqual([]);
    expect(readSetting(again.core().store.read, contentsToErase)).toEqual([]);
    expect((await look(again)).found).toEqual([]);
  });
});

describe('whatever the sets are', { timeout: 240_000 }, () => {
  it('what is destroyed is what was signed to be, and a content goes exactly when nothing left names it', async () => {
    let seed = 930;
    const file = fc.record({
      contents: fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
      fate: fc.constantFrom('keep', 'destroy', 'unlisted'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 2, maxLength: 6 }), async (files) => {
        const desk = await deskWithMatter((seed += 1));
        const streams: string[] = [];
        for (const { contents } of files)
          streams.push(
            await closedCase(
              desk,
              contents.map((one) => `内容${String(one)}`),
            ),
          );
        desk.world.clock.advance(11 * year + 60 * 86_400_000);
        const said = files.flatMap(({ fate }, at): Said[] =>
          fate === 'unlisted' ? [] : [{ stream: streams[at] ?? '', opinion: fate }],
        );
        if (said.length > 0) await carry(desk, await signedList(desk, said));
        const core = desk.core();
        const erased = streams.map((stream) => bodiesOf(core, stream).some(({ has }) => has === 0));
        expect(erased).toEqual(files.map(({ fate }) => fate === 'destroy'));
        const left = new Set(files.flatMap(({ contents, fate }) => (fate === 'destroy' ? [] : contents)));
        expect(filesOnDisk(desk)).toHaveLength(left.size);
        expect((await look(desk)).found).toEqual([]);
        await desk.close();
      }),
      { numRuns: 8 },
    );
  });
});
