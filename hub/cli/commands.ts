/** Every sub-command, one line each. The first is meant where none is named. */
import type { HubCommand } from './command.ts';
import { serve } from './serve.ts';

export const commands: readonly [HubCommand, ...HubCommand[]] = [serve];
