import type { ClientLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ConnectionState } from './connection-state.ts';
import type { Page } from './page.ts';
import { refusedHere, refuseTooLarge, type LinkContext } from './wire-refusals.ts';

const askEveryMs = 2000;
const tokenPattern = /^#enter=([\w-]+)$/;

/** The one door over HTTP to the browser host that served this page. The cookie is the browser's to send. */
export function httpLink(page: Page, state: ConnectionState): ClientLink<LinkContext> {
  const entered = enter(page, state);
  const lookAgain = createLookOut(page, state);
  const lost = (code: 'program.gone' | 'program.notEntered'): Error => {
    state.set({ code });
    lookAgain();
    return refusedHere({ code });
  };
  const send = async (request: Request, init: RequestInit): Promise<Response> => {
    await entered;
    const response = await page
      .fetch(request, { ...init, credentials: 'same-origin', cache: 'no-store' })
      .catch((error: unknown) => {
        throw request.signal.aborted ? error : lost('program.gone');
      });
    if (response.status === 401) throw lost('program.notEntered');
    state.set(undefined);
    return response;
  };
  return new RPCLink<LinkContext>({ url: `${page.origin}/rpc`, fetch: send, clientInterceptors: [refuseTooLarge] });
}

/** Exchanges the token of the address for this window's cookie, once. A reload has none and needs none. */
async function enter(page: Page, state: ConnectionState): Promise<void> {
  const token = tokenPattern.exec(page.fragment)?.[1];
  if (token === undefined) return;
  page.dropFragment();
  const body = JSON.stringify({ token });
  const headers = { 'content-type': 'application/json' };
  const answer = await page.fetch('/enter', { method: 'POST', headers, body }).catch(() => undefined);
  // An address used twice may still come from a window that already has its cookie.
  if (answer?.status !== 204) state.set(await look(page));
}

/** Is the program there, and does it know this window? */
async function look(page: Page): Promise<{ code: 'program.gone' | 'program.notEntered' } | undefined> {
  const answer = await page.fetch('/alive', { cache: 'no-store' }).catch(() => undefined);
  if (answer?.status === 204) return undefined;
  return { code: answer?.status === 401 ? 'program.notEntered' : 'program.gone' };
}

/** Looks every two seconds, from when the program was lost until it is back; never at other times. */
function createLookOut(page: Page, state: ConnectionState): () => void {
  let isLooking = false;
  const lookUntilBack = async (): Promise<void> => {
    const never = new AbortController().signal;
    while (state.get()) {
      await page.wait(askEveryMs, never);
      state.set(await look(page));
    }
    isLooking = false;
  };
  return () => {
    if (isLooking) return;
    isLooking = true;
    void lookUntilBack();
  };
}
