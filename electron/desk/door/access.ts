/** The guard before every handler: is the store open, is somebody logged in, may they. One place, asked from the contract's meta. */
import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import type { Access, ProcedureMeta } from '#shared/contract/base.ts';
import { ok, type Refusal, type Result } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import type { Runtime } from '../runtime.ts';
import { refusalOf as storeRefusalOf } from '../store/failures.ts';
import type { DeskContext } from './context.ts';
import { endIfOver, noteLook } from './inspector-looks.ts';
import { blanked } from '../print/without-boxes.ts';
import { draw } from '../queries/papers.ts';
import type { DrawnSheet } from '../print/sheets.ts';
import { newId } from '../ids.ts';
import type { Looks } from './looks.ts';

const metaOf = (procedure: { readonly '~orpc': { readonly meta: object } }): ProcedureMeta =>
  procedure['~orpc'].meta as ProcedureMeta;

export const refused = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });

/** Why this connection may not call, or null. */
export function refuseAccess(
  runtime: Runtime,
  connection: string,
  { access, needsStore, inspectors }: ProcedureMeta,
): Refusal | null {
  if (needsStore && runtime.core === null) return { code: runtime.state === 'new' ? 'desk.notSetUp' : 'desk.locked' };
  const viewer = runtime.logins.get(connection);
  if (viewer?.inspects !== undefined && inspectors === 'closed') return { code: 'permission.missing' };
  return refuseRole(access, viewer);
}

export function refuseRole(access: Access, viewer: Viewer | undefined): Refusal | null {
  if (access === 'public') return null;
  if (viewer === undefined) return { code: 'login.required' };
  return access === 'login' || viewer.may.has(access) ? null : { code: 'permission.missing' };
}

/** Handlers behind the guard find the open desk and the person in their context. */
export interface Opened {
  readonly core: DeskCore;
  readonly viewer: Viewer;
}

export const door = (runtime: Runtime, looks: Looks) =>
  implement(contract)
    .$context<DeskContext>()
    .use(async ({ context, next, path, procedure }, input, output) => {
      const meta = metaOf(procedure);
      const answer = (refusal: Refusal): unknown => (meta.isStream ? refusedStream(refusal) : refused(refusal));
      endIfOver(runtime, context.connection.id);
      const refusal = refuseAccess(runtime, context.connection.id, meta);
      if (refusal) return output(answer(refusal));
      const viewer = runtime.logins.get(context.connection.id);
      const added: Partial<Opened> = { ...(runtime.core ? { core: runtime.core } : {}), ...(viewer ? { viewer } : {}) };
      try {
        if (meta.inspectors === 'logged') noteLook(runtime, looks, viewer, path.join('.'), input);
        return await next({ context: added });
      } catch (error) {
        const broken = storeRefusalOf(error);
        if (broken === undefined) throw error;
        // What the handles had read may not be what the file says (trust 2): read it again before the next call.
        runtime.core?.store.reopen();
        return output(answer(broken));
      }
    });

async function* refusedStream(refusal: Refusal): AsyncGenerator<{ type: 'refused'; refusal: Refusal }> {
  yield await Promise.resolve({ type: 'refused', refusal });
}

export type Door = ReturnType<typeof door>;

/** For handlers of the open desk: the guard has put both there. */
export function opened(context: Partial<Opened> | DeskContext): Opened {
  const { core, viewer } = context as Partial<Opened>;
  if (core === undefined || viewer === undefined) throw new Error('bug: the guard let a call through');
  return { core, viewer };
}

/** A paper of the moment as the page gets it: it may be printed by its name (`paper.queue`) as long as this login lasts. */
export function offered(runtime: Runtime, context: Partial<Opened> | DeskContext, drawn: Result<DrawnSheet>) {
  if (!drawn.ok) return drawn;
  const { core, viewer } = opened(context);
  const { html, spec, size } = drawn.value;
  const { papers, blanks } = blanked(core, drawn.value.papers);
  const sheet = newId(core.ports);
  runtime.sheets.keep(viewer, sheet, { spec, size, papers });
  const fonts = runtime.options.resources.fonts();
  return ok({ html: papers === drawn.value.papers ? html : draw(fonts, papers, size), sheet, blanks: [...blanks] });
}

/** The same with the connection, for work that goes on after a wait in which the person may leave. */
export const asking = (context: DeskContext): Opened & { readonly connection: string } => ({
  ...opened(context),
  connection: context.connection.id,
});
