/** 咨询, 来电, 转介. */
import type { ContractCase } from '../support/run-cases.ts';
import { act, bad, good, nobody, streamOf, type Answers } from './scene.ts';

const call = { kind: 'call', type: 'awaited' };
export const memos: readonly ContractCase[] = [
  good('a call', 'case.begin', {
    ...{ act: act(), ...call },
    data: { set: { text: '请回电', phone: '13900000004' } },
  }),
  bad(
    'a call that says nothing',
    'case.begin',
    { act: act(), ...call, data: { set: { phone: '13900000004' } } },
    'input.missing',
    'set.text',
  ),
  good('calls to answer', 'memo.list', { kind: 'call', filter: 'open' }, { lines: [{ phone: '139****0004' }] }),
  bad('calls of a filter that is none', 'memo.list', { kind: 'call', filter: 'lost' }, 'input.invalid', 'filter'),
  good('a call in full', 'memo.page', (all: Answers) => ({ stream: streamOf(all, 'a call') }), {
    fields: { phone: '13900000004' },
  }),
  bad('nothing in full', 'memo.page', { stream: nobody }, 'stream.unknown'),
];
