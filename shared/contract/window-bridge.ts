/**
 * What the Electron window and its page say to each other outside the contract: the hand-over of the port, the fate of the
 * desk's process, and the last moment before the window closes. Everything else travels through the port.
 *
 * The page listens with `window.addEventListener('message', …)`, takes a message only when `event.source === window`, and
 * reads it with `readShellMessage`. A MessagePort cannot pass through `contextBridge`, which is why it arrives this way.
 */

/** `window.tongban` as the preload exposes it, frozen; absent in a plain browser. */
export interface ShellBridge {
  readonly kind: 'electron';
  readonly version: string;
  /** Asks for a new port to the desk; the port itself arrives as a `port` message. Rejects when the desk cannot be reached. */
  readonly requestPort: () => Promise<void>;
}

/**
 * The desk's process as the window sees it: `restarted` = it fell over and is back, ask for a new port;
 * `down` = it fell over again, only starting the program anew helps; `refused` = it would not open, `code` says why.
 */
export type DeskState = 'restarted' | 'down' | 'refused';

export type ShellMessage =
  /** `event.ports[0]` is the port to the desk. */
  | { readonly tongban: 'port' }
  | { readonly tongban: 'desk'; readonly state: DeskState; readonly code?: string }
  /** The window is about to close: save what is typed, then post anything to `event.ports[0]`. After 2 s it closes anyway. */
  | { readonly tongban: 'closing' };

const deskStates: readonly string[] = ['restarted', 'down', 'refused'] satisfies DeskState[];
const isDeskState = (value: unknown): value is DeskState => typeof value === 'string' && deskStates.includes(value);

/** Reads a window message; anything that is not from the shell gives `undefined`. */
export const readShellMessage = (data: unknown): ShellMessage | undefined => {
  if (typeof data !== 'object' || data === null || !('tongban' in data)) return undefined;
  if (data.tongban === 'port' || data.tongban === 'closing') return { tongban: data.tongban };
  if (data.tongban !== 'desk' || !('state' in data) || !isDeskState(data.state)) return undefined;
  const code = 'code' in data && typeof data.code === 'string' ? { code: data.code } : {};
  return { tongban: 'desk', state: data.state, ...code };
};
