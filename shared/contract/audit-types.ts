/** What the audit chain records (GB/T 22239-2019 安全审计; 个人信息保护法 art. 51). */
export const auditTypes = [
  'login',
  'loginFailed',
  'logout',
  'lock',
  'reveal',
  'look',
  'search',
  'print',
  'export',
  'staffChanged',
  'passwordChanged',
  'recoveryReplaced',
  'clockConfirmed',
  'backup',
  'restore',
  'verify',
  'rebuild',
  'settings',
  'linkDiffers',
  'stick',
] as const;
export type AuditType = (typeof auditTypes)[number];
