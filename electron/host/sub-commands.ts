/** `verify` and `rebuild`: work on the data directory without a window. */
import type { DeskResources } from '#desk/desk-resources.ts';
import type { StoreLog } from '#desk/store/connection.ts';
import type { SubCommand } from './program.ts';

export interface SubCommandParts {
  readonly resources: DeskResources;
  readonly log: StoreLog;
}

export function subCommands(_parts: SubCommandParts): Readonly<Record<string, SubCommand>> {
  return {};
}
