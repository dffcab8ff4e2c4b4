import { session } from 'electron';
import type { Session } from 'electron';
import { scheme } from './policy.ts';

/**
 * The session of every window. It lives in memory (no `persist:`, no cache), so that cookies, caches and storage of the page never
 * reach the disk; every permission, asked or checked, is denied, devices included. Nothing is downloaded, not even the page's own contents by a click: files leave through `saving.ts`.
 */
export const hardenedSession = (serve: (request: Request) => Promise<Response>): Session => {
  const hardened = session.fromPartition('tongban', { cache: false });
  hardened.protocol.handle(scheme, serve);
  hardened.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  hardened.setPermissionCheckHandler(() => false);
  hardened.setDevicePermissionHandler(() => false);
  hardened.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  hardened.setSpellCheckerEnabled(false);
  hardened.on('will-download', (event) => event.preventDefault());
  return hardened;
};
