/** How a 服务办件 fills the papers of the counter. */
import type { JsonObject } from '../../kernel/json.ts';
import { showDate } from '../../documents/facts.ts';
import { maskIdNumber } from '../../identity/masking.ts';
import type { Limit } from '../../time/limits.ts';
import { textOf } from '../common/fields.ts';
import { hallOf, historyFacts, momentOf } from '../common/paper-facts.ts';
import { materialsSchema, numberOfPetitioner, petitionerSchema, type Materials } from '../common/petitioner.ts';
import { matterFactsSchema } from '../matter/facts.ts';
import type { WayOutOfMissing } from '../matter/material.ts';
import { dayOf } from '../mechanism/day.ts';
import type { IssueContext, IssueSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import { courseOf } from './course.ts';
import { organOf, remedyOf } from './paper-facts.ts';
import { hasRemedy } from './papers-by-type.ts';
import { villageOf } from './village.ts';

const units = { workingDay: '个工作日', calendarDay: '个自然日', hour: '小时' } as const;

export const limitText = ({ amount, unit }: Limit): string => `${String(amount)} ${units[unit]}`;

export { hallOf, momentOf };

/** What every paper of a case says: whose, which matter, which number, and what it replaces. */
export function commonFacts(context: IssueContext): JsonObject {
  const { state } = context;
  const petitioner = petitionerSchema.parse(valueOf(state, 'petitioner'));
  const idNumber = numberOfPetitioner(petitioner);
  const matter = matterFactsSchema.parse(state.core.learnt['matter']);
  return {
    ...historyFacts(context, fieldNames),
    petitioner: {
      name: petitioner.name,
      ...(idNumber === undefined ? {} : { maskedId: maskIdNumber(idNumber) }),
      ...(petitioner.agent === undefined ? {} : { agent: petitioner.agent.name }),
    },
    matter: matter.name,
  };
}

/** As papers call the fields of a case. */
export const fieldNames: Readonly<Record<string, string>> = {
  petitioner: '申请人',
  matter: '事项',
  materials: '材料',
  request: '事由',
  form: '表单',
  outcome: '办理结果',
};

export const materialsOf = (state: StreamState) => materialsSchema.parse(valueOf(state, 'materials') ?? []);

/** Papers handed in, all copies together. */
export const copiesOf = (state: StreamState): number => materialsOf(state).reduce((sum, { copies }) => sum + copies, 0);

/** In which drawer it lies is the hall's own affair. */
const asPrinted = ({ name, copies, form }: Materials[number]): JsonObject => ({ name, copies, form });

/**
 * The limit as it will run from acceptance; printed at intake only as what was promised (行政许可法 art. 30: 公示期限). A corrected
 * receipt (更正件) promises from the same day as the first, or the day that runs since acceptance.
 */
function limitFacts({ state, learnt }: IssueContext): JsonObject {
  const matter = matterFactsSchema.parse(state.core.learnt['matter']);
  const promised = matter.promised ?? matter.statutory;
  if (promised === undefined || promised.amount === 0) return {};
  const due = state.core.dues['promised'] ?? learnt.due('promised', state.beganOn, promised, 'overdue');
  return {
    limit: {
      promised: limitText(promised),
      due: due.due,
      isEstimated: due.estimated,
      ...(matter.basis === undefined || matter.basis === '' ? {} : { basis: matter.basis.slice(0, 200) }),
    },
  };
}

/** Who took it in, also on a corrected receipt that somebody else issues. */
const receiverOf = ({ state, learnt }: IssueContext): string =>
  textOf(learnt.record('staff', state.beganBy)?.['name']) || learnt.staff.name;

/** A village station has only taken it in: who accepts it, and by which day, is on the slip that goes home. */
function nextOf({ state, learnt }: IssueContext): string[] {
  if (villageOf(state.core.learnt) === undefined) {
    return ['材料不齐会在 5 个工作日内一次告知；受理后按承诺时限办理。'];
  }
  const { correction, villagePapers } = state.core.dues;
  const by = correction === undefined ? '5 个工作日内' : `最迟 ${showDate(correction.due)}`;
  const hall = `${learnt.station.township}便民服务中心`;
  return [
    `本站代收，由${hall}受理；${by}告知是否受理、还缺什么材料，到期不告知即为受理。受理后按承诺时限办理。`,
    ...(villagePapers === undefined
      ? []
      : [`纸质材料由本站最迟 ${showDate(villagePapers.due)} 送到${hall}，您不用再跑。`]),
  ];
}

const receipt: IssueSpec = {
  shows: ['petitioner', 'matter', 'materials'],
  facts: (context) => ({
    ...commonFacts(context),
    ...limitFacts(context),
    materials: materialsOf(context.state).map(asPrinted),
    receivedBy: receiverOf(context),
    receivedAt: momentOf(context.state.beganOn),
    custody: 'desk',
    next: [...nextOf(context), '办好后通知您，带身份证来领取。'],
  }),
};

const correctionNotice: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: ['gaps'],
  facts: (context) => ({
    ...commonFacts(context),
    gaps: gapsOf(context),
    // After 受理 it is the upper office that asks, and no rule of ours.
    basis: courseOf(context.state.core).gaps
      ? '上级机关审查要求'
      : '《中华人民共和国行政许可法》第三十二条第一款第四项',
    handledBy: context.learnt.staff.name,
    on: dayOf(context.entry.on),
    ...comeBackBy(context),
  }),
};

