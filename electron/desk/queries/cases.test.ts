import { describe, expect, it } from 'vitest';
import type { CaseLine, CasePage } from '#shared/contract/case.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { maskData, maskField } from './mask.ts';
import { intake, password, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';

interface List {
  readonly lines: CaseLine[];
  readonly cursor: string | null;
  readonly total: number | null;
}
const list = (window: Window, filter: string, more: object = {}): Promise<List> =>
  window.ask('case.list', { filter, search: '', limit: 50, ...more });
const take = (desk: TestDesk, window: Window, set: JsonObject = {}, more: JsonObject = {}) =>
  window.ask<{ stream: string; number: string }>('case.begin', intake(desk.newId(), more, set));
const step = (desk: TestDesk, window: Window, stream: string, type: string, data: JsonObject = {}) =>
  window.ask('case.step', { act: desk.newId(), stream, type, data });
const streamsOf = ({ lines }: List): string[] => lines.map(({ stream }) => stream);

async function pages(window: Window, filter: string, limit: number, search = ''): Promise<string[]> {
  const streams: string[] = [];
  let cursor: string | null = null;
  do {
    const page: List = await list(window, filter, { limit, search, ...(cursor === null ? {} : { cursor }) });
    streams.push(...streamsOf(page));
    ({ cursor } = page);
  } while (cursor !== null);
  return streams;
}

describe('the list of cases', () => {
  it.each(['open', 'all', 'today', 'mine'])(
    'by pages: %s gives every case once, also where all were taken at one instant',
    async (filter) => {
      const desk = await setUpDesk({ seed: 81 });
      const taken: string[] = [];
      for (let index = 0; index < 7; index += 1) taken.push((await take(desk, desk.chief)).stream);
      for (const limit of [1, 2, 3, 7, 50]) {
        expect(await pages(desk.chief, filter, limit)).toEqual(taken.toReversed());
      }
      expect(await pages(desk.chief, filter, 2, '桂花')).toEqual(taken.toReversed());
    },
  );

  it('by due date: overdue first, ties by row, and each filter what it says', async () => {
    const desk = await setUpDesk({ seed: 82 });
    const { chief, world } = desk;
    const hour = 3_600_000;
    const old: string[] = [];
    const accept = async (): Promise<string> => {
      const { stream } = await take(desk, chief, { matter: { code: 'PERMIT' } });
      await step(desk, chief, stream, 'accepted');
      return stream;
    };
    for (let index = 0; index < 3; index += 1) old.push(await accept());
    // Nobody gave notice in time: 视为受理, which is no 超期.
    const lapsed = (await take(desk, chief)).stream;
    // Sunday 22 November: five working days end on Friday 27.
    world.clock.advance(5 * 24 * hour);
    const soon = await accept();
    world.clock.advance(7 * 24 * hour);
    await chief.ask('desk.confirmClock', { act: desk.newId(), today: '2026-12-04' });
    expect(await pages(chief, 'overdue', 2)).toEqual(old);
    expect(streamsOf(await list(chief, 'dueSoon'))).toEqual([soon]);
    const fresh = (await take(desk, chief)).stream;
    expect(streamsOf(await list(chief, 'today'))).toEqual([fresh]);
    const other = await desk.person('wang', ['window']);
    expect(streamsOf(await list(other, 'mine'))).toEqual([]);
    expect((await list(chief, 'open')).total).toBe(6);
    expect((await list(chief, 'all')).total).toBeNull();
    const summary = await chief.ask<{ counts: object }>('home.summary', {});
    expect(summary.counts).toMatchObject({ takenToday: 1, open: 6, overdue: 3, dueSoon: 1, waiting: 0, undecided: 0 });
    const [line] = (await list(chief, 'overdue')).lines;
    expect(line).toMatchObject({ nextDue: '2026-11-27', isOpen: true, light: 'red' });
    const shown = (await list(chief, 'open')).lines.find(({ stream }) => stream === lapsed);
    expect(shown).toMatchObject({ nextDue: null, light: 'none' });
  });

  it('等上级: what went up stands apart, in neither red nor yellow, until it comes back', async () => {
    const desk = await setUpDesk({ seed: 84 });
    const { chief, world } = desk;
    const { stream } = await take(desk, chief, { matter: { code: 'PERMIT' } });
    await step(desk, chief, stream, 'accepted');
    world.clock.advance(12 * 24 * 3_600_000);
    await chief.ask('desk.confirmClock', { act: desk.newId(), today: '2026-12-04' });
    expect(streamsOf(await list(chief, 'overdue'))).toEqual([stream]);
    await step(desk, chief, stream, 'reported', { authority: '县局' });
    expect(streamsOf(await list(chief, 'overdue'))).toEqual([]);
    expect(streamsOf(await list(chief, 'dueSoon'))).toEqual([]);
    expect((await list(chief, 'waiting')).lines).toMatchObject([
      { stream, isWaiting: true, light: 'none', nextDue: null },
    ]);
    const { counts } = await chief.ask<{ counts: object }>('home.summary', {});
    expect(counts).toMatchObject({ waiting: 1, overdue: 0 });
    await step(desk, chief, stream, 'sentBack', { reason: '缺一份' });
    expect((await list(chief, 'waiting')).total).toBe(0);
    expect(streamsOf(await list(chief, 'overdue'))).toEqual([stream]);
  });

  it('voided ones leave the others and stand in theirs, by when they were voided', async () => {
    const desk = await setUpDesk({ seed: 83 });
    const streams: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      const { stream } = await take(desk, desk.chief);
      streams.push(stream);
    }
    for (const stream of streams.toReversed())
      await step(desk, desk.chief, stream, 'voided', { cause: 'trial', reason: '试录' });
    expect(await pages(desk.chief, 'voided', 1)).toHaveLength(3);
    expect(new Set(await pages(desk.chief, 'voided', 2))).toEqual(new Set(streams));
    expect(streamsOf(await list(desk.chief, 'open'))).toEqual([]);
    expect((await list(desk.chief, 'today')).lines).toEqual([]);
  });

  it('refuses a cursor nobody gave out, and finds nothing where nothing can be looked for', async () => {
    const desk = await setUpDesk({ seed: 84 });
    await take(desk, desk.chief);
    for (const cursor of ['', 'x', '{}', '[]', '["a"]', '[1,2]', 'null', '[1e99]']) {
      expect(await desk.chief.refused('case.list', { filter: 'all', search: '', limit: 5, cursor })).toMatchObject({
        code: 'input.invalid',
        field: 'cursor',
      });
    }
    expect(await list(desk.chief, 'all', { search: '！？' })).toEqual({ lines: [], cursor: null, total: 0 });
    expect((await list(desk.chief, 'all', { search: ' ' })).lines).toHaveLength(1);
  });

  it('finds by any fragment, by number, telephone and pinyin, within the filter', async () => {
    const desk = await setUpDesk({ seed: 85 });
    const { stream, number } = await take(desk, desk.chief, {
      petitioner: { name: '单晓𠮷', phone: '13907975555' },
      request: '申请低保，附A4复印件',
    });
    await take(desk, desk.chief, { petitioner: { name: '王芳' } });
    for (const search of ['晓', '𠮷', 'shanxiao', 'dan', '5555', number.slice(-6), '低保', 'a4', '示例 单']) {
      expect([search, streamsOf(await list(desk.chief, 'all', { search }))]).toEqual([search, [stream]]);
    }
    expect((await list(desk.chief, 'overdue', { search: '晓' })).lines).toEqual([]);
  });
});

