/** 欠缺材料 and the book of originals. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { owedViews } from '#shared/contract/owed.ts';
import { shellRoute } from '../app/root-route.ts';

const getParentRoute = () => shellRoute;

export const owedSearch = z.object({ view: z.enum(owedViews).optional().catch(undefined) });

const owed = createRoute({
  getParentRoute,
  path: '/owed',
  validateSearch: owedSearch,
  component: lazyRouteComponent(() => import('./OwedPage.tsx'), 'OwedPage'),
});
const originals = createRoute({
  getParentRoute,
  path: '/originals',
  component: lazyRouteComponent(() => import('./OriginalsPage.tsx'), 'OriginalsPage'),
});

export const owedRoutes = [owed, originals] as const;
