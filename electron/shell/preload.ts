import { contextBridge, ipcRenderer } from 'electron';
import type { ShellBridge } from '#shared/contract/window-bridge.ts';
import { channels, versionFlag } from './channels.ts';

/**
 * The whole bridge: one frozen object of three names, tested against a list. A port cannot pass through `contextBridge`, so what
 * main sends is handed to the page's own window, to our own origin only; the page reads it with `readShellMessage`.
 */
const bridge: ShellBridge = {
  kind: 'electron',
  version: process.argv.find((word) => word.startsWith(versionFlag))?.slice(versionFlag.length) ?? '',
  requestPort: () => ipcRenderer.invoke(channels.request).then(() => undefined),
};
contextBridge.exposeInMainWorld('tongban', Object.freeze(bridge));

ipcRenderer.on(channels.message, (event, message: unknown) => {
  window.postMessage(message, window.location.origin, event.ports);
});
