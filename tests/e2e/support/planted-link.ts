/** What a township's server would have said, put into the store of a desk while its host is stopped. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findPackagedNode, root } from '../../../build/runtime.mjs';
import type { Stop } from '../../../electron/desk/sync/link-state.ts';
import type { EntryRefusal } from '../../../shared/sync/messages.ts';
import type { Person } from './station.ts';

export interface PlantedLink {
  /** Acts the server did not take: of these streams the entries of these types. */
  readonly returned?: readonly { readonly stream: string; readonly type: string; readonly code: EntryRefusal }[];
  readonly stop?: Stop;
  /** The comparison of last night found a difference. */
  readonly differs?: boolean;
  /** It met its server so many days ago; today where left out. */
  readonly daysAway?: number;
  /** Milliseconds the server's clock is ahead. */
  readonly offset?: number;
}

const script = join(root, 'tests/e2e/support/planted-link-process.ts');

/** The desk belongs to a server that nobody answers for, at 127.0.0.1:9, from here on. */
export async function plantLink(dir: string, { login, password }: Person, planted: PlantedLink): Promise<void> {
  const child = spawn(findPackagedNode() ?? process.execPath, [script, dir], { cwd: root });
  child.stdin.end(JSON.stringify({ login, password, planted }));
  const [, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode !== 0 && err !== '') throw new Error(err);
}
