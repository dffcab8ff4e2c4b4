/** Who handles which shortcut now: the page opened last comes first; nobody while the screen is locked. */
import { isShortcut, shortcutIds, type KeyPress, type ShortcutId } from './keys.ts';

export type ShortcutHandler = (event: KeyPress) => void;

export interface ShortcutBoard {
  readonly add: (id: ShortcutId, handler: ShortcutHandler) => () => void;
  /** True when a handler took the event. */
  readonly press: (event: KeyPress) => boolean;
  readonly setLocked: (isLocked: boolean) => void;
}

export function createShortcutBoard(): ShortcutBoard {
  const handlers = new Map<ShortcutId, readonly ShortcutHandler[]>();
  let isLocked = false;
  const of = (id: ShortcutId): readonly ShortcutHandler[] => handlers.get(id) ?? [];
  return {
    add: (id, handler) => {
      handlers.set(id, [...of(id), handler]);
      return () => {
        handlers.set(
          id,
          of(id).filter((one) => one !== handler),
        );
      };
    },
    press: (event) => {
      if (isLocked) return false;
      const id = shortcutIds.find((one) => of(one).length > 0 && isShortcut(one, event));
      const handler = id === undefined ? undefined : of(id).at(-1);
      handler?.(event);
      return handler !== undefined;
    },
    setLocked: (locked) => {
      isLocked = locked;
    },
  };
}

export const board = createShortcutBoard();
