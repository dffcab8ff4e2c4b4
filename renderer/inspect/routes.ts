/** 台账 and 迎检. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/root-route.ts';

const ledgers = createRoute({
  getParentRoute: () => shellRoute,
  path: '/ledgers',
  component: lazyRouteComponent(() => import('./LedgersPage.tsx'), 'LedgersPage'),
});
const inspections = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inspections',
  component: lazyRouteComponent(() => import('./InspectionsPage.tsx'), 'InspectionsPage'),
});

export const inspectRoutes = [ledgers, inspections] as const;
