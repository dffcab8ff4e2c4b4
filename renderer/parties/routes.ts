/** Pages of people, bodies and households. Nobody's name stands in an address, and nothing that was searched for. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { shellRoute } from '../app/root-route.ts';

const getParentRoute = () => shellRoute;

/** `back`: the intake somebody was called up from, which waits with everything typed. `edit`: opened at once, with what was typed before. */
const partySearch = z.object({
  back: z.uuid().optional().catch(undefined),
  edit: z.boolean().optional().catch(undefined),
});

const list = createRoute({
  getParentRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('./PartiesPage.tsx'), 'PartiesPage'),
});
const page = createRoute({
  getParentRoute,
  path: '/people/$party',
  validateSearch: partySearch,
  component: lazyRouteComponent(() => import('./PartyPage.tsx'), 'PartyPage'),
});

export const partyRoutes = [list, page] as const;
