/** 与镇服务器的联系: joining, what waits, what was returned, what a person decides. A server that answers is met in the end-to-end tests. */
import { expect } from 'vitest';
import { intake } from '../../support/desk.ts';
import { differ, joinMadeUpHub, madeUpDifference, returnAct, stopLink } from '../../support/made-up-hub.ts';
import type { ContractCase } from '../support/run-cases.ts';
import { note } from './case-work.ts';
import { act, as, bad, good, nobody, scene, streamOf, valueOf, type Answers } from './scene.ts';

const core = () => {
  if (scene.current === undefined) throw new Error('no desk is asked');
  return scene.current.core();
};

const code = 'ABCD-EFGH-JKMN';
const alone: readonly ContractCase[] = [
  good('alone', 'link.state', {}, { is: 'alone', address: '', waiting: 0, refused: 0, stop: null }),
  bad('state of a name', 'link.state', { of: 'x' }, 'input.unknownKey', 'of'),
  good('alone, nothing waits for a server', 'link.waiting', {}, { acts: [], total: 0 }),
  bad('waiting since', 'link.waiting', { since: 'x' }, 'input.unknownKey', 'since'),
  good('alone, nothing is returned', 'link.refused', {}, { acts: [] }),
  bad('returned since', 'link.refused', { since: 'x' }, 'input.unknownKey', 'since'),
  bad('join with what is no code', 'link.join', { code: 'ABCD', address: '192.168.1.5' }, 'link.code', 'code'),
  bad('join with half an invitation', 'link.join', { code: `TBJ1 ${code}`, address: '' }, 'link.code', 'code'),
  bad('join without a code', 'link.join', { code: ' ', address: '' }, 'input.missing', 'code'),
  bad('join nowhere', 'link.join', { code, address: '' }, 'link.address', 'address'),
  bad('join with an address that is none', 'link.join', { code, address: 'a/b' }, 'link.address', 'address'),
  bad('join where nobody answers', 'link.join', { code, address: '127.0.0.1:9' }, 'link.unreached'),
  as('clerk', bad('a clerk joins nothing', 'link.join', { code, address: '127.0.0.1:9' }, 'permission.missing')),
  bad('confirm what was not begun', 'link.confirm', {}, 'link.none'),
  good('cancel what was not begun', 'link.cancel', {}),
  bad('cancel with a reason', 'link.cancel', { reason: 'x' }, 'input.unknownKey', 'reason'),
  as('auditor', good('anybody may ask for another try', 'link.retry', {})),
  bad('try what', 'link.retry', { what: 'x' }, 'input.unknownKey', 'what'),
];

const [begun, noted, accepted, left] = [act(), act(), act(), act()];
/** Plants before it asks: what came from the server is written into the desk that is asked. */
const after = (plant: () => void, input: object) => () => {
  plant();
  return input;
};
const returned: readonly ContractCase[] = [
  good('a case that is returned whole', 'case.begin', intake(begun, {}, { request: '整件退回' })),
  good('a case of which steps are returned', 'case.begin', intake(act(), {}, { request: '退回几步' })),
  good('a step that is returned', 'case.step', (all: Answers) => note(streamOf(all, stepped), '记一笔', noted)),
  good('another', 'case.step', (all: Answers) => ({
    ...{ act: accepted, stream: streamOf(all, stepped), type: 'accepted', data: {} },
  })),
  good('and one more', 'case.step', (all: Answers) => note(streamOf(all, stepped), '不用重写', left)),
  bad('nothing was returned yet', 'link.repeat', { act: act(), refused: noted }, 'link.notRefused'),
  good(
    'it waits',
    'link.waiting',
    after(() => {
      joinMadeUpHub(core());
    }, {}),
    { total: expect.any(Number) as number },
  ),
  bad('join another', 'link.join', { code, address: '127.0.0.1:9' }, 'link.already'),
  {
    ...good(
      'what was returned',
      'link.refused',
      after(() => {
        for (const one of [begun, noted, accepted, left]) returnAct(core(), one, 'notYours');
      }, {}),
    ),
    expects: {
      check: (answer) => {
        const { acts } = valueOf(new Map([['it', answer]]), 'it') as { acts: object[] };
        expect(acts).toMatchObject([
          { act: begun, type: 'received', number: '', code: 'notYours', isRepeatable: true },
          { act: noted, type: 'note', data: { text: '记一笔' }, title: '示例事项' },
          { act: accepted, type: 'accepted' },
          { act: left, type: 'note' },
        ]);
        // Masked as on the page of a case.
        expect(JSON.stringify(acts)).not.toContain('360732198512310019');
        expect(JSON.stringify(acts)).toContain('李桂花');
      },
    },
  },
  good('counted', 'link.state', {}, { refused: 4, address: 'https://127.0.0.1:9' }),
  bad(
    'its case is as if it had not been',
    'case.page',
    (all: Answers) => ({
      ...{ stream: streamOf(all, 'a case that is returned whole'), reveal: false },
    }),
    'stream.unknown',
  ),
];
const stepped = 'a case of which steps are returned';

