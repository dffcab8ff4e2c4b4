/** 档案鉴定: a case of long ago from its closing to what is left of it. */
import { intake } from '../../support/desk.ts';
import type { ContractCase } from '../support/run-cases.ts';
import { act, as, bad, good, nobody, streamOf, valueOf, type Answers } from './scene.ts';

const late = { on: '2014-03-03T02:00:00.000Z', reason: '历史办件补录' };
const tenYears = {
  ...{ code: 'TEN', name: '十年示例事项', category: '示例', type: 'publicService', version: '1' },
  retention: 'years10',
};
const group = [
  { name: '示例甲', duty: '负责人' },
  { name: '示例乙', duty: '档案员' },
];
const signed = { approver: '示例丙', approvedOn: '2026-11-22', witnesses: ['示例丁', '示例戊'], sheets: [], note: '' };

const caseOf = (all: Answers) => streamOf(all, 'a case of long ago');
const listOf = (all: Answers) => streamOf(all, 'an appraisal');
const closed = (name: string): readonly ContractCase[] => {
  const step = (type: string, data: Record<string, unknown> = {}) =>
    good(`${name}, ${type}`, 'case.step', (all: Answers) => ({
      ...{ act: act(), stream: streamOf(all, name), type, data, late },
    }));
  return [
    good(name, 'case.begin', intake(act(), { late }, { matter: { code: 'TEN' } })),
    step('accepted'),
    step('decided', { set: { outcome: 'rejected' }, result: '不符合条件' }),
    step('delivered', { way: 'direct', receivedBy: '李桂花', proof: 'slip' }),
    step('closed'),
  ];
};
const opinion = (all: Answers) => ({ stream: caseOf(all), opinion: 'destroy', until: null, reason: '期满' });
const ofList = (more: Record<string, unknown>) => (all: Answers) => ({ act: act(), stream: listOf(all), ...more });
const numberOf = (all: Answers): string => (valueOf(all, 'an appraisal') as { number: string }).number;

export const appraisals: readonly ContractCase[] = [
  good('a matter kept for ten years', 'registry.begin', {
    ...{ act: act(), kind: 'matter', type: 'published', data: { set: tenYears } },
  }),
  ...closed('a case of long ago'),
  bad(
    'an appraisal of nothing',
    'appraisal.open',
    { act: act(), title: '鉴定', group, streams: [nobody] },
    'appraisal.notDue',
    'rows.0',
  ),
  good('an appraisal', 'appraisal.open', (all: Answers) => ({
    ...{ act: act(), title: '鉴定', group, streams: [caseOf(all)] },
  })),
  good('the appraisals', 'appraisal.list', {}),
  as('auditor', bad('the appraisals, for the auditor', 'appraisal.list', {}, 'permission.missing')),
  good('its files', 'appraisal.page', (all: Answers) => ({ stream: listOf(all) })),
  bad('files of no appraisal', 'appraisal.page', { stream: nobody }, 'appraisal.unknown'),
  bad(
    'a list before anything was said',
    'appraisal.paper',
    (all: Answers) => ({ stream: listOf(all), paper: 'destructionList' }),
    'appraisal.notAll',
  ),
  bad(
    'an opinion about another file',
    'appraisal.judge',
    (all: Answers) => ({ ...ofList({})(all), opinions: [{ ...opinion(all), stream: nobody }] }),
    'appraisal.notAll',
  ),
  good('the opinions', 'appraisal.judge', (all: Answers) => ({ ...ofList({})(all), opinions: [opinion(all)] })),
  good('the files judged', 'appraisal.page', (all: Answers) => ({ stream: listOf(all) })),
  good('the list to be signed', 'appraisal.paper', (all: Answers) => ({
    stream: listOf(all),
    paper: 'destructionList',
  })),
  bad('opinions nobody signed', 'appraisal.sign', ofList({ judged: nobody, ...signed }), 'appraisal.changed'),
  good('the signatures', 'appraisal.sign', (all: Answers) => ({
    ...ofList(signed)(all),
    judged: (valueOf(all, 'the files judged') as { judged: string }).judged,
  })),
  bad('carried out by another number', 'appraisal.carryOut', ofList({ word: 'DJ' }), 'appraisal.wrongWord', 'word'),
  good('carried out', 'appraisal.carryOut', (all: Answers) => ofList({ word: numberOf(all) })(all)),
  bad('cancelled after it', 'appraisal.cancel', ofList({ note: '算了' }), 'step.notNow'),
  bad(
    'what is left goes on no more',
    'case.step',
    (all: Answers) => ({ act: act(), stream: caseOf(all), type: 'note', data: { text: '再记' } }),
    'file.destroyed',
  ),
  ...closed('another case of long ago'),
  good('another appraisal', 'appraisal.open', (all: Answers) => ({
    ...{ act: act(), title: '再鉴定', group, streams: [streamOf(all, 'another case of long ago')] },
  })),
  good('it is given up', 'appraisal.cancel', (all: Answers) => ({
    ...{ act: act(), stream: streamOf(all, 'another appraisal'), note: '先不鉴定' },
  })),
];
