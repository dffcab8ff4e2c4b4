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
  'inspection.run',
  'inspector.manage',
  'archive.appraise',
] as const;
export type Permission = (typeof permissions)[number];

/** What somebody who works here may be: 窗口, 审核, 负责人, 村级, 调解员, 系统管理, 审计. */
export const staffRoles = ['window', 'review', 'chief', 'village', 'mediator', 'administrator', 'auditor'] as const;
export type StaffRole = (typeof staffRoles)[number];
/** And 检查人员, who comes from outside for some days, only looks, and holds no other. */
export const roles = [...staffRoles, 'inspector'] as const;
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
    'inspection.run',
    'inspector.manage',
    'archive.appraise',
  ],
  village: counter,
  mediator: counter,
  administrator: ['registry.read', 'registry.write', 'desk.manage', 'backup.run', 'keys.manage', 'inspector.manage'],
  auditor: ['audit.read', 'registry.read'],
  // Of what these open, the door lets an inspector reach only what is marked for them (`shared/contract/base.ts`).
  inspector: ['case.read', 'case.reveal', 'case.seeAllStations', 'registry.read'],
};

export const permissionsOf = (held: readonly Role[]): ReadonlySet<Permission> =>
  new Set(held.flatMap((role) => permissionsByRole[role]));
