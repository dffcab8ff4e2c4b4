/** How a 服务办件 fills the large, plain papers (适老): the same facts as on the ordinary ones, in fewer words. */
import type { JsonObject } from '../../kernel/json.ts';
import { dayOf } from '../mechanism/day.ts';
import type { IssueContext, IssueSpec } from '../mechanism/spec.ts';
import { openBy } from './owed.ts';
import { said } from './paper-facts.ts';
import { commonFacts, materialsOf } from './papers.ts';
import { courseOf } from './course.ts';

const shared = (context: IssueContext): JsonObject => ({
  ...commonFacts(context),
  receivedBy: context.learnt.staff.name,
  on: dayOf(context.entry.on),
});

const receiptLarge: IssueSpec = {
  shows: ['petitioner', 'matter', 'materials'],
  facts: (context) => {
    const { state } = context;
    const due = state.core.dues['promised'];
    return {
      ...shared(context),
      materials: materialsOf(state).map(({ name, copies, form }) => ({ name, copies, form })),
      next: ['您不用再来，等我们电话；缺材料的，我们一次说清。', '办好后带身份证来领。'],
      ...said({ due: due && due.met === undefined ? { day: due.due, isEstimated: due.estimated } : undefined }),
    };
  },
};

/** What is owed by a notice: what it said of each paper is kept with it. */
const correctionLarge: IssueSpec = {
  shows: ['petitioner', 'matter'],
  facts: (context) => {
    const { state } = context;
    const due = state.core.dues['comeBack'];
    const told = new Map((courseOf(state.core).noticed?.gaps ?? []).map((gap) => [gap.material, gap]));
    return {
      ...shared(context),
      gaps: openBy(state, 'comeBack').map((material) => {
        const { standard = '', from = '' } = told.get(material) ?? {};
        return { material, need: standard === '' ? '要带来' : standard, ...said({ from }) };
      }),
      ...said({ due: due && due.met === undefined ? due.due : undefined }),
    };
  },
};

export const plainPapers: Readonly<Record<string, IssueSpec>> = { receiptLarge, correctionLarge };
