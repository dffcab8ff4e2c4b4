import type { ClientLink } from '@orpc/client';
import { ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ShellBridge } from '#shared/contract/window-bridge.ts';
import { refusalCodes } from '#shared/kernel/refusals.ts';
import type { Refusal } from '#shared/kernel/result.ts';
import type { ConnectionState, Gone } from './connection-state.ts';
import type { Page } from './page.ts';
import { refusedHere, refuseTooLarge, type LinkContext } from './wire-refusals.ts';

type Link = ClientLink<LinkContext>;

/** Calls wait for the first port; once a port has fallen, they are refused at once until there is another. */
interface LinkSlot {
  readonly link: () => Promise<Link>;
  readonly put: (link: Link) => void;
}

function createSlot(): LinkSlot {
  let put: (link: Link) => void = () => undefined;
  let current = new Promise<Link>((resolve) => (put = resolve));
  return {
    link: () => current,
    put: (link) => {
      put(link);
      current = Promise.resolve(link);
    },
  };
}

/** The one door over the MessagePort that the shell hands to this window, and over the next one when the desk fell and came back. */
export function portLink(page: Page, bridge: ShellBridge, state: ConnectionState): Link {
  const slot = createSlot();
  /** Why the desk will not be back by itself. Its ports close afterwards, or arrive late: neither says more than this. */
  let trouble: Gone;
  const tell = (gone: Gone): void => {
    state.set(trouble ?? gone);
  };
  const underWay = callsUnderWay();
  const ask = (): void => {
    bridge.requestPort().catch(() => {
      tell({ code: 'program.gone' });
    });
  };
  page.onShellMessage((message, port) => {
    if (message.tongban === 'port' && port) slot.put(linkOn(port, tell));
    if (message.tongban !== 'desk') return;
    trouble = message.state === 'restarted' ? undefined : { code: knownCode(message.code) };
    if (message.state === 'restarted') ask();
    else tell(trouble);
    if (trouble) underWay.giveUp(trouble);
  });
  ask();
  return {
    call: async (path, input, options) => {
      const gone = state.get();
      if (gone) throw refusedHere(gone);
      return underWay.orGivenUp(slot.link().then((link) => link.call(path, input, options)));
    },
  };
}

/** Calls that wait for a port or an answer: none of them is left hanging when the desk will not be back. */
function callsUnderWay() {
  const all = new Set<(gone: Refusal) => void>();
  return {
    orGivenUp: <T>(work: Promise<T>): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        const giveUp = (gone: Refusal): void => {
          reject(refusedHere(gone));
        };
        all.add(giveUp);
        void work.then(resolve, reject).finally(() => all.delete(giveUp));
      }),
    giveUp: (gone: Refusal): void => {
      for (const giveUp of all) giveUp(gone);
    },
  };
}

const knownCode = (code: string | undefined) => refusalCodes.find((known) => known === code) ?? 'program.gone';

function linkOn(port: MessagePort, tell: (gone: Gone) => void): Link {
  const link = new RPCLink<LinkContext>({ port, clientInterceptors: [refuseTooLarge] });
  let isOver = false;
  port.addEventListener('close', () => {
    isOver = true;
    tell({ code: 'program.gone' });
  });
  port.start();
  tell(undefined);
  return {
    call: async (path, input, options) => {
      try {
        return await link.call(path, input, options);
      } catch (error) {
        throw isOver && !(error instanceof ORPCError) ? refusedHere({ code: 'program.gone' }) : error;
      }
    },
  };
}
