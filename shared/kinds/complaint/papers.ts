/** How a 投诉 / 办不成事 fills its papers. The slip does not name who is complained of: it lies on the tables of the hall they work in. */
import type { JsonObject } from '../../kernel/json.ts';
import { present, recordIn, textOf } from '../common/fields.ts';
import { historyFacts, momentOf } from '../common/paper-facts.ts';
import { petitionerSchema } from '../common/petitioner.ts';
import { dayOf } from '../mechanism/day.ts';
import type { IssueContext, IssueSpec } from '../mechanism/spec.ts';
import { valueOf } from '../mechanism/state.ts';

const fieldNames: Readonly<Record<string, string>> = {
  sort: '类别',
  petitioner: '反映人',
  matter: '涉及事项',
  place: '涉及窗口、站点',
  request: '反映内容',
  outcome: '办理结果',
};

function commonFacts(context: IssueContext): JsonObject {
  const { state } = context;
  const petitioner = petitionerSchema.safeParse(valueOf(state, 'petitioner')).data;
  return {
    ...historyFacts(context, fieldNames),
    sort: textOf(valueOf(state, 'sort')),
    ...(petitioner === undefined ? {} : { petitioner: petitioner.name }),
    ...present({
      matter: recordIn(state.core.learnt['matter'])['name'],
      place: valueOf(state, 'place'),
    }),
  };
}

const slip: IssueSpec = {
  shows: ['sort', 'petitioner', 'matter', 'place', 'request'],
  facts: (context) => {
    const { state, learnt } = context;
    const due = state.core.dues['answer'];
    return {
      ...commonFacts(context),
      request: textOf(valueOf(state, 'request')),
      ...(due === undefined ? {} : { due: { on: due.due, isEstimated: due.estimated } }),
      receivedBy: textOf(learnt.record('staff', state.beganBy)?.['name']) || learnt.staff.name,
      receivedAt: momentOf(state.beganOn),
    };
  },
};

const answer: IssueSpec = {
  shows: ['sort', 'petitioner', 'matter', 'place', 'outcome'],
  keeps: ['reason', 'whereTo'],
  facts: (context) => {
    const { state, entry, data } = context;
    return {
      ...commonFacts(context),
      receivedOn: dayOf(state.beganOn),
      outcome: textOf(valueOf(state, 'outcome')),
      reason: textOf(data['reason']),
      ...present({ whereTo: data['whereTo'] }),
      handledBy: textOf(state.core.learnt['handler']) || context.learnt.staff.name,
      on: dayOf(entry.on),
    };
  },
};

export const complaintPapers: Readonly<Record<string, IssueSpec>> = { complaintSlip: slip, complaintAnswer: answer };