/** Where the local rule knows 视为撤回: told with the notice, and decided by a person later on. */
function comeBackBy({ state }: IssueContext): JsonObject {
  const due = state.core.dues['comeBack'];
  if (due === undefined || due.met !== undefined) return {};
  return { due: due.due, afterDue: '到期没有补齐的，窗口先联系您；仍不补齐的，按本地规定可以视为撤回申请' };
}

interface Gap {
  readonly material: string;
  readonly standard: string;
  readonly from?: string;
  readonly ways?: readonly WayOutOfMissing[];
}

function gapsOf({ data }: IssueContext): JsonObject[] {
  const gaps = (data['gaps'] ?? []) as unknown as readonly Gap[];
  return gaps.map(({ material, standard, from = '', ways = [] }) => ({
    material,
    need: standard === '' ? '缺少' : standard,
    ...(from === '' ? {} : { from }),
    ...(ways.length === 0 ? {} : { ways }),
  }));
}

const refusalNotice: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: ['reason', 'basis', 'whereTo'],
  facts: (context) => {
    const { data } = context;
    const whereTo = textOf(data['whereTo']);
    return {
      ...commonFacts(context),
      appliedOn: dayOf(context.state.beganOn),
      reasons: [textOf(data['reason']).slice(0, 400)],
      basis: textOf(data['basis']).slice(0, 400),
      ...organOf(context),
      ...(hasRemedy(context.state) ? { remedy: remedyOf(context) } : {}),
      ...(whereTo === '' ? {} : { goTo: whereTo }),
      on: dayOf(context.entry.on),
    };
  },
};

const withdrawal: IssueSpec = {
  shows: ['petitioner', 'matter'],
  keeps: ['reason', 'handedBack'],
  facts: (context) => {
    const { data } = context;
    const handedBack = new Set((data['handedBack'] ?? []) as readonly string[]);
    return {
      ...commonFacts(context),
      appliedOn: dayOf(context.state.beganOn),
      reason: textOf(data['reason']).slice(0, 400),
      returned: materialsOf(context.state)
        .filter(({ name }) => handedBack.has(name))
        .map(asPrinted),
      handledBy: context.learnt.staff.name,
      on: dayOf(context.entry.on),
    };
  },
};

export const servicePapers: Readonly<Record<string, IssueSpec>> = {
  receipt,
  correctionNotice,
  refusalNotice,
  withdrawal,
};
