import { safeStorage } from 'electron';

/**
 * Keeps a key with the user's system account: DPAPI on Windows, Secret Service or KWallet on Linux.
 * Linux without a keyring falls back to a password that is the same on every machine (`basic_text`): that counts as none, and the
 * desk then opens with a staff password instead.
 */
export interface SecretStore {
  available(): Promise<boolean>;
  protect(bytes: Uint8Array): Promise<Uint8Array>;
  unprotect(bytes: Uint8Array): Promise<Uint8Array>;
}

const weakBackends: readonly string[] = ['basic_text', 'unknown'];

export const createSecretStore = (platform: NodeJS.Platform): SecretStore => {
  const available = async (): Promise<boolean> => {
    if (platform === 'linux' && weakBackends.includes(safeStorage.getSelectedStorageBackend())) return false;
    return safeStorage.isAsyncEncryptionAvailable();
  };
  const assertAvailable = async (): Promise<void> => {
    if (!(await available())) throw new Error('no key store of the system');
  };
  return {
    available,
    async protect(bytes) {
      await assertAvailable();
      return safeStorage.encryptStringAsync(Buffer.from(bytes).toString('base64'));
    },
    async unprotect(bytes) {
      await assertAvailable();
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(bytes));
      return Buffer.from(result, 'base64');
    },
  };
};
