/**
 * 台账: which entries and dues of a case stand in which register. Rows follow from the state as it is now: a step that was undone or is doubted
 * has none, a case that was voided or merged away keeps only what really happened with paper (作废, 补打).
 */
import { dayOf } from './day.ts';
import type { Due } from './dues.ts';
import { isMetLate } from './overdue.ts';
import type { HistoryLine, StreamState } from './state.ts';
import { stillHolds } from './state.ts';

/** Those a step of a kind may name; the others follow from the mechanism. */
export const stepLedgers = ['notified', 'tolerant', 'refused', 'complaint'] as const;
export type StepLedger = (typeof stepLedgers)[number];
export type CaseLedger = StepLedger | 'overdue' | 'voided' | 'reprinted';

export interface LedgerLine {
  readonly ledger: CaseLedger;
  /** Id of the entry; of a due its name. */
  readonly entry: string;
  readonly day: string;
}

interface Standing {
  readonly isCounted: boolean;
  readonly isOpen: boolean;
}

export function ledgerLines(
  steps: Readonly<Record<string, StepLedger>>,
  state: StreamState,
  { isCounted, isOpen }: Standing,
): readonly LedgerLine[] {
  const held = state.history.filter(stillHolds);
  const lineOf = (ledger: CaseLedger, { entry, on }: HistoryLine): LedgerLine => ({ ledger, entry, day: dayOf(on) });
  const ofType = (ledger: CaseLedger, type: string): LedgerLine[] =>
    held.flatMap((line) => (line.type === type ? [lineOf(ledger, line)] : []));
  const said = held.flatMap((line) => {
    const ledger = Object.hasOwn(steps, line.type) ? steps[line.type] : undefined;
    return ledger === undefined ? [] : [lineOf(ledger, line)];
  });
  return [
    ...(isCounted ? [...said, ...overdueLines(Object.values(state.core.dues), isOpen)] : []),
    ...voidedLine(state),
    // Which of them was the second copy stands in the entry; only papers that came out twice are looked at.
    ...(state.papers.some(({ copies }) => copies > 1) ? ofType('reprinted', 'paperPrinted') : []),
  ];
}

const voidedLine = ({ core: { voided } }: StreamState): LedgerLine[] =>
  voided === undefined ? [] : [{ ledger: 'voided', entry: voided.entry, day: dayOf(voided.on) }];

/** What was met too late, and what of an open case is not met: whether that is late only the day of asking says. */
const overdueLines = (dues: readonly Due[], isOpen: boolean): LedgerLine[] =>
  dues.flatMap((due) =>
    due.lapse === 'overdue' && (due.met === undefined ? isOpen : isMetLate(due))
      ? [{ ledger: 'overdue' as const, entry: due.name, day: due.due }]
      : [],
  );
