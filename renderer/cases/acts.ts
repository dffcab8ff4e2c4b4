/** Which of the allowed acts are buttons, which stand under 「更多」, and which have a screen of their own. */
import type { CasePage } from '#shared/contract/case.ts';
import type { Ruleset } from '#shared/kinds/mechanism/spec.ts';

/** In the order of how often they are needed. */
const moreOrder = [
  'corrected',
  'undone',
  'overdueExplained',
  'returned',
  'withdrawn',
  'merged',
  'unmerged',
  'voidAsked',
  'voided',
  'voidDeclined',
  'note',
];

/** Next steps of the kind, in its order. */
export const stepsOf = (page: CasePage, ruleset: Ruleset): readonly string[] =>
  page.allowed.filter((type) => ruleset.steps[type] !== undefined);

/** Ways out of mistakes, which every kind has. */
export const waysOutOf = (page: CasePage): readonly string[] => moreOrder.filter((type) => page.allowed.includes(type));
