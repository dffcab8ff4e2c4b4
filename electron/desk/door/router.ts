/** Every procedure of the contract with its handler; a missing one does not compile. */
import type { Runtime } from '../runtime.ts';
import { door } from './access.ts';
import { attachmentHandlers } from './handlers/attachment.ts';
import { auditHandlers } from './handlers/audit.ts';
import { backupHandlers } from './handlers/backup.ts';
import { caseHandlers } from './handlers/case.ts';
import { catalogueHandlers } from './handlers/catalogue.ts';
import { deskHandlers } from './handlers/desk.ts';
import { eventHandlers } from './handlers/event.ts';
import { inspectionHandlers } from './handlers/inspection.ts';
import { journalHandlers } from './handlers/journal.ts';
import { ledgerHandlers } from './handlers/ledger.ts';
import { linkHandlers } from './handlers/link.ts';
import { loginHandlers } from './handlers/login.ts';
import { matterHandlers } from './handlers/matter.ts';
import { appraisalHandlers } from './handlers/appraisal.ts';
import { archiveHandlers } from './handlers/archive.ts';
import { arrivalHandlers } from './handlers/arrival.ts';
import { batchHandlers } from './handlers/batch.ts';
import { villageHandlers } from './handlers/village.ts';
import { owedHandlers } from './handlers/owed.ts';
import { padHandlers } from './handlers/pad.ts';
import { manyHandlers } from './handlers/many.ts';
import { memoHandlers } from './handlers/memo.ts';
import { partyHandlers } from './handlers/party.ts';
import { recoveryHandlers } from './handlers/recovery.ts';
import { registryHandlers } from './handlers/registry.ts';
import { setUpHandlers } from './handlers/set-up.ts';
import { staffHandlers } from './handlers/staff.ts';
import { stickHandlers } from './handlers/stick.ts';
import { printerHandlers } from './handlers/printer.ts';
import { wordingHandlers } from './handlers/wording.ts';
import { publishHandlers } from './handlers/publish.ts';
import { signatureHandlers } from './handlers/signature.ts';
import { tripHandlers } from './handlers/trip.ts';
import { workHandoverHandlers } from './handlers/work-handover.ts';
import { draftHandlers, homeHandlers, paperHandlers } from './handlers/work.ts';
import { Looks } from './looks.ts';

export function deskRouter(runtime: Runtime) {
  const looks = new Looks();
  const os = door(runtime, looks);
  return os.router({
    desk: deskHandlers(runtime, os),
    setUp: setUpHandlers(runtime, os),
    login: loginHandlers(runtime, os),
    staff: staffHandlers(runtime, os),
    home: homeHandlers(os),
    case: caseHandlers(runtime, os, looks),
    attachment: attachmentHandlers(runtime, os),
    draft: draftHandlers(os),
    paper: paperHandlers(runtime, os, looks),
    batch: batchHandlers(runtime, os, looks),
    many: manyHandlers(runtime, os),
    village: villageHandlers(runtime, os),
    arrival: arrivalHandlers(os),
    owed: owedHandlers(runtime, os),
    pad: padHandlers(runtime, os),
    printer: printerHandlers(runtime, os),
    matter: matterHandlers(runtime, os),
    party: partyHandlers(runtime, os, looks),
    catalogue: catalogueHandlers(runtime, os),
    memo: memoHandlers(runtime, os, looks),
    trip: tripHandlers(runtime, os),
    publish: publishHandlers(runtime, os),
    appraisal: appraisalHandlers(runtime, os),
    archive: archiveHandlers(runtime, os),
    signature: signatureHandlers(runtime, os, looks),
    wording: wordingHandlers(runtime, os),
    ledger: ledgerHandlers(runtime, os),
    inspection: inspectionHandlers(runtime, os),
    workHandover: workHandoverHandlers(runtime, os),
    registry: registryHandlers(runtime, os),
    backup: backupHandlers(runtime, os),
    recovery: recoveryHandlers(runtime, os),
    link: linkHandlers(runtime, os),
    stick: stickHandlers(runtime, os),
    journal: journalHandlers(runtime, os),
    audit: auditHandlers(os),
    event: eventHandlers(runtime, os),
  });
}
