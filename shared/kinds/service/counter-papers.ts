/** How a 服务办件 fills the papers that people want beside its steps: 授权委托书, 原件交接单（收存）, 退件签收单. */
import { maskIdNumber, maskPhone } from '../../identity/masking.ts';
import { petitionerSchema } from '../common/petitioner.ts';
import { dayOf } from '../mechanism/day.ts';
import type { IssueSpec } from '../mechanism/spec.ts';
import { valueOf } from '../mechanism/state.ts';
import { originalsOf } from './custody.ts';
import { noticeFacts } from './notice-papers.ts';
import { said } from './paper-facts.ts';
import { commonFacts, materialsOf } from './papers.ts';

/** What intake knows of the agent; the rest are lines to write on. */
const authorization: IssueSpec = {
  shows: ['petitioner', 'matter'],
  facts: (context) => {
    const { agent } = petitionerSchema.parse(valueOf(context.state, 'petitioner'));
    const { idNumber = '', phone = '' } = agent ?? {};
    return {
      ...commonFacts(context),
      on: dayOf(context.entry.on),
      ...said({
        agent:
          agent &&
          said({
            name: agent.name,
            maskedId: idNumber === '' ? '' : maskIdNumber(idNumber),
            relation: agent.relation,
            phone: phone === '' ? '' : maskPhone(phone),
          }),
        authority: agent?.authority,
        until: agent?.until,
      }),
    };
  },
};

const originalsTaken: IssueSpec = {
  shows: ['petitioner', 'matter', 'materials'],
  facts: (context) => {
    const petitioner = petitionerSchema.parse(valueOf(context.state, 'petitioner'));
    return {
      ...noticeFacts(context),
      rows: originalsOf(context.state).map(({ material, copies, since, returned }) => ({
        material,
        copies,
        since: dayOf(since),
        ...(returned === undefined ? {} : { returned: dayOf(returned.on) }),
      })),
      handedBy: petitioner.agent?.name ?? petitioner.name,
    };
  },
};

const materialsReturn: IssueSpec = {
  shows: ['petitioner', 'matter', 'materials'],
  facts: (context) => {
    const { state } = context;
    return {
      ...noticeFacts(context),
      appliedOn: dayOf(state.beganOn),
      cause: state.core.status,
      returned: materialsOf(state).map(({ name, copies, form }) => ({ name, copies, form })),
    };
  },
};

export const counterPapers: Readonly<Record<string, IssueSpec>> = { authorization, originalsTaken, materialsReturn };
