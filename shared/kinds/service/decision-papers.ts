/** How a 服务办件 fills what belongs to its decision: 呈批单, the decision itself, 送达回证 and 出件签收单. */
import type { JsonObject, Json } from '../../kernel/json.ts';
import { maskIdNumber } from '../../identity/masking.ts';
import { textOf } from '../common/fields.ts';
import { matterFactsSchema } from '../matter/facts.ts';
import { dayOf } from '../mechanism/day.ts';
import type { IssueContext, IssueSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import { courseOf } from './course.ts';
import { acceptedOn, noticeFacts } from './notice-papers.ts';
import { organOf, remedyOf, said } from './paper-facts.ts';
import { hasRemedy } from './papers-by-type.ts';
import { commonFacts, materialsOf } from './papers.ts';
import { stagesOf } from './stages.ts';

/** Longest text of a line of a paper. */
const longest = 400;
const line = (value: Json | undefined): string => textOf(value).slice(0, longest);

const aboutNames: Readonly<Record<string, string>> = {
  granted: '拟准予',
  rejected: '拟不予批准',
  refused: '拟不予受理',
  reported: '拟上报',
};

/** Short answers of the matter's form. People, accounts and long lists stand in the form itself. */
function formLines(state: StreamState): JsonObject[] {
  const form = (valueOf(state, 'form') ?? {}) as JsonObject;
  const computed = ((state.core.learnt['form'] as JsonObject | undefined)?.['computed'] ?? {}) as JsonObject;
  return Object.entries({ ...form, ...computed }).flatMap(([label, value]) => {
    const texts = (Array.isArray(value) ? (value as readonly Json[]) : [value]).flatMap((one) =>
      typeof one === 'string' || typeof one === 'number' ? [String(one)] : [],
    );
    const text = texts.join('、').slice(0, longest);
    return text === '' ? [] : [{ label, value: text }];
  });
}

const stagesDone = (state: StreamState): JsonObject[] =>
  Object.entries(courseOf(state.core).stages ?? {}).map(([name, { result, by }]) => ({
    name,
    result: result === '' ? '已办' : result,
    by: by.join('、') || '—',
  }));

const approvalSheet: IssueSpec = {
  shows: ['petitioner', 'matter', 'materials', 'form', 'request'],
  keeps: ['about', 'opinion'],
  facts: (context: IssueContext) => {
    const { state, data, learnt, entry } = context;
    const about = textOf(data['about']);
    const rule = matterFactsSchema
      .parse(state.core.learnt['matter'])
      .approvals?.find(({ decision }) => decision === about);
    const due = state.core.dues['promised'] ?? state.core.dues['statutory'];
    return {
      ...commonFacts(context),
      about: aboutNames[about] ?? about,
      role: rule?.role ?? '负责人',
      needsTwo: rule?.needsTwo === true,
      receivedOn: dayOf(state.beganOn),
      ...(due === undefined ? {} : { due: due.due }),
      ...said({ request: textOf(valueOf(state, 'request')) }),
      form: formLines(state),
      materials: materialsOf(state),
      stages: stagesDone(state),
      opinion: textOf(data['opinion']),
      askedBy: learnt.staff.name,
      on: dayOf(entry.on),
    };
  },
};

const wayNames: Readonly<Record<string, string>> = {
  direct: '窗口领取',
  agent: '代领',
  village: '村站转交',
  post: '邮寄',
  visit: '上门送达',
  leave: '留置送达',
  electronic: '电子送达',
};
const proofNames: Readonly<Record<string, string>> = {
  slip: '收件凭证',
  idCard: '居民身份证',
  electronicId: '电子证照',
  questions: '核对办件信息',
  known: '工作人员认识',
};

/** What was handed out, as it was said; else the decision itself. */
function handedOf({ state, data }: IssueContext): string[] {
  const list = (data['handed'] ?? []) as readonly string[];
  if (list.length > 0) return [...list];
  const result = state.history.some(({ type, isUndone }) => type === 'refused' && isUndone !== true);
  return [`${line(matterName(state))}${result ? '不予受理决定书' : '办理结果'}`];
}
const matterName = ({ core }: StreamState): string => matterFactsSchema.parse(core.learnt['matter']).name;

/** What the paper of a hand-over says of it. */
const handedOut = [
  ...['way', 'receivedBy', 'relation', 'warrant', 'proof', 'idNumber', 'handed', 'wentBy'],
  ...['refusedWhy', 'witness'],
];

const deliveryReceipt: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: handedOut,
  facts: (context) => {
    const { data, learnt, entry } = context;
    const way = textOf(data['way']);
    const number = textOf(data['idNumber']);
    return {
      ...commonFacts(context),
      handed: handedOf(context),
      way: wayNames[way] ?? way,
      receivedBy: line(data['receivedBy']),
      ...said({
        relation: line(data['relation']),
        warrant: line(data['warrant']),
        proof: proofNames[textOf(data['proof'])] ?? '',
        maskedId: number === '' ? '' : maskIdNumber(number),
        refusedWhy: line(data['refusedWhy']),
        witness: line(data['witness']),
      }),
      ...(way === 'leave' ? { isLeft: true } : {}),
      deliveredBy: line(data['wentBy']) || learnt.staff.name,
      on: dayOf(entry.on),
    };
  },
};

