/** How a 帮办代办 fills its papers. */
import { maskIdNumber } from '../../identity/masking.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { rowsOf, type Book } from '../common/custody.ts';
import { present, textOf } from '../common/fields.ts';
import { historyFacts, momentOf } from '../common/paper-facts.ts';
import { isBody, numberOfPetitioner, petitionerSchema } from '../common/petitioner.ts';
import { dayOf } from '../mechanism/day.ts';
import type { IssueContext, IssueSpec } from '../mechanism/spec.ts';
import { valueOf } from '../mechanism/state.ts';
import { authorityOf } from './authority.ts';
import { carriedOf } from './bound.ts';
import { namesIn, originalsOf } from './custody.ts';
import { matterNames } from './learn.ts';

/** As papers call them, where a 更正件 says what changed. */
const fieldNames: Readonly<Record<string, string>> = {
  sort: '类别',
  petitioner: '委托人',
  matters: '事项',
  agent: '代办员',
  agentPhone: '代办员电话',
  outcome: '办理结果',
};

function petitionerFacts({ state }: IssueContext): JsonObject {
  const petitioner = petitionerSchema.parse(valueOf(state, 'petitioner'));
  const idNumber = numberOfPetitioner(petitioner);
  return { name: petitioner.name, ...(idNumber === undefined ? {} : { maskedId: maskIdNumber(idNumber) }) };
}

function commonFacts(context: IssueContext): JsonObject {
  const { state } = context;
  const petitioner = petitionerSchema.parse(valueOf(state, 'petitioner'));
  const guardian = isBody(petitioner) ? undefined : petitioner.guardian?.name;
  return {
    ...historyFacts(context, fieldNames),
    sort: textOf(valueOf(state, 'sort')),
    petitioner: petitionerFacts(context),
    ...present({ guardian }),
    matters: [...matterNames(state.core.learnt)],
  };
}

const agentFacts = ({ state }: IssueContext): JsonObject => ({
  agent: {
    name: textOf(state.core.learnt['agent']),
    phone: textOf(valueOf(state, 'agentPhone')),
  },
});

/** 监督电话, as the station has it. */
const supervision = ({ learnt }: IssueContext): JsonObject =>
  present({ supervision: learnt.record('station', learnt.station.code)?.['supervisionPhone'] });

const shown = ['sort', 'petitioner', 'matters'];

const slip: IssueSpec = {
  shows: [...shown, 'agent', 'agentPhone'],
  facts: (context) => {
    const { state, entry } = context;
    const asker = textOf(valueOf(state, 'asker'));
    const authority = authorityOf(state);
    const cases = carriedOf(state).map(({ number }) => number);
    return {
      ...commonFacts(context),
      ...agentFacts(context),
      ...supervision(context),
      ...(asker === '' ? {} : { asker: { name: asker, ...present({ relation: valueOf(state, 'askerRelation') }) } }),
      ...(authority === undefined ? {} : { until: authority.until }),
      ...(cases.length === 0 ? {} : { cases }),
      receivedAt: momentOf(state.beganOn),
      acceptedOn: dayOf(entry.on),
    };
  },
};

/** Nothing of whom it is given to: the agent is named when there is one, on the sheet by hand or by the station. */
const authority: IssueSpec = {
  shows: shown,
  facts: (context) => ({ ...commonFacts(context), ...supervision(context), on: dayOf(context.entry.on) }),
};

const renewal: IssueSpec = {
  shows: shown,
  keeps: ['until'],
  facts: (context) => {
    const { state, entry, data } = context;
    const before = authorityOf(state);
    return {
      ...commonFacts(context),
      ...supervision(context),
      ...present({ agent: state.core.learnt['agent'], endedOn: before?.until }),
      until: textOf(data['until']),
      on: dayOf(entry.on),
    };
  },
};

const suspension: IssueSpec = {
  shows: [...shown, 'agent'],
  keeps: ['why', 'until'],
  facts: (context) => ({
    ...commonFacts(context),
    ...agentFacts(context),
    why: textOf(context.data['why']),
    ...present({ until: context.data['until'] }),
    on: dayOf(context.entry.on),
  }),
};

const closing: IssueSpec = {
  shows: [...shown, 'outcome'],
  keeps: ['why', 'found', 'cause', 'receivedBy'],
  facts: (context) => {
    const { state, entry, data } = context;
    const outcome = textOf(valueOf(state, 'outcome'));
    return {
      ...commonFacts(context),
      ...present({ agent: state.core.learnt['agent'] }),
      ...(outcome === '' ? { cause: textOf(data['cause']) } : { outcome }),
      said: textOf(data['found']) || textOf(data['why']),
      ...present({ receivedBy: data['receivedBy'] }),
      handledBy: context.learnt.staff.name,
      on: dayOf(entry.on),
    };
  },
};

/** Head of a 原件交接单: the same sheets as of an ordinary case. */
function originalsFacts(context: IssueContext): JsonObject {
  const { state, entry, learnt } = context;
  const [first = '', ...others] = matterNames(state.core.learnt);
  return {
    ...historyFacts(context, fieldNames),
    petitioner: petitionerFacts(context),
    matter: others.length === 0 ? first : `${first} 等 ${String(others.length + 1)} 项`,
    handledBy: learnt.staff.name,
    on: dayOf(entry.on),
  };
}

/** Those a step names, as they were before or after it. */
const rowsNamed = (originals: Book, names: readonly string[]): JsonObject[] =>
  rowsOf(originals)
    .filter(({ material }) => names.includes(material))
    .map(({ material, copies, since }) => ({ material, copies, since: dayOf(since) }));

const originalsTaken: IssueSpec = {
  shows: ['petitioner', 'matters'],
  keeps: ['comes', 'handedBy'],
  facts: (context) => ({
    ...originalsFacts(context),
    rows: rowsNamed(originalsOf(context.state), namesIn(context.data, 'comes')),
    handedBy: textOf(context.data['handedBy']),
    isWithAgent: true,
  }),
};

/** Who gave them: in whose hand they were before this one. */
function giverOf({ state, data, learnt }: IssueContext): string {
  const [first] = namesIn(data);
  const last = originalsOf(state)
    .find(({ name }) => name === first)
    ?.moves.at(-2)?.to;
  return last?.at === 'staff' ? textOf(learnt.record('staff', last.id)?.['name']) || last.id : '';
}

const originalsHanded: IssueSpec = {
  shows: ['petitioner', 'matters'],
  keeps: ['originals', 'why'],
  facts: (context) => ({
    ...originalsFacts(context),
    rows: rowsNamed(originalsOf(context.state), namesIn(context.data)),
    ...present({ giver: giverOf(context), why: context.data['why'] }),
    receiver: context.learnt.staff.name,
  }),
};

const originalsReturn: IssueSpec = {
  shows: ['petitioner', 'matters'],
  keeps: ['originals', 'takenBy', 'relation'],
  facts: (context) => {
    const relation = textOf(context.data['relation']);
    return {
      ...originalsFacts(context),
      rows: rowsNamed(originalsOf(context.state), namesIn(context.data)),
      takenBy: textOf(context.data['takenBy']) + (relation === '' ? '' : `（${relation}）`),
    };
  },
};

export const proxyPapers: Readonly<Record<string, IssueSpec>> = {
  proxySlip: slip,
  proxyAuthority: authority,
  proxyRenewal: renewal,
  proxySuspension: suspension,
  proxyClosing: closing,
  originalsTaken,
  originalsHanded,
  originalsReturn,
};
