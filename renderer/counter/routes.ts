import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { memoFilters } from '#shared/contract/memo.ts';
import { shellRoute } from '../app/root-route.ts';

/** What a list is filtered by stands in its address; nobody's name does. */
const memoSearch = z.object({
  kind: z.string().max(40).catch('inquiry'),
  filter: z.enum(memoFilters).catch('today'),
  matter: z.string().max(64).optional().catch(undefined),
});

const memos = createRoute({
  getParentRoute: () => shellRoute,
  path: '/memos',
  validateSearch: memoSearch,
  component: lazyRouteComponent(() => import('./MemoListPage.tsx'), 'MemoListPage'),
});

export const counterRoutes = [memos] as const;
