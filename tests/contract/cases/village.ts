/**
 * 村级收件 at one desk: it stands at a village station for a while, takes in and hands over there, and counts in as the hall. What lies between
 * two real desks: `tests/hub/village.test.ts`.
 */
import { hall, intake } from '../../support/desk.ts';
import { act, bad, good, nobody, standAt, streamOf, type Answers } from './scene.ts';
import type { ContractCase } from '../support/run-cases.ts';

const code = '360732108215';
const declared = { set: { code, name: '船溪村便民服务站', township: '永丰镇', form: 'village' } };
const taken = (all: Answers): string => streamOf(all, 'take a case in the village');
const collected = {
  set: {
    ...{ code: 'COLLECT', name: '示例代收', category: '示例', type: 'publicService', version: '1' },
    ...{ village: 'collect', villageLimit: { amount: 3, unit: 'workingDay' } },
  },
};
const from = (station: string, input: unknown) => () => {
  standAt(station);
  return input;
};

export const village: readonly ContractCase[] = [
  good('declare a village station', 'registry.begin', {
    act: act(),
    kind: 'station',
    type: 'declared',
    data: declared,
  }),
  good('publish what stations collect', 'registry.begin', {
    ...{ act: act(), kind: 'matter', type: 'published' },
    data: collected,
  }),
  good('take a case in the village', 'case.begin', from(code, intake(act(), {}, { matter: { code: 'COLLECT' } }))),
  good('what was collected', 'village.list', {}, { rows: [{ papers: 'here', maySend: true }] }),
  bad('what was collected today', 'village.list', { day: 'x' }, 'input.unknownKey', 'day'),
  good('how much was collected', 'village.count', {}, { all: 1, pressing: 0 }),
  bad('how much of it', 'village.count', { day: 'x' }, 'input.unknownKey', 'day'),
  good('hand papers over', 'village.send', (all: Answers) => ({
    ...{ act: act(), carrier: '曾祥福' },
    streams: [taken(all)],
  })),
  bad(
    'hand them over twice',
    'village.send',
    (all: Answers) => ({ act: act(), carrier: '曾祥福', streams: [taken(all)] }),
    'village.nothingToSend',
    'rows.0',
  ),
  bad(
    'hand over with nobody',
    'village.send',
    { act: act(), carrier: ' ', streams: [nobody] },
    'input.missing',
    'carrier',
  ),
  good('handover lists', 'village.lists', {}, { lists: [{ count: 1, underWay: 1 }] }),
  bad('handover lists of a year', 'village.lists', { year: 2026 }, 'input.unknownKey', 'year'),
  good('a handover list', 'village.paper', (all: Answers) => ({ stream: streamOf(all, 'hand papers over') })),
  bad('no handover list', 'village.paper', { stream: nobody }, 'stream.unknown'),
  bad(
    'count in at the station',
    'village.receive',
    (all: Answers) => ({ act: act(), rows: [{ stream: taken(all) }] }),
    'village.atTownship',
    'rows.0',
  ),
  good(
    'count in at the hall',
    'village.receive',
    (all: Answers) => {
      standAt(hall.code);
      return { act: act(), rows: [{ stream: taken(all), note: '少一张照片' }] };
    },
    { count: 1 },
  ),
];
