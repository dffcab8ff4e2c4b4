/** How a 服务办件 fills what tells where it stands: 受理, 上报, 延期, 特别程序. */
import type { JsonObject } from '../../kernel/json.ts';
import { maskPhone } from '../../identity/masking.ts';
import { limitSchema } from '../../time/limits.ts';
import { textOf } from '../common/fields.ts';
import { petitionerSchema } from '../common/petitioner.ts';
import { matterFactsSchema } from '../matter/facts.ts';
import { dayOf } from '../mechanism/day.ts';
import type { Due } from '../mechanism/dues.ts';
import type { IssueContext, IssueSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import { decisionClocks } from './clock.ts';
import { courseOf } from './course.ts';
import { isPermit } from './papers-by-type.ts';
import { organOf, said } from './paper-facts.ts';
import { commonFacts, limitText, materialsOf } from './papers.ts';

/** What every notice says beside: who handles it, and the day. */
export const noticeFacts = (context: IssueContext): JsonObject => ({
  ...commonFacts(context),
  handledBy: context.learnt.staff.name,
  on: dayOf(context.entry.on),
});

/** From which day the office's time runs: 受理, or an earlier day where nobody gave notice in time (视为受理). */
export function acceptedOn({ state, entry }: Pick<IssueContext, 'state' | 'entry'>): string {
  const due = state.core.dues['statutory'] ?? state.core.dues['promised'];
  const step = state.history.findLast(({ type, isUndone }) => type.startsWith('accepted') && isUndone !== true);
  return dayOf(due?.from ?? step?.on ?? entry.on);
}

const phoneOf = (state: StreamState): string | undefined => {
  const { phone = '' } = petitionerSchema.parse(valueOf(state, 'petitioner'));
  return phone === '' ? undefined : maskPhone(phone);
};

const dueFacts = (due: Due | undefined): JsonObject | undefined =>
  due && { within: limitText(due.limit), due: due.due, isEstimated: due.estimated };

/** Of a permit the law's own article; of all else what the matter names, or its published guide. */
const acceptanceBasis = ({ core }: StreamState): string =>
  isPermit(core.learnt)
    ? '《中华人民共和国行政许可法》第三十二条第一款第五项'
    : (matterFactsSchema.parse(core.learnt['matter']).basis ?? '').slice(0, 400) || '本事项公布的办事指南';

const acceptanceNotice: IssueSpec = {
  shows: ['petitioner', 'matter', 'materials'],
  facts: (context) => {
    const { state } = context;
    const { dues } = state.core;
    return {
      ...noticeFacts(context),
      ...organOf(context),
      appliedOn: dayOf(state.beganOn),
      acceptedOn: acceptedOn(context),
      basis: acceptanceBasis(state),
      materials: materialsOf(state).map(({ name, copies, form }) => ({ name, copies, form })),
      ...said({
        phone: phoneOf(state),
        promised: dueFacts(dues['promised']),
        statutory: dueFacts(dues['statutory']),
      }),
    };
  },
};

const reportNotice: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: ['authority', 'theirNumber'],
  facts: (context) => {
    const { state, data } = context;
    return {
      ...noticeFacts(context),
      appliedOn: dayOf(state.beganOn),
      authority: textOf(data['authority']) || (courseOf(state.core).trips?.at(-1)?.authority ?? '上级单位'),
      ...said({ theirNumber: textOf(data['theirNumber']), upper: dueFacts(state.core.dues['upper']) }),
    };
  },
};

const clockNames: Readonly<Record<string, string>> = { promised: '承诺时限', statutory: '法定时限', stage: '环节时限' };

/** When it would have ended without the last extension. */
function before({ learnt }: IssueContext, due: Due): string {
  const { name, from, limit, lapse, pauses, extensions = [] } = due;
  const stops = { extensions: extensions.slice(0, -1), ...(pauses === undefined ? {} : { pauses }) };
  return learnt.due(name, from, limit, lapse, stops).due;
}

const extensionNotice: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: ['limits', 'amount', 'reason', 'approvedBy'],
  facts: (context) => {
    const { state, data, learnt } = context;
    const names = (data['limits'] ?? []) as readonly string[];
    return {
      ...noticeFacts(context),
      ...organOf(context),
      acceptedOn: acceptedOn(context),
      limits: names.flatMap((name) => {
        const due = state.core.dues[name];
        if (due === undefined) return [];
        return [
          { name: clockNames[name] ?? name, before: before(context, due), due: due.due, isEstimated: due.estimated },
        ];
      }),
      more: limitText(limitSchema.parse(data['amount'])),
      reason: textOf(data['reason']),
      approvedBy: textOf(data['approvedBy']) || learnt.staff.name,
      basis: '《中华人民共和国行政许可法》第四十二条',
    };
  },
};

export const procedureNames: Readonly<Record<string, string>> = {
  hearing: '听证',
  tender: '招标',
  auction: '拍卖',
  inspection: '检验',
  test: '检测',
  quarantine: '检疫',
  appraisal: '鉴定',
  expertReview: '专家评审',
};

const specialNotice: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: ['procedure', 'announced', 'basis'],
  facts: (context) => {
    const { state, data } = context;
    const procedure = textOf(data['procedure']);
    return {
      ...noticeFacts(context),
      ...organOf(context),
      acceptedOn: acceptedOn(context),
      procedure: procedureNames[procedure] ?? procedure,
      announced: limitText(limitSchema.parse(data['announced'])),
      basis: textOf(data['basis']).slice(0, 400),
      limits: decisionClocks.flatMap((name) => (state.core.dues[name] ? [clockNames[name] ?? name] : [])),
    };
  },
};

export const noticePapers: Readonly<Record<string, IssueSpec>> = {
  acceptanceNotice,
  reportNotice,
  extensionNotice,
  specialNotice,
};
