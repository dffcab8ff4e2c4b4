/** How a 帮办代办 fills its papers. */
import { maskIdNumber } from '../../identity/masking.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { present, textOf } from '../common/fields.ts';
import { isBody, numberOfPetitioner, petitionerSchema } from '../common/petitioner.ts';
import { dayOf } from '../mechanism/day.ts';
import type { IssueContext, IssueSpec } from '../mechanism/spec.ts';
import { setByOf, valueOf } from '../mechanism/state.ts';
import { hallOf, momentOf } from '../service/papers.ts';
import { authorityOf } from './authority.ts';
import { carriedOf } from './bound.ts';
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

function commonFacts({ state, entry, learnt, number, qr, replaces }: IssueContext): JsonObject {
  const petitioner = petitionerSchema.parse(valueOf(state, 'petitioner'));
  const idNumber = numberOfPetitioner(petitioner);
  const guardian = isBody(petitioner) ? undefined : petitioner.guardian?.name;
  const late = entry.body?.late;
  const changes = Object.entries(replaces?.shows ?? {}).flatMap(([field, setBy]) =>
    setByOf(state, field) === setBy ? [] : [fieldNames[field] ?? field],
  );
  return {
    hall: hallOf(learnt.station),
    number,
    qr,
    sort: textOf(valueOf(state, 'sort')),
    petitioner: {
      name: petitioner.name,
      ...(idNumber === undefined ? {} : { maskedId: maskIdNumber(idNumber) }),
    },
    ...present({ guardian }),
    matters: [...matterNames(state.core.learnt)],
    ...(late === undefined ? {} : { late: { enteredOn: dayOf(entry.at.slice(0, 24)), reason: late.reason } }),
    ...(replaces === undefined ? {} : { replaces: { number, issuedOn: dayOf(replaces.on), changes } }),
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

export const proxyPapers: Readonly<Record<string, IssueSpec>> = {
  proxySlip: slip,
  proxyAuthority: authority,
  proxyRenewal: renewal,
  proxySuspension: suspension,
  proxyClosing: closing,
};
