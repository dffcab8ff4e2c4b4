/** 工作移交. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { shellRoute } from '../app/root-route.ts';

const getParentRoute = () => shellRoute;

const list = createRoute({
  getParentRoute,
  path: '/work-handovers',
  component: lazyRouteComponent(() => import('./HandoversPage.tsx'), 'HandoversPage'),
});
const begin = createRoute({
  getParentRoute,
  path: '/work-handovers/+new',
  // 交还: the hand-over whose cases go back to whoever gave them.
  // giver, receiver: of a 代办员 who is away and their A/B 岗.
  validateSearch: z.object({
    back: z.uuid().optional().catch(undefined),
    giver: z.string().max(64).optional().catch(undefined),
    receiver: z.string().max(64).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./NewHandover.tsx'), 'NewHandover'),
});
const one = createRoute({
  getParentRoute,
  path: '/work-handovers/$stream',
  component: lazyRouteComponent(() => import('./HandoverPage.tsx'), 'HandoverPage'),
});

export const handoverRoutes = [list, begin, one] as const;
