/** 待回收, and 扫描归位 on the same page. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/root-route.ts';

const awaited = createRoute({
  getParentRoute: () => shellRoute,
  path: '/awaited',
  component: lazyRouteComponent(() => import('./AwaitedPage.tsx'), 'AwaitedPage'),
});

export const signatureRoutes = [awaited] as const;
