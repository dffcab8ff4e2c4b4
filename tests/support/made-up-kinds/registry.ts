/** The registry of kinds with the made-up ones, one line each: what `shared/kinds/registry.ts` would be if they were there to stay. */
import { findKindIn, kinds as shipped } from '#shared/kinds/registry.ts';
import { informant } from './informant.ts';
import { lostAndFound } from './lost-and-found.ts';
import { workOrder } from './work-order.ts';

export const kinds = [...shipped, lostAndFound, workOrder, informant];

export { findKindIn };
export const findKind = findKindIn(kinds);
