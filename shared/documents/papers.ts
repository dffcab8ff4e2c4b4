/** Every paper the program issues: one file and one line each. */
import { blankReceipt } from './blank-receipt.ts';
import { correctionNotice } from './correction-notice.ts';
import { dueExplanation } from './due-explanation.ts';
import { handoverList } from './handover-list.ts';
import { intakeListPaper } from './intake-list.ts';
import type { Paper } from './paper.ts';
import { receipt } from './receipt.ts';
import { recoverySheet } from './recovery-sheet.ts';
import { refusalNotice } from './refusal-notice.ts';
import { shortcutCard } from './shortcut-card.ts';
import { voidRegister } from './void-register.ts';
import { withdrawal } from './withdrawal.ts';

export const papers: readonly Paper[] = [
  receipt,
  blankReceipt,
  correctionNotice,
  refusalNotice,
  withdrawal,
  voidRegister,
  dueExplanation,
  handoverList,
  intakeListPaper,
  recoverySheet,
  shortcutCard,
];

/** By the name stored with an issued paper (`receipt`). */
export const findPaper = (name: string): Paper | undefined => papers.find((paper) => paper.paper === name);

/** By the two characters of a scanned code. */
export const findPaperByCode = (code: string): Paper | undefined => papers.find((paper) => paper.code === code);
