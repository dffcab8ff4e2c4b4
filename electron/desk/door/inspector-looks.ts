/**
 * What the door does for every call of 检查人员: it ends their login when their days are over, and writes down what they open before it is shown.
 * Here and not in the handlers, so that a new page is neither forgotten nor open longer.
 */
import { z } from 'zod';
import { canonical } from '#shared/journal/entry.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Viewer } from '../core.ts';
import { isOver } from '../inspectors.ts';
import { audit, tell, type Runtime } from '../runtime.ts';
import type { Looks } from './looks.ts';

export function endIfOver(runtime: Runtime, connection: string): void {
  const viewer = runtime.logins.get(connection);
  if (viewer?.inspects === undefined || runtime.core === null || !isOver(runtime.core, viewer.inspects)) return;
  runtime.logins.delete(connection);
  audit(runtime, runtime.core, viewer.staff, 'logout', { until: viewer.inspects.until });
  tell(runtime, { type: 'status' });
}

/** Ids alone: what was typed into a search is somebody's name. */
const about = z.looseObject({
  stream: z.uuid().optional().catch(undefined),
  paper: z.uuid().optional().catch(undefined),
});
const lookOf = z.looseObject({ look: z.string().optional().catch(undefined) });

/**
 * Once for each time a screen is opened (`look`), and where a screen names none once a login for one question. Also of what is then refused:
 * somebody tried. Unwritten is unseen: what this throws ends the call.
 */
export function noteLook(
  runtime: Runtime,
  looks: Looks,
  viewer: Viewer | undefined,
  procedure: string,
  input: unknown,
): void {
  const { core } = runtime;
  if (viewer?.inspects === undefined || core === null) return;
  const { stream, paper } = about.catch({}).parse(input);
  const { look = '' } = lookOf.catch({}).parse(input);
  looks.note(viewer, look, `${procedure} ${canonical(input as JsonObject)}`, () => {
    audit(runtime, core, viewer.staff, 'look', {
      procedure,
      ...(stream === undefined ? {} : { stream }),
      ...(paper === undefined ? {} : { paper }),
    });
  });
}
