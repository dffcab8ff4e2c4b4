import { protocol } from 'electron';
import { scheme } from './policy.ts';

/**
 * Before the program is ready: `app:` is a standard, secure scheme, so that it has an origin and 'self' in the policy means it.
 * It gets no service workers, no streaming and no way around the policy.
 */
export const registerScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, bypassCSP: false } },
  ]);
