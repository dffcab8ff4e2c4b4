/** The one door, typed by name: every procedure of the desk, one line a group. Handlers satisfy it, the client is derived from it. */
import type { ContractRouterClient } from '@orpc/contract';
import { appraisalContract } from './appraisal.ts';
import { archiveContract } from './archive.ts';
import { arrivalContract } from './arrival.ts';
import { attachmentContract } from './attachment.ts';
import { batchContract } from './batch.ts';
import { villageContract } from './village.ts';
import { caseContract } from './case.ts';
import { catalogueContract } from './catalogue.ts';
import {
  auditContract,
  backupContract,
  deskContract,
  loginContract,
  recoveryContract,
  setUpContract,
  staffContract,
} from './desk.ts';
import { inspectionContract } from './inspection.ts';
import { ledgerContract } from './ledger.ts';
import { linkContract } from './link.ts';
import { manyContract } from './many.ts';
import { matterContract } from './matter.ts';
import { memoContract } from './memo.ts';
import { owedContract } from './owed.ts';
import { partyContract } from './party.ts';
import { printerContract } from './printers.ts';
import { publishContract } from './publish.ts';
import { signatureContract } from './signature.ts';
import { wordingContract } from './wording.ts';
import { stickContract } from './stick.ts';
import { tripContract } from './trip.ts';
import { workHandoverContract } from './work-handover.ts';
import {
  draftContract,
  eventContract,
  homeContract,
  journalContract,
  padContract,
  paperContract,
  registryContract,
} from './work.ts';

export const contract = {
  desk: deskContract,
  setUp: setUpContract,
  login: loginContract,
  staff: staffContract,
  home: homeContract,
  case: caseContract,
  attachment: attachmentContract,
  batch: batchContract,
  village: villageContract,
  arrival: arrivalContract,
  owed: owedContract,
  draft: draftContract,
  paper: paperContract,
  pad: padContract,
  printer: printerContract,
  matter: matterContract,
  party: partyContract,
  catalogue: catalogueContract,
  many: manyContract,
  memo: memoContract,
  trip: tripContract,
  publish: publishContract,
  archive: archiveContract,
  appraisal: appraisalContract,
  signature: signatureContract,
  wording: wordingContract,
  ledger: ledgerContract,
  inspection: inspectionContract,
  workHandover: workHandoverContract,
  registry: registryContract,
  backup: backupContract,
  recovery: recoveryContract,
  link: linkContract,
  stick: stickContract,
  journal: journalContract,
  audit: auditContract,
  event: eventContract,
};

export type DeskClient = ContractRouterClient<typeof contract>;
