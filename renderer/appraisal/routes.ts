/** 档案鉴定. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/root-route.ts';

const appraisals = createRoute({
  getParentRoute: () => shellRoute,
  path: '/appraisals',
  component: lazyRouteComponent(() => import('./AppraisalsPage.tsx'), 'AppraisalsPage'),
});

export const appraisalRoutes = [appraisals] as const;
