/** Limits made so small that a run of some sixty entries meets them, and the net under the desk taken away. */
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
  {
    // It would mend by night what should never have come about, and nobody would know.
    name: 'no nightly comparison',
    file: 'electron/desk/sync/compare.ts',
    find: '.find((scope) => !scopes.includes(scope));',
    replace: '.find((scope) => scope === String(scopes));',
  },
];
