/** The life of a party (主体): met once, told more of whenever somebody comes again. It has no end: what is known of somebody stays known. */
import type { FieldSpec, Ruleset } from '../mechanism/spec.ts';

export function partyRules(fields: Readonly<Record<string, FieldSpec>>, requires: readonly string[]): Ruleset {
  const sets = Object.keys(fields);
  return {
    undoMinutes: 10,
    states: { known: 'open' },
    fields,
    steps: {
      met: { v: 1, from: [], to: 'known', permission: 'case.take', sets, requires },
      told: { v: 1, from: ['known'], permission: 'case.take', sets, isReversible: true },
    },
  };
}
