import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/root-route.ts';

const parent = { getParentRoute: () => shellRoute };

const settings = createRoute({
  ...parent,
  path: '/settings',
  component: lazyRouteComponent(() => import('./SettingsPage.tsx'), 'SettingsPage'),
});
const printers = createRoute({
  ...parent,
  path: '/settings/printers',
  component: lazyRouteComponent(() => import('../printers/PrintersPage.tsx'), 'PrintersPage'),
});
const password = createRoute({
  ...parent,
  path: '/settings/password',
  component: lazyRouteComponent(() => import('./PasswordPage.tsx'), 'PasswordPage'),
});
const staff = createRoute({
  ...parent,
  path: '/settings/staff',
  component: lazyRouteComponent(() => import('../staff/StaffPage.tsx'), 'StaffPage'),
});
const backup = createRoute({
  ...parent,
  path: '/settings/backup',
  component: lazyRouteComponent(() => import('./BackupPage.tsx'), 'BackupPage'),
});
const link = createRoute({
  ...parent,
  path: '/settings/link',
  component: lazyRouteComponent(() => import('../link/LinkPage.tsx'), 'LinkPage'),
});
const recovery = createRoute({
  ...parent,
  path: '/settings/recovery',
  component: lazyRouteComponent(() => import('./RecoveryPage.tsx'), 'RecoveryPage'),
});
const audit = createRoute({
  ...parent,
  path: '/settings/audit',
  component: lazyRouteComponent(() => import('./AuditPage.tsx'), 'AuditPage'),
});
const check = createRoute({
  ...parent,
  path: '/settings/check',
  component: lazyRouteComponent(() => import('./CheckPage.tsx'), 'CheckPage'),
});
const help = createRoute({
  ...parent,
  path: '/help',
  component: lazyRouteComponent(() => import('../help/HelpPage.tsx'), 'HelpPage'),
});

export const settingsRoutes = [
  settings,
  printers,
  password,
  staff,
  backup,
  link,
  recovery,
  audit,
  check,
  help,
] as const;
