import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/root-route.ts';

const checkPackage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/check-package',
  component: lazyRouteComponent(() => import('./CheckPackagePage.tsx'), 'CheckPackagePage'),
});

const dueFiles = createRoute({
  getParentRoute: () => shellRoute,
  path: '/due-files',
  component: lazyRouteComponent(() => import('./DueFilesPage.tsx'), 'DueFilesPage'),
});

export const archiveRoutes = [checkPackage, dueFiles] as const;
