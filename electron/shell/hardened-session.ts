import { session } from 'electron';
import type { Session } from 'electron';
import { mayUseCamera, scheme } from './policy.ts';

/**
 * The session of every window. It lives in memory (no `persist:`, no cache), so that cookies, caches and storage of the page never
 * reach the disk; every permission, asked or checked, is denied, devices included, but one: our own page may look through the camera (拍照). Nothing is downloaded, not even the page's own contents by a click: files leave through `saving.ts`.
 */
export const hardenedSession = (serve: (request: Request) => Promise<Response>): Session => {
  const hardened = session.fromPartition('tongban', { cache: false });
  hardened.protocol.handle(scheme, serve);
  hardened.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(mayUseCamera(permission, details, 'mediaTypes' in details ? details.mediaTypes : undefined)),
  );
  hardened.setPermissionCheckHandler((_contents, permission, _origin, details) =>
    mayUseCamera(permission, details, details.mediaType === undefined ? undefined : [details.mediaType]),
  );
  hardened.setDevicePermissionHandler(() => false);
  hardened.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  hardened.setSpellCheckerEnabled(false);
  hardened.on('will-download', (event) => event.preventDefault());
  return hardened;
};
