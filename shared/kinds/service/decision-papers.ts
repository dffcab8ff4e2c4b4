/** How a 服务办件 fills what belongs to its decision: 呈批单 and 送达回证. */
import type { JsonObject, Json } from '../../kernel/json.ts';
import { maskIdNumber } from '../../identity/masking.ts';
import { textOf } from '../common/fields.ts';
import { matterFactsSchema } from '../matter/facts.ts';
import { dayOf } from '../mechanism/day.ts';
import type { IssueContext, IssueSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import { courseOf } from './course.ts';
import { commonFacts, materialsOf } from './papers.ts';

/** Longest text of a line of a paper. */
const longest = 400;
const line = (value: Json | undefined): string => textOf(value).slice(0, longest);
const said = (facts: Readonly<Record<string, string>>): JsonObject =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ''));

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

const deliveryReceipt: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: ['way', 'receivedBy', 'relation', 'warrant', 'proof', 'idNumber', 'handed', 'wentBy'],
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
      }),
      deliveredBy: line(data['wentBy']) || learnt.staff.name,
      on: dayOf(entry.on),
    };
  },
};

export const decisionPapers: Readonly<Record<string, IssueSpec>> = { approvalSheet, deliveryReceipt };
