/**
 * Permissions and roles are data (三员分立: the auditor is apart from the administrator, GB/T 22239-2019).
 * A procedure names the permission it needs (`shared/contract`), a kind's step names the one it needs (`shared/kinds`).
 */
export const permissions = [
  'case.read',
  'case.reveal',
  'case.take',
  'case.handle',
  'case.decide',
  'case.approve',
  'case.correct',
  'case.return',
  'case.void',
  'case.merge',
  'case.seeAllStations',
  'case.seeInformant',
  'paper.issue',
  'pad.print',
  'registry.read',
  'registry.write',
  'staff.manage',
  'desk.manage',
  'desk.confirmClock',
  'backup.run',
  'keys.manage',
  'audit.read',
  'dispatch.assign',
] as const;
export type Permission = (typeof permissions)[number];

export const roles = ['window', 'review', 'chief', 'village', 'mediator', 'administrator', 'auditor'] as const;
/** 窗口, 审核, 负责人, 村级, 调解员, 系统管理, 审计. */
export type Role = (typeof roles)[number];

const counter: readonly Permission[] = [
  'case.read',
  'case.reveal',
  'case.take',
  'case.handle',
  'case.correct',
  'case.merge',
  'case.void',
  'paper.issue',
  'pad.print',
  'registry.read',
  'desk.confirmClock',
  'backup.run',
];

export const permissionsByRole: Readonly<Record<Role, readonly Permission[]>> = {
  window: [...counter, 'case.seeAllStations'],
  review: [...counter, 'case.seeAllStations', 'case.decide', 'case.return'],
  chief: [
    ...counter,
    'case.seeAllStations',
    'case.seeInformant',
    'case.decide',
    'case.approve',
    'case.return',
    'registry.write',
    'staff.manage',
    'keys.manage',
    'dispatch.assign',
  ],
  village: counter,
  mediator: counter,
  administrator: ['registry.read', 'registry.write', 'desk.manage', 'backup.run', 'keys.manage'],
  auditor: ['audit.read', 'registry.read'],
};

export const permissionsOf = (held: readonly Role[]): ReadonlySet<Permission> =>
  new Set(held.flatMap((role) => permissionsByRole[role]));
