import { createHashHistory, createRouter } from '@tanstack/react-router';
import { archiveRoutes } from '../archive/routes.ts';
import { caseRoutes } from '../cases/routes.ts';
import { counterRoutes } from '../counter/routes.ts';
import { owedRoutes } from '../owed/routes.ts';
import { settingsRoutes } from '../settings/routes.ts';
import { handoverRoutes } from '../handover/routes.ts';
import { homeRoutes } from '../home/routes.ts';
import { appraisalRoutes } from '../appraisal/routes.ts';
import { inspectRoutes } from '../inspect/routes.ts';
import { partyRoutes } from '../parties/routes.ts';
import { signatureRoutes } from '../signatures/routes.ts';
import { PageFault } from './PageFault.tsx';
import { missingRoute, rootRoute, shellRoute } from './root-route.ts';

const routeTree = rootRoute.addChildren([
  shellRoute.addChildren([
    ...homeRoutes,
    ...caseRoutes,
    ...counterRoutes,
    ...archiveRoutes,
    ...owedRoutes,
    ...partyRoutes,
    ...signatureRoutes,
    ...inspectRoutes,
    ...appraisalRoutes,
    ...handoverRoutes,
    ...settingsRoutes,
    missingRoute,
  ]),
]);

/** Made after the transport has taken the entrance token off the address. */
export const newRouter = () =>
  createRouter({
    ...{ routeTree, history: createHashHistory(), defaultPreload: false, scrollRestoration: false },
    // Within the frame: navigation and what the top bar tells stay.
    defaultErrorComponent: PageFault,
  });

export type Router = ReturnType<typeof newRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: Router;
  }
}

/** Fetches the code of every page, so that all of them open also while the program does not answer. */
export async function fetchPages(router: Router): Promise<void> {
  for (const route of Object.values(router.routesById)) await router.loadRouteChunk(route);
}
