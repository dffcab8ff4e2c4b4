/** A desk alone for a thousand cases joins; then a second desk that was alone too: numbers unchanged, registries offered, nothing twice. */
import { describe, expect, test } from 'vitest';
import { readOfficialNumber } from '#shared/documents/official-number.ts';
import { verifyJournal } from '#desk/journal/verify.ts';
import { openFontFaces } from '#desk/print/render/font-faces.ts';
import { voidRegisterHtml } from '#desk/queries/papers.ts';
import { all, sql } from '#desk/store/handles.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { unwrap } from '#shared/kernel/result.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import { proposals, takeOver } from '../../hub/sync/proposals.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { townshipForEach, type Township } from './township.ts';

const fonts = openFontFaces({
  rare: 'resources/fonts',
  common: 'node_modules/@fontsource',
});
const [hall, village] = ['360732108000', '360732108201'];
let database: HubDatabase;
let town: Township;

townshipForEach((fresh) => {
  ({ town, database } = fresh);
});

const officialNumbers = ({ core }: SimDesk): string[] =>
  all(core.store.read, sql<{ n: string }>`SELECT official_number AS n FROM live_case ORDER BY row`).map(({ n }) => n);
const numbersOf = ({ core }: SimDesk): string[] =>
  all(core.store.read, sql<{ n: string }>`SELECT number AS n FROM live_case ORDER BY row`).map(({ n }) => n);
const record = ({ core }: SimDesk, kind: string, key: string) =>
  all(
    core.store.read,
    sql<{ stream: string; label: string }>`SELECT stream, label FROM live_record WHERE kind = ${kind} AND key = ${key}`,
  )[0];

async function expectSound({ core }: SimDesk): Promise<void> {
  const { read } = core.store;
  const { sm3, random } = core.ports;
  const log = { warn: () => undefined };
  const parts = { read, sm3, findKind: core.findKind, random, log, elapsed: () => 0 };
  expect(unwrap(await verifyJournal(parts, { isDeep: true })).found).toEqual([]);
}

describe('a desk that stood alone for 1,000 cases', () => {
  test('hands everything over, keeps every number, and the hub goes on in its series', async () => {
    const first = await town.deskAlone(hall, true, 'chen');
    town.publish(first, 'SAMPLE', '示例事项');
    const cases = 1000;
    for (let taken = 0; taken < cases; taken += 1) town.takeCase(first, 'SAMPLE');
    town.numberAll(first);
    const [receipts, officials] = [numbersOf(first), officialNumbers(first)];
    expect(new Set(officials).size).toBe(1000);
    expect(officials.every((text, index) => readOfficialNumber(text)?.n === index + 1)).toBe(true);

    await town.join(first);
    expect(numbersOf(first)).toEqual(receipts);
    expect(officialNumbers(first)).toEqual(officials);
    const own = town.state(first, first.core.writer.id);
    expect(own.history.map(({ type, mark }) => [type, mark])).toEqual([
      ['begun', undefined],
      ['authorityTaken', undefined],
    ]);

    const next = town.takeCase(first, 'SAMPLE');
    await town.rest(first);
    const series = readOfficialNumber(officials[0] ?? '')?.series;
    expect(readOfficialNumber(town.state(first, next).core.officialNumber ?? '')).toMatchObject({ series, n: 1001 });
    await expectSound(first);
  });

  test('sends also what it wrote in former lives, from before it was copied and put back', async () => {
    const first = await town.deskAlone(hall, true, 'chen');
    town.publish(first, 'SAMPLE', '示例事项');
    town.takeCase(first, 'SAMPLE');
    await first.backUp();
    await first.restore();
    const later = town.takeCase(first, 'SAMPLE');
    await first.backUp();
    await first.restore();
    const numbers = numbersOf(first);
    await town.join(first);
    const second = await town.deskAlone(hall, true, 'liu');
    await town.join(second);
    expect(numbersOf(second).toSorted()).toEqual(numbers.toSorted());
    expect(town.state(second, later)).toEqual(town.state(first, later));
    await expectSound(first);
  });

  test('gives none twice where the last cases had no official number yet when it joined', async () => {
    const first = await town.deskAlone(hall, true, 'chen');
    town.publish(first, 'SAMPLE', '示例事项');
    for (let taken = 0; taken < 130; taken += 1) town.takeCase(first, 'SAMPLE');
    // The program gives twenty at a time when nobody waits; it had come as far as that.
    town.numberAll(first);
    for (let taken = 0; taken < 30; taken += 1) town.takeCase(first, 'SAMPLE');
    await town.join(first);
    const given = officialNumbers(first).map((text) => readOfficialNumber(text)?.n ?? 0);
    expect(given.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 160 }, (_, index) => index + 1));
  });
});

