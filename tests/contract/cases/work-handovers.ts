/** 工作移交 at one desk: the person in charge gives, a colleague at another window answers. */
import { intake } from '../../support/desk.ts';
import type { ContractCase } from '../support/run-cases.ts';
import { act, as, bad, good, nobody, streamOf, valueOf, type Answers } from './scene.ts';

const leave = { why: 'leave', from: '2026-11-23', until: '2026-11-27' } as const;
const atChief = (all: Answers): string => (valueOf(all, 'who hands over') as { me: { staff: string } }).me.staff;
const atClerk = (all: Answers): string => (valueOf(all, 'add clerk') as { staff: string }).staff;
const give = (all: Answers, more: object = {}) => ({
  ...{ act: act(), giver: atChief(all), receiver: atClerk(all), ...leave },
  ...{ rows: [{ stream: streamOf(all, 'a case to hand over'), note: '周三来补' }], ...more },
});
const of =
  (name: string, more: object = {}) =>
  (all: Answers) => ({ act: act(), stream: streamOf(all, name), ...more });
const seen = (name: string) => (all: Answers) => ({ stream: streamOf(all, name) });

export const workHandovers: readonly ContractCase[] = [
  good('who hands over', 'desk.status', {}),
  good('a case to hand over', 'case.begin', intake(act(), {}, { petitioner: { name: '移交示例' } })),
  good('what is in hand', 'workHandover.pending', { giver: null }, { isMore: false }),
  as('clerk', bad('what a colleague has in hand', 'workHandover.pending', { giver: nobody }, 'permission.missing')),
  good('hand work over', 'workHandover.give', give),
  bad(
    'hand over to nobody who works here',
    'workHandover.give',
    (all: Answers) => give(all, { receiver: nobody }),
    'workHandover.receiver',
    'receiver',
  ),
  bad(
    'hand over nothing',
    'workHandover.give',
    (all: Answers) => give(all, { rows: [] }),
    'workHandover.empty',
    'note',
  ),
  good('hand-overs', 'workHandover.list', {}, { lines: [{ status: 'given', count: 1 }] }),
  bad('hand-overs of a year', 'workHandover.list', { year: 2026 }, 'input.unknownKey', 'year'),
  good('a hand-over', 'workHandover.page', seen('hand work over'), { mayTake: false, mayTakeBack: true }),
  bad('no hand-over', 'workHandover.page', { stream: nobody }, 'stream.unknown'),
  good('a hand-over on paper', 'workHandover.paper', seen('hand work over')),
  bad('no hand-over on paper', 'workHandover.paper', { stream: nobody }, 'stream.unknown'),
  as('clerk', good('hand-overs that wait', 'workHandover.count', {}, { toTake: 1, out: 0, sentBack: 0 })),
  bad('hand-overs that wait today', 'workHandover.count', { day: 'x' }, 'input.unknownKey', 'day'),
  bad('take what is for somebody else', 'workHandover.take', of('hand work over'), 'workHandover.notYours'),
  as('clerk', good('send it back', 'workHandover.sendBack', of('hand work over', { refusal: '我也外出' }))),
  as(
    'clerk',
    bad(
      'send it back twice',
      'workHandover.sendBack',
      of('hand work over', { refusal: '我也外出' }),
      'workHandover.notOpen',
    ),
  ),
  good('hand it over again', 'workHandover.give', give),
  good('take it back', 'workHandover.takeBack', of('hand it over again')),
  bad('take it back twice', 'workHandover.takeBack', of('hand it over again'), 'workHandover.notOpen'),
  good('hand it over for good', 'workHandover.give', (all: Answers) =>
    give(all, { until: '2026-12-31', why: 'departure' }),
  ),
  as('clerk', good('take it over', 'workHandover.take', of('hand it over for good'), { taken: 1, stayed: 0 })),
];
