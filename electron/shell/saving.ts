import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app, dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import { outsideName } from './outside-name.ts';
import type { SaveOutcome } from './messages.ts';

/**
 * The only way a file leaves the encrypted store through this program. The page downloads nothing: the desk asks for a place, the
 * person at the window chooses it in the dialog of the system, and only then do bytes come. Chromium's own downloads would lay them
 * in a temporary file before anybody chose anything. The desk's process never learns or names a path; it has a place, once.
 */
export interface Saving {
  /** A place for a file of that name, or null: nothing was chosen, or a dialog is open already. */
  choosePlace(name: string): Promise<string | null>;
  /** Writes there and forgets the place. What was there before stays whole unless the new file is whole. */
  write(place: string, bytes: Uint8Array): Promise<SaveOutcome>;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

export interface SavingNeeds {
  /** The dialog lies over it. */
  readonly window: () => BrowserWindow;
  /** Random UUIDs. */
  readonly newId: () => string;
}

const writeWhole = async (path: string, bytes: Uint8Array, id: string): Promise<void> => {
  const part = join(dirname(path), `.tongban-${id}.part`);
  try {
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
};

export const createSaving = ({ window, newId }: SavingNeeds): Saving => {
  const paths = new Map<string, string>();
  let isAsking = false;

  const ask = async (name: string): Promise<string | null> => {
    const { canceled, filePath } = await dialog.showSaveDialog(window(), {
      defaultPath: join(app.getPath('downloads'), outsideName(name)),
      properties: ['showOverwriteConfirmation', 'dontAddToRecent'],
    });
    if (canceled || filePath === '') return null;
    const place = newId();
    // Only the last place counts: one that was chosen and never used is worth nothing later.
    paths.clear();
    paths.set(place, filePath);
    return place;
  };

  return {
    async choosePlace(name) {
      if (isAsking) return null;
      isAsking = true;
      return ask(name).finally(() => {
        isAsking = false;
      });
    },
    async write(place, bytes) {
      const path = paths.get(place);
      paths.delete(place);
      if (path === undefined) return { state: 'failed', reason: 'no-place' };
      return writeWhole(path, bytes, newId()).then(
        (): SaveOutcome => ({ state: 'saved' }),
        (error: unknown): SaveOutcome => ({ state: 'failed', reason: codeOf(error) }),
      );
    },
  };
};