describe('personal data', () => {
  const petitioner = {
    name: '李桂花',
    idType: 'residentId',
    idNumber: '360732198512310019',
    phone: '13907975555',
    address: '永丰村三组',
    agent: { name: '王小明', phone: '13807971234', relation: '儿子' },
  };
  const secrets = ['李桂花', '360732198512310019', '13907975555', '永丰村三组', '王小明', '13807971234'];
  const names = ['李桂花', '王小明'];
  const found = (value: unknown): string[] => secrets.filter((secret) => JSON.stringify(value).includes(secret));

  it('is masked in lists and on the page, until it is revealed, which is written down', async () => {
    const desk = await setUpDesk({ seed: 86 });
    const { stream } = await take(desk, desk.chief, { petitioner });
    await step(desk, desk.chief, stream, 'corrected', {
      set: { petitioner: { ...petitioner, phone: '13907975556' } },
      reason: '号码写错',
    });
    expect(found(await list(desk.chief, 'all'))).toEqual([]);
    expect(found(await desk.chief.ask('case.similar', { phone: '13907975556' }))).toEqual([]);
    expect(found(await desk.chief.ask('home.summary', {}))).toEqual([]);
    const masked = await desk.chief.ask<CasePage>('case.page', { stream, reveal: false });
    // A name stays readable on its own case's page: it is what the clerk calls out.
    expect(found(masked)).toEqual(names);
    expect(masked.isRevealed).toBe(false);
    const whole = await desk.chief.ask<CasePage>('case.page', { stream, reveal: true });
    expect(found(whole)).toEqual(secrets);
    const auditor = await desk.person('shen', ['auditor']);
    const { events } = await auditor.ask<{ events: { type: string; data: object }[] }>('audit.list', { limit: 20 });
    expect(events.filter(({ type }) => type === 'reveal')).toMatchObject([{ data: { stream } }]);
    expect(found(events)).toEqual([]);
  });

  const revealsSeen = async (desk: TestDesk): Promise<number> => {
    const auditor = await desk.person(`shen${desk.newId().slice(-6)}`, ['auditor']);
    const { events } = await auditor.ask<{ events: { type: string }[] }>('audit.list', { limit: 100 });
    return events.filter(({ type }) => type === 'reveal').length;
  };

  it('looked at once is written down once, however often the screen asks again; every other look is another line', async () => {
    const desk = await setUpDesk({ seed: 187 });
    const { stream } = await take(desk, desk.chief, { petitioner });
    const { papers } = await desk.chief.ask<CasePage>('case.page', { stream, reveal: false });
    const [look, other] = [desk.newId(), desk.newId()];
    const clerk = await desk.person('wang', ['window']);
    const revealed = (window: Window, more: object) =>
      window.ask<CasePage>('case.page', { stream, reveal: true, ...more });
    for (let times = 0; times < 3; times += 1) expect((await revealed(clerk, { look })).isRevealed).toBe(true);
    expect(await revealsSeen(desk)).toBe(1);
    await revealed(clerk, { look });
    expect(await revealsSeen(desk)).toBe(1);
    // Another look, another window, another case under the same id, and no id at all.
    await revealed(clerk, { look: other });
    await revealed(desk.chief, { look });
    const second = await take(desk, desk.chief, { petitioner });
    await clerk.ask('case.page', { stream: second.stream, reveal: true, look });
    await revealed(clerk, {});
    await revealed(clerk, {});
    expect(await revealsSeen(desk)).toBe(6);
    // A masked page under a look's id reveals nothing, and opens no look.
    const third = desk.newId();
    expect((await clerk.ask<CasePage>('case.page', { stream, reveal: false, look: third })).isRevealed).toBe(false);
    await revealed(clerk, { look: third });
    expect(await revealsSeen(desk)).toBe(7);
    const sheet = { stream, paper: papers[0]?.id ?? '', size: 'A5', copy: 1, look: third };
    for (let times = 0; times < 2; times += 1) await clerk.ask('paper.html', sheet);
    expect(await revealsSeen(desk)).toBe(8);
    // The next login begins without any.
    await clerk.ask('login.lock', {});
    await clerk.ask('login.enter', { login: 'wang', password });
    await revealed(clerk, { look });
    expect(await revealsSeen(desk)).toBe(9);
  });

  it('a search that singles out a person is written down, without what was typed', async () => {
    const desk = await setUpDesk({ seed: 87 });
    await take(desk, desk.chief, { petitioner });
    await list(desk.chief, 'all', { search: '13907975555' });
    await list(desk.chief, 'all', { search: '桂花' });
    const auditor = await desk.person('shen', ['auditor']);
    const { events } = await auditor.ask<{ events: { type: string; data: object }[] }>('audit.list', { limit: 20 });
    expect(events.filter(({ type }) => type === 'search').map(({ data }) => data)).toEqual([{ digits: 11, found: 1 }]);
  });

  it('of a choice between two values is masked like the field itself', async () => {
    const desk = await setUpDesk({ seed: 88 });
    const kind = desk.core().findKind('service');
    const ruleset = kind?.rulesets[1];
    if (ruleset === undefined) throw new Error('no rules');
    const settled = { field: 'petitioner', entries: [], value: petitioner };
    expect(found(maskData(ruleset, settled))).toEqual(names);
    expect(found(maskData(ruleset, { set: { petitioner } }))).toEqual(names);
    expect(found(maskField(ruleset, 'petitioner', [petitioner]))).toEqual(names);
    expect(maskData(ruleset, { reason: '说明' })).toEqual({ reason: '说明' });
  });
});

describe('a code that is scanned or typed', () => {
  it('finds the case, and says what is wrong with a number', async () => {
    const desk = await setUpDesk({ seed: 89 });
    const { stream, number } = await take(desk, desk.chief);
    const ask = (code: string) => desk.chief.ask('case.byCode', { code });
    expect(await ask(` ${number.toLowerCase()} `)).toMatchObject({ stream, number });
    const slip = `${number.slice(0, 18)}${number.endsWith('0') ? '1' : '0'}`;
    expect(await desk.chief.refused('case.byCode', { code: slip })).toMatchObject({
      code: 'number.check',
      field: 'code',
    });
    expect(await desk.chief.refused('case.byCode', { code: `${number.slice(0, 18)}U` })).toMatchObject({
      code: 'number.characters',
    });
    for (const code of ['', '12', '永丰镇〔2026〕1号', 'https://example.com/']) {
      expect(await desk.chief.refused('case.byCode', { code })).toMatchObject({
        code: 'number.unknown',
        field: 'code',
      });
    }
    expect(await desk.chief.refused('case.byCode', { code: 'TB9-1-2-3-4-5' })).toMatchObject({ code: 'qr.newer' });
  });
});
