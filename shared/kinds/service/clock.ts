/**
 * The clock of a decision: what stops it and what lengthens it. After acceptance only the special procedures of 行政许可法 art. 45 stop it,
 * and the time they take is told to the petitioner in writing; 补正 belongs before acceptance (art. 32(4)) and stops nothing after it.
 * It is lengthened by the head of the office, with the reason told to the petitioner (art. 42).
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { limitSchema, type Limit } from '../../time/limits.ts';
import { optionalText, text, textOf } from '../common/fields.ts';
import { matterFactsSchema } from '../matter/facts.ts';
import { wholeLimit, type Due } from '../mechanism/dues.ts';
import type { FactsContext, FieldSpec, Ruleset, StepSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';
import { specialKinds } from '../matter/guide.ts';
import { endPause, runningDues, stoppedDues } from '../mechanism/stops.ts';

/** 承诺时限 and 法定时限: both are about the decision. */
export const decisionClocks = ['promised', 'statutory'] as const;

/** What a special procedure stops: with the limits of the decision that of the stage it falls into (环节), and the applicant's promise (容缺). */
const stoppable = [...decisionClocks, 'stage', 'tolerance'] as const;

/**
 * By how much a permit's limit may be lengthened, all extensions together, by the limit the law gives (art. 42: 二十日 + 十日, 统一、联合、
 * 集中办理 四十五日 + 十五日; 工作日 by art. 82). A permit with another limit has a law of its own, which says what may be.
 */
const permitExtensions: readonly { readonly limit: Limit; readonly most: number }[] = [
  { limit: { amount: 20, unit: 'workingDay' }, most: 10 },
  { limit: { amount: 45, unit: 'workingDay' }, most: 15 },
];
/** What a due can hold at all. */
const longestLimit = 3000;

const someLimit: FieldSpec = {
  class: 'guarded',
  input: 'text',
  schema: limitSchema.refine(({ amount }) => amount > 0),
};
const procedure: FieldSpec = {
  class: 'guarded',
  input: 'choice',
  schema: z.enum(specialKinds),
  values: specialKinds,
};
const limits: FieldSpec = {
  class: 'guarded',
  input: 'choices',
  schema: z
    .array(z.enum(decisionClocks))
    .min(1)
    .refine((chosen) => new Set(chosen).size === chosen.length),
  values: decisionClocks,
};

const stopped = ({ core }: StreamState): readonly Due[] => stoppedDues(core.dues, decisionClocks);
const stoppedWithStage = ({ core }: StreamState): readonly Due[] => stoppedDues(core.dues, stoppable);
const running = ({ core }: StreamState): readonly Due[] => runningDues(core.dues, decisionClocks);

/** A hearing or a test that still runs is a part of the decision: it has to be over, or given up, before there is one. */
export const notWhilePaused = (state: StreamState): RefusalCode | null =>
  stopped(state).length > 0 ? 'pause.notOver' : null;

function guardPause(state: StreamState): RefusalCode | null {
  if (stopped(state).length > 0) return 'pause.running';
  return running(state).length > 0 ? null : 'pause.noLimit';
}

interface Extending {
  readonly limits: readonly string[];
  readonly amount: Limit;
  readonly reason: string;
  readonly approvedBy?: string;
}

function guardExtension(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  const owed = [...running(state), ...stopped(state)];
  if (owed.length === 0) return 'extension.noLimit';
  if (data === null) return null;
  const { limits: names, amount } = data as unknown as Extending;
  const chosen = owed.filter(({ name }) => names.includes(name));
  if (chosen.length < names.length) return 'extension.noLimit';
  // 延期 in the limit's own unit: ten working days are not ten days.
  if (chosen.some(({ limit }) => limit.unit !== amount.unit)) return 'extension.otherUnit';
  const most = mostFor(state);
  const isTooLong = chosen.some((due) => {
    const whole = wholeLimit(due).amount + amount.amount;
    return whole > longestLimit || whole - due.limit.amount > most;
  });
  if (isTooLong) return 'extension.tooLong';
  return isBeyondStatutory(owed, names, amount.amount) ? 'extension.beyondStatutory' : null;
}

function mostFor({ core }: StreamState): number {
  const matter = matterFactsSchema.safeParse(core.learnt['matter']).data;
  const legal = core.dues['statutory']?.limit;
  const known = permitExtensions.find(({ limit }) => limit.amount === legal?.amount && limit.unit === legal.unit);
  return matter?.type === 'permit' && known !== undefined ? known.most : longestLimit;
}

/** 承诺时限 ≤ 法定时限 stays so: the promise is not lengthened past what the law allows. */
function isBeyondStatutory(owed: readonly Due[], names: readonly string[], more: number): boolean {
  const [promised, statutory] = decisionClocks.map((name) => owed.find((due) => due.name === name));
  if (promised === undefined || statutory === undefined || !names.includes('promised')) return false;
  if (promised.limit.unit !== statutory.limit.unit) return false;
  return wholeLimit(promised).amount + more > wholeLimit(statutory).amount + (names.includes('statutory') ? more : 0);
}

