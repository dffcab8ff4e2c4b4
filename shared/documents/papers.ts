/** Every paper the program issues: one file and one line each. */
import { approvalSheet } from './approval-sheet.ts';
import { blankReceipt } from './blank-receipt.ts';
import { complaintAnswer } from './complaint-answer.ts';
import { complaintSlip } from './complaint-slip.ts';
import { correctionNotice } from './correction-notice.ts';
import { deliveryReceipt } from './delivery-receipt.ts';
import { dueExplanation } from './due-explanation.ts';
import { handoverList } from './handover-list.ts';
import { deemedWithdrawal, termination } from './lapse-notices.ts';
import { originalsBook, originalsReturn } from './originals.ts';
import { matterGuide } from './matter-guide.ts';
import { intakeListPaper } from './intake-list.ts';
import type { Paper } from './paper.ts';
import { pledge } from './pledge.ts';
import { receipt } from './receipt.ts';
import { recoverySheet } from './recovery-sheet.ts';
import { refusalNotice } from './refusal-notice.ts';
import { shortcutCard } from './shortcut-card.ts';
import { villageHandover } from './village-handover.ts';
import { tolerancePledge } from './tolerance-pledge.ts';
import { voidRegister } from './void-register.ts';
import { withdrawal } from './withdrawal.ts';

export const papers: readonly Paper[] = [
  receipt,
  blankReceipt,
  correctionNotice,
  refusalNotice,
  withdrawal,
  deliveryReceipt,
  approvalSheet,
  tolerancePledge,
  pledge,
  deemedWithdrawal,
  termination,
  originalsReturn,
  originalsBook,
  voidRegister,
  dueExplanation,
  handoverList,
  villageHandover,
  complaintSlip,
  complaintAnswer,
  matterGuide,
  intakeListPaper,
  recoverySheet,
  shortcutCard,
];

/** By the name stored with an issued paper (`receipt`). */
export const findPaper = (name: string): Paper | undefined => papers.find((paper) => paper.paper === name);

/** By the two characters of a scanned code. */
export const findPaperByCode = (code: string): Paper | undefined => papers.find((paper) => paper.code === code);
