/**
 * How a 服务办件 fills the 办件进度单: its steps in the words of whoever asks. What the house does among itself (呈批, 核验, 移交) is left out; a step
 * of a kind that is not named here says nothing to a petitioner.
 */
import type { JsonObject } from '../../kernel/json.ts';
import { dayOf } from '../mechanism/day.ts';
import type { IssueContext, IssueSpec } from '../mechanism/spec.ts';
import { stillHolds, type HistoryLine, type StreamState } from '../mechanism/state.ts';
import { villageOf } from './village.ts';
import { courseOf } from './course.ts';
import { openOwed } from './owed.ts';
import { said } from './paper-facts.ts';
import { commonFacts } from './papers.ts';

const stepsTold: Readonly<Record<string, string>> = {
  received: '收到您的申请',
  correctedOnSpot: '当场更正了材料',
  correctionNoticed: '一次告知缺少的材料',
  supplemented: '收到您补交的材料',
  papersCame: '收到您补交的材料',
  gapsAbove: '上级要求补充材料',
  gapsFilled: '收到上级要求补充的材料',
  accepted: '受理',
  acceptedTolerant: '容缺受理',
  refused: '决定不予受理',
  pledged: '您选择告知承诺方式',
  pledgeWithdrawn: '您撤回了承诺',
  paused: '进入特别程序，办理时间停止计算',
  resumed: '特别程序结束，办理时间继续计算',
  extended: '办理期限延长',
  sentToTownship: '材料从村站送往镇里',
  arrivedAtTownship: '材料送到镇里',
  reported: '上报上级',
  sentInBatch: '上报上级',
  sentBack: '上级退回，继续办理',
  decidedAbove: '上级作出决定',
  decided: '办结',
  called: '电话联系您',
  told: '通知您',
  sentOut: '寄出或者交村站转交',
  delivered: '送达',
  originalsReturned: '退还原件',
  passedOn: '转由其他机关办理',
  withdrawn: '您撤回了申请',
  deemedWithdrawn: '视为撤回申请',
  terminated: '终止办理',
  rectifyOrdered: '通知限期整改',
  rectified: '整改到位',
  pledgeRevoked: '撤销决定',
  corrected: '更正了登记的内容',
  closed: '归档',
};

interface Standing {
  readonly status: string;
  readonly next: string;
}

const standings: Readonly<Record<string, Standing>> = {
  received: { status: '已收件', next: '窗口审核材料，五个工作日内告知是否受理、还缺什么；到期不告知即为受理' },
  correcting: { status: '待补正', next: '请您把缺的材料补齐，带一次性告知书直接到窗口，不用重新取号' },
  refused: { status: '不予受理', next: '按不予受理决定书上写的去处申请；有不清楚的请问窗口' },
  accepted: { status: '办理中', next: '由窗口办理，办好后通知您' },
  reported: { status: '已上报', next: '等上级作出决定，有结果后窗口通知您' },
  passedOn: { status: '已转出', next: '由接收的机关直接答复您' },
  decided: { status: '已办结', next: '请带身份证到窗口领取' },
  delivered: { status: '已送达', next: '已经办完，没有要您做的' },
  withdrawn: { status: '您已撤回', next: '可以重新申请' },
  lapsed: { status: '视为撤回', next: '可以重新申请' },
  terminated: { status: '已终止', next: '可以重新申请' },
  closed: { status: '已归档', next: '已经办完，没有要您做的' },
};

const isTold = (line: HistoryLine): boolean =>
  stillHolds(line) && line.isErased !== true && stepsTold[line.type] !== undefined;

function doneOf(state: StreamState): JsonObject[] {
  const { stages = {} } = courseOf(state.core);
  const byEntry = new Map(Object.entries(stages).map(([name, { entry }]) => [entry, name]));
  return state.history.flatMap((line) => {
    const stage = byEntry.get(line.entry);
    const what = stage === undefined ? (isTold(line) ? stepsTold[line.type] : undefined) : `“${stage}”办完`;
    return what === undefined ? [] : [{ on: dayOf(line.on), what }];
  });
}

/** The day the petitioner may count on, whoever owes it. */
const dayLabels: readonly (readonly [due: string, label: string])[] = [
  ['comeBack', '请在这一天以前补齐'],
  ['tolerance', '请在这一天以前补齐'],
  ['upper', '上级的办理时限到'],
  ['promised', '承诺在这一天以前办结'],
  ['statutory', '最迟办结日期'],
  ['correction', '最迟在这一天告知是否受理'],
  ['fetch', '请在这一天以前来领取'],
];

function dueOf({ core }: StreamState): JsonObject | undefined {
  for (const [name, label] of dayLabels) {
    const due = core.dues[name];
    if (due !== undefined && due.met === undefined) return { label, day: due.due, isEstimated: due.estimated };
  }
  return undefined;
}

function standingOf({ state, learnt }: IssueContext): Standing {
  const { status } = state.core;
  const known = standings[status] ?? { status, next: '请问窗口' };
  const isFromVillage = villageOf(state.core.learnt) !== undefined && status === 'received';
  return isFromVillage ? { ...known, next: `由${learnt.station.township}便民服务中心受理：${known.next}` } : known;
}

const progressSheet: IssueSpec = {
  shows: ['petitioner', 'matter'],
  facts: (context) => ({
    ...commonFacts(context),
    ...standingOf(context),
    done: doneOf(context.state),
    owed: openOwed(context.state).map(({ material }) => material),
    printedBy: context.learnt.staff.name,
    printedOn: dayOf(context.entry.on),
    ...said({ due: dueOf(context.state) }),
  }),
};

export const progressPapers: Readonly<Record<string, IssueSpec>> = { progressSheet };