/** Counted again from where it began, with what happened to it. */
const countedWith = (
  { learnt }: FactsContext,
  { name, from, limit, lapse }: Due,
  stops: Pick<Due, 'pauses' | 'extensions'>,
) => learnt.due(name, from, limit, lapse, stops);

function extendedDues(context: FactsContext): Due[] {
  const { limits: names, amount, reason, approvedBy } = context.data as unknown as Extending;
  const extension = {
    amount: amount.amount,
    reason,
    approvedBy: textOf(approvedBy) || context.learnt.staff.name,
    on: context.on,
  };
  return [...running(context.state), ...stopped(context.state)]
    .filter(({ name }) => names.includes(name))
    .map((due) => {
      const { pauses, extensions = [] } = due;
      const stops = { extensions: [...extensions, extension], ...(pauses === undefined ? {} : { pauses }) };
      return countedWith(context, due, stops);
    });
}

const resumedDues = (context: FactsContext): Due[] =>
  stoppedWithStage(context.state).map((due) => {
    const { extensions } = due;
    const stops = { pauses: endPause(due, context.on), ...(extensions === undefined ? {} : { extensions }) };
    return countedWith(context, due, stops);
  });

const whileDecided = ['accepted', 'reported'];

export const clockSteps: Readonly<Record<string, StepSpec>> = {
  /** 特别程序 begins: the clock stands still till `resumed`. What was announced (所需时间) is told and moves nothing. */
  paused: {
    v: 1,
    from: whileDecided,
    permission: 'case.handle',
    form: { procedure, announced: someLimit, basis: text(500) },
    guard: guardPause,
    stops: {
      dues: stoppable,
      why: (data) => ({ name: textOf(data['procedure']), basis: textOf(data['basis']) }),
    },
    isReversible: true,
    issues: ['specialNotice'],
  },
  /** 特别程序 is over: what came of it. The end moves by the days really taken. */
  resumed: {
    v: 1,
    from: whileDecided,
    permission: 'case.handle',
    form: { result: text(2000) },
    guard: (state) => (stopped(state).length > 0 ? null : 'pause.none'),
    starts: stoppable,
    dues: resumedDues,
    isReversible: true,
  },
  /** 延期 (art. 42). `approvedBy`: who approved it on paper, where that is not whoever enters it. */
  extended: {
    v: 1,
    from: whileDecided,
    permission: 'case.approve',
    form: { limits, amount: someLimit, reason: text(2000), approvedBy: optionalText(100) },
    guard: guardExtension,
    dues: extendedDues,
    isReversible: true,
    issues: ['extensionNotice'],
  },
};

/** 更正 counts anew what is owed; pauses and extensions stay. A limit that only the corrected matter has stood still with the other. */
export const withStops =
  (recount: NonNullable<Ruleset['recount']>): NonNullable<Ruleset['recount']> =>
  (context) => {
    const { dues } = context.state.core;
    const owed = [...running(context.state), ...stopped(context.state)];
    const pauses = owed.find((due) => due.pauses !== undefined)?.pauses;
    return recount(context).map((due) => {
      if (!decisionClocks.some((name) => name === due.name)) return due;
      const before = dues[due.name];
      const extensions = before?.limit.unit === due.limit.unit ? before.extensions : undefined;
      if (pauses === undefined && extensions === undefined) return due;
      const stops = {
        ...(pauses === undefined ? {} : { pauses }),
        ...(extensions === undefined ? {} : { extensions }),
      };
      return countedWith(context, due, stops);
    });
  };

/** 行政许可法, by article; what the matter's own entry of the catalogue names comes first. */
const bases: Readonly<Record<string, string>> = {
  correction: '行政许可法第三十二条第一款第四项、第八十二条',
  statutory: '行政许可法第四十二条、第八十二条',
  delivery: '行政许可法第四十四条、第八十二条',
  comeBack: '本地规定的补正期限（由申请人补正，不计为本级超期）',
  tolerance: '申请人的容缺受理承诺，不超过承诺时限（由申请人补交，不计为本级超期）',
  pledgeCheck: '事项目录规定的告知承诺核查期限',
  rectify: '限期整改的要求（由申请人整改，不计为本级超期）',
};

export function dueBasis({ core }: StreamState, name: string): string {
  const matter = matterFactsSchema.safeParse(core.learnt['matter']).data;
  const named = matter?.basis ?? '';
  if (name === 'promised')
    return ['本单位向社会公布的承诺时限', named].filter((text) => text !== '').join('；事项依据：');
  // A limit that the catalogue gives is the law's that it names, not that of the general rule.
  if (name === 'statutory' && matter?.statutory !== undefined) return named === '' ? '事项目录公布的法定时限' : named;
  if (name === 'stage') return '事项目录规定的环节时限';
  if (name === 'upper') return '事项目录写明的上级办理时限（上级的期限，不计为本级超期）';
  return bases[name] ?? '';
}
