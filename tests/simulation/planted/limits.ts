/** Limits made so small that a run of some sixty entries meets them: pages and messages of many parts. */
import type { Planted } from './plant.ts';

export const limits: readonly Planted[] = [
  {
    name: 'small pages',
    file: 'shared/sync/protocol.ts',
    find: 'export const pullLimit = 500;',
    replace: 'export const pullLimit = 7;',
  },
  {
    name: 'small messages',
    file: 'shared/sync/protocol.ts',
    find: 'export const pushLimit = { entries: 100,',
    replace: 'export const pushLimit = { entries: 8,',
  },
];
