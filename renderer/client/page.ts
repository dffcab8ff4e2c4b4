import { readShellMessage, type ShellBridge, type ShellMessage } from '#shared/contract/window-bridge.ts';

declare global {
  interface Window {
    readonly tongban?: ShellBridge;
  }
}

/** What the transport needs of the page it runs in, so that tests can give it another. */
export interface Page {
  /** Present in Electron. */
  readonly bridge: ShellBridge | undefined;
  /** `http://127.0.0.1:<port>` in the host. */
  readonly origin: string;
  /** `#enter=<token>` when the host has just opened this window. */
  readonly fragment: string;
  /** Takes the fragment off the address, so that a token stands in no history and no screenshot. */
  readonly dropFragment: () => void;
  readonly fetch: (input: string | Request, init?: RequestInit) => Promise<Response>;
  /** Messages of the shell to this window; the first port of the message comes with it. */
  readonly onShellMessage: (listener: (message: ShellMessage, port: MessagePort | undefined) => void) => void;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export function browserPage(): Page {
  return {
    bridge: window.tongban,
    origin: window.location.origin,
    fragment: window.location.hash,
    dropFragment: () => {
      window.history.replaceState(null, '', window.location.pathname + window.location.search);
    },
    fetch: (input, init) => window.fetch(input, init),
    onShellMessage: (listener) => {
      window.addEventListener('message', (event) => {
        // Only the preload of this very window posts with the window itself as source.
        const message = event.source === window ? readShellMessage(event.data) : undefined;
        if (message) listener(message, event.ports[0]);
      });
    },
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        const timer = window.setTimeout(resolve, milliseconds);
        signal.addEventListener('abort', () => {
          window.clearTimeout(timer);
          resolve();
        });
      }),
  };
}
