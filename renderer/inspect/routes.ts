/** 台账 and 迎检. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/root-route.ts';

const ledgers = createRoute({
  getParentRoute: () => shellRoute,
  path: '/ledgers',
  component: lazyRouteComponent(() => import('./LedgersPage.tsx'), 'LedgersPage'),
});

export const inspectRoutes = [ledgers] as const;
