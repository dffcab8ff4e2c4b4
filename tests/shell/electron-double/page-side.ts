/**
 * What runs in the page before its own scripts, as text: the preload in a closure with a `require('electron')` of its own, so that
 * the page sees only what the preload exposes. Electron runs it in a world apart; Chromium's pages have no such world for us, so
 * the closure is the border here, and the list of exposed names is what a test can hold against it.
 */

/** From the page to the stand-in. */
export type FromPage =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'port'; readonly id: number; readonly data: unknown }
  | { readonly kind: 'closed'; readonly id: number };

/** From the stand-in to the page. */
export type ToPage =
  | { readonly kind: 'result'; readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly kind: 'event'; readonly channel: string; readonly data: unknown; readonly ports: readonly number[] }
  | { readonly kind: 'port'; readonly id: number; readonly data: unknown }
  | { readonly kind: 'closed'; readonly id: number };

/** The binding the stand-in lays into the page; taken away before anything else can see it. */
export const bindingName = '__electronDouble';
/** Where the stand-in reaches its own code in the page; a symbol, so it is no exposed name. */
export const hookKey = 'electron-double';

type Listener = (event: { ports: readonly MessagePort[] }, data: unknown) => void;
type Exposed = Record<string, unknown>;

interface PageElectron {
  readonly ipcRenderer: {
    invoke(channel: string, ...args: unknown[]): Promise<unknown>;
    on(channel: string, listener: Listener): void;
  };
  readonly contextBridge: { exposeInMainWorld(name: string, api: Exposed): void };
}
type Preload = (require: (name: string) => PageElectron, process: { argv: readonly string[] }) => void;

/** Serialised into the page; uses nothing from outside but its arguments. */
const install = (preload: Preload, argv: readonly string[], binding: string, hook: string): void => {
  if (window.top !== window) return;
  const send = Reflect.get(window, binding) as (text: string) => Promise<void>;
  Reflect.deleteProperty(window, binding);
  const post = (frame: FromPage): void => void send(JSON.stringify(frame));

  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, Listener[]>();
  const ports = new Map<number, MessagePort>();
  let last = 0;

  const receive = (id: number): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port1);
    port1.onmessage = ({ data }) => post({ kind: 'port', id, data });
    port1.addEventListener('close', () => post({ kind: 'closed', id }));
    return port2;
  };
  const settle = (frame: Extract<ToPage, { kind: 'result' }>): void => {
    const asked = waiting.get(frame.id);
    waiting.delete(frame.id);
    if (frame.error === undefined) asked?.resolve(frame.value);
    else asked?.reject(new Error(frame.error));
  };
  const take = (frame: ToPage): void => {
    if (frame.kind === 'result') settle(frame);
    else if (frame.kind === 'port') ports.get(frame.id)?.postMessage(frame.data);
    else if (frame.kind === 'closed') ports.get(frame.id)?.close();
    else {
      const event = { ports: frame.ports.map(receive) };
      for (const listener of listeners.get(frame.channel) ?? []) listener(event, frame.data);
    }
  };
  Object.defineProperty(window, Symbol.for(hook), { value: take });

  const electron: PageElectron = {
    ipcRenderer: {
      invoke: (channel, ...args) =>
        new Promise((resolve, reject) => {
          const id = ++last;
          waiting.set(id, { resolve, reject });
          post({ kind: 'invoke', id, channel, args });
        }),
      on: (channel, listener) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    },
    contextBridge: {
      // As Electron does: a copy, its functions wrapped, nothing of it changeable.
      exposeInMainWorld: (name, api) => {
        const copy = Object.entries(api).map(([key, value]) => [
          key,
          typeof value === 'function' ? (...args: unknown[]): unknown => Reflect.apply(value, undefined, args) : value,
        ]);
        const value: unknown = Object.freeze(Object.fromEntries(copy));
        Object.defineProperty(window, name, { value, enumerable: true });
      },
    },
  };
  const require = (name: string): PageElectron => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  };
  preload(require, { argv });
};

/** The script for one window; `preloadCode` is the compiled preload as it is packed. */
export const pageScript = (preloadCode: string, argv: readonly string[]): string => {
  const preload = `function (require, process) { const module = { exports: {} }, exports = module.exports; ${preloadCode}\n}`;
  const values = [JSON.stringify(argv), JSON.stringify(bindingName), JSON.stringify(hookKey)];
  return `(${install.toString()})(${preload}, ${values.join(', ')});`;
};
