/** What the parts of a matter must not say against one another, whoever wrote them: by hand on its page, or in a file that is imported. */
import { z } from 'zod';
import type { Json } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { limitSchema, type Limit } from '../../time/limits.ts';
import { deciders, stagesSchema } from './stage.ts';

export interface Clash {
  /** The field that has to give way. */
  readonly field: string;
  readonly code: RefusalCode;
}

type Say = (field: string) => Json | undefined;

const limitIn = (say: Say, field: string): Limit | undefined => limitSchema.safeParse(say(field)).data;

/** Only limits of one unit can be held against each other without a calendar. */
const isLonger = (one: Limit | undefined, other: Limit | undefined): boolean =>
  one?.unit === other?.unit && (one?.amount ?? 0) > (other?.amount ?? Infinity);

const decidedHere = z.literal(deciders[0]);

/** 本级办结 goes nowhere: a stage 上报 in it could never be done, and the case never be decided. */
function reportsWhatIsDecidedHere(say: Say): boolean {
  const stages = stagesSchema.safeParse(say('stages')).data ?? [];
  return decidedHere.safeParse(say('decides')).success && stages.some(({ kind }) => kind === 'report');
}

const rules: readonly (Clash & { readonly holds: (say: Say) => boolean; readonly about: readonly string[] })[] = [
  {
    field: 'stages',
    code: 'matter.reportDecidedHere',
    about: ['decides', 'stages'],
    holds: reportsWhatIsDecidedHere,
  },
  {
    // 承诺时限 ≤ 法定时限.
    field: 'promised',
    code: 'matter.promisedTooLong',
    about: ['promised', 'statutory'],
    holds: (say) => isLonger(limitIn(say, 'promised'), limitIn(say, 'statutory')),
  },
  {
    // 容缺补正时限 ≤ 承诺时限.
    field: 'tolerance',
    code: 'matter.toleranceTooLong',
    about: ['tolerance', 'promised'],
    holds: (say) => isLonger(limitIn(say, 'tolerance'), limitIn(say, 'promised')),
  },
];

/** `said`: the fields that are written now; what was against one another before is not their fault. */
export const clashesIn = (say: Say, said: readonly string[]): readonly Clash[] =>
  rules.flatMap(({ holds, about, field, code }) =>
    about.some((one) => said.includes(one)) && holds(say) ? [{ field, code }] : [],
  );
