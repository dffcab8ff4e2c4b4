/** Every paper the program issues: one file and one line each. */
import { acceptanceNotice } from './acceptance-notice.ts';
import { appraisalList, destructionList } from './appraisal-lists.ts';
import { archiveContents, archiveCover } from './archive-file.ts';
import { approvalSheet } from './approval-sheet.ts';
import { authorization } from './authorization.ts';
import { blankReceipt } from './blank-receipt.ts';
import { extensionNotice, specialNotice } from './clock-notices.ts';
import { complaintAnswer } from './complaint-answer.ts';
import { complaintSlip } from './complaint-slip.ts';
import { correctionNotice } from './correction-notice.ts';
import { correctionSlip } from './correction-slip.ts';
import { daySheet } from './day-sheet.ts';
import { deliveryReceipt } from './delivery-receipt.ts';
import { dueExplanation } from './due-explanation.ts';
import { handOutSlip } from './hand-out-slip.ts';
import { handoverList } from './handover-list.ts';
import { deemedWithdrawal, termination } from './lapse-notices.ts';
import { originalsBook, originalsHanded, originalsReturn, originalsTaken } from './originals.ts';
import { materialsReturn } from './materials-return.ts';
import { matterGuide } from './matter-guide.ts';
import { intakeListPaper } from './intake-list.ts';
import type { Paper } from './paper.ts';
import { permitGranted, permitRefused } from './permit-decision.ts';
import { rectifyNotice, revocation } from './pledge-outcomes.ts';
import { progressSheet } from './progress-sheet.ts';
import { correctionLarge, receiptLarge } from './plain-slips.ts';
import { pledge } from './pledge.ts';
import { proxyAuthority, proxyRenewal } from './proxy-authority.ts';
import { proxyClosing, proxySuspension } from './proxy-notices.ts';
import { proxySlip } from './proxy-slip.ts';
import { receipt } from './receipt.ts';
import { reportNotice } from './report-notice.ts';
import { resultNotice } from './result-notice.ts';
import { recoverySheet } from './recovery-sheet.ts';
import { refusalNotice } from './refusal-notice.ts';
import { shortcutCard } from './shortcut-card.ts';
import { villageHandover } from './village-handover.ts';
import { toleranceNotice } from './tolerance-notice.ts';
import { tolerancePledge } from './tolerance-pledge.ts';
import { voidRegister } from './void-register.ts';
import { ledgerSheet } from './ledger-sheet.ts';
import { sampleList } from './sample-list.ts';
import { wholeCourse } from './whole-course.ts';
import { workHandover } from './work-handover.ts';
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
  originalsHanded,
  originalsBook,
  voidRegister,
  ledgerSheet,
  sampleList,
  appraisalList,
  destructionList,
  dueExplanation,
  handoverList,
  villageHandover,
  complaintSlip,
  complaintAnswer,
  proxySlip,
  proxyAuthority,
  proxyRenewal,
  proxySuspension,
  proxyClosing,
  matterGuide,
  intakeListPaper,
  recoverySheet,
  shortcutCard,
  acceptanceNotice,
  permitGranted,
  permitRefused,
  resultNotice,
  reportNotice,
  extensionNotice,
  specialNotice,
  toleranceNotice,
  handOutSlip,
  materialsReturn,
  originalsTaken,
  correctionSlip,
  rectifyNotice,
  revocation,
  authorization,
  progressSheet,
  wholeCourse,
  daySheet,
  receiptLarge,
  correctionLarge,
  archiveCover,
  archiveContents,
  workHandover,
];

/** By the name stored with an issued paper (`receipt`). */
export const findPaper = (name: string): Paper | undefined => papers.find((paper) => paper.paper === name);

/** By the two characters of a scanned code. */
export const findPaperByCode = (code: string): Paper | undefined => papers.find((paper) => paper.code === code);
