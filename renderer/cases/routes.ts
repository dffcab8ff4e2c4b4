/** Pages of cases, papers and registries. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { listFilters } from '#shared/contract/case.ts';
import { shellRoute } from '../app/root-route.ts';
import { newActId } from '../client/act-runner.ts';

const getParentRoute = () => shellRoute;

/** What a list is filtered by stands in its address. What is searched for is somebody's name, and stays in the page. */
export const caseSearch = z.object({ filter: z.enum(listFilters).optional().catch(undefined) });

/** `draft`: an intake to take up again. `sheet`: the number of a blank sheet that is keyed in. `matter`: code of the one chosen already.
 * `about`: the case that it is about. */
export const takeSearch = z.object({
  kind: z.string().max(40).optional().catch(undefined),
  draft: z.uuid().optional().catch(undefined),
  sheet: z.string().max(60).optional().catch(undefined),
  matter: z.string().max(64).optional().catch(undefined),
  about: z.uuid().optional().catch(undefined),
});

/** 批量收件. `draft`: one to take up again. `matter`: code of the one chosen already. */
export const manySearch = z.object({
  draft: z.uuid().optional().catch(undefined),
  matter: z.string().max(64).optional().catch(undefined),
});

/** `edit`: opened at once, with what was typed before. */
export const matterSearch = z.object({ edit: z.enum(['revised', 'hinted']).optional().catch(undefined) });
export const newMatterSearch = z.object({ draft: z.uuid().optional().catch(undefined) });

/** A draft is named by the address, so that a reload finds it again. Without one a fresh form opens. */
const take = createRoute({
  getParentRoute,
  path: '/take',
  validateSearch: takeSearch,
  beforeLoad: ({ search }) => {
    if (search.draft !== undefined) return;
    redirect({ to: '/take', search: { ...search, draft: newActId() }, replace: true, throw: true });
  },
  component: lazyRouteComponent(() => import('./IntakePage.tsx'), 'IntakePage'),
});
const list = createRoute({
  getParentRoute,
  path: '/cases',
  validateSearch: caseSearch,
  component: lazyRouteComponent(() => import('./CaseListPage.tsx'), 'CaseListPage'),
});
const page = createRoute({
  getParentRoute,
  path: '/cases/$stream',
  component: lazyRouteComponent(() => import('./CasePage.tsx'), 'CasePage'),
});
const print = createRoute({
  getParentRoute,
  path: '/print',
  component: lazyRouteComponent(() => import('../papers/WaitingPage.tsx'), 'WaitingPage'),
});
const verify = createRoute({
  getParentRoute,
  path: '/verify',
  component: lazyRouteComponent(() => import('../papers/VerifyPage.tsx'), 'VerifyPage'),
});
const publish = createRoute({
  getParentRoute,
  path: '/publish',
  component: lazyRouteComponent(() => import('../registry/PublishPage.tsx'), 'PublishPage'),
});
const wordings = createRoute({
  getParentRoute,
  path: '/wordings',
  component: lazyRouteComponent(() => import('../wordings/WordingsPage.tsx'), 'WordingsPage'),
});
const wording = createRoute({
  getParentRoute,
  path: '/wordings/$paper',
  component: lazyRouteComponent(() => import('../wordings/WordingPage.tsx'), 'WordingPage'),
});
const pads = createRoute({
  getParentRoute,
  path: '/pads',
  component: lazyRouteComponent(() => import('../papers/PadsPage.tsx'), 'PadsPage'),
});
const batches = createRoute({
  getParentRoute,
  path: '/batches',
  component: lazyRouteComponent(() => import('../batches/BatchesPage.tsx'), 'BatchesPage'),
});
const arrivals = createRoute({
  getParentRoute,
  path: '/arrivals',
  component: lazyRouteComponent(() => import('../arrivals/ArrivalsPage.tsx'), 'ArrivalsPage'),
});
const batch = createRoute({
  getParentRoute,
  path: '/batches/$stream',
  component: lazyRouteComponent(() => import('../batches/BatchPage.tsx'), 'BatchPage'),
});
const village = createRoute({
  getParentRoute,
  path: '/village',
  component: lazyRouteComponent(() => import('../village/VillagePage.tsx'), 'VillagePage'),
});
/** Named by the address, so that a reload finds it again. */
const many = createRoute({
  getParentRoute,
  path: '/many',
  validateSearch: manySearch,
  beforeLoad: ({ search }) => {
    if (search.draft !== undefined) return;
    redirect({ to: '/many', search: { ...search, draft: newActId() }, replace: true, throw: true });
  },
  component: lazyRouteComponent(() => import('../many/ManyPage.tsx'), 'ManyPage'),
});
const intakeList = createRoute({
  getParentRoute,
  path: '/many/$stream',
  component: lazyRouteComponent(() => import('../many/ListPage.tsx'), 'ListPage'),
});
const voids = createRoute({
  getParentRoute,
  path: '/voids',
  component: lazyRouteComponent(() => import('../registry/VoidRegisterPage.tsx'), 'VoidRegisterPage'),
});
const matters = createRoute({
  getParentRoute,
  path: '/matters',
  component: lazyRouteComponent(() => import('../registry/MattersPage.tsx'), 'MattersPage'),
});
const matter = createRoute({
  getParentRoute,
  path: '/matters/$code',
  validateSearch: matterSearch,
  component: lazyRouteComponent(() => import('../registry/matter/MatterPage.tsx'), 'MatterPage'),
});
/** A plus sign, so that no code of a matter is taken for it. */
const newMatter = createRoute({
  getParentRoute,
  path: '/matters/+new',
  validateSearch: newMatterSearch,
  beforeLoad: ({ search }) => {
    if (search.draft !== undefined) return;
    redirect({ to: '/matters/+new', search: { draft: newActId() }, replace: true, throw: true });
  },
  component: lazyRouteComponent(() => import('../registry/matter/NewMatterPage.tsx'), 'NewMatterPage'),
});
const importMatters = createRoute({
  getParentRoute,
  path: '/matters/+import',
  component: lazyRouteComponent(() => import('../registry/catalogue/ImportPage.tsx'), 'ImportPage'),
});
const stations = createRoute({
  getParentRoute,
  path: '/stations',
  component: lazyRouteComponent(() => import('../registry/StationsPage.tsx'), 'StationsPage'),
});
const trips = createRoute({
  getParentRoute,
  path: '/second-trips',
  component: lazyRouteComponent(() => import('../trips/SecondTripsPage.tsx'), 'SecondTripsPage'),
});
const rules = createRoute({
  getParentRoute,
  path: '/rules',
  component: lazyRouteComponent(() => import('../registry/RulesPage.tsx'), 'RulesPage'),
});
const agents = createRoute({
  getParentRoute,
  path: '/agents',
  component: lazyRouteComponent(() => import('../registry/AgentsPage.tsx'), 'AgentsPage'),
});
const calendar = createRoute({
  getParentRoute,
  path: '/calendar',
  component: lazyRouteComponent(() => import('../registry/CalendarPage.tsx'), 'CalendarPage'),
});

export const caseRoutes = [
  take,
  list,
  page,
  print,
  verify,
  publish,
  wordings,
  wording,
  pads,
  batches,
  batch,
  village,
  arrivals,
  many,
  intakeList,
  voids,
  matters,
  matter,
  newMatter,
  importMatters,
  stations,
  rules,
  agents,
  trips,
  calendar,
] as const;
