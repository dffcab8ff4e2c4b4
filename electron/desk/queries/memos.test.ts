/** 咨询, 来电, 转介, 预约 through the door of a real desk. */
import { describe, expect, it } from 'vitest';
import { refusalFrom, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { inquiry } from '#shared/kinds/inquiry/index.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { beijingDate, fromBeijing, instantFromMillis } from '#shared/time/instant.ts';
import { addDays } from '#shared/time/plain-date.ts';
import type { MemoLine } from '#shared/contract/memo.ts';
import { live } from '../journal/projection-tables.ts';
import { rebuildAll } from '../journal/rebuild.ts';
import { all, sql } from '../store/handles.ts';

interface List {
  readonly lines: readonly MemoLine[];
  readonly byMatter: readonly { readonly code: string; readonly name: string; readonly count: number }[];
}
const list = (window: Window, kind: string, filter: string, more: object = {}): Promise<List> =>
  window.ask('memo.list', { kind, filter, ...more });
const begin = (desk: TestDesk, window: Window, kind: string, type: string, set: object) =>
  window.ask<{ stream: string; number: string }>('case.begin', { act: desk.newId(), kind, type, data: { set } });
const step = (desk: TestDesk, window: Window, stream: string, type: string, data: object = {}) =>
  window.ask('case.step', { act: desk.newId(), stream, type, data });
const counts = async (window: Window, kind: string) =>
  (await window.ask<{ memos: readonly { kind: string }[] }>('home.summary', {})).memos.find((one) => one.kind === kind);

describe('咨询', () => {
  it('has no place for a name, a number or a telephone, and refuses one that is sent', async () => {
    expect(Object.keys(currentRuleset(inquiry).fields)).toEqual(['matter', 'whereTo', 'lacks']);
    const desk = await setUpDesk({ seed: 69 });
    for (const more of [{ petitioner: { name: '钟满仓' } }, { name: '钟满仓' }, { phone: '13900000001' }]) {
      const data = { set: { matter: { code: 'SAMPLE' }, ...more } };
      const asked = { act: desk.newId(), kind: 'inquiry', type: 'answered', data };
      expect(refusalFrom(await desk.chief.call('case.begin', asked))).not.toBeUndefined();
    }
    expect((await list(desk.chief, 'inquiry', 'today')).lines).toEqual([]);
  });

  it('is counted by day and matter, has no number and stands in no list of cases', async () => {
    const desk = await setUpDesk({ seed: 61 });
    const { chief } = desk;
    for (const code of ['SAMPLE', 'PERMIT', 'SAMPLE'])
      expect((await begin(desk, chief, 'inquiry', 'answered', { matter: { code } })).number).toBe('');
    await begin(desk, chief, 'inquiry', 'sentOn', { whereTo: '县医保局' });
    expect((await list(chief, 'inquiry', 'today')).byMatter).toEqual([
      { code: 'SAMPLE', name: '示例事项', count: 2 },
      { code: '', name: '', count: 1 },
      { code: 'PERMIT', name: '示例许可', count: 1 },
    ]);
    expect((await list(chief, 'inquiry', 'today', { matter: 'SAMPLE' })).lines).toHaveLength(2);
    expect(await counts(chief, 'inquiry')).toEqual({ kind: 'inquiry', today: 4, open: 0 });
    expect((await chief.ask<{ lines: object[] }>('case.list', { filter: 'all', search: '', limit: 50 })).lines).toEqual(
      [],
    );
  });

  it('of yesterday is not of today', async () => {
    const desk = await setUpDesk({ seed: 62 });
    await begin(desk, desk.chief, 'inquiry', 'answered', { matter: { code: 'SAMPLE' } });
    desk.world.clock.advance(24 * 3600_000);
    expect((await list(desk.chief, 'inquiry', 'today')).lines).toEqual([]);
    expect((await list(desk.chief, 'inquiry', 'all')).lines).toHaveLength(1);
  });

  it('that was mis-keyed is taken back by whoever keyed it, and counts no more', async () => {
    const desk = await setUpDesk({ seed: 63 });
    const other = await desk.person('wang', ['window']);
    const { stream } = await begin(desk, desk.chief, 'inquiry', 'answered', { matter: { code: 'SAMPLE' } });
    const taken = { act: desk.newId(), stream, type: 'takenBack', data: {} };
    expect(await other.refused('case.step', taken)).toMatchObject({ code: 'undo.otherPerson' });
    expect((await list(other, 'inquiry', 'today')).lines[0]?.allowed).toEqual([]);
    expect((await list(desk.chief, 'inquiry', 'today')).lines[0]?.allowed).toEqual(['takenBack']);
    await step(desk, desk.chief, stream, 'takenBack');
    expect(await list(desk.chief, 'inquiry', 'all')).toMatchObject({ lines: [], byMatter: [] });
    expect(await counts(desk.chief, 'inquiry')).toMatchObject({ today: 0 });
  });

  it('says where it was sent, or is not taken', async () => {
    const desk = await setUpDesk({ seed: 64 });
    const empty = { act: desk.newId(), kind: 'inquiry', type: 'sentOn', data: { set: { whereTo: ' ' } } };
    expect(await desk.chief.refused('case.begin', empty)).toMatchObject({ field: 'set.whereTo' });
  });
});

describe('来电', () => {
  it('waits for its call back until that is ticked, with the telephone masked until somebody looks, which is noted', async () => {
    const desk = await setUpDesk({ seed: 65 });
    const auditor = await desk.person('shen', ['auditor']);
    const set = { text: '问高龄津贴 什么时候发', phone: '139 0000 0003', matter: { code: 'SAMPLE' } };
    const { stream } = await begin(desk, desk.chief, 'call', 'awaited', set);
    await begin(desk, desk.chief, 'call', 'noted', { text: '路过问好' });
    const [line, ...others] = (await list(desk.chief, 'call', 'open')).lines;
    expect(others).toEqual([]);
    expect(line).toMatchObject({ stream, status: 'awaiting', matterName: '示例事项', title: '问高龄津贴 什么时候发' });
    expect(line?.phone).toMatch(/^139\*+0003$/u);
    const looks = async () => JSON.stringify(await auditor.ask('audit.list', { limit: 200 })).split(stream).length - 1;
    const before = await looks();
    expect(await desk.chief.ask('memo.page', { stream })).toMatchObject({ fields: { phone: '13900000003' } });
    expect(await looks()).toBe(before + 1);
    await step(desk, desk.chief, stream, 'calledBack', { result: '已告知' });
    expect((await list(desk.chief, 'call', 'open')).lines).toEqual([]);
    expect(await counts(desk.chief, 'call')).toEqual({ kind: 'call', today: 2, open: 0 });
  });

  it('with a number that is none is refused at its field', async () => {
    const desk = await setUpDesk({ seed: 66 });
    const data = { set: { text: '回电', phone: '139' } };
    const refused = await desk.chief.refused('case.begin', { act: desk.newId(), kind: 'call', type: 'noted', data });
    expect(refused).toMatchObject({ code: 'phone.invalid', field: 'set.phone' });
  });
});

describe('转介', () => {
  it('stays open, with whoever was asked first, until the other unit has said who took it', async () => {
    const desk = await setUpDesk({ seed: 67 });
    const other = await desk.person('wang', ['window']);
    const { stream } = await begin(desk, other, 'referral', 'referred', { unit: '县人社局', why: '失业金由县里发放' });
    expect((await list(desk.chief, 'referral', 'open')).lines).toMatchObject([{ stream, status: 'waiting' }]);
    const nobody = { act: desk.newId(), stream, type: 'takenOver', data: { by: '' } };
    expect(await other.refused('case.step', nobody)).toMatchObject({ field: 'by' });
    await step(desk, other, stream, 'takenOver', { by: '县人社局 3 号窗口' });
    expect((await list(desk.chief, 'referral', 'open')).lines).toEqual([]);
    await step(desk, other, stream, 'undone', { act: await lastAct(other, stream) });
    expect((await list(desk.chief, 'referral', 'open')).lines).toMatchObject([{ stream, status: 'waiting' }]);
  });
});

describe('预约', () => {
  it('is booked for no day that there is not, none before the calendar begins, and for a 29 February', async () => {
    const desk = await setUpDesk({ seed: 79 });
    const asked = (day: string) => ({
      ...{ act: desk.newId(), kind: 'appointment', type: 'booked' },
      data: { set: { time: '00:00', name: '钟来宾', day } },
    });
    expect(await desk.chief.refused('case.begin', asked('2027-02-29'))).toMatchObject({ field: 'set.day' });
    expect(await desk.chief.refused('case.begin', asked('0001-01-01'))).toMatchObject({ code: 'appointment.past' });
    await desk.chief.ask('case.begin', asked('2028-02-29'));
    await desk.chief.ask('case.begin', asked('9999-12-31'));
  });

  const todayOf = ({ world }: TestDesk) => beijingDate(instantFromMillis(world.clock.now()));
  const set = { time: '09:30', name: '钟来宾', phone: '13900000004', matter: { code: 'SAMPLE' } };

  it('stands in the list of the day it is for, the next one first, nobody named in full, until they came', async () => {
    const desk = await setUpDesk({ seed: 70 });
    const today = todayOf(desk);
    const later = await begin(desk, desk.chief, 'appointment', 'booked', { ...set, day: addDays(today, 2) });
    const next = await begin(desk, desk.chief, 'appointment', 'booked', {
      ...set,
      day: addDays(today, 1),
      text: '带儿子',
    });
    const { lines } = await list(desk.chief, 'appointment', 'open');
    expect(lines.map(({ stream }) => stream)).toEqual([next.stream, later.stream]);
    expect(lines[0]).toMatchObject({ matterName: '示例事项', phone: '139****0004', status: 'awaited' });
    expect(lines[0]?.title).toBe('钟**：带儿子');
    expect(lines[0]?.beganOn).toBe(unwrap(fromBeijing(addDays(today, 1), '09:30')));
    expect(await counts(desk.chief, 'appointment')).toEqual({ kind: 'appointment', today: 0, open: 2 });
    desk.world.clock.advance(24 * 3600_000);
    expect(await counts(desk.chief, 'appointment')).toEqual({ kind: 'appointment', today: 1, open: 2 });
    await step(desk, desk.chief, next.stream, 'came');
    expect((await list(desk.chief, 'appointment', 'open')).lines.map(({ stream }) => stream)).toEqual([later.stream]);
    expect(await counts(desk.chief, 'appointment')).toEqual({ kind: 'appointment', today: 1, open: 1 });
  });

  it('is moved as often as need be and called off, and then counts no more', async () => {
    const desk = await setUpDesk({ seed: 71 });
    const day = addDays(todayOf(desk), 1);
    const { stream } = await begin(desk, desk.chief, 'appointment', 'booked', { ...set, day });
    for (const more of [3, 5])
      await step(desk, desk.chief, stream, 'moved', { set: { day: addDays(day, more), time: '15:00' } });
    expect((await list(desk.chief, 'appointment', 'open')).lines[0]?.beganOn).toBe(
      unwrap(fromBeijing(addDays(day, 5), '15:00')),
    );
    await step(desk, desk.chief, stream, 'calledOff', { reason: '改去县里办' });
    expect((await list(desk.chief, 'appointment', 'all')).lines).toEqual([]);
  });

  it('for a time that has gone by, or no time at all, is refused at its field', async () => {
    const desk = await setUpDesk({ seed: 72 });
    const ask = (more: object) =>
      desk.chief.refused('case.begin', {
        ...{ act: desk.newId(), kind: 'appointment', type: 'booked', data: { set: { ...set, ...more } } },
      });
    expect(await ask({ day: addDays(todayOf(desk), -1) })).toMatchObject({
      code: 'appointment.past',
      field: 'set.time',
    });
    expect(await ask({ day: addDays(todayOf(desk), 1), time: '25:00' })).toMatchObject({ field: 'set.time' });
    expect(await ask({ day: 'tomorrow' })).toMatchObject({ field: 'set.day' });
    expect((await list(desk.chief, 'appointment', 'all')).lines).toEqual([]);
  });
});

const lastAct = async (window: Window, stream: string) =>
  (await window.ask<{ undoableAct: string }>('case.page', { stream, reveal: false })).undoableAct;

it('is read by people of its station alone, and is the same after a rebuild', async () => {
  const desk = await setUpDesk({ seed: 68 });
  const village = await desk.person('cun', ['village']);
  const core = desk.core();
  const own = core.writer.station;
  Object.assign(core.writer, { station: '360732108201' });
  const { stream } = await begin(desk, desk.chief, 'call', 'awaited', { text: '外村来电', phone: '13900000009' });
  Object.assign(core.writer, { station: own });
  expect((await list(village, 'call', 'open')).lines).toEqual([]);
  expect(await counts(village, 'call')).toEqual({ kind: 'call', today: 0, open: 0 });
  expect(await village.refused('memo.page', { stream })).toEqual({ code: 'stream.unknown' });
  const rows = () => all(core.store.read, sql`SELECT * FROM ${live.memos} ORDER BY stream`);
  const before = rows();
  expect(before).toHaveLength(1);
  await rebuildAll(
    core,
    () => 0,
    () => undefined,
  );
  expect(rows()).toEqual(before);
});
