import { createHashHistory, createRouter } from '@tanstack/react-router';
import { caseRoutes } from '../cases/routes.ts';
import { settingsRoutes } from '../settings/routes.ts';
import { homeRoutes } from '../home/routes.ts';
import { missingRoute, rootRoute, shellRoute } from './root-route.ts';

const routeTree = rootRoute.addChildren([
  shellRoute.addChildren([...homeRoutes, ...caseRoutes, ...settingsRoutes, missingRoute]),
]);

/** Made after the transport has taken the entrance token off the address. */
export const newRouter = () =>
  createRouter({ routeTree, history: createHashHistory(), defaultPreload: false, scrollRestoration: false });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}
