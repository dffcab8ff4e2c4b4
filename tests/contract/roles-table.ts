/**
 * Who may do what, written out (GB/T 22239-2019: 最小授权, 三员分立): every procedure of the door and every step of a case, by role.
 * `roles.test.ts` walks both tables against the real door; a new procedure or step is in here or the test fails.
 */
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Role } from '#shared/kernel/permissions.ts';

/** Anybody at the machine, also before somebody is logged in. */
export type Allowed = 'anybody' | readonly Role[];

const everyone: readonly Role[] = ['window', 'review', 'chief', 'village', 'mediator', 'administrator', 'auditor'];
const counter: readonly Role[] = ['window', 'review', 'chief', 'village', 'mediator'];
const deciders: readonly Role[] = ['review', 'chief'];
const chief: readonly Role[] = ['chief'];
const registrars: readonly Role[] = ['chief', 'administrator'];

export const procedureRoles: Readonly<Record<string, Allowed>> = {
  'desk.status': 'anybody',
  'desk.confirmClock': counter,
  'desk.settings': everyone,
  'desk.keepSettings': everyone,
  'setUp.townships': 'anybody',
  'setUp.stations': 'anybody',
  'setUp.phrase': 'anybody',
  'setUp.complete': 'anybody',
  'setUp.backups': 'anybody',
  'setUp.restore': 'anybody',
  'login.enter': 'anybody',
  'login.leave': 'anybody',
  'login.lock': 'anybody',
  'login.changePassword': everyone,
  'staff.list': everyone,
  'staff.add': chief,
  'staff.setRoles': chief,
  'staff.suspend': chief,
  'staff.reinstate': chief,
  'staff.resetPassword': chief,
  'home.summary': everyone,
  'case.begin': counter,
  'case.step': counter,
  'case.merge': counter,
  'case.unmerge': counter,
  'case.page': counter,
  'case.list': counter,
  'case.byCode': counter,
  'case.similar': counter,
  'case.voidRegister': counter,
  'attachment.part': counter,
  'attachment.keep': counter,
  'attachment.read': counter,
  'attachment.save': counter,
  'attachment.export': counter,
  'attachment.move': counter,
  'draft.list': everyone,
  'draft.keep': everyone,
  'draft.drop': everyone,
  'paper.html': counter,
  'paper.print': counter,
  'paper.waiting': counter,
  'paper.sent': counter,
  'paper.settle': counter,
  'paper.printers': everyone,
  'paper.choosePrinter': counter,
  'paper.printNow': counter,
  'paper.save': counter,
  'paper.pdf': counter,
  'paper.voidRegister': counter,
  'paper.shortcutCard': everyone,
  'pad.reserve': counter,
  'pad.list': counter,
  'pad.html': counter,
  'pad.lose': counter,
  'pad.account': counter,
  'registry.list': everyone,
  'registry.begin': registrars,
  'registry.step': registrars,
  'registry.requests': everyone,
  'registry.noteRequest': registrars,
  'registry.years': everyone,
  'registry.readNotice': registrars,
  'registry.importYear': registrars,
  'recovery.propose': registrars,
  'recovery.replace': registrars,
  'backup.state': everyone,
  'backup.setFolder': [...counter, 'administrator'],
  'backup.run': [...counter, 'administrator'],
  'link.state': everyone,
  'link.join': ['administrator'],
  'link.confirm': ['administrator'],
  'link.cancel': ['administrator'],
  'link.retry': everyone,
  'link.waiting': counter,
  'link.refused': counter,
  'link.repeat': counter,
  'link.settle': counter,
  'link.goOn': ['administrator'],
  'link.looked': ['administrator'],
  'stick.state': everyone,
  'stick.out': counter,
  'stick.save': counter,
  'stick.part': counter,
  'stick.takeIn': counter,
  'stick.handOn': counter,
  'stick.handOnSave': counter,
  'link.setAwayLimit': ['administrator'],
  'journal.verify': ['administrator'],
  'audit.list': ['auditor'],
  'event.changes': 'anybody',
};

interface StepRoles {
  readonly roles: readonly Role[];
  /** What the step says, well formed. */
  readonly data: JsonObject;
}
const someAct = '00000000-0000-7000-8000-000000000000';

/** Steps and ways out of 服务办件. Whether one is possible now is the case's affair; whether the person may is this table's. */
export const stepRoles: Readonly<Record<string, StepRoles>> = {
  correctedOnSpot: { roles: counter, data: { what: '改了日期' } },
  correctionNoticed: { roles: counter, data: { gaps: [{ material: '户口簿', standard: '原件' }] } },
  supplemented: { roles: counter, data: { set: { materials: [{ name: '户口簿', copies: 1, form: 'original' }] } } },
  refused: { roles: counter, data: { reason: '不属于本镇职权', basis: '行政许可法第三十二条' } },
  accepted: { roles: counter, data: {} },
  stepDone: { roles: counter, data: { step: '现场核查' } },
  reported: { roles: counter, data: { authority: '县民政局' } },
  sentBack: { roles: counter, data: { reason: '缺一份证明' } },
  decidedAbove: { roles: counter, data: { set: { outcome: 'granted' }, result: '上级批准' } },
  decided: { roles: counter, data: { set: { outcome: 'done' }, result: '已办好' } },
  delivered: { roles: counter, data: { way: 'direct', receivedBy: '本人' } },
  closed: { roles: counter, data: {} },
  note: { roles: counter, data: { text: '来人询问' } },
  corrected: { roles: counter, data: { set: { request: '改过的诉求' }, reason: '录错' } },
  paperVoided: { roles: counter, data: { paper: someAct, reason: '污损' } },
  undone: { roles: counter, data: { act: someAct } },
  returned: { roles: deciders, data: { reason: '退回重办' } },
  voidAsked: { roles: counter, data: { cause: 'mistake', reason: '录错' } },
  voidDeclined: { roles: counter, data: { reason: '不同意' } },
  voided: { roles: counter, data: { cause: 'mistake', reason: '录错' } },
  withdrawn: { roles: counter, data: { reason: '不办了', handedBack: [], receivedBy: '本人' } },
  doubtSettled: { roles: counter, data: { entries: [someAct], reason: '已核对' } },
  settled: {
    roles: counter,
    data: { field: 'request', entries: [someAct, '00000000-0000-7000-8000-000000000001'], value: '' },
  },
};
