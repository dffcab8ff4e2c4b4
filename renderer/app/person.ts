import { createContext, useContext } from 'react';
import type { DeskStatus, Me } from '#shared/contract/desk.ts';
import type { Permission } from '#shared/kernel/permissions.ts';

/** Whoever is logged in, and what every page behind the login may ask of the frame around it. */
export interface PersonAtDesk {
  readonly me: Me;
  readonly status: DeskStatus;
  readonly may: (permission: Permission) => boolean;
  readonly lock: () => void;
  /** Keeps everything typed, then shows the login. */
  readonly leave: () => void;
}

export const PersonContext = createContext<PersonAtDesk | undefined>(undefined);

/** Only for pages behind the login; throws elsewhere. */
export function usePerson(): PersonAtDesk {
  const person = useContext(PersonContext);
  if (!person) throw new Error('usePerson outside the login');
  return person;
}
