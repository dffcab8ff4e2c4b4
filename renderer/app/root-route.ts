/** The root of all routes. A folder's `routes.ts` hangs its own pages under `shellRoute`; `router.ts` gathers them. */
import { createRootRoute, createRoute } from '@tanstack/react-router';
import { Shell } from './Shell.tsx';
import { PageFault, PageMissing } from './PageFault.tsx';

export const rootRoute = createRootRoute({ notFoundComponent: PageMissing, errorComponent: PageFault });

/** Everything behind the login: navigation, top bar, page. */
export const shellRoute = createRoute({ getParentRoute: () => rootRoute, id: 'shell', component: Shell });

/** Any other address, within the frame. */
export const missingRoute = createRoute({ getParentRoute: () => shellRoute, path: '$', component: PageMissing });