describe('a second desk that stood alone too', () => {
  async function two() {
    const first = await town.deskAlone(hall, true, 'chen');
    town.publish(first, 'SAMPLE', '示例事项');
    town.takeCase(first, 'SAMPLE');
    town.numberAll(first);
    const second = await town.deskAlone(village, false, 'liu');
    const same = town.publish(second, 'SAMPLE', '村里叫法不同');
    const own = town.publish(second, 'VILLAGE', '村级事项');
    const cases = Array.from({ length: 40 }, () => town.takeCase(second, 'VILLAGE'));
    town.numberAll(second);
    const before = { receipts: numbersOf(second), officials: officialNumbers(second) };
    await town.join(first);
    await town.join(second);
    await town.restAll();
    return { first, second, same, own, cases, before };
  }

  test('keeps its numbers, and no official number is there twice', async () => {
    const { first, second, cases, before } = await two();
    expect(numbersOf(second)).toEqual(before.receipts);
    expect(officialNumbers(second)).toEqual(before.officials);
    const all = officialNumbers(first);
    expect(all).toHaveLength(41);
    expect(new Set(all).size).toBe(41);
    // The hall sees the village's cases as they are there.
    expect(town.state(first, cases[0] ?? '')).toEqual(town.state(second, cases[0] ?? ''));
    const next = town.takeCase(second, 'SAMPLE');
    await town.restAll();
    expect(readOfficialNumber(town.state(first, next).core.officialNumber ?? '')).toMatchObject({
      series: readOfficialNumber(all[0] ?? '')?.series,
      n: 2,
    });
    await expectSound(first);
    await expectSound(second);
  });

  test('offers its registries with a preview; until they are taken over they are its own', async () => {
    const { first, second, same, own } = await two();
    const offered = await database.transact((transaction) => proposals(town.hub.running.hub, transaction));
    expect(offered.map(({ kind, key, is }) => [kind, key, is])).toEqual([
      ['matter', 'SAMPLE', 'differs'],
      ['matter', 'VILLAGE', 'new'],
      ['staff', second.staff, 'new'],
    ]);
    // The township's wins where both have one; what nobody else has stays usable where it came from.
    expect(record(second, 'matter', 'SAMPLE')).toMatchObject({ label: '示例事项' });
    expect(record(second, 'matter', 'VILLAGE')).toMatchObject({ stream: own });
    expect(record(first, 'matter', 'VILLAGE')).toBeUndefined();
    expect(record(first, 'staff', second.staff)).toBeUndefined();

    expect(await takeOver(town.hub.running.hub, [own, same, second.staff])).toBe(2);
    await town.restAll();
    expect(record(first, 'matter', 'VILLAGE')).toMatchObject({ stream: own });
    expect(record(first, 'staff', second.staff)).toMatchObject({ label: '人员liu' });
    expect(record(first, 'matter', 'SAMPLE')).toMatchObject({ label: '示例事项' });
    const left = await database.transact((transaction) => proposals(town.hub.running.hub, transaction));
    expect(left.map(({ key }) => key)).toEqual(['SAMPLE']);
    await expectSound(first);
    await expectSound(second);
  });

  test('has its own row back when the township’s of that key is given another', async () => {
    const { first, second, same } = await two();
    const townships = record(first, 'matter', 'SAMPLE')?.stream ?? '';
    unwrap(first.next(townships, { type: 'corrected', data: { set: { code: 'NEWER' }, reason: '重编' } }));
    await town.restAll();
    expect(record(second, 'matter', 'NEWER')).toMatchObject({ stream: townships });
    expect(record(second, 'matter', 'SAMPLE')).toMatchObject({ stream: same, label: '村里叫法不同' });
    await expectSound(second);
  });

  test('is named in words on the hall’s papers, never by an id, until its staff are taken over', async () => {
    const { first, second, cases } = await two();
    const asker = second.staff;
    const why = { cause: 'mistake', reason: '录错' };
    unwrap(second.next(cases[0] ?? '', { type: 'voidAsked', data: why }));
    second.staff = town.begin(second, 'staff', 'added', { name: '第二人', login: 'dier', roles: ['window'] });
    unwrap(second.next(cases[0] ?? '', { type: 'voided', data: why }));
    await town.restAll();
    const year = new Date(town.world.now()).toISOString().slice(0, 4);
    const [from, to] = [getPlainDate(`${year}-01-01`), getPlainDate(`${year}-12-31`)];
    const { html } = unwrap(voidRegisterHtml(first.core, fonts, first.viewer, from, to));
    expect(html).toContain('别处的工作人员');
    expect(html).not.toContain(asker);
  });

  test('with a login name that somebody has already is not taken over as it is', async () => {
    const first = await town.deskAlone(hall, true, 'chen');
    const second = await town.deskAlone(village, false, 'chen');
    await town.join(first);
    await town.join(second);
    const offered = await database.transact((transaction) => proposals(town.hub.running.hub, transaction));
    expect(offered).toMatchObject([{ kind: 'staff', is: 'differs' }]);
    expect(await takeOver(town.hub.running.hub, [second.staff])).toBe(0);
  });
});
