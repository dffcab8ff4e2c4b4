import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/root-route.ts';

const checkPackage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/check-package',
  component: lazyRouteComponent(() => import('./CheckPackagePage.tsx'), 'CheckPackagePage'),
});

export const archiveRoutes = [checkPackage] as const;
