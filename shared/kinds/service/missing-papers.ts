/** How a 服务办件 fills the papers about what is missing: promises, what follows where nobody comes, originals that go back. */
import type { JsonObject } from '../../kernel/json.ts';
import { limitSchema } from '../../time/limits.ts';
import { textOf } from '../common/fields.ts';
import { dayOf } from '../mechanism/day.ts';
import type { IssueContext, IssueSpec } from '../mechanism/spec.ts';
import { callsOf } from './calls.ts';
import { courseOf } from './course.ts';
import { originalsOf, stillHere } from './custody.ts';
import { openOwed } from './owed.ts';
import { acceptedOn, noticeFacts } from './notice-papers.ts';
import { organOf, remedyOf, said } from './paper-facts.ts';
import { limitText } from './papers.ts';
import { toleratedSchema } from './tolerance.ts';

const tolerancePledge: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: ['tolerated', 'within'],
  facts: (context) => {
    const { data, state } = context;
    const due = state.core.dues['tolerance'];
    return {
      ...noticeFacts(context),
      tolerated: toleratedSchema.parse(data['tolerated']).map((row) => ({ ...row })),
      within: limitText(limitSchema.parse(data['within'])),
      due: due?.due ?? '',
      isEstimated: due?.estimated ?? false,
    };
  },
};

const toleranceNotice: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: ['tolerated', 'within'],
  facts: (context) => {
    const { promised } = context.state.core.dues;
    return {
      ...tolerancePledge.facts(context),
      ...organOf(context),
      acceptedOn: acceptedOn(context),
      ...(promised === undefined ? {} : { promised: { due: promised.due, isEstimated: promised.estimated } }),
    };
  },
};

/** What both say of the promise that was untrue. */
function pledgeFacts(context: IssueContext): JsonObject {
  const { state, entry } = context;
  const given = courseOf(state.core).pledge;
  return {
    ...noticeFacts(context),
    ...organOf(context),
    pledgedOn: dayOf(given?.on ?? entry.on),
    signedBy: given?.by ?? '申请人',
  };
}

const rectifyNotice: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: ['within', 'what'],
  facts: (context) => {
    const { data, state } = context;
    const { pledge: given } = courseOf(state.core);
    const due = state.core.dues['rectify'];
    return {
      ...pledgeFacts(context),
      what: textOf(data['what']),
      within: limitText(limitSchema.parse(data['within'])),
      due: due?.due ?? '',
      isEstimated: due?.estimated ?? false,
      ...said({ found: given?.checked?.found, liability: given?.words.liability }),
    };
  },
};

const decidedOn = ({ state, entry }: IssueContext): string => {
  const line = state.history.findLast(({ type, isUndone }) => type.startsWith('decided') && isUndone !== true);
  return dayOf(line?.on ?? entry.on);
};

const revocation: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: ['reason', 'basis'],
  facts: (context) => ({
    ...pledgeFacts(context),
    decidedOn: decidedOn(context),
    reason: textOf(context.data['reason']),
    basis: textOf(context.data['basis']),
    remedy: remedyOf(context),
  }),
};

const pledge: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: ['replaced', 'signedBy'],
  facts: (context) => {
    const { text = '', liability = '', checkWithin } = courseOf(context.state.core).pledge?.words ?? {};
    return {
      ...noticeFacts(context),
      ...{ text, liability, signedBy: textOf(context.data['signedBy']) },
      replaced: context.data['replaced'] ?? [],
      ...(checkWithin === undefined ? {} : { checkWithin: limitText(checkWithin) }),
    };
  },
};

/** Both: nobody came, though somebody called. */
const lapse: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: ['reason', 'basis'],
  facts: (context) => {
    const { data, state } = context;
    const basis = textOf(data['basis']);
    return {
      ...noticeFacts(context),
      appliedOn: dayOf(state.beganOn),
      due: courseOf(state.core).lapse ?? '',
      missing: openOwed(state).map(({ material }) => material),
      calls: [...new Set(callsOf(state.core).map(({ on }) => dayOf(on)))],
      reason: textOf(data['reason']),
      ...(basis === '' ? {} : { basis }),
      originals: [...stillHere(state)],
    };
  },
};

const originalsReturn: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: ['originals', 'takenBy', 'relation'],
  facts: (context) => {
    const { data, state } = context;
    const names = new Set((data['originals'] ?? []) as readonly string[]);
    const relation = textOf(data['relation']);
    return {
      ...noticeFacts(context),
      rows: originalsOf(state)
        .filter(({ material }) => names.has(material))
        .map(({ material, copies, since }) => ({ material, copies, since: dayOf(since) })),
      takenBy: textOf(data['takenBy']) + (relation === '' ? '' : `（${relation}）`),
    };
  },
};

export const missingPapers: Readonly<Record<string, IssueSpec>> = {
  tolerancePledge,
  pledge,
  deemedWithdrawal: lapse,
  termination: lapse,
  originalsReturn,
  toleranceNotice,
  rectifyNotice,
  revocation,
};