const again = act();
const decided: readonly ContractCase[] = [
  as(
    'admin',
    bad('the administrator writes no case', 'link.repeat', { act: act(), refused: begun }, 'permission.missing'),
  ),
  good('written again, whole', 'link.repeat', { act: again, refused: begun }),
  {
    ...good('asked for twice, written once', 'link.repeat', { act: again, refused: begun }),
    expects: {
      check: (answer) => {
        const { stream } = valueOf(new Map([['it', answer]]), 'it') as { stream: string };
        expect(stream).toMatch(/^[0-9a-f-]{36}$/);
      },
    },
  },
  bad('written again already', 'link.repeat', { act: act(), refused: begun }, 'link.notRefused'),
  good(
    'it is a case again',
    'case.page',
    (all: Answers) => ({
      ...{ stream: streamOf(all, 'written again, whole'), reveal: false },
    }),
    { status: 'received', fields: { request: '整件退回' } },
  ),
  good('a step written again', 'link.repeat', { act: act(), refused: noted }),
  good('and the other', 'link.repeat', { act: act(), refused: accepted }),
  good(
    'they are in its history',
    'case.page',
    (all: Answers) => ({
      ...{ stream: streamOf(all, stepped), reveal: false },
    }),
    { status: 'accepted' },
  ),
  bad('left without a reason', 'link.settle', { refused: left, reason: ' ' }, 'input.missing', 'reason'),
  bad('left what is not there', 'link.settle', { refused: nobody, reason: '不用了' }, 'link.notRefused'),
  good('left with a reason', 'link.settle', { refused: left, reason: '重复' }),
  bad('left already', 'link.settle', { refused: left, reason: '重复' }, 'link.notRefused'),
  good('nothing is left to look at', 'link.state', {}, { refused: 0 }),
];

const stopped: readonly ContractCase[] = [
  bad('goes on where nothing stopped', 'link.goOn', { stop: 'revoked' }, 'link.notStopped'),
  bad('goes on after what', 'link.goOn', { stop: 'rain' }, 'input.invalid', 'stop'),
  bad(
    'goes on after another stop',
    'link.goOn',
    after(
      () => {
        stopLink(core(), 'revoked');
      },
      { stop: 'clone' },
    ),
    'link.notStopped',
  ),
  as('clerk', bad('a clerk does not say so', 'link.goOn', { stop: 'revoked' }, 'permission.missing')),
  good('goes on', 'link.goOn', { stop: 'revoked' }),
  bad('has gone on', 'link.goOn', { stop: 'revoked' }, 'link.notStopped'),
];

const away: readonly ContractCase[] = [
  good('how long it may be away', 'link.state', {}, { awayLimit: 30 }),
  bad('away for minus a day', 'link.setAwayLimit', { days: -1 }, 'input.invalid', 'days'),
  as('clerk', bad('a clerk does not set it', 'link.setAwayLimit', { days: 0 }, 'permission.missing')),
  good('sixty days', 'link.setAwayLimit', { days: 60 }),
  good('it was kept', 'link.state', {}, { awayLimit: 60 }),
];

const { at, ours, theirs } = madeUpDifference;
const compared: readonly ContractCase[] = [
  bad('looked at what was not found', 'link.looked', { at }, 'link.notDiffering'),
  bad('looked some time', 'link.looked', { at: 'yesterday' }, 'input.invalid', 'at'),
  good(
    'the two sides differ',
    'link.state',
    after(() => {
      differ(core());
    }, {}),
    { differs: { at, place: 'h 171', ours: ours.slice(0, 16), theirs: theirs.slice(0, 16) } },
  ),
  as('clerk', bad('a clerk does not say it is settled', 'link.looked', { at }, 'permission.missing')),
  bad('looked at another night’s', 'link.looked', { at: '2026-11-20T18:00:00.000Z' }, 'link.notDiffering'),
  good('looked at it', 'link.looked', { at }),
  bad('has looked at it', 'link.looked', { at }, 'link.notDiffering'),
  good('it is shown no more', 'link.state', {}, { differs: null }),
  as('auditor', {
    ...good('who looked, and both hashes, stay in the audit chain', 'audit.list', { limit: 200 }),
    expects: {
      check: (answer) => {
        const { events } = valueOf(new Map([['it', answer]]), 'it') as { events: { data: Record<string, unknown> }[] };
        const event = events.find(({ data }) => data['what'] === 'linkDifferenceLookedAt');
        expect(event?.data).toMatchObject({ ours, theirs });
      },
    },
  }),
];

export const link: readonly ContractCase[] = [...alone, ...returned, ...decided, ...stopped, ...away, ...compared];