const handOutSlip: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: handedOut,
  facts: (context) => {
    const { data } = context;
    const number = textOf(data['idNumber']);
    return {
      ...noticeFacts(context),
      handed: handedOf(context),
      receivedBy: line(data['receivedBy']),
      ...said({
        relation: line(data['relation']),
        warrant: line(data['warrant']),
        proof: proofNames[textOf(data['proof'])],
        receiverId: number === '' ? '' : maskIdNumber(number),
      }),
    };
  },
};

const ofPermit = ['result', 'documentNumber', 'basis', 'conditions', 'validUntil'];
const article38 = (paragraph: string): string => `《中华人民共和国行政许可法》第三十八条第${paragraph}款`;
const bases = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('、');

/** The law's own article, and that of the matter where it names one. */
function decisionFacts(context: IssueContext, paragraph: string): JsonObject {
  const { state, data } = context;
  const own = textOf(data['basis']) || (matterFactsSchema.parse(state.core.learnt['matter']).basis ?? '');
  return {
    ...noticeFacts(context),
    ...organOf(context),
    appliedOn: dayOf(state.beganOn),
    acceptedOn: acceptedOn(context),
    basis: bases(article38(paragraph), own),
    result: textOf(data['result']),
    remedy: remedyOf(context),
    ...said({ documentNumber: line(data['documentNumber']) }),
  };
}

const permitGranted: IssueSpec = {
  shows: ['petitioner', 'matter', 'outcome'],
  keeps: ofPermit,
  facts: (context) => ({
    ...decisionFacts(context, '一'),
    ...said({
      conditions: textOf(context.data['conditions']),
      validUntil: textOf(context.data['validUntil']),
      deliverBy: context.state.core.dues['delivery']?.due,
    }),
  }),
};

const permitRefused: IssueSpec = {
  shows: ['petitioner', 'matter', 'outcome'],
  keeps: ofPermit,
  facts: (context) => decisionFacts(context, '二'),
};

/** Where there is a certificate to be had, or none. */
const fetchLine = ({ state, learnt }: IssueContext): string =>
  stagesOf(state).some(({ kind }) => kind === 'certificate')
    ? `证照办好以后另行通知，请带身份证和收件凭证到${learnt.station.name}领取。`
    : '';

const resultNotice: IssueSpec = {
  shows: ['petitioner', 'matter', 'outcome'],
  keeps: ['result', 'basis'],
  facts: (context) => {
    const { state, data } = context;
    const outcome = textOf(valueOf(state, 'outcome'));
    const isAbove = state.history.some(({ type, isUndone }) => type === 'decidedAbove' && isUndone !== true);
    return {
      ...noticeFacts(context),
      ...organOf(context),
      appliedOn: dayOf(state.beganOn),
      outcome,
      result: textOf(data['result']) || (courseOf(state.core).result ?? ''),
      ...(hasRemedy(state) && !isAbove ? { remedy: remedyOf(context) } : {}),
      ...said({
        basis: textOf(data['basis']),
        decidedBy: isAbove ? line(courseOf(state.core).trips?.at(-1)?.authority) : '',
        fetch: outcome === 'granted' || outcome === 'done' ? fetchLine(context) : '',
      }),
    };
  },
};

export const decisionPapers: Readonly<Record<string, IssueSpec>> = {
  approvalSheet,
  deliveryReceipt,
  handOutSlip,
  permitGranted,
  permitRefused,
  resultNotice,
};
