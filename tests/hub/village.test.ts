/** 村级收件 between a station and the hall: the data at once, the papers in a list, 受理 at the township, and both ends warned. */
import { expect, test } from 'vitest';
import { receivePapers, sendPapers } from '#desk/commands/handovers.ts';
import { newId } from '#desk/ids.ts';
import { todayOf } from '#desk/queries/standings.ts';
import { handoverLists, handoverPaperFacts, villageCount, villageList } from '#desk/queries/village.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { unwrap, type Result } from '#shared/kernel/result.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { hall, townshipForEach, type Township } from './township.ts';

const station = '360732108201';
const limit = { amount: 3, unit: 'workingDay' } as const;
const hour = 3_600_000;
let town: Township;
let there: SimDesk;
let village: SimDesk;

townshipForEach(async (fresh) => {
  ({ town } = fresh);
  there = await town.deskAlone(hall, true, 'chen');
  for (const [code, way] of [
    ['COLLECT', 'collect'],
    ['DIRECT', 'direct'],
  ] as const) {
    const head = { code, name: `示例${code}`, category: '示例', type: 'publicService', version: '1' };
    town.begin(there, 'matter', 'published', { ...head, village: way, villageLimit: limit });
  }
  const declared = { code: station, name: '船溪村便民服务站', township: '永丰镇', form: 'village' };
  town.begin(there, 'station', 'declared', declared);
  village = await town.deskAlone(station, false, 'zeng');
  for (const desk of town.desks) await town.join(desk);
  await town.restAll();
});

const rowsAt = ({ core, viewer }: SimDesk) => villageList(core, viewer);
const act = ({ core }: SimDesk): string => newId(core.ports);
const codeOf = (result: Result<unknown>): unknown => (result.ok ? 'done' : result.refusal);

test('the data are there at once, the papers go once and are counted in, and acceptance is the hall’s', async () => {
  const streams = [town.takeCase(village, 'COLLECT'), town.takeCase(village, 'COLLECT')];
  const direct = town.takeCase(village, 'DIRECT');
  await town.restAll();
  for (const desk of town.desks)
    expect(
      rowsAt(desk)
        .map(({ stream }) => stream)
        .sort(),
    ).toEqual(streams.toSorted());
  expect(rowsAt(there)[0]).toMatchObject({
    papers: 'here',
    station: '船溪村便民服务站',
    maySend: false,
    mayReceive: true,
  });
  expect(rowsAt(village)[0]).toMatchObject({ papers: 'here', maySend: true, mayReceive: false });

  const { core, viewer } = village;
  const send = (rows: readonly string[]) =>
    sendPapers(core, viewer, { act: act(village), carrier: '曾祥福', streams: rows });
  expect(codeOf(send([...streams, direct]))).toMatchObject({ code: 'village.notCollected', details: { row: 3 } });
  // All or none: nothing of the refused list happened.
  expect(rowsAt(village).every(({ papers }) => papers === 'here')).toBe(true);
  const { number, stream: list } = unwrap(send(streams));
  expect(number).toMatch(/^JJ\d{8}-[0-9A-Z]{2}-01$/u);
  expect(codeOf(send(streams))).toMatchObject({ code: 'village.nothingToSend', details: { row: 1 } });
  await town.restAll();
  expect(handoverLists(there.core, there.viewer)).toMatchObject([{ number, carrier: '曾祥福', count: 2, underWay: 2 }]);
  const paper = findPaper('villageHandover')?.issue(unwrap(handoverPaperFacts(there.core, there.viewer, list)));
  expect(JSON.stringify(paper)).toContain('船溪村便民服务站');

  const [first = '', second = ''] = streams;
  const rows = [{ stream: first }, { stream: second, note: '少一张照片' }];
  unwrap(receivePapers(there.core, there.viewer, { act: act(there), rows }));
  await town.restAll();
  for (const desk of town.desks) {
    expect(handoverLists(desk.core, desk.viewer)).toMatchObject([{ underWay: 0 }]);
    expect(rowsAt(desk).find(({ stream }) => stream === second)).toMatchObject({
      papers: 'arrived',
      note: '少一张照片',
    });
  }
  town.world.advance(1000);
  expect(codeOf(village.next(first, { type: 'accepted', data: {} }))).toMatchObject({ code: 'village.atTownship' });
  unwrap(there.next(first, { type: 'accepted', data: {} }));
  await town.restAll();
  for (const desk of town.desks) expect(rowsAt(desk).map(({ stream }) => stream)).toEqual([second]);
});

test('both ends are warned before the five days are over', async () => {
  const stream = town.takeCase(village, 'COLLECT');
  await town.restAll();
  const begun = town.state(village, stream).core.dues['correction'];
  for (const desk of town.desks) {
    expect(villageCount(desk.core, desk.viewer)).toEqual({ all: 1, pressing: 0 });
    expect(rowsAt(desk)[0]?.acceptBy).toBe(begun?.due);
  }
  while (todayOf(there.core) < (begun?.due ?? '')) town.world.advance(12 * hour);
  for (const desk of town.desks) {
    expect(villageCount(desk.core, desk.viewer)).toEqual({ all: 1, pressing: 1 });
    expect(rowsAt(desk)[0]?.light).toMatch(/yellow|red/u);
  }
});
