import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { RouterClient } from '@orpc/server';
import { readShellMessage } from '../../../shared/contract/window-bridge.ts';
import type { ShellBridge, ShellMessage } from '../../../shared/contract/window-bridge.ts';
import type { MadeUpRouter } from './router.ts';

/** A page that does what the real one does with the shell: asks for a port, calls through it, listens, saves when closing. */
export interface MadeUpPage {
  readonly heard: ShellMessage[];
  desk: RouterClient<MadeUpRouter> | undefined;
  /** What was typed and not yet saved. */
  draft: string;
  connect(): Promise<void>;
}

declare global {
  interface Window {
    readonly tongban?: ShellBridge;
    readonly page: MadeUpPage;
    readonly inlineRan?: boolean;
  }
}

let onPort: (port: MessagePort) => void = () => undefined;

const page: MadeUpPage = {
  heard: [],
  desk: undefined,
  draft: '',
  async connect() {
    const arrived = new Promise<MessagePort>((resolve) => {
      onPort = resolve;
    });
    await window.tongban?.requestPort();
    const port = await arrived;
    port.start();
    page.desk = createORPCClient(new RPCLink({ port }));
  },
};

window.addEventListener('message', (event) => {
  const message = event.source === window ? readShellMessage(event.data) : undefined;
  if (message === undefined) return;
  page.heard.push(message);
  const [port] = event.ports;
  if (message.tongban === 'port' && port !== undefined) onPort(port);
  if (message.tongban === 'closing' && page.draft !== '')
    void page.desk?.save(page.draft).then(() => port?.postMessage('saved'));
});
Object.defineProperty(window, 'page', { value: page });
